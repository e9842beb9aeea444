"""What a registry says of a trial, on its page: whose words the criteria are in, dates with their type, headings."""

import pytest

from tests import factories
from trials.document import TRIAL, to_document
from trials.history import differences
from trials.ingest.mapping.criteria import criteria_of
from trials.pages.trial import MOST_OF_A_REGISTRY

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def page(client, **values) -> str:
    trial = factories.trial(**values)
    response = client.get(f"/trials/{trial.canonical_id}/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_says_what_the_registry_says(client):
    text = page(
        client,
        title="Cells", official_title="A Study of Cells in Adults", last_known_status="RECRUITING",
        start_date="2019-05", start_date_type="ACTUAL", primary_completion_date="2024-06",
        primary_completion_date_type="ESTIMATED", masking="SINGLE", who_masked=["OUTCOMES_ASSESSOR"],
        healthy_volunteers=True, keyword=["stromal words"],
        conditions=[{"position": 1, "text": "Glioma", "kind": "tumour"}],
        mesh_terms=[
            {"kind": "condition", "mesh_id": "D005909", "term": "Glioblastoma"},
            {"kind": "condition_ancestor", "mesh_id": "D009369", "term": "Neoplasms of all kinds"},
        ],
        officials=[{"position": 1, "name": "A. Person", "role": "STUDY_CHAIR", "affiliation": "A house"}],
        outcomes=[
            {"position": 1, "kind": "primary", "measure": "Harm"},
            {"position": 2, "kind": "secondary", "measure": "Response"},
        ],
    )  # fmt: skip
    for said in (
        "A Study of Cells in Adults", "May 2019 <span class=\"soft\">(actual)</span>",
        "June 2024 <span class=\"soft\">(estimated)</span>", "masking: single (outcomes assessor)",
        "Healthy people may take part too.", "Keywords:</span> stromal words", "assigned:</span> Glioblastoma<",
        "A. Person, study chair <span class=\"soft\">(A house)</span>", "<li>Harm</li>",
        "other outcomes:</span> Response.",
        "Status before it became unknown</dt><dd>Recruiting",
    ):  # fmt: skip
        assert said in text, said
    assert "Neoplasms of all kinds" not in text


def test_criteria_say_in_whose_words_they_are(client):
    ours = page(client, criteria=[{"kind": "inclusion", "position": 1, "text": "Adults", "wording": "own"}])
    assert "Shortened, in our own words." in ours
    many = "\n".join(f"* point {n}" for n in range(MOST_OF_A_REGISTRY + 3))
    theirs = page(client, criteria=list(criteria_of(f"First words.\n\nExclusion Criteria:\n\n{many}")))
    assert "In the registry’s words" in theirs
    assert "in our own words" not in theirs
    assert "As the registry’s text has it</h3> <ul><li>First words.</li></ul>" in theirs
    assert f"<li>point {MOST_OF_A_REGISTRY - 1}</li>" in theirs
    assert f"point {MOST_OF_A_REGISTRY}<" not in theirs
    assert "3 more" in theirs


def test_a_version_from_before_a_field_was_there_does_not_differ_in_it():
    trial = factories.trial(official_title="As registered", sites=[{"position": 1, "country": "Norway"}])
    now = to_document(trial)
    before = {name: value for name, value in now.items() if name not in ("official_title", "keyword", "mesh_terms")}
    before |= {"sites": [{"position": 1, "facility": "", "city": "", "country": "Norway", "as_of": ""}]}
    assert differences(TRIAL, before, now) == [{"field": "official_title", "old": "", "new": "As registered"}]
    assert differences(TRIAL, now, before) == []
