"""Whatever stands in a field: no parser falls, and what it gives are texts that every database takes."""

import copy
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.sources import registry_records as records
from tests.sources.fuzz import texts
from tests.sources.small import article, read, study
from tests.sources.test_retractions import COLUMNS, ROW
from trials.sources import citations, pubmed, registries, retractions
from trials.sources.dates import day_first, month_first, partial_date, year_in
from trials.sources.paper_ids import doi_in, orcid_in, pmcid_in, pmid_in
from trials.sources.study import age_in_years

# The same examples in every run.
SAME = settings(
    max_examples=60, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
TEXT = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "0", "-1", "9" * 5000, "1e999", "2019-13", "Feb 2019", "29/02/2019", "\x00", "<b>x", "&lt;", "N/A", "(",
         "|", ";", "Phase 9", "A:1;B:2", "١٨ Years", "10.1000/x", "NCT90000001"]
    ),
)  # fmt: skip
SCALAR = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT, st.just("\ud800"))
VALUE = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=5
)
WORK = {
    "DOI": "10.1000/x", "indexed": {}, "type": "journal-article", "title": ["A title"], "container-title": ["J"],
    "author": [{"family": "F", "given": "G", "ORCID": "0000-0002-1825-0097"}], "issued": {"date-parts": [[2019, 3]]},
    "update-to": [{"type": "retraction", "DOI": "10.1000/y"}], "reference": [{"DOI": "10.1000/z"}], "page": "1-2",
}  # fmt: skip
JSON = {
    "today": study(),
    "ctis": records.CTIS,
    "euctr": records.EUCTR,
    "isrctn": {
        "isrctn": "90000001", "trialDescription": {"title": "x"}, "participants": {"trialCentres": {"trialCentre": {}}},
        "externalRefs": {}, "trialDesign": {"trialTypes": {"trialType": "Treatment"}}, "outputs": {"output": [{}]},
        "interventions": {"intervention": {"phase": "Phase I"}}, "results": {"publicationDetails": "x"},
    },
    "csl": {"title": "A", "author": [{"family": "F"}], "issued": {"date-parts": [[2019, 3]]}, "PMID": "1"},
    "crossref": WORK,
}  # fmt: skip
XML = {"classic": records.CLASSIC, "isrctn": records.ISRCTN, "ictrp": records.ICTRP, "pubmed": article().decode()}
LINES = {
    "ris": ["TY  - JOUR", "TI  - A title", "AU  - Family, Given", "PY  - 2019", "DO  - 10.1000/x", "SP  - 1", "ER  - "],
    "nbib": ["PMID- 1", "TI  - A title", "FAU - Family, Given", "DP  - 2019 Mar", "LID - 10.1000/x [doi]"],
    "euctr": records.EUCTR_TEXT.splitlines(),
}


def reader_of(kind: str) -> Any:
    if kind in ("csl", "crossref", "ris", "nbib"):
        return citations.read
    return pubmed.read if kind == "pubmed" else registries.read


def nothing_falls(reader: Any, data: bytes | str) -> None:
    for each in (*(found := read(reader, data))[0], *found[1]):
        str(each)
        for text in texts(asdict(each)):
            assert "\x00" not in text
            text.encode()


def places(value: Any, at: tuple = ()) -> Iterator[tuple]:
    """The way to each value of an object."""
    if at:
        yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*at, key))


def with_value(whole: Any, way: tuple, value: Any) -> Any:
    made = copy.deepcopy(whole)
    at = made
    for key in way[:-1]:
        at = at[key]
    at[way[-1]] = value
    return made


@pytest.mark.parametrize("kind", JSON)
def test_any_value_anywhere_in_json(kind):
    ways = list(places(JSON[kind]))

    @SAME
    @given(st.sampled_from(ways), VALUE)
    def check(way, value):
        nothing_falls(reader_of(kind), json.dumps(with_value(JSON[kind], way, value)))

    check()


def written(text: str) -> str:
    """A text without the signs that XML forbids."""
    return "".join(
        sign for sign in text if sign in "\t\n" or ("\x20" <= sign < "\ud800") or ("\ue000" <= sign < "\ufffe")
    )


@pytest.mark.parametrize("kind", XML)
def test_any_text_anywhere_in_xml(kind):
    whole = etree.fromstring(XML[kind].encode())
    count = sum(1 for _ in whole.iter())

    @SAME
    @given(st.integers(1, count - 1), TEXT, st.sampled_from(["fill", "drop", "twice", "empty"]))
    def check(number, text, what):
        made = copy.deepcopy(whole)
        element = list(made.iter())[number]
        if what == "fill":
            element.text = written(text)
        elif what == "empty":
            element.clear()
        elif what == "drop":
            element.getparent().remove(element)
        else:
            element.addnext(copy.deepcopy(element))
        nothing_falls(reader_of(kind), etree.tostring(made))

    check()


def table(columns: tuple[str, ...], cells: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerow(cells)
    return text.getvalue()


def columns_and_cells(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    reader = csv.DictReader(io.StringIO(text))
    cells = next(reader)
    return tuple(reader.fieldnames or ()), cells


TABLES = {
    "website": columns_and_cells(records.WEBSITE),
    "classic": columns_and_cells(records.CLASSIC_TABLE),
    "portal": (names := ("TrialID", "Phase", "Target size", "Inclusion gender", "Inclusion agemin", "Intervention",
                         "Date enrollement", "Countries", "Recruitment Status"), dict.fromkeys(names, "NCT90000001")),
    "retractions": (COLUMNS, dict.fromkeys(COLUMNS, "") | ROW),
}  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
def test_any_text_in_any_cell(kind):
    columns, cells = TABLES[kind]

    @SAME
    @given(st.sampled_from(columns), TEXT.filter(lambda text: max(text, default="") < "\ud800" or max(text) > "\udfff"))
    def check(column, text):
        reader = retractions.read if kind == "retractions" else registries.read
        nothing_falls(reader, table(columns, cells | {column: text}).encode("utf-8", "replace"))

    check()


@pytest.mark.parametrize("kind", LINES)
def test_any_text_in_any_line(kind):
    lines = LINES[kind]

    @SAME
    @given(st.integers(0, len(lines) - 1), TEXT, st.integers(0, len(lines) - 1))
    def check(number, text, moved):
        made = [*lines]
        made[number] = made[number][:6] + text
        made.insert(number, made.pop(moved))
        nothing_falls(reader_of(kind), "\n".join(made).encode("utf-8", "replace"))

    check()


@SAME
@given(st.dictionaries(st.sampled_from(["title", "author", "year", "doi", "month", "pages", "x"]), TEXT, max_size=4))
def test_any_value_in_bibtex(fields):
    entry = ",".join(f"{key} = {{{value}}}" for key, value in fields.items())
    nothing_falls(citations.read, f"@article{{key, {entry}}}\n".encode("utf-8", "replace"))


@SAME
@given(TEXT)
def test_any_text_is_a_date_or_a_sentence_and_an_age_or_an_identifier_or_none(text):
    for reader in (partial_date, day_first, month_first):
        try:
            assert reader(text)[:4].isdecimal()
        except ValueError as error:
            said = str(error)
        else:
            said = "."
        assert said.endswith(".")
    for look in (age_in_years, year_in, doi_in, pmid_in, pmcid_in, orcid_in):
        look(text)
