"""The table of moves: every state × verb × person, and what each verb leaves behind."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import factories
from tests.factories import ADA, BEN, CLEO, ED, EVE
from trials import curation
from trials.choices import RecordStatus, ReviewBasis, RevisionStatus, Verb
from trials.curation import Actor, Refusal
from trials.document import to_document
from trials.models import (
    AccessionCounter,
    CancerType,
    DataVersion,
    Finding,
    Payload,
    Publication,
    PublicationTerm,
    RecordVersion,
    Redirect,
    ReviewEvent,
    Revision,
    SearchText,
    Trial,
)

pytestmark = pytest.mark.django_db

ALL_OF_IT = (
    Publication, PublicationTerm, CancerType, Payload, Trial, Finding, Revision, RecordVersion, ReviewEvent, Redirect,
    DataVersion, SearchText, AccessionCounter,
)  # fmt: skip


def base() -> dict[str, list[dict]]:
    """Every row that a verb may touch."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in ALL_OF_IT}


def n_now() -> int:
    return DataVersion.objects.values_list("n", flat=True).get(pk=1)


# The table


@dataclass(frozen=True)
class Person:
    """Somebody before a record: who acts, and who wrote the record and its revision."""

    actor: Actor
    author: Actor = ADA


PEOPLE = {
    "author": Person(ADA),
    "other curator": Person(BEN),
    "editor": Person(ED),
    "editor who is the author": Person(EVE, author=EVE),
    "outsider": Person(CLEO),
    "anonymous": Person(Actor("")),
}
CURATORS = {"author", "other curator", "editor", "editor who is the author"}
WRITERS_AND_EDITORS = CURATORS - {"other curator"}
OTHER_EDITORS = {"editor"}
AUTHORS = {"author", "editor who is the author"}

# (verb, state) → who may; whatever stands not here, nobody may.
LEGAL = {
    (Verb.EDIT, "draft"): CURATORS,
    (Verb.EDIT, "returned"): CURATORS,
    (Verb.SUBMIT, "draft"): WRITERS_AND_EDITORS,
    (Verb.SUBMIT, "returned"): WRITERS_AND_EDITORS,
    (Verb.RETURN, "submitted"): OTHER_EDITORS,
    (Verb.PUBLISH, "submitted"): OTHER_EDITORS,
    (Verb.PROPOSE, "published"): CURATORS,
    (Verb.ACCEPT, "published"): OTHER_EDITORS,
    # An author may take an own revision back, whatever became of the record.
    **{(Verb.DECLINE, state): AUTHORS for state in RecordStatus.values},
    (Verb.DECLINE, "published"): AUTHORS | OTHER_EDITORS,
    (Verb.WITHDRAW, "published"): OTHER_EDITORS,
}
AFTERWARDS = {
    Verb.EDIT: "draft",
    Verb.SUBMIT: "submitted",
    Verb.RETURN: "returned",
    Verb.PUBLISH: "published",
    Verb.PROPOSE: "published",
    Verb.ACCEPT: "published",
    Verb.WITHDRAW: "withdrawn",
}
VERBS = (*AFTERWARDS, Verb.DECLINE)
PUBLIC_VERBS = {Verb.PUBLISH, Verb.ACCEPT, Verb.WITHDRAW}


def brought_to(status: str, author: Actor) -> Publication:
    """A publication of this author's in a state; Ben edits and submits nothing, Ed decides."""
    record = curation.create(Publication, {"title": "A review", "publication_type": "review"}, author)
    decider = Actor("person:decider", True, True)
    if status == "draft":
        return record
    curation.submit(record, author)
    if status == "returned":
        curation.return_(record, decider, "Say more.")
    if status in ("published", "withdrawn"):
        curation.publish(record, decider)
    if status == "withdrawn":
        curation.withdraw(record, decider, "Entered twice.")
    record.refresh_from_db()
    return record


def revision_of(record: Publication, author: Actor) -> Revision:
    """An open revision, in states too in which ``propose`` would give none."""
    return Revision.objects.create(
        accession=record.accession, base_version=record.version, document=to_document(record) | {"note": "More."},
        changes=[{"field": "note", "old": "", "new": "More."}], source="The paper", author=author.code,
        created_at=timezone.now(),
    )  # fmt: skip


def do(verb: Verb, record: Publication, revision: Revision | None, person: Person) -> None:
    if verb == Verb.EDIT:
        curation.edit(record, {"note": "More."}, person.actor)
    elif verb == Verb.SUBMIT:
        curation.submit(record, person.actor)
    elif verb == Verb.RETURN:
        curation.return_(record, person.actor, "Say more.")
    elif verb == Verb.PUBLISH:
        curation.publish(record, person.actor)
    elif verb == Verb.PROPOSE:
        curation.propose(record, {"note": "More."}, person.actor, source="The paper")
    elif verb == Verb.ACCEPT:
        curation.accept(revision, person.actor)
    elif verb == Verb.DECLINE:
        curation.decline(revision, person.actor, "Not so.")
    else:
        curation.withdraw(record, person.actor, "Wrong.")


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", RecordStatus.values)
def test_every_state_verb_and_person_is_as_the_table_says(state, who):
    person = PEOPLE[who]
    record = brought_to(state, person.author)
    before = base()

    for verb in VERBS:
        record.refresh_from_db()
        undo = transaction.savepoint()
        revision = revision_of(record, person.author) if verb in (Verb.ACCEPT, Verb.DECLINE) else None
        found = base()
        if who in LEGAL.get((verb, state), ()):
            do(verb, record, revision, person)
            record.refresh_from_db()
            assert record.status == AFTERWARDS.get(verb, state)
            event = ReviewEvent.objects.last()
            assert (event.verb, event.actor, event.accession) == (verb, person.actor.code, record.accession)
            assert event.n == (n_now() if verb in PUBLIC_VERBS else None)
        else:
            with pytest.raises(Refusal, match=r"\.$"):
                do(verb, record, revision, person)
            assert base() == found, verb
        transaction.savepoint_rollback(undo)
        assert base() == before, verb


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("state", RecordStatus.values)
def test_buttons_are_drawn_from_the_same_table(state, who):
    person = PEOPLE[who]
    record = brought_to(state, person.author)
    of_the_record = {verb for (verb, s), people in LEGAL.items() if s == state and who in people}
    # Whose revision it is stands in the revision: any editor has these two for a public record.
    of_the_record -= {Verb.ACCEPT, Verb.DECLINE}
    if state == "published" and person.actor.is_editor:
        of_the_record |= {Verb.ACCEPT, Verb.DECLINE}

    assert set(curation.available(record, person.actor)) == of_the_record


@pytest.mark.parametrize("who", PEOPLE)
def test_only_curators_begin_a_draft(who):
    actor = PEOPLE[who].actor
    if who in CURATORS:
        assert curation.create(Publication, {}, actor).status == "draft"
        return
    before = base()
    with pytest.raises(Refusal, match="Only curators and editors may do this"):
        curation.create(Publication, {}, actor)
    assert base() == before


def test_the_table_names_every_verb_that_moves_a_record():
    assert set(curation.MOVES) == set(VERBS) == set(Verb) - {Verb.CREATE, Verb.LOAD}


# What refusals say, and that nothing happens


def refused(sentence: str, verb, *args, **kwargs) -> Refusal:
    """The verb refuses with this sentence, and the base is as it was."""
    before = base()
    with pytest.raises(Refusal) as caught:
        verb(*args, **kwargs)
    assert sentence in str(caught.value)
    assert base() == before
    return caught.value


def test_refusals_name_the_person_s_lack():
    draft, submitted, public = (
        factories.publication("draft"),
        factories.publication("submitted"),
        factories.publication(),
    )

    refused("Only curators and editors may do this.", curation.edit, draft, {"note": "x"}, CLEO)
    refused("Only an editor may do this.", curation.publish, submitted, BEN)
    refused("Only somebody who wrote on it, or an editor, may submit it.", curation.submit, draft, BEN)
    refused(
        "Nobody decides on their own work; ask another editor.",
        curation.publish,
        submitted,
        Actor(ADA.code, True, True),
    )
    refused(
        f"{public.accession} is published; this move does not start there.", curation.edit, public, {"note": "x"}, ADA
    )


def test_an_incomplete_draft_is_legal_but_not_submitted():
    draft = factories.finding("draft", statement="", locator="")

    refusal = refused("It is not complete yet.", curation.submit, draft, ADA)

    assert {obstacle.field for obstacle in refusal.obstacles} == {"statement", "locator"}
    assert "Say where in the source it stands." in str(refusal)


def test_drafts_may_refer_to_drafts_and_are_published_in_order():
    node = factories.cancer_type("draft")
    trial = factories.trial("submitted", cancer_types=[node])

    refused(f"{node.accession} is not public (Draft); publish it first.", curation.publish, trial, ED)

    curation.submit(node, ADA)
    curation.publish(node, ED)
    assert curation.publish(trial, ED).status == "published"


def test_a_reference_to_a_draft_counts_though_both_rows_have_the_same_key():
    node = factories.cancer_type("draft")
    trial = factories.trial("submitted", cancer_types=[node])
    CancerType.objects.filter(pk=node.pk).update(id=trial.pk)
    Trial.cancer_types.through.objects.update(cancertype_id=trial.pk)

    refused("is not public", curation.publish, trial, ED)


def test_notes_and_reasons_are_demanded():
    submitted, public = factories.publication("submitted"), factories.publication()
    revision = curation.propose(public, {"note": "x"}, ADA, source="The paper")

    refused("Say in the note why it is returned.", curation.return_, submitted, ED, "  ")
    refused("Say why it is withdrawn.", curation.withdraw, public, ED, " ")
    refused("Say in the note why it is declined.", curation.decline, revision, ED, "")
    refused("Say on which source the change rests.", curation.propose, public, {"note": "y"}, BEN, source=" ")


def test_a_change_that_changes_nothing_is_refused():
    keywords = ["exosome", "MSC"]
    public = factories.publication(keyword=keywords)

    refused("Nothing is changed.", curation.propose, public, {"title": public.title}, ADA, source="The paper")
    refused(
        "Nothing is changed.",
        curation.propose,
        public,
        {"keyword": sorted(keywords, reverse=True)},
        ADA,
        source="The paper",
    )


def test_a_person_has_one_open_revision_of_a_record():
    public = factories.publication()
    curation.propose(public, {"note": "x"}, ADA, source="The paper")

    refused("You have an open revision", curation.propose, public, {"note": "y"}, ADA, source="The paper")
    curation.propose(public, {"note": "y"}, BEN, source="The paper")


def test_a_revision_on_an_outdated_base_is_refused():
    public = factories.publication()
    first = curation.propose(public, {"note": "x"}, ADA, source="The paper")
    second = curation.propose(public, {"journal": "Cells"}, BEN, source="The paper")
    curation.accept(first, ED)

    refused("is at version 2 now; the revision was made from version 1", curation.accept, second, ED)


def test_a_decided_revision_is_not_decided_again():
    public = factories.publication()
    accepted = curation.propose(public, {"note": "x"}, ADA, source="The paper")
    curation.accept(accepted, ED)
    declined = curation.propose(public, {"note": "y"}, ADA, source="The paper")
    curation.decline(declined, ED, "Not so.")

    refused("The revision is accepted already.", curation.accept, accepted, EVE)
    refused("The revision is declined already.", curation.accept, declined, EVE)
    refused("The revision is accepted already.", curation.decline, accepted, EVE, "No.")


def test_a_change_that_would_leave_a_public_record_incomplete_is_not_accepted():
    public = factories.finding()
    revision = curation.propose(public, {"topic": []}, ADA, source="The paper")
    emptied = curation.propose(public, {"statement": ""}, BEN, source="The paper")

    refused("Choose at least one topic.", curation.accept, revision, ED)
    refused("A public finding needs a statement, a locator and a read depth.", curation.accept, emptied, ED)


def test_a_change_to_something_that_is_no_record_or_another_s_is_refused_with_a_sentence():
    taken = factories.publication(doi="10.1000/a")
    public = factories.publication()
    lost = curation.propose(public, {"comments_on": "MSCL999999"}, ADA, source="The paper")
    double = curation.propose(public, {"doi": taken.doi}, BEN, source="The paper")

    refused("there is no record MSCL999999", curation.accept, lost, ED)
    refused("Another publication has this DOI.", curation.accept, double, ED)
    refused("Another publication has this DOI.", curation.create, Publication, {"doi": taken.doi}, ADA)


def test_a_registry_number_belongs_to_one_trial_in_whatever_state():
    taken = {"identifiers": [{"registry": "nct", "identifier": "NCT99999999"}]}
    factories.trial("draft", **taken)
    other = factories.trial("draft", identifiers=[])

    refused(
        "belongs to another record",
        curation.edit,
        other,
        {"identifiers": [{"registry": "nct", "identifier": "NCT99999999"}]},
        ADA,
    )


def test_a_key_that_no_document_has_is_an_error():
    with pytest.raises(ValueError, match="publications have no field titel"):
        curation.create(Publication, {"titel": "A review"}, ADA)


# The way of a record


def test_a_draft_saved_from_an_old_reading_loses_nobody_s_work():
    draft = factories.publication("draft")
    old_reading = Publication.objects.get(pk=draft.pk)
    curation.edit(draft, {"journal": "Cells"}, BEN)

    refused("was changed by somebody else meanwhile; look at it again", curation.edit, old_reading, {"note": "x"}, ADA)


def test_returned_work_keeps_its_note_until_it_is_submitted_again():
    record = factories.publication("returned")
    assert record.return_note == "Please say more."

    curation.edit(record, {"note": "More."}, ADA)
    assert record.status == "draft"
    assert record.return_note == "Please say more."
    curation.submit(record, ADA)

    record.refresh_from_db()
    assert (record.status, record.return_note) == ("submitted", "")


def test_editing_leaves_out_what_the_document_leaves_out():
    record = factories.publication("draft", keyword=["MSC"], year=2021)

    curation.edit(record, {"journal": "Cells"}, ADA)

    document = to_document(Publication.objects.get())
    assert (document["journal"], document["year"], document["keyword"]) == ("Cells", 2021, ["MSC"])


def test_publishing_makes_version_one_with_its_document():
    record = factories.publication()

    version = RecordVersion.objects.get()
    assert (record.version, record.review_basis, record.reviewed_by) == (1, "two_people", ED.code)
    assert (version.n_from, version.n_to, version.version, version.author, version.reviewer) == (
        n_now(),
        None,
        1,
        ADA.code,
        ED.code,
    )
    assert version.document == to_document(record)
    assert version.public_at == record.updated_at


def test_every_public_change_raises_n_by_one_and_closes_the_version_before():
    record = factories.publication()
    start = n_now()
    factories.publication("draft")
    factories.publication("submitted")
    factories.publication("returned")
    assert n_now() == start

    curation.accept(curation.propose(record, {"note": "x"}, BEN, source="The paper"), ED)
    curation.decline(curation.propose(record, {"note": "y"}, BEN, source="The paper"), ED, "No.")
    curation.accept(curation.propose(record, {"note": "z"}, BEN, source="The paper"), ED)
    curation.withdraw(record, ED, "Entered twice.")

    assert n_now() == start + 3
    spans = RecordVersion.objects.filter(accession=record.accession).values_list("version", "n_from", "n_to")
    assert list(spans) == [(1, start, start + 1), (2, start + 1, start + 2), (3, start + 2, start + 3)]
    events = ReviewEvent.objects.filter(accession=record.accession, n__isnull=False).values_list("verb", "n", "version")
    assert list(events) == [
        ("publish", start, 1),
        ("accept", start + 1, 2),
        ("accept", start + 2, 3),
        ("withdraw", start + 3, 3),
    ]


def test_an_accepted_change_names_its_author_and_who_accepted_it():
    record = factories.publication()

    record = curation.accept(curation.propose(record, {"note": "x"}, BEN, source="The paper"), EVE, "Right.")

    assert (record.version, record.edited_by, record.reviewed_by, record.note) == (2, BEN.code, EVE.code, "x")
    revision = Revision.objects.get()
    assert (revision.status, revision.decided_by, revision.decision_note) == ("accepted", EVE.code, "Right.")
    assert revision.changes == [{"field": "note", "old": "", "new": "x"}]
    assert revision.decided_at == record.updated_at


def test_a_record_of_a_release_is_confirmed_by_two_people_with_the_first_change():
    record = factories.publication()
    Publication.objects.filter(pk=record.pk).update(review_basis="release", edited_by="release:2026.1", reviewed_by="")

    record = curation.accept(curation.propose(record, {"note": "Checked."}, BEN, source="The paper"), ED)

    assert record.review_basis == ReviewBasis.TWO_PEOPLE


def test_a_withdrawn_record_keeps_its_row_its_reason_and_its_successor():
    record, better = factories.publication(), factories.publication()

    curation.withdraw(record, EVE, "Entered twice.", successor=better.accession)

    record.refresh_from_db()
    assert (record.status, record.withdrawn_reason, record.successor) == (
        "withdrawn",
        "Entered twice.",
        better.accession,
    )
    assert not SearchText.objects.filter(pk=record.accession).exists()
    assert not RecordVersion.objects.filter(accession=record.accession, n_to=None).exists()


def test_a_successor_is_another_public_record():
    record, draft = factories.publication(), factories.publication("draft")

    for successor in (draft.accession, record.accession, "MSCL999999", "nonsense"):
        refused(
            f"The successor {successor} is no other public record.", curation.withdraw, record, ED, "Wrong.", successor
        )


def test_a_withdrawal_closes_the_open_revisions():
    record = factories.publication()
    revision = curation.propose(record, {"note": "x"}, BEN, source="The paper")

    curation.withdraw(record, ED, "Entered twice.")

    revision.refresh_from_db()
    assert (revision.status, revision.decided_by) == (RevisionStatus.DECLINED, ED.code)
    assert revision.decision_note == "The record was withdrawn."


@pytest.mark.parametrize(
    "refer",
    [
        lambda p: factories.trial(payloads=[p]),
        lambda p: factories.finding(payloads=[p]),
    ],
    ids=["trial", "finding"],
)
def test_a_payload_is_not_withdrawn_while_a_public_record_refers_to_it(refer):
    payload = factories.payload()
    referrer = refer(payload)

    refused(
        f"1 public records refer to {payload.accession} ({referrer.accession})",
        curation.withdraw,
        payload,
        ED,
        "Wrong.",
    )

    curation.withdraw(referrer, ED, "Wrong.")
    assert curation.withdraw(payload, ED, "Wrong.").status == "withdrawn"


def test_owned_rows_refer_too():
    node, publication = factories.cancer_type(), factories.publication()
    source = {"position": 1, "publication": publication.accession, "locator": "Table 1", "citation": "", "url": ""}
    tried = {"position": 1, "cancer_type": node.accession, "model": "animal", "note": ""}
    payload = factories.payload(sources=[source], tried_in=[tried])

    refused(payload.accession, curation.withdraw, publication, ED, "Wrong.")
    refused(payload.accession, curation.withdraw, node, ED, "Wrong.")


def test_a_draft_that_refers_to_it_holds_no_withdrawal_up():
    payload = factories.payload()
    factories.trial("draft", payloads=[payload])

    assert curation.withdraw(payload, ED, "Wrong.").status == "withdrawn"


# Four eyes


def test_whoever_wrote_on_a_draft_does_not_publish_it():
    record = factories.publication("draft")
    curation.edit(record, {"note": "x"}, ED)
    curation.edit(record, {"note": "y"}, BEN)
    curation.submit(record, BEN)

    refused("Nobody decides on their own work", curation.publish, record, ED)
    refused("Nobody decides on their own work", curation.return_, record, ED, "No.")
    assert curation.publish(record, EVE).reviewed_by == EVE.code


def test_an_author_of_a_change_does_not_accept_it():
    record = factories.publication()
    revision = curation.propose(record, {"note": "x"}, EVE, source="The paper")

    refused("Nobody decides on their own work", curation.accept, revision, EVE)


def test_the_author_of_the_present_version_does_not_withdraw_it():
    record = factories.publication()
    curation.accept(curation.propose(record, {"note": "x"}, EVE, source="The paper"), ED)

    refused("Nobody decides on their own work", curation.withdraw, record, EVE, "Wrong.")


EVERY_KIND = (factories.cancer_type, factories.publication, factories.payload, factories.trial, factories.finding)


def forbidden(queryset, **values) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        queryset.update(**values)


@pytest.mark.parametrize("make", EVERY_KIND)
def test_the_database_keeps_four_eyes_by_itself(make):
    record = make("submitted")
    rows = type(record).objects.filter(pk=record.pk)
    public = {"status": "published", "version": 1, "review_basis": "two_people"} | (
        {"slug": "x"} if hasattr(record, "slug") else {}
    )

    forbidden(rows, **public, reviewed_by=ADA.code)
    forbidden(rows, **public, reviewed_by="")
    forbidden(rows, **public, edited_by=BEN.code, reviewed_by=ADA.code)
    forbidden(rows, **public | {"version": 2}, edited_by=ED.code, reviewed_by=ED.code)
    forbidden(rows, **public, created_by="", reviewed_by=ED.code)
    forbidden(rows, **public, created_by=None, reviewed_by=ED.code)
    forbidden(rows, **public, reviewed_by=None)
    rows.update(**public, reviewed_by=ED.code)


def test_the_database_keeps_public_records_and_tombstones_whole():
    record = factories.publication()
    rows = Publication.objects.filter(pk=record.pk)

    forbidden(rows, review_basis="not_applicable")
    forbidden(rows, version=0)
    forbidden(rows, status="withdrawn")


def test_the_database_lets_nobody_accept_an_own_revision():
    revision = curation.propose(factories.publication(), {"note": "x"}, ADA, source="The paper")
    rows = Revision.objects.filter(pk=revision.pk)

    forbidden(rows, status="accepted", decided_by=ADA.code)
    forbidden(rows, status="accepted", decided_by="")
    forbidden(rows, author="")
    rows.update(status="accepted", decided_by=ED.code)


def test_an_event_names_who_did_it():
    factories.publication("draft")
    forbidden(ReviewEvent.objects.all(), actor="")


def test_one_person_may_publish_alone_where_the_installation_allows_it(settings):
    settings.MSCDB_SINGLE_PERSON = True
    record = curation.create(Publication, {"title": "A review"}, ED)
    curation.submit(record, ED)
    other = factories.publication("submitted")

    assert curation.publish(record, ED).review_basis == ReviewBasis.ONE_PERSON
    assert RecordVersion.objects.get(accession=record.accession).review_basis == ReviewBasis.ONE_PERSON
    assert curation.publish(other, ED).review_basis == ReviewBasis.TWO_PEOPLE


def test_one_person_alone_neither_returns_nor_accepts_nor_withdraws_own_work(settings):
    settings.MSCDB_SINGLE_PERSON = True
    submitted = curation.create(Publication, {"title": "A review"}, ED)
    curation.submit(submitted, ED)
    refused("Nobody decides on their own work", curation.return_, submitted, ED, "No.")
    public = curation.publish(submitted, ED)

    refused("Nobody decides on their own work", curation.withdraw, public, ED, "Wrong.")
    revision = curation.propose(public, {"note": "x"}, ED, source="The paper")
    refused("Nobody decides on their own work", curation.accept, revision, ED)


# Slugs


def renamed(record, name: str):
    return curation.accept(curation.propose(record, {"name": name}, BEN, source="The paper"), ED)


def test_a_slug_is_given_at_publication_and_no_two_records_share_one():
    draft = factories.payload("draft", name="TRAIL")
    assert draft.slug == ""

    first, second = factories.payload(name="Interferon, type I"), factories.payload(name="Interferon: type I")
    assert (first.slug, second.slug) == ("interferon-type-i", "interferon-type-i-2")


def test_a_greek_letter_has_its_name_in_a_slug():
    assert factories.payload(name="IFN-β").slug == "ifn-beta"
    assert factories.payload(name="TNF-α").slug == "tnf-alpha"


def test_after_a_change_of_name_the_old_slug_leads_to_the_record():
    node = factories.cancer_type(name="Hepatoma")

    node = renamed(node, "Hepatocellular carcinoma")

    assert node.slug == "hepatocellular-carcinoma"
    assert Redirect.objects.leading_from("MSCC", "hepatoma") == node.accession
    assert factories.cancer_type(name="Hepatoma").slug == "hepatoma-2"


def test_a_name_taken_back_is_no_redirect_to_itself():
    node = renamed(renamed(factories.cancer_type(name="Hepatoma"), "Liver cancer"), "Hepatoma")

    assert node.slug == "hepatoma"
    assert list(Redirect.objects.values_list("old", "accession")) == [("liver-cancer", node.accession)]


def test_a_slug_stays_while_the_name_does():
    factories.payload(name="Interferon, type I")
    second = factories.payload(name="Interferon: type I")
    given = factories.payload(name="Something long")
    Payload.objects.filter(pk=given.pk).update(slug="short")

    for record, slug in ((second, "interferon-type-i-2"), (given, "short")):
        record = curation.accept(curation.propose(record, {"note": "x"}, BEN, source="The paper"), ED)
        assert record.slug == slug
    assert not Redirect.objects.exists()


# Accessions and people


def test_accessions_are_counted_by_kind_and_never_given_again():
    first, second = factories.publication("draft"), factories.publication("draft")
    payload = factories.payload("draft")

    assert [first.accession, second.accession, payload.accession] == ["MSCL000001", "MSCL000002", "MSCP000001"]
    second.delete()
    assert factories.publication("draft").accession == "MSCL000003"


def test_an_accession_grows_past_six_digits():
    AccessionCounter.objects.create(prefix="MSCL", last=999_999)

    record = factories.publication("draft")

    assert (record.accession, record.number) == ("MSCL1000000", 1_000_000)
    assert curation.record_of("MSCL1000000") == record


@pytest.mark.parametrize("accession", ["", "MSCL000009", "X1", "NCT02530047"])
def test_asking_for_a_record_that_is_not_there_is_a_refusal(accession):
    with pytest.raises(Refusal, match=f"There is no record {accession}"):
        curation.record_of(accession)


def test_a_user_acts_by_a_code_of_their_own_and_the_rights_of_their_groups():
    user = User.objects.create_user("ada")
    assert curation.actor_for(user) == Actor(str(user.person))
    assert curation.actor_for(user).code.startswith("person:")

    user.groups.add(Group.objects.get_or_create(name=curation.CURATORS)[0])
    assert curation.actor_for(user) == Actor(str(user.person), is_curator=True)
    user.groups.add(Group.objects.get_or_create(name=curation.EDITORS)[0])
    assert curation.actor_for(user) == Actor(str(user.person), is_curator=True, is_editor=True)


def test_superusers_have_no_bypass_and_the_dismissed_no_rights():
    root = User.objects.create_superuser("root")
    assert not curation.actor_for(root).is_curator

    dismissed = User.objects.create_user("gone", is_active=False)
    dismissed.groups.add(Group.objects.get_or_create(name=curation.EDITORS)[0])
    actor = curation.actor_for(dismissed)
    assert (actor.is_curator, actor.is_editor) == (False, False)


def test_a_reader_who_is_not_logged_in_is_nobody():
    actor = curation.actor_for(AnonymousUser())

    assert (actor.is_curator, actor.is_editor) == (False, False)
    assert curation.available(factories.publication(), actor) == []
