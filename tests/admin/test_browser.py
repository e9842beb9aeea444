"""The desk in a real browser: every page within the content policy, and a finding entered by a curator."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.people import account
from tests.full_records import FULL
from trials import curation
from trials.models import Finding, ProposalOutcome, Trial

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PHRASE = "a good long pass phrase"
NAMES = ("cancertype", "payload", "publication", "trial", "finding")


def log_in(page, live_server, name: str) -> None:
    page.goto(f"{live_server.url}{reverse('admin:login')}")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PHRASE)
    page.click("[type=submit]")
    page.wait_for_selector("text=My drafts")


def every_page() -> list[str]:
    """Addresses of every kind of page of the desk, with something on each."""
    records = [make() for make in FULL]
    submitted = factories.finding(status="submitted")
    draft = factories.trial(status="returned", title="Autologous MSCs with TRAIL in glioblastoma")
    revision = curation.propose(records[0], {"note": "Seen anew."}, factories.ADA, "A source")
    curation.reading.add_reading("doi", "10.1000/unread", "A paper", "search", "Cited often", factories.ADA)
    addresses = [
        reverse(f"admin:{name}")
        for name in ("index", "queue", "password_change", "interests", "to_confirm", "second_look", "enter")
    ]
    addresses += [
        reverse(f"admin:{name}")
        for name in ("mine", "reading", "notices", "profile", "settings", "failing", "unsourced")
    ]
    addresses.append(reverse("admin:enter_findings", args=[records[2].accession]))
    addresses += [reverse("admin:proposals"), reverse("admin:proposals_of", args=[draft.accession])]
    addresses += [reverse(f"admin:trials_{name}_changelist") for name in NAMES]
    addresses += [reverse(f"admin:trials_{name}_add") for name in NAMES]
    for record in (*records, submitted, draft):
        name = record._meta.model_name
        addresses += [reverse(f"admin:trials_{name}_{page}", args=[record.accession]) for page in ("change", "history")]
    addresses += [
        reverse(f"admin:trials_{record._meta.model_name}_propose", args=[record.accession]) for record in records
    ]
    addresses += [
        reverse("admin:trials_revision_changelist"),
        reverse("admin:trials_revision_change", args=[revision.pk]),
    ]
    for name in ("recordversion", "reviewevent", "sourcerecord", "redirect", "dataversion", "person"):
        addresses.append(reverse(f"admin:trials_{name}_changelist"))
    addresses += [reverse("admin:trials_recordversion_change", args=[1]), reverse("admin:auth_user_changelist")]
    addresses += [
        reverse("admin:auth_user_add"),
        reverse("admin:auth_group_changelist"),
        reverse("admin:auth_group_add"),
    ]
    return addresses


def test_every_page_keeps_the_content_policy_and_fits_its_window(open_page, live_server):
    account("root", "Chief editor", is_superuser=True)
    addresses = every_page()
    page = open_page()
    log_in(page, live_server, "root")

    widths = [1440, 360]
    for address in addresses:
        response = page.goto(f"{live_server.url}{address}")
        assert response.status == 200, address
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
        widths.reverse()  # the next page begins in the window that this one ended in


def test_the_menu_folds_on_a_phone_and_opens_by_a_key_without_scripts(open_page, live_server):
    account("ada", "Curator")
    page = open_page(width=360, java_script_enabled=False)
    log_in(page, live_server, "ada")
    queue = page.locator(".desk-nav a", has_text="Queue")

    assert not queue.is_visible()
    page.focus(".desk-menu summary")
    page.keyboard.press("Enter")
    assert queue.is_visible()

    page.set_viewport_size({"width": 1440, "height": 900})
    page.reload()
    assert queue.is_visible()
    assert not page.is_visible(".desk-menu")


def test_a_curator_enters_a_finding_with_its_references_and_molecules(page, live_server):
    account("ada", "Curator")
    publication = factories.publication(title="Stem cells that home")
    log_in(page, live_server, "ada")

    page.goto(f"{live_server.url}{reverse('admin:trials_finding_add')}")
    page.fill("[name=statement]", "In mice, engineered cells slowed tumour growth.")
    page.check("[name=topic][value=proliferation]")
    page.click(".field-publication .select2-selection")
    page.fill(".select2-search__field", "that home")
    page.click(f".select2-results__option:has-text('{publication.accession}')")
    page.click("#molecules-group summary")
    page.fill("[name=molecules-0-label]", "TNFSF10")
    page.select_option("[name=molecules-0-kind]", "gene")
    page.click("#molecules-group .add-row a")
    page.fill("[name=molecules-1-label]", "CXCR4")
    page.select_option("[name=molecules-1-kind]", "gene")
    page.click("[name=_save]")
    page.wait_for_selector("text=is saved as a draft")

    finding = Finding.objects.get()
    assert finding.publication == publication
    assert [molecule.label for molecule in finding.molecules.all()] == ["CXCR4", "TNFSF10"]
    assert page.is_visible("text=Before it can be submitted and published")

    page.click("[name=_submit]")
    page.wait_for_selector("text=Not submitted.")
    assert page.is_visible("text=Say where in the source it stands.")


def test_proposals_are_taken_and_dismissed_by_one_key(page, live_server):
    account("ada", "Curator")
    factories.cancer_type(name="Glioblastoma")
    trial = curation.create(Trial, {"title": "Autologous adipose MSCs for glioblastoma"}, factories.ADA)
    log_in(page, live_server, "ada")

    page.goto(f"{live_server.url}{reverse('admin:proposals_of', args=[trial.accession])}")
    page.keyboard.press("t")
    page.wait_for_selector("text=Belongs here: taken.")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("x")
    page.wait_for_selector("text=Role: dismissed.")
    page.keyboard.press("c")
    page.select_option("#next select", label="Glioblastoma")
    page.click("#next >> text=Save this instead")
    page.wait_for_selector("text=Cancer types: taken.")

    assert [each.name for each in Trial.objects.get().cancer_types.all()] == ["Glioblastoma"]
    assert dict(ProposalOutcome.objects.values_list("field", "verdict")) == {
        "in_out": "taken",
        "role": "dismissed",
        "cancer_types": "taken",
    }
