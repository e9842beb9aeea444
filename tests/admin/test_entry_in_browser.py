"""A paper entered from the keyboard alone, the tab closed in the middle of it, and handed in whole."""

import pytest
from django.urls import reverse

from tests.admin.people import account
from tests.admin.test_browser import log_in
from trials.choices import RecordStatus
from trials.models import ChangeSet, Finding, Payload, Publication, TypedForm

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MOST_STOPS = 250


@pytest.fixture(autouse=True)
def offline(settings):
    settings.MSCDB_OFFLINE = True


def tab_to(page, selector: str) -> None:
    """Walk on with the Tab key until something is in focus."""
    for _ in range(MOST_STOPS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by the Tab key")


def type_into(page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.type(text)


def press_and_wait(page, keys: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(keys)


def test_a_paper_with_five_findings_and_a_new_payload_is_entered_by_keyboard(open_page, live_server):
    account("ada", "Curator")
    page = open_page()
    log_in(page, live_server, "ada")
    page.goto(live_server.url + reverse("admin:enter"))

    # The paper
    page.keyboard.type("10.1000/new")
    press_and_wait(page, "Enter")
    type_into(page, "[name=title]", "Stem cells that home")
    press_and_wait(page, "Control+Enter")
    publication = Publication.objects.get()
    assert (publication.doi, publication.title) == ("10.1000/new", "Stem cells that home")
    tab_to(page, f"a[href='{reverse('admin:enter_findings', args=[publication.accession])}']")
    press_and_wait(page, "Enter")

    # The first finding, whole; the second as a copy of it
    assert page.evaluate("document.activeElement.name") == "statement"
    page.keyboard.type("Engineered MSCs reached glioma in mice after injection into the carotid artery.")
    type_into(page, "[name=locator]", "Figure 1")
    type_into(page, "[name=read_depth]", "full")
    type_into(page, "[name=claim_kind]", "Result")
    type_into(page, "[name=effect]", "Inhibits")
    type_into(page, "[name=stance]", "For")
    type_into(page, "[name=evidence_level]", "D")
    type_into(page, "[name=model_system]", "In animals")
    tab_to(page, "[name=topic][value=homing_tropism]")
    page.keyboard.press("Space")
    press_and_wait(page, "Control+Shift+Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("Vessels of the tumour grew more slowly under treatment.")
    press_and_wait(page, "Control+Enter")
    assert Finding.objects.count() == 2

    # The third names a payload that is not there yet
    page.keyboard.type("Cells that secrete interleukin 12 slowed the tumour most.")
    type_into(page, "[name=locator]", "Figure 3")
    tab_to(page, "[name=_new_payload]")
    press_and_wait(page, "Enter")
    type_into(page, "[name=name]", "Interleukin 12")
    type_into(page, "[name=molecule_class]", "Protein")
    tab_to(page, "#sources-group summary")
    page.keyboard.press("Enter")
    type_into(page, "[name=sources-0-citation]", "Stem cells that home")
    press_and_wait(page, "Control+Enter")
    payload = Payload.objects.get()
    assert page.input_value("[name=statement]") == "Cells that secrete interleukin 12 slowed the tumour most."
    assert page.input_value("[name=payloads]") == payload.accession
    tab_to(page, "[name=evidence_level]")
    page.keyboard.type("D")
    press_and_wait(page, "Control+Enter")
    assert Finding.objects.latest("number").payloads.get() == payload

    # The fourth is half typed when the tab is closed
    page.keyboard.type("No toxicity was seen in the animals that")
    page.wait_for_selector("text=Kept at")
    page.keyboard.type(" lived on.")
    address, context = page.url, page.context
    page.close(run_before_unload=False)
    page = context.new_page()
    page.goto(address)
    assert page.input_value("[name=statement]") == ""
    tab_to(page, "#typed-here a")
    press_and_wait(page, "Enter")
    assert page.input_value("[name=statement]").startswith("No toxicity was seen in the animals that")
    type_into(page, "[name=statement]", " To the end.")
    type_into(page, "[name=locator]", "Table 2")
    press_and_wait(page, "Control+Enter")
    assert not TypedForm.objects.exists()

    # The fifth says what another one said; while it is typed, that one is named
    page.keyboard.type("Vessels of the tumour grew slowly under treatment.")
    page.wait_for_selector(".similar >> text=% the same words")
    type_into(page, "[name=locator]", "Discussion")
    press_and_wait(page, "Control+Enter")

    # All of it goes to an editor together
    tab_to(page, "[name=_submit_all]")
    press_and_wait(page, "Enter")
    assert page.is_visible("text=is submitted")
    change_set = ChangeSet.objects.get()
    assert change_set.items.count() == 7
    for model, count in ((Publication, 1), (Payload, 1), (Finding, 5)):
        assert [each.status for each in model.objects.all()] == [RecordStatus.SUBMITTED] * count
