"""The desk: a sitting with a paper, begun, filled, submitted, returned in part, published together."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.admin.addresses import ADD_PUBLICATION, change, propose, why
from tests.admin.page import forms_of, record_form, text_of
from tests.admin.people import account, ada, desk_of, ed, eve
from tests.factories import ADA, ED
from trials import curation
from trials.models import ChangeSet, Finding, Hold, Publication, Revision

pytestmark = [pytest.mark.django_db, pytest.mark.both]

LIST = "admin:change_sets"


def page(change_set: ChangeSet) -> str:
    return reverse("admin:change_set", args=[change_set.pk])


def act(change_set: ChangeSet, verb: str) -> str:
    return reverse("admin:change_set_act", args=[change_set.pk, verb])


def begun(desk: Client, title: str = "Kim 2021") -> ChangeSet:
    response = desk.post(reverse(LIST), {"title": title, "note": "With its supplement."})
    change_set = ChangeSet.objects.get(title=title)
    assert response.url == page(change_set)
    return change_set


def sitting(*additions, submitted: bool = True) -> ChangeSet:
    change_set = curation.begin_set(ADA, "Kim 2021")
    for addition in additions:
        curation.add_to_set(change_set, addition, ADA)
    return curation.submit_set(change_set, ADA, "Look at Table 1.") if submitted else change_set


def paper(submitted: bool = True) -> tuple[ChangeSet, Publication, Finding]:
    publication = factories.publication("draft")
    finding = factories.finding("draft", publication=publication)
    return sitting(finding, publication, submitted=submitted), publication, finding


def publish_form(response):
    return next(form for form in forms_of(response) if form.identity == "publish-form")


def item_of(change_set: ChangeSet, accession: str) -> str:
    return str(change_set.items.get(accession=accession).pk)


def statuses(*rows) -> list[str]:
    for row in rows:
        row.refresh_from_db()
    return [str(row.status) for row in rows]


def test_a_sitting_goes_from_its_beginning_to_public():
    at_ada, at_ed = ada(), ed()
    change_set = begun(at_ada)
    assert "Working in: Kim 2021" in text_of(at_ada.get(reverse("admin:index")))
    public = factories.publication(journal="Journal")

    form = record_form(at_ada.get(reverse(ADD_PUBLICATION)))
    at_ada.post(reverse(ADD_PUBLICATION), form.filled(title="A review of homing", _save="1"))
    record = Publication.objects.latest("number")
    assert curation.set_with(record) == change_set
    form = record_form(at_ada.get(propose(public)))
    assert at_ada.post(propose(public), form.filled(journal="Cells", **why())).url == page(change_set)
    assert curation.set_with(Revision.objects.get()) == change_set

    assert at_ada.post(act(change_set, "submit"), {"note": "Look at Table 1."}).url == page(change_set)
    assert "Working in" not in text_of(at_ada.get(reverse("admin:index")))
    seen = at_ed.get(page(change_set))
    assert "Look at Table 1." in text_of(seen)
    assert "Publish all 2 together" in text_of(seen)
    at_ed.post(act(change_set, "publish"), publish_form(seen).filled(note="Thank you."))

    assert statuses(record, public, Revision.objects.get()) == ["published", "published", "accepted"]
    assert public.journal == "Cells"
    assert "Finished" in text_of(at_ada.get(reverse(LIST)))


def test_a_form_opened_from_a_set_comes_back_to_it():
    change_set, at_ada = sitting(submitted=False), ada()
    address = f"{reverse(ADD_PUBLICATION)}?change_set={change_set.pk}&back={page(change_set)}"
    assert address in at_ada.get(page(change_set)).content.decode().replace("&amp;", "&")

    form = record_form(at_ada.get(address))
    response = at_ada.post(form.action.replace("&amp;", "&"), form.filled(title="A review of homing", _save="1"))

    record = Publication.objects.latest("number")
    assert response.url.startswith(page(change_set))
    assert curation.set_with(record) == change_set
    again = at_ada.post(address, form.filled(title="Another review", _addanother="1"))
    assert f"change_set={change_set.pk}" in again.url
    assert "Working in" not in text_of(at_ada.get(reverse("admin:index"))), "the address alone chooses no set for good"


def test_obstacles_are_named_with_their_record_and_linked():
    change_set, publication, finding = paper(submitted=False)
    curation.edit(finding, {"locator": ""}, ADA)

    response = ada().post(act(change_set, "submit"), {"note": "Typed with care."})

    assert response.status_code == 409
    said = text_of(response)
    assert f"Nothing was submitted. {finding.accession} : It is not complete yet." in said
    assert "Locator: Say where in the source it stands." in said
    assert f'<a href="{change(finding)}">{finding.accession}</a>' in response.content.decode()
    assert "Typed with care." in response.content.decode()
    assert statuses(publication, finding) == ["draft", "draft"]


def test_one_item_is_returned_and_the_rest_is_published():
    change_set, publication, finding = paper()
    at_ed = ed()

    refused = at_ed.post(act(change_set, "return"), {"item": item_of(change_set, finding.accession), "note": " "})
    assert "Say in the note why it is returned." in text_of(refused)
    at_ed.post(act(change_set, "return"), {"item": item_of(change_set, finding.accession), "note": "Which figure?"})
    seen = at_ed.get(page(change_set))
    assert "Which figure?" in text_of(seen)
    assert "1 with the author stays behind." in text_of(seen)
    at_ed.post(act(change_set, "publish"), publish_form(seen).filled())

    assert statuses(publication, finding) == ["published", "returned"]
    at_ada = ada()
    assert "Back with its author" in text_of(at_ada.get(reverse(LIST)))
    at_ada.post(act(change_set, "submit"), {"note": ""})
    assert statuses(finding) == ["submitted"]


def test_what_refers_to_a_returned_item_is_in_the_way_and_there_is_no_button():
    change_set, publication, finding = paper()
    publication.refresh_from_db()
    curation.return_(publication, ED, "Which journal?")
    at_eve = eve()

    seen = at_eve.get(page(change_set))
    assert f"Publication: {publication.accession} is not public (Returned); publish it first." in text_of(seen)
    assert "1 item cannot be public yet" in text_of(seen)
    assert "Publish what waits" not in text_of(seen)

    refused = at_eve.post(act(change_set, "publish"), publish_form(seen).filled())
    assert refused.status_code == 409
    assert "Nothing was published." in text_of(refused)


def test_a_stale_page_publishes_nothing_unseen():
    change_set, publication, finding = paper()
    at_ed = ed()
    form = publish_form(at_ed.get(page(change_set)))
    late = factories.publication("draft")
    curation.add_to_set(change_set, late, ADA)
    curation.submit_set(change_set, ADA)

    response = at_ed.post(act(change_set, "publish"), form.filled(note="Fine."))

    assert response.status_code == 409
    assert f"{late.accession} came in or was changed after you opened this set." in text_of(response)
    assert 'value="Fine."' in response.content.decode()
    assert statuses(publication, finding, late) == ["submitted"] * 3


def test_a_proposal_of_a_set_is_decided_field_by_field_on_its_page():
    record = factories.publication(journal="Journal", note="old")
    change_set = sitting(curation.propose(record, {"journal": "Cells", "note": "new"}, ADA, "Title page"))
    at_ed = ed()
    form = publish_form(at_ed.get(page(change_set)))
    chosen = {f"decide-{record.accession}-note": "decline", f"decide-{record.accession}-journal": "accept"}

    refused = at_ed.post(act(change_set, "publish"), form.filled(**chosen))
    assert "Say why note is declined." in text_of(refused)
    at_ed.post(act(change_set, "publish"), form.filled(**chosen, **{f"reason-{record.accession}-note": "Not there."}))

    record.refresh_from_db()
    assert (record.journal, record.note) == ("Cells", "old")
    assert "Not there." in text_of(at_ed.get(page(change_set)))


def test_drafts_are_searched_added_and_taken_out():
    change_set, at_ada = sitting(submitted=False), ada()
    glioma, other = factories.publication("draft", title="Glioma"), factories.publication("draft", title="Lung")
    offered = at_ada.get(page(change_set), {"q": "glioma"})
    assert [offer.value for offer in offered.context["offers"]] == [glioma.accession]

    assert "Choose at least one" in text_of(at_ada.post(act(change_set, "add"), {}))
    at_ada.post(act(change_set, "add"), {"add": [glioma.accession, other.accession]})
    assert change_set.items.count() == 2
    at_ada.post(act(change_set, "take-out"), {"item": item_of(change_set, other.accession)})
    assert [item.accession for item in change_set.items.all()] == [glioma.accession]
    again = at_ada.post(act(change_set, "take-out"), {"item": "0"})
    assert "taken out of the set meanwhile" in text_of(again)


def test_when_one_of_several_cannot_be_added_none_is():
    change_set, at_ada = sitting(submitted=False), ada()
    mine, public = factories.publication("draft"), factories.publication()

    response = at_ada.post(act(change_set, "add"), {"add": [mine.accession, public.accession]})

    assert "Propose a change of it" in text_of(response)
    assert change_set.items.count() == 0


def test_a_set_is_described_left_and_dissolved():
    at_ada = ada()
    change_set = begun(at_ada)

    at_ada.post(act(change_set, "describe"), {"title": "Kim 2022", "note": "Other."})
    assert "Working in: Kim 2022" in text_of(at_ada.get(page(change_set)))
    at_ada.post(act(change_set, "leave"))
    assert "Working in" not in text_of(at_ada.get(page(change_set)))
    at_ada.post(act(change_set, "work"))
    assert at_ada.post(act(change_set, "dissolve")).url == reverse(LIST)
    assert "Working in" not in text_of(at_ada.get(reverse(LIST)))
    assert at_ada.get(page(change_set)).status_code == 404


def test_a_set_stands_in_the_queue_as_one_and_an_unfinished_one_not_at_all():
    change_set, publication, finding = paper()
    alone = factories.publication("submitted")
    public = factories.publication()
    hidden = curation.propose(public, {"journal": "Cells"}, ADA, "Title page")
    curation.add_to_set(curation.begin_set(ADA, "Being written"), hidden, ADA)

    queue = ed().get(reverse("admin:queue"))

    entries = queue.context["to_decide"]
    assert [entry.name for entry in entries] == ["Kim 2021", alone.accession]
    assert entries[0].path == page(change_set)
    assert "Change set: 2 items" in text_of(queue)
    assert "2 submitted" in text_of(queue)


def test_the_page_of_an_item_leads_to_its_set():
    change_set, publication, _ = paper()

    assert f'<a href="{page(change_set)}">Kim 2021</a>' in ada().get(change(publication)).content.decode()


@pytest.mark.parametrize("verb", ["add", "describe", "dissolve", "publish", "return", "submit", "take", "take-out"])
def test_who_may_not_change_a_set_has_no_button_and_no_way(verb):
    change_set, publication, finding = paper()
    at_ben = desk_of("ben", "Curator")
    typed = {"item": item_of(change_set, finding.accession), "add": finding.accession, "title": "Mine", "note": "x"}

    assert not [form for form in forms_of(at_ben.get(page(change_set))) if "/change-sets/" in form.action]
    assert at_ben.post(act(change_set, verb), typed).status_code == 409
    assert statuses(publication, finding) == ["submitted", "submitted"]
    assert ChangeSet.objects.get().title == "Kim 2021"


def test_strangers_and_staff_without_a_role_see_no_set():
    change_set, *_ = paper()
    nobody = Client()
    nobody.force_login(account("cleo"))

    for address in (reverse(LIST), page(change_set)):
        assert Client().get(address).status_code == 302
        assert nobody.get(address).status_code == 403
    assert nobody.post(act(change_set, "publish")).status_code == 403
    assert nobody.post(reverse(LIST), {"title": "Mine"}).status_code == 403


def test_an_address_that_is_none_is_answered_as_such():
    change_set, at_ada = sitting(submitted=False), ada()

    assert at_ada.get(act(change_set, "submit")).status_code == 405
    assert at_ada.post(act(change_set, "burn")).status_code == 404
    assert at_ada.get(reverse("admin:change_set", args=[change_set.pk + 1])).status_code == 404
    assert "Give the change set a title" in text_of(at_ada.post(reverse(LIST), {"title": ""}))


def test_a_set_is_taken_by_a_button_and_the_page_says_who_has_it():
    (change_set, *_), at_eve = paper(), eve()
    address = page(change_set)
    button = next(form for form in forms_of(at_eve.get(address)) if form.action.endswith("/take/"))

    assert at_eve.post(button.action, button.data).url == address
    assert "You took this for review" in text_of(at_eve.get(address))

    at_ed = ed()
    seen = at_ed.get(address)
    assert "eve took this for review" in text_of(seen)
    over = next(form for form in forms_of(seen) if form.action.endswith("/take/"))
    at_ed.post(over.action, over.data)
    assert {hold.actor for hold in Hold.objects.all()} == {"person:ed"}
    assert not any(form.action.endswith("/take/") for form in forms_of(ada().get(address)))
