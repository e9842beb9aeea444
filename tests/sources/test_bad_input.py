"""Bad input in every format of the registries: a problem names file, record, path and value, and the good records of
the file still go in."""

import gzip
import io
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import registry_records as records
from tests.sources.small import parted, read, study
from trials.sources import registries, streams
from trials.sources.problems import Problem

ISRCTN = records.ISRCTN.partition("<fullTrial>")
XML_HEAD, XML_RECORD = ISRCTN[0], "<fullTrial>" + ISRCTN[2].removesuffix("</allTrials>")


def isrctn(number: int, **changes: str) -> str:
    """One trial as XML; changes replace a piece of it."""
    record = XML_RECORD.replace(">90000001<", f">{number}<")
    for old, new in changes.values():
        assert old in record
        record = record.replace(old, new)
    return record


def trials(*found: str) -> str:
    return f"{XML_HEAD}{''.join(found)}</allTrials>"


def row(number: str, **cells: str) -> str:
    """One trial of the portal as a line of CSV."""
    return ",".join(
        json.dumps(cells.get(name, value), ensure_ascii=False)
        for name, value in (COLUMNS | {"TrialID": number}).items()
    )


COLUMNS = {
    "TrialID": "",
    "Public_title": "Cells",
    "Target_size": "10",
    "Date_enrollement": "2019-05-01",
    "Countries": "Norway",
}


def table(*found: str) -> str:
    return "\n".join([",".join(COLUMNS), *found])


def read_all(data: bytes | str) -> tuple[list[str], list[str]]:
    found, problems = read(registries.read, data)
    return [study.identifier for study in found], [str(problem) for problem in problems]


# A value that is wrong


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (trials(isrctn(90000001, a=("2023-06-30T00:00:00.000Z", "2019-13"))),
         "file#1 ISRCTN90000001 trial.trialDesign.overallEndDate: “2019-13” is a day or month that does not exist."),
        (trials(isrctn(90000001, a=("<targetEnrolment>40", "<targetEnrolment>-40"))),
         "file#1 ISRCTN90000001 trial.participants.targetEnrolment: “-40” is no number of things"),
        (trials(isrctn(90000001, a=("Cells for gliomas", "Cells for &lt;i&gt;gliomas&lt;/i&gt;"))),
         "file#1 ISRCTN90000001 trial.trialDescription.title: “Cells for <i>gliomas</i>” holds HTML"),
        (trials(isrctn(90000001, a=("<city>Oslo</city><country>Norway</country>", "<city>Oslo</city>"))),
         "file#1 ISRCTN90000001 country: “Example Hospital” is a site in no country."),
        (trials(isrctn(90000001, a=("<gender>All", "<gender>Some"))),
         "file#1 ISRCTN90000001 trial.participants.gender: “Some” has no equivalent among our values"),
        (table(row("NCT90000001", Date_enrollement="31/31/2019")),
         "file:2 NCT90000001 Date_enrollement: “31/31/2019” is a day or month that does not exist."),
        (table(row("NCT90000001", Target_size="-5")), "file:2 NCT90000001 Target_size: “-5” is no number of things"),
        (table(row("NCT90000001", Public_title="<b>Cells</b>")),
         "file:2 NCT90000001 Public_title: “<b>Cells</b>” holds HTML"),
        (records.CLASSIC.replace("June 17, 2020", "Feb 31, 2019"),
         "file#1 NCT90000001 protocolSection.statusModule.startDateStruct.date: “Feb 31, 2019” is a day or month"),
        (json.dumps(records.CTIS | {"totalNumberEnrolled": -1}), "totalNumberEnrolled: “-1” is no number of things"),
        (json.dumps(records.CTIS | {"events": [], "authorizedApplication": "x"}),
         "authorizedApplication: “x” should be an object"),
        (json.dumps(records.EUCTR | {"p_date_of_the_global_end_of_the_trial": "2019-13"}),
         "file 2012-000001-10 p_date_of_the_global_end_of_the_trial: “2019-13” is a day or month"),
        (json.dumps(records.EUCTR | {"a3_full_title_of_the_trial": "<b>x</b>"}), "“<b>x</b>” holds HTML"),
    ],
)  # fmt: skip
def test_a_value_that_is_wrong_is_named_with_its_place_and_the_trial_goes_in(data, said):
    numbers, problems = read_all(data)
    assert len(numbers) == 1
    assert len(problems) == 1
    assert said in problems[0]


@pytest.mark.parametrize(
    ("text", "date"), [("Feb 2019", "2019-02"), ("2019-05", "2019-05"), ("2019", "2019"), ("16/05/2019", "2019-05-16")]
)
def test_a_date_in_another_spelling_is_no_problem(text, date):
    (found,), problems = read(registries.read, table(row("NCT90000001", Date_enrollement=text)))
    assert (found.start.date, problems) == (date, [])


# A record that is wrong


def test_a_record_without_its_number_or_twice_stays_out_and_the_others_go_in():
    numbers, problems = read_all(trials(*(isrctn(number) for number in (90000001, 9, 90000001, 90000002))))
    assert numbers == ["ISRCTN90000001", "ISRCTN90000002"]
    assert problems == [
        "file#2 trial.isrctn: “9” A trial without its ISRCTN was left out.",
        "file#3 ISRCTN90000001: stands in this file more than once; the first one counts.",
    ]
    numbers, problems = read_all(table(*(row(number) for number in ("NCT90000001", "", "NCT90000001", "NCT90000002"))))
    assert numbers == ["NCT90000001", "NCT90000002"]
    assert problems == [
        "file:3 TrialID: A trial without the number of its registry was left out.",
        "file:4 NCT90000001: stands in this file more than once; the first one counts.",
    ]


def test_one_file_may_mix_what_several_registries_call_json():
    mixed = [study(), records.CTIS, None, {"x": 1}, records.EUCTR, "text", {"isrctn": "90000001"}]
    numbers, problems = read_all(json.dumps(mixed))
    assert numbers == ["NCT90000001", "2023-500001-12-00", "2012-000001-10", "ISRCTN90000001"]
    assert [problem.partition(" ")[0].strip(":") for problem in problems] == ["file#3", "file#4", "file#6"]


# A file that is wrong


@pytest.mark.parametrize(
    ("data", "numbers"),
    [
        (json.dumps([study("NCT90000001"), study("NCT90000002")])[:-50].encode(), ["NCT90000001"]),
        (trials(isrctn(90000001), isrctn(90000002))[:-300].encode(), ["ISRCTN90000001"]),
        (table(row("NCT90000001"), row("NCT90000002")[:-20]).encode(), ["NCT90000001"]),
        (gzip.compress(trials(isrctn(90000001), isrctn(90000002)).encode())[:-200], []),
        (trials(isrctn(90000001)).encode().replace(b"Oslo", b"Troms\xf8"), []),
        (table(row("NCT90000001"), row("NCT90000002", Public_title="Z\xfcrich")).encode("latin-1"), ["NCT90000001"]),
        (records.EUCTR_TEXT.format(second="\xe9tat").encode("latin-1"), ["2012-000001-10"]),
        (json.dumps([study()]).encode("utf-16"), []),
    ],
)
def test_a_file_cut_off_or_in_another_encoding_is_a_sentence(data, numbers):
    found, problems = read(registries.read, data)
    assert [each.identifier for each in found] == numbers
    assert problems[-1].lost
    assert problems[-1].file.startswith("file")


def test_xml_in_another_encoding_that_it_names_is_read():
    head = '<?xml version="1.0" encoding="{}"?>'
    for encoding in ("utf-16", "iso-8859-1"):
        text = head.format(encoding) + trials(isrctn(90000001, a=("Oslo", "Tromsø")))
        (found,), problems = read(registries.read, text.encode(encoding))
        assert (found.sites[0].city, problems) == ("Tromsø", [])


LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE allTrials [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE allTrials [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE allTrials [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/x">]>',
        '<!DOCTYPE allTrials SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE allTrials [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
    ],
)
def test_entities_are_neither_expanded_nor_fetched(doctype):
    body = trials(isrctn(90000001, a=("Cells for gliomas", "Cells &l9; for gliomas")), isrctn(90000002))
    found, problems = read(registries.read, doctype + body)
    assert all("root:" not in each.title and "hahaha" not in each.title for each in found)
    assert found or problems
    assert all(len(each.title) < 100 for each in found)


# A file that is larger than the memory


class Endless(io.RawIOBase):
    """A file made while it is read, of so many bytes at least."""

    def __init__(self, head: bytes, records: Iterator[bytes], tail: bytes, size: int):
        self.pieces, self.tail, self.size = records, tail, size
        self.buffer, self.length, self.ended = head, 0, False

    def read(self, size: int = -1) -> bytes:
        while len(self.buffer) < size and not self.ended:
            self.ended = self.length >= self.size
            self.buffer += self.tail if self.ended else next(self.pieces)
        given, self.buffer = self.buffer[:size], self.buffer[size:]
        self.length += len(given)
        return given


def counting(template: str, padding: str = "x" * 20_000) -> Iterator[bytes]:
    before, _, after = template.replace("%TEXT%", padding).partition("%06d")
    return (f"{before}{number:06d}{after}".encode() for number in range(1, 10**6))


XML = isrctn(90000001).replace(">90000001<", ">90%06d<").replace("A trial of cells", "%TEXT%")
JSON = json.dumps(study(descriptionModule__briefSummary="%TEXT%")).replace("NCT90000001", "NCT90%06d")
TEXT = "Summary\nA.1 Member State Concerned: Norway - x\nA.2 EudraCT number: 2012-%06d-10\nE.3 Criteria: %TEXT%\n"
# Head, one record, what stands after each, end.
STREAMS = {
    "json": ("[", JSON + ",", json.dumps(study()) + "]"),
    "lines": ("", JSON + "\n", "\n"),
    "xml": (XML_HEAD, XML, "</allTrials>"),
    "csv": (",".join(COLUMNS) + "\n", 'NCT90%06d,"%TEXT%",10,2019,Norway\n', "\n"),
    "text": ("", TEXT, "\n"),
}


def endless(kind: str, size: int) -> Endless:
    head, record, tail = STREAMS[kind]
    return Endless(head.encode(), counting(record), tail.encode(), size)


def resident() -> int:
    """Bytes of memory that this process holds, those of libraries in C included."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        pytest.skip("only Linux says in /proc how much memory a process holds")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


@pytest.mark.parametrize("kind", STREAMS)
def test_memory_does_not_grow_with_the_file(kind):
    """Eight megabytes of records leave no trace; `make proof` does the same with two gigabytes."""
    parted(registries.read(endless(kind, 300_000), "file"))
    before, count = resident(), 0
    stream = endless(kind, 8_000_000)
    for each in registries.read(stream, "file"):
        count += not isinstance(each, Problem)
    assert stream.length >= 8_000_000
    assert count > 300
    assert resident() - before < 5_000_000


@pytest.mark.parametrize(
    "begin", [XML_HEAD, XML_HEAD + "<fullTrial><trial><title>", "TrialID,a\n1,", "A.2 EudraCT number: 2"]
)
def test_what_never_comes_to_a_record_is_given_up(begin, monkeypatch):
    monkeypatch.setattr(streams, "LARGEST_RECORD", 300_000)
    data = begin + " " * 70_000 + "x" * 5_000_000
    found, problems = read(registries.read, gzip.compress(data.encode()))
    assert found == []
    assert problems


@pytest.mark.parametrize(
    "data",
    [
        'TrialID,Phase\nNCT90000001,"' + "(phase i)" * 13_000 + '"\n',
        "TrialID,Inclusion_Criteria\nNCT90000001," + "<br " * 30_000 + "\n",
        "TrialID,Target_size\nNCT90000001," + "a:" * 60_000 + "\n",
        'NCT Number,Locations,Age\nNCT90000001,"' + "Republic of , " * 9_000 + '",' + "1 " * 60_000 + "\n",
        "A.2 EudraCT number: 2012-000001-10\nN. " + "x" * 1_000_000 + "\n" + "A.1 " * 200_000,
        trials(isrctn(90000001, a=("Phase I/II", "Phase I/II " + "trial " * 100_000))),
    ],
)
def test_what_was_made_to_be_slow_is_not(data):
    started = time.process_time()
    read(registries.read, data)
    assert time.process_time() - started < 5
