"""What the verbs refuse, the sentence they say, and that nothing happens."""

from dataclasses import replace

import pytest

from tests import factories
from tests.curation.watching import refused
from tests.factories import ADA, BEN, CLEO, ED, EVE
from trials import curation
from trials.models import CancerType, Publication, Trial

pytestmark = pytest.mark.django_db


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
        replace(ADA, is_editor=True),
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
