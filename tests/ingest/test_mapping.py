"""From typed records to documents that our forms take: what fits goes in, what does not is remarked."""

import dataclasses

import pytest

from tests import factories
from tests.sources import registry_records
from tests.sources.small import AUTHORS, article, read, study
from trials import choices, curation
from trials.forms import form_of
from trials.ingest.mapping import document_of_paper, document_of_study
from trials.ingest.mapping.trials import displayed, kind_of_condition, kind_of_number, registry_number
from trials.models import Publication, Trial
from trials.sources import citations, pubmed, registries
from trials.sources.clinicaltrials_gov import enumerations, study_of
from trials.sources.study import SecondaryId

DAY = "2026-11-22"


def of_study(**values):
    document, remarks = document_of_study(study_of(study(**values))[0], DAY)
    return document, [remark for remark in remarks if not remark.startswith("conditions:")]


def of_paper(data, reader=pubmed.read):
    (paper,), _ = read(reader, data)
    return document_of_paper(paper, DAY)


# Trials


def test_a_study_fills_what_the_registry_owns():
    document, remarks = of_study()
    assert remarks == []
    expected = {
        "title": "Stromal Cells That Carry a Virus in Glioma", "acronym": "CARRY", "overall_status": "UNKNOWN",
        "status_confirmed_on": "2026-03-03", "status_seen_on": DAY, "record_updated_on": "2026-03-03",
        "verified_on": "2026-03", "first_posted_on": "2021-01-05", "start_date": "2021-05",
        "completion_date": "2025-06-30", "enrolment": 36, "enrolment_type": "ESTIMATED",
        "sponsor_name": "Example Hospital", "sponsor_class": "OTHER", "study_type": "INTERVENTIONAL",
        "allocation": "NON_RANDOMIZED", "intervention_model": "SEQUENTIAL", "masking": "NONE",
        "official_title": "A Phase 1/2 Study of Stromal Cells That Carry a Virus in Adults With Glioma",
        "last_known_status": "RECRUITING", "start_date_type": "ACTUAL", "primary_completion_date": "2024-06-30",
        "primary_completion_date_type": "ESTIMATED", "completion_date_type": "ESTIMATED", "keyword": ["MSC"],
        "minimum_age_years": 18.0, "maximum_age_years": 0.5,
        "primary_purpose": "TREATMENT", "sex": "ALL", "minimum_age": "18 Years", "maximum_age": "6 Months",
        "results_posted": False, "phase": ["PHASE1", "PHASE2"], "age_group": ["ADULT", "OLDER_ADULT"],
        "country": ["Norway"],
    }  # fmt: skip
    assert {name: document.get(name) for name in expected} == expected
    assert document["identifiers"] == [
        {"registry": "nct", "identifier": "NCT90000001"},
        {"registry": "eudract", "identifier": "2012-000001-10"},
        {"registry": "ctis", "identifier": "2023-500001-12-00"},
    ]
    assert {(row["kind"], row["value"]) for row in document["secondary_ids"]} == {
        ("grant", "R01CA000001"), ("regulator", "IND 4711"), ("nci", "NCI-2020-00001"), ("org", "ORG-1"),
        ("other", "NCT90000099"),
    }  # fmt: skip
    assert [(row["text"], row["kind"]) for row in document["conditions"]] == [
        ("Recurrent Glioma", "tumour"), ("Graft Versus Host Disease", "complication"),
    ]  # fmt: skip
    assert document["sites"][0] | {"position": 1} == {
        "position": 1, "facility": "Example Hospital", "status": "RECRUITING", "city": "Oslo", "state": "", "zip": "",
        "country": "Norway", "latitude": 59.9, "longitude": 10.7, "as_of": "2026-03-03",
    }  # fmt: skip
    assert document["arms"][0]["arm_type"] == "Active Comparator"
    assert document["interventions"][0]["intervention_type"] == "Biological"
    assert document["registry_references"] == [
        {"pmid": "11111111", "reference_type": "derived", "retractions": "22222222 A journal."}
    ]
    assert document["mesh_terms"] == [
        {"kind": "condition", "mesh_id": "D005910", "term": "Glioma"},
        {"kind": "condition_ancestor", "mesh_id": "D009369", "term": "Neoplasms"},
    ]
    assert document["officials"] == [
        {"position": 1, "name": "A. Person", "role": "PRINCIPAL_INVESTIGATOR", "affiliation": "Example"}
    ]
    assert document["sources"][0]["what"] == (
        f"ClinicalTrials.gov record of NCT90000001, version of 2026-03-03, read {DAY}"
    )


def test_what_an_oncologist_asks_stays_open():
    document, _ = of_study()
    curated = {
        "role",
        "cancer_types",
        "payloads",
        "modality",
        "msc_source",
        "donor",
        "route",
        "doses_items",
    }
    assert not curated & document.keys()


@pytest.mark.django_db
def test_a_study_passes_the_form_and_becomes_a_draft():
    document, _ = of_study()
    form = form_of(Trial).of_document(document)
    assert form.is_valid(), form.problems()
    trial = curation.create(Trial, form.document(), factories.ADA)
    assert trial.sites.get().country == "Norway"
    assert trial.canonical_id == "NCT90000001"


@pytest.mark.django_db
def test_a_study_that_says_nothing_but_its_number_passes_the_form():
    found, _ = study_of({"protocolSection": {"identificationModule": {"nctId": "NCT90000001"}}})
    document, remarks = document_of_study(found, DAY)
    assert remarks == []
    assert form_of(Trial).of_document(document).is_valid()
    assert document.keys() == {"identifiers", "sources"}


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"statusModule__overallStatus": "PAUSED"}, "overall_status", "overall_status: the source says “PAUSED”"),
        ({"designModule__phases": ["PHASE9"]}, "phase", "phase: the source says “PHASE9”"),
        ({"contactsLocationsModule__locations__0__country": None}, "sites", "“Example Hospital” names no country"),
    ],
)
def test_what_we_have_no_value_for_is_left_open_and_remarked(values, field, said):
    document, remarks = of_study(**values)
    assert field not in document
    assert said in remarks[0]


@pytest.mark.parametrize("point", [{"lat": 59.9}, {"lat": 91, "lon": 10.7}, {"lat": 59.9, "lon": -180.5}])
def test_what_is_no_point_on_earth_is_left_out_of_its_site_and_remarked(point):
    document, remarks = of_study(contactsLocationsModule__locations__0__geoPoint=point)
    assert not {"latitude", "longitude"} & document["sites"][0].keys()
    assert "is no point on Earth" in remarks[0]


def test_what_is_too_long_is_cut_and_remarked():
    document, remarks = of_study(sponsorCollaboratorsModule__leadSponsor__name="Name " * 100)
    assert len(document["sponsor_name"]) == 300
    assert document["sponsor_name"].endswith("…")
    assert "was cut to 300 characters" in remarks[0]


def test_the_same_row_twice_goes_in_once():
    twice = [{"name": "Example Biotech"}, {"name": "Example Biotech", "class": "OTHER"}]
    document, _ = of_study(sponsorCollaboratorsModule__collaborators=twice)
    assert document["collaborators"] == [{"name": "Example Biotech", "kind": "not_recorded"}]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (SecondaryId("EudraCT 2012-000001-10", "EUDRACT_NUMBER"), ("eudract", "2012-000001-10")),
        (SecondaryId("2023-500001-12-00", "OTHER"), ("ctis", "2023-500001-12-00")),
        (SecondaryId("ISRCTN12345678", "REGISTRY"), ("isrctn", "ISRCTN12345678")),
        (SecondaryId("NCT01234567", "REGISTRY"), None),
        (SecondaryId("ISRCTN12345678", "NIH"), None),
        (SecondaryId("local 1", "OTHER"), None),
    ],
)
def test_numbers_of_other_registries_are_recognised(number, expected):
    assert registry_number(number) == expected


def test_other_numbers_have_a_kind():
    numbers = [("1", "FDA", ""), ("CDR0000001", "REGISTRY", "PDQ"), ("x", "OTHER", "Ethics Committee"), ("y", "", "")]
    assert [kind_of_number(SecondaryId(*number)) for number in numbers] == ["grant", "nci", "regulator", "other"]


def test_conditions_and_codes_in_words():
    texts = ("Leukemia, Myeloid", "GVHD,Acute", "Knee Osteoarthritis", "Radiation-Induced Xerostomia in Cancer")
    assert [kind_of_condition(text) for text in texts] == ["tumour", "complication", "other", "complication"]
    assert [displayed(code) for code in ("NO_INTERVENTION", "Mixed words")] == ["No Intervention", "Mixed words"]


# Publications


@pytest.mark.django_db
def test_an_article_passes_the_form_and_becomes_a_draft():
    document, remarks = of_paper(article())
    assert remarks == []
    form = form_of(Publication).of_document(document)
    assert form.is_valid(), form.problems()
    paper = curation.create(Publication, form.document(), factories.ADA)
    assert (paper.title, paper.publication_type, paper.first_author) == ("Cells in glioma", "review", "Müller AB")
    assert (paper.doi, paper.pmid, paper.pmcid) == ("10.1000/right.1", "31234567", "PMC7654321")
    assert [author.name for author in paper.authors.all()] == ["Anna B Müller", "明 李", "Example Study Group"]
    assert (paper.journal, paper.year, paper.volume, paper.issue, paper.pages) == (
        "Journal of examples", 2019, "12", "3", "10-19",
    )  # fmt: skip
    assert (paper.authors_state, paper.url) == ("complete", "https://doi.org/10.1000/right.1")
    assert paper.term_values("keyword") == ["homing"]
    assert paper.sources.get().what == f"PubMed record of PMID 31234567, version of 2024-02-09, read {DAY}"


@pytest.mark.parametrize(
    ("types", "ours"),
    [
        (["Journal Article", "Review", "Systematic Review", "Meta-Analysis"], "meta_analysis"),
        (["Clinical Trial, Phase II", "Journal Article"], "clinical_trial_report"),
        (["Clinical Trial Protocol", "Journal Article"], "trial_protocol"),
        (["News"], "news"),
    ],
)
def test_the_most_telling_type_counts(types, ours):
    document, _ = of_paper(article(types="".join(f"<PublicationType>{each}</PublicationType>" for each in types)))
    assert document["publication_type"] == ours


@pytest.mark.parametrize(
    ("types", "said"),
    [("<PublicationType>Journal Article</PublicationType>", "does not say"),
     ("<PublicationType>Editorial</PublicationType>", "says “Editorial”")],
)  # fmt: skip
def test_a_type_that_says_nothing_is_left_to_the_curator(types, said):
    document, remarks = of_paper(article(types=types))
    assert "publication_type" not in document
    assert said in remarks[0]


def noticed(kind: str) -> bytes:
    inner = f'<CommentsCorrections RefType="{kind}"><RefSource>J. 2021</RefSource></CommentsCorrections>'
    return article(corrections=f"<CommentsCorrectionsList>{inner}</CommentsCorrectionsList>")


@pytest.mark.parametrize(
    ("kind", "status"),
    [("RetractionIn", "retracted"), ("ExpressionOfConcernIn", "expression_of_concern"), ("ErratumIn", "none_found")],
)
def test_pubmed_says_what_was_taken_back(kind, status):
    document, remarks = of_paper(noticed(kind))
    assert (document["retraction_status"], document["retraction_checked_on"]) == (status, DAY)
    assert remarks == [f"{kind}: J. 2021"]


def test_silence_of_others_is_no_check():
    document, _ = of_paper("TY  - JOUR\nTI  - A title\nDO  - 10.1000/x\nER  - \n", citations.read)
    assert not {"retraction_status", "retraction_checked_on"} & document.keys()


def test_an_incomplete_list_and_no_list_of_authors():
    document, _ = of_paper(article(authors=AUTHORS.replace('CompleteYN="Y"', 'CompleteYN="N"')))
    assert document["authors_state"] == "partial"
    document, _ = of_paper(article(authors=""))
    assert not {"authors", "authors_state", "first_author"} & document.keys()


def test_an_address_that_is_none_stays_out():
    document, _ = of_paper("TY  - JOUR\nTI  - A title\nUR  - http://not an address\nER  - \n", citations.read)
    assert "url" not in document


def of_registry(data, **changes):
    (found, *_), _ = read(registries.read, data)
    document, remarks = document_of_study(dataclasses.replace(found, **changes), DAY)
    return document, [remark for remark in remarks if not remark.startswith("conditions:")]


@pytest.mark.django_db
def test_a_record_of_another_registry_names_it_and_all_the_numbers():
    document, remarks = of_registry(registry_records.ISRCTN)
    assert remarks == []
    assert document["identifiers"] == [
        {"registry": "isrctn", "identifier": "ISRCTN90000001"},
        {"registry": "eudract", "identifier": "2012-000001-10"},
        {"registry": "nct", "identifier": "NCT90000001"},
    ]
    assert document["sources"][0]["what"] == f"ISRCTN record of ISRCTN90000001, version of 2026-08-01, read {DAY}"
    assert document["sources"][0]["url"] == "https://www.isrctn.com/ISRCTN90000001"
    assert (document["overall_status"], document["status_source"]) == ("TERMINATED", "ISRCTN record")
    assert form_of(Trial).of_document(document).is_valid()


def test_a_collaborator_of_which_nobody_says_the_kind_goes_in():
    document, _ = of_registry(registry_records.WEBSITE)
    assert document["collaborators"] == [{"name": "Example Biotech", "kind": "not_recorded"}]


def test_a_status_without_an_equivalent_is_left_open_with_a_remark():
    document, remarks = of_registry(registry_records.ICTRP)
    assert not {"overall_status", "status_confirmed_on", "status_seen_on", "status_source"} & document.keys()
    assert "overall_status: the source says “Not Recruiting”, for which we have no value; it was left open." in remarks
    assert document["identifiers"] == [{"registry": "chictr", "identifier": "ChiCTR2600000001"}]
    assert document["sources"][0]["what"].startswith("WHO ICTRP record of ChiCTR2600000001 (ChiCTR), version of")


def test_a_number_of_a_registry_that_we_do_not_know_is_kept_as_a_further_number():
    document, remarks = of_registry(registry_records.ICTRP, identifier="RBR-973pt5n", register="REBEC")
    assert "identifiers" not in document
    assert {"kind": "other", "value": "RBR-973pt5n"} in document["secondary_ids"]
    assert "identifiers: REBEC is no registry that we know by its numbers." in remarks


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (choices.OverallStatus, enumerations.STATUS),
        (choices.StudyType, enumerations.STUDY_TYPE),
        (choices.Phase, enumerations.PHASE),
        (choices.SponsorClass, enumerations.AGENCY_CLASS),
        (choices.PrimaryPurpose, enumerations.PRIMARY_PURPOSE),
        (choices.Allocation, enumerations.ALLOCATION),
        (choices.InterventionModel, enumerations.INTERVENTION_MODEL),
        (choices.Masking, enumerations.MASKING),
        (choices.Sex, enumerations.SEX),
        (choices.AgeGroup, enumerations.AGE_GROUP),
        (choices.EnrolmentType, enumerations.ENROLMENT_TYPE),
    ],
)
def test_every_word_of_the_registry_has_its_value_here(ours, theirs):
    """An empty value, or one of our own, says that nothing was seen."""
    assert set(ours.values) - {"", "not_recorded"} == set(theirs)
