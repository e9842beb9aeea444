"""References out and in again: RIS by rispy, BibTeX by bibtexparser, all three by our own readers."""

import json

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from django.utils import timezone

from tests import factories
from trials.exchange import citation
from trials.models import DataVersion

pytestmark = [pytest.mark.django_db, pytest.mark.once]

AWKWARD = "IFN-β & 100 % of {cells} in_vitro: #1 ~ $5 \\ x^2,\nsecond line"
TITLE = " ".join(AWKWARD.split())


def full():
    return factories.publication(
        title=AWKWARD, publication_type="primary_study", first_author="Doe J", authors_state="partial",
        authors=[
            {"position": 1, "name": "Doe J"}, {"position": 2, "name": "Ørsted-Müller ÅB"},
            {"position": 3, "name": "Feng Lin"}, {"position": 4, "name": "Cells and Cancer Group"},
        ],
        journal="Cells & Cancer", year=2020, volume="7", issue="2", pages="1-9", doi="10.1002/(sici)1097_a<1::aid>3.0",
        pmid="31234567", pmcid="PMC6699108",
    )  # fmt: skip


def test_ris_comes_back_by_rispy():
    text = citation.ris([citation.of_publication(full())])
    assert text.startswith("TY  - JOUR\r\n")
    [entry] = rispy.loads(text)
    assert entry["title"] == TITLE
    assert entry["authors"] == ["Doe, J", "Ørsted-Müller, ÅB", "Feng Lin", "Cells and Cancer Group"]
    assert (entry["secondary_title"], entry["year"], entry["volume"], entry["number"]) == (
        "Cells & Cancer", "2020", "7", "2",
    )  # fmt: skip
    assert (entry["start_page"], entry["end_page"]) == ("1", "9")
    assert (entry["doi"], entry["accession_number"], entry["custom2"]) == (
        "10.1002/(sici)1097_a<1::aid>3.0", "31234567", "PMC6699108",
    )  # fmt: skip
    assert entry["notes"] == ["The list of authors is or may be incomplete."]


def test_bibtex_comes_back_by_bibtexparser():
    record = full()
    library = bibtexparser.parse_string(
        citation.bibtex([citation.of_publication(record)]), append_middleware=[LatexDecodingMiddleware()]
    )
    assert library.failed_blocks == []
    [entry] = library.entries
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("article", record.accession)
    assert fields["title"].strip("{}").replace("ˆ", "^") == TITLE  # how its decoder writes \textasciicircum
    assert fields["journal"] == "Cells & Cancer"
    assert fields["pages"].replace("–", "--") == "1--9"
    assert fields["doi"] == record.doi
    [entry] = bibtexparser.parse_string(citation.bibtex([citation.of_publication(record)])).entries
    assert entry["author"] == "Doe, J and Ørsted-Müller, ÅB and Feng Lin and {Cells and Cancer Group} and others"


def test_csl_json_keeps_names_apart_only_where_their_parts_are_known():
    [item] = json.loads(citation.csl_json([citation.of_publication(full())]))
    assert item["type"] == "article-journal"
    assert item["author"][0] == {"family": "Doe", "given": "J"}
    assert item["author"][2] == {"literal": "Feng Lin"}
    assert item["issued"] == {"date-parts": [[2020]]}
    assert item["PMID"] == "31234567"


def test_what_was_not_seen_is_not_completed_and_a_retraction_goes_along():
    unseen = factories.publication(title="", citation_as_seen="Doe 2019, Cells", journal="", year=None)
    retracted = factories.marked(factories.publication(doi="10.1000/gone"))
    for write in (citation.ris, citation.bibtex, citation.csl_json):
        text = write([citation.of_publication(unseen), citation.of_publication(retracted), citation.of_pmid("123")])
        assert "Title not seen; cited as: Doe 2019, Cells." in text
        assert "RETRACTED." in text
        assert "https://pubmed.ncbi.nlm.nih.gov/123/" in text
    first, second, third = rispy.loads(citation.ris(map(citation.of_publication, [unseen, retracted, unseen])))
    assert "title" not in first
    assert "year" not in first
    assert third == first
    assert second["title"] == retracted.title


def test_a_record_is_cited_by_accession_version_and_release():
    trial = factories.trial(title="Cells against glioma.")
    data = DataVersion(n=7, release="2026.1")
    reference = citation.of_record(trial, data, "https://example.org/id/mscdb:MSCT000001")
    today = timezone.now().date()
    said = citation.sentence(reference)
    assert said.startswith(
        f"The MSCdb contributors. Cells against glioma. MSCdb record {trial.accession}, version 1 of "
    )
    assert f"{today.year} (data release 2026.1, change 7). CC BY 4.0. https://example.org/id/mscdb:MSCT000001" in said
    [item] = json.loads(citation.csl_json([reference]))
    assert (item["type"], item["author"], item["version"]) == ("dataset", [{"literal": "The MSCdb contributors"}], "1")
    [entry] = bibtexparser.parse_string(citation.bibtex([reference])).entries
    assert entry["author"] == "{The MSCdb contributors}"
