"""What the forms of records let in, what comes out of them, and what they say when they refuse."""

import pytest

from tests import factories
from tests.full_records import FULL
from trials.document import SHAPES, empty_document, to_document
from trials.forms import CancerTypeForm, FindingForm, PayloadForm, PublicationForm, RecordForm, TrialForm, form_of
from trials.forms.fields import vocabulary_of
from trials.models import CancerType, Payload, Publication, Review

pytestmark = pytest.mark.django_db


def problems(form: RecordForm) -> dict[str, list[str]]:
    form.is_valid()
    found: dict[str, list[str]] = {}
    for problem in form.problems():
        found.setdefault(problem.field, []).append(problem.sentence)
    return found


@pytest.mark.parametrize("make", FULL)
def test_a_document_goes_through_its_form_unchanged(make):
    record = make()

    form = form_of(type(record)).of_document(to_document(record), record)

    assert problems(form) == {}
    assert form.document() == to_document(record)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.plural)
def test_every_key_of_a_document_has_a_place_in_its_form(shape):
    form = form_of(shape.model)()

    assert {*form.fields, *form.children} == set(shape.keys)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.plural)
def test_every_column_with_choices_knows_its_vocabulary(shape):
    models = [shape.model, *(shape.child_model(child.name) for child in shape.children)]
    columns = [field for model in models for field in model._meta.fields if field.choices]

    assert [column.name for column in columns if vocabulary_of(column) is None] == []


def test_a_review_has_the_form_of_a_publication():
    assert form_of(Review) is PublicationForm


@pytest.mark.parametrize(
    "shape", [shape for shape in SHAPES if "name" not in shape.fields], ids=lambda shape: shape.plural
)
def test_an_empty_draft_is_legal(shape):
    form = form_of(shape.model).of_document({})

    assert problems(form) == {}
    assert form.document() == empty_document(shape)


@pytest.mark.parametrize("form", [CancerTypeForm, PayloadForm])
def test_a_draft_of_something_with_a_name_needs_the_name(form):
    assert problems(form.of_document({})) == {"name": ["This field is required."]}


def test_identifiers_come_out_in_their_one_spelling():
    form = PublicationForm.of_document(
        {"doi": "https://doi.org/10.1000/ABC", "pmid": "PMID: 0038797895", "pmcid": "pmc6699108"}
    )

    assert problems(form) == {}
    document = form.document()
    assert (document["doi"], document["pmid"], document["pmcid"]) == ("10.1000/abc", "38797895", "PMC6699108")


def test_a_wrong_identifier_is_refused_with_the_sentence_of_its_scheme():
    assert problems(PublicationForm.of_document({"doi": "11.1000/abc"})) == {
        "doi": ["“11.1000/abc” is no DOI identifier; one looks like 10.18632/oncotarget.28672."]
    }


def test_a_registry_id_is_read_by_the_registry_chosen_beside_it():
    form = TrialForm.of_document({"identifiers": [{"registry": "nct", "identifier": "nct02530047"}]})
    assert problems(form) == {}
    assert form.document()["identifiers"] == [{"registry": "nct", "identifier": "NCT02530047"}]

    wrong = TrialForm.of_document({"identifiers": [{"registry": "eudract", "identifier": "2025-523586-18-00"}]})
    assert "identifiers.0.identifier" in problems(wrong)


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "published", "withdrawn"])
def test_an_identifier_of_a_record_in_any_state_is_refused_with_that_records_accession(status):
    record = factories.publication(status=status, doi="10.1000/taken")

    found = problems(PublicationForm.of_document({"doi": "10.1000/TAKEN"}))

    assert found == {
        "doi": [
            f"“10.1000/taken” belongs to {record.accession} already ({status}); go there instead of entering it twice."
        ]
    }


def test_a_registry_id_of_another_trial_is_refused_with_its_accession():
    trial = factories.trial(status="draft", identifiers=[{"registry": "nct", "identifier": "NCT11111111"}])

    found = problems(TrialForm.of_document({"identifiers": [{"registry": "nct", "identifier": "NCT11111111"}]}))

    assert trial.accession in found["identifiers.0.identifier"][0]


def test_the_first_question_already_finds_a_registry_id_of_another_trial():
    taken = factories.trial("draft").identifiers.get()
    rows = [{"registry": taken.registry, "identifier": taken.identifier}]
    assert not TrialForm.of_document({"identifiers": rows}).is_valid()


def test_a_record_may_keep_its_own_identifiers_and_name():
    trial = factories.trial()
    payload = factories.payload(name="TRAIL")

    assert problems(TrialForm.of_document(to_document(trial), trial)) == {}
    assert problems(PayloadForm.of_document(to_document(payload), payload)) == {}
    assert "name" in problems(PayloadForm.of_document({"name": "trail"}))


@pytest.mark.parametrize("right", ["2019", "2019-05", "2019-05-16", ""])
def test_partial_dates_are_kept_as_given(right):
    form = TrialForm.of_document({"start_date": right})

    assert problems(form) == {}
    assert form.document()["start_date"] == right


@pytest.mark.parametrize("wrong", ["May 2019", "2019-13", "2019-02-30", "16.05.2019"])
def test_what_is_no_date_is_refused_with_an_example(wrong):
    assert problems(TrialForm.of_document({"start_date": wrong})) == {
        "start_date": [f"“{wrong}” is no date; write 2019, 2019-05 or 2019-05-16."]
    }


def test_a_value_outside_the_vocabulary_is_refused_with_the_right_ones():
    found = problems(TrialForm.of_document({"role": "vehicle", "route": ["oral"]}))

    assert "“vehicle” is no value" in found["role"][0]
    assert "carrier" in found["role"][0]
    assert "“oral” is no value" in found["route"][0]


def test_references_are_named_by_accession_and_must_be_there():
    drafted, withdrawn = factories.payload(status="draft"), factories.payload(status="withdrawn")

    assert problems(TrialForm.of_document({"payloads": [drafted.accession]})) == {}
    assert problems(TrialForm.of_document({"payloads": ["MSCP999999"]})) == {
        "payloads": ["There is no payload MSCP999999."]
    }
    assert "was withdrawn" in problems(TrialForm.of_document({"payloads": [withdrawn.accession]}))["payloads"][0]


def test_a_reference_to_a_record_of_another_kind_is_refused():
    payload = factories.payload()

    assert problems(FindingForm.of_document({"publication": payload.accession})) == {
        "publication": [f"There is no publication {payload.accession}."]
    }


def test_a_record_does_not_refer_to_itself():
    node = factories.cancer_type()

    assert "parent" in problems(CancerTypeForm.of_document({"parent": node.accession}, node))


def test_free_words_are_taken_one_a_line_and_sorted():
    data = PublicationForm().flatten(empty_document(form_of(Publication)().shape))
    data["keyword"] = "tropism\r\n glioma \r\n\r\ntropism"
    form = PublicationForm(data)

    assert problems(form) == {}
    assert form.document()["keyword"] == ["glioma", "tropism"]


def test_rows_without_a_position_go_to_the_end():
    form = PublicationForm.of_document(
        {
            "authors": [
                {"position": 4, "name": "Fourth"},
                {"position": None, "name": "Last"},
                {"position": 1, "name": "First"},
            ]
        }
    )

    assert problems(form) == {}
    assert [(row["position"], row["name"]) for row in form.document()["authors"]] == [
        (1, "First"),
        (4, "Fourth"),
        (5, "Last"),
    ]


def test_an_empty_row_of_a_page_stays_empty_though_the_record_got_more_rows_since():
    record = factories.publication(authors=[{"position": 1, "name": "A. Ash"}, {"position": 2, "name": "B. Birch"}])
    page = PublicationForm.flatten(to_document(record) | {"authors": [{"position": 1, "name": "A. Ash"}]})
    page.update({"authors-TOTAL_FORMS": 2, "authors-1-position": "", "authors-1-name": ""})
    form = PublicationForm(page, record=record)
    assert form.is_valid(), form.problems()
    assert form.document()["authors"] == [{"position": 1, "name": "A. Ash"}]


def test_an_owned_row_that_stands_twice_is_refused():
    form = PublicationForm.of_document({"authors": [{"position": 1, "name": "A"}, {"position": 1, "name": "B"}]})

    assert problems(form) == {"authors": ["“1” stands here 2 times; once is enough."]}


def test_not_reported_names_what_was_read():
    form = TrialForm.of_document(
        {"doses_items": [{"element": "donor", "knowledge": "not_reported", "text": "", "source": ""}]}
    )

    assert problems(form) == {"doses_items.0": ["'Not reported' names the source that was read whole."]}


def test_a_result_names_its_source():
    row = {
        "position": 1,
        "measure": "treated",
        "control_group": "uncontrolled",
        "statement": "18 were treated.",
        "source_type": "journal",
        "link_basis": "paper_names_id",
    }
    assert "names its publication" in problems(TrialForm.of_document({"results": [row]}))["results.0"][0]

    publication = factories.publication()
    assert problems(TrialForm.of_document({"results": [row | {"publication": publication.accession}]})) == {}


def test_the_change_of_a_public_record_must_leave_it_whole():
    finding = factories.finding()

    found = problems(FindingForm.of_document({"publication": None}, finding))

    assert "rests on" in found[""][0]


def test_only_web_addresses_are_kept():
    form = PublicationForm.of_document({"url": "javascript:alert(1)"})

    assert problems(form) == {"url": ["Write an address that begins with https:// or http://."]}


def test_an_unknown_field_is_named():
    assert problems(PublicationForm.of_document({"titel": "A review"})) == {
        "": ["There is no field titel in a publication."]
    }


def test_a_number_left_empty_falls_back_to_its_kind_of_nothing():
    form = CancerTypeForm.of_document({"name": "Chordoma", "tree_position": None})

    assert problems(form) == {}
    assert form.document()["tree_position"] == 0
    assert CancerType._meta.get_field("tree_position").default == 0


def test_the_new_name_of_a_payload_may_not_belong_to_a_draft():
    draft = factories.payload(status="draft", name="CXCL10")
    assert isinstance(draft, Payload)

    assert draft.accession in problems(PayloadForm.of_document({"name": "cxcl10"}))["name"][0]


@pytest.mark.parametrize(
    ("form", "field", "label"),
    [
        (FindingForm, "msc_context", "MSC context"),
        (PublicationForm, "url", "URL"),
        (FindingForm, "claim_kind", "Claim kind"),
        (FindingForm, "msc_source", "MSC source"),
    ],
)
def test_a_field_is_headed_as_people_write_it(form, field, label):
    assert form().fields[field].label == label
