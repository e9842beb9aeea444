"""Retraction Watch: notices from the columns that Crossref publishes, and rows that are odd."""

import csv
import io

import pytest

from tests.sources.small import read
from trials.sources import retractions
from trials.sources.dates import day_first, month_first
from trials.sources.retractions import RetractionNotice

# The first line as published ends with a comma.
COLUMNS = (
    "Record ID", "Title", "Subject", "Institution", "Journal", "Publisher", "Country", "Author", "URLS", "ArticleType",
    "RetractionDate", "RetractionDOI", "RetractionPubMedID", "OriginalPaperDate", "OriginalPaperDOI",
    "OriginalPaperPubMedID", "RetractionNature", "Reason", "Paywalled", "Notes", "",
)  # fmt: skip
ROW = {
    "Record ID": "101",
    "Title": 'Cells, that "home"\nto tumours',
    "Journal": "Journal of examples",
    "RetractionDate": "12/25/2021 0:00",
    "RetractionDOI": "10.1000/Notice",
    "RetractionPubMedID": "22222222",
    "OriginalPaperDate": "3/4/2019 0:00",
    "OriginalPaperDOI": "10.1000/PAPER.1",
    "OriginalPaperPubMedID": "11111111",
    "RetractionNature": "Retraction",
    "Reason": "+Concerns/Issues about Data;+Investigation by Journal/Publisher;",
}


def table(*changes: dict[str, str], columns=COLUMNS) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(ROW | change for change in changes)
    return text.getvalue()


def noticed(*changes: dict[str, str], **words) -> tuple[list[RetractionNotice], list[str]]:
    found, problems = read(retractions.read, table(*changes, **words))
    return found, [str(problem) for problem in problems]


def test_a_row_becomes_a_notice():
    (notice,), problems = noticed({})
    assert problems == []
    assert notice == RetractionNotice(
        record_id="101", nature="RETRACTION", paper_doi="10.1000/paper.1", paper_pmid="11111111",
        paper_published_on="2019-03-04", notice_doi="10.1000/notice", notice_pmid="22222222",
        noticed_on="2021-12-25", title="Cells, that \"home\"\nto tumours", journal="Journal of examples",
        reasons=("Concerns/Issues about Data", "Investigation by Journal/Publisher"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("word", "nature"),
    [
        ("Expression of concern", "EXPRESSION_OF_CONCERN"),
        ("Correction", "CORRECTION"),
        ("Reinstatement", "REINSTATEMENT"),
        ("RETRACTION ", "RETRACTION"),
    ],
)
def test_the_four_natures(word, nature):
    (notice,), problems = noticed({"RetractionNature": word})
    assert (notice.nature, problems) == (nature, [])


def test_a_new_nature_is_kept_and_named():
    (notice,), problems = noticed({"RetractionNature": "Removal"})
    assert notice.nature == "Removal"
    assert problems == ["file:2 101 RetractionNature: “Removal” is a value that we do not know yet; "
                        "it was kept as it stands."]  # fmt: skip


def test_what_the_file_writes_for_nothing_is_nothing():
    (notice,), problems = noticed(
        {"OriginalPaperPubMedID": "0", "RetractionPubMedID": "", "OriginalPaperDOI": "Unavailable", "Reason": ""}
    )
    assert problems == []
    assert (notice.paper_pmid, notice.notice_pmid, notice.paper_doi, notice.reasons) == ("", "", "", ())


def test_odd_values_are_named_and_the_others_go_in():
    (notice,), problems = noticed({"RetractionDate": "31/31/2021", "OriginalPaperPubMedID": "PMC12"})
    assert (notice.noticed_on, notice.paper_pmid, notice.paper_doi) == ("", "", "10.1000/paper.1")
    assert [problem.partition(" “")[0] for problem in problems] == [
        "file:2 101 OriginalPaperPubMedID:", "file:2 101 RetractionDate:",
    ]  # fmt: skip


def test_rows_that_name_nothing_or_stand_twice_stay_out():
    found, problems = noticed(
        {}, {}, {"Record ID": ""},
        {"Record ID": "5", "OriginalPaperDOI": "", "OriginalPaperPubMedID": "", "Title": ""},
        {"Record ID": "6"},
    )  # fmt: skip
    assert [notice.record_id for notice in found] == ["101", "6"]
    assert ["more than once" in problem for problem in problems] == [True, False, False]


def test_a_broken_row_takes_no_other_with_it():
    lines = table({}, {"Record ID": "102"}, {"Record ID": "103"}).replace("\nto tumours", "").splitlines()
    lines[2] = "102,too few"
    found, problems = read(retractions.read, "\r\n".join(lines))
    assert [notice.record_id for notice in found] == ["101", "103"]
    assert [str(problem) for problem in problems] == ["file:3: “102” has 2 cells where the first line names 21."]


def test_signs_of_another_encoding_cost_no_identifier():
    found, problems = read(retractions.read, table({"Title": "Zellen für"}).encode("cp1252"))
    assert (found[0].paper_doi, found[0].title) == ("10.1000/paper.1", "Zellen f\ufffdr")
    assert "not UTF-8" in problems[0].sentence


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "does not name the columns Record ID"),
        (b"Record ID,Record ID,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature\n", "names a column twice"),
        (b"\xff\xfeR\x00e\x00", "does not name the columns"),
    ],
)
def test_another_file_is_a_sentence(data, said):
    found, problems = read(retractions.read, data)
    assert found == []
    assert said in problems[0].sentence
    assert problems[0].lost


@pytest.mark.parametrize("bound_of_others", [131_072, 10_000_000])
def test_an_open_quotation_mark_is_given_up_and_the_rest_is_read(bound_of_others):
    before = csv.field_size_limit(bound_of_others)
    whole = table({}, {"Record ID": "102"})
    broken = whole + '103,"' + "x\n" * 70_000 + table({"Record ID": "104"}).partition("\n")[2]
    found, problems = read(retractions.read, broken)
    assert [notice.record_id for notice in found][:2] == ["101", "102"]
    assert "a quotation mark may be open" in problems[0].sentence
    assert csv.field_size_limit(before) == bound_of_others


@pytest.mark.parametrize(
    ("reader", "text", "date"),
    [
        (month_first, "3/9/2026 0:00", "2026-03-09"),
        (day_first, "28/04/2021", "2021-04-28"),
        (day_first, "21-10-2013", "2013-10-21"),
        (day_first, "2012-01-16", "2012-01-16"),
        (day_first, "14 May 2019", "2019-05-14"),
    ],
)
def test_each_source_has_its_order_of_figures(reader, text, date):
    assert reader(text) == date
