"""Files as they come: packed, cut off, wrongly written, hostile, or larger than the memory."""

import gzip
import io
import json
import random
import time
import tracemalloc
import zipfile

import pytest

from tests.sources.small import parted, read, study
from trials.sources import citations, clinicaltrials_gov, pubmed, streams
from trials.sources.containers import objects

TWO = [study("NCT90000001"), study("NCT90000002")]


def numbers(data) -> list[str]:
    return [record.identifier for record in read(clinicaltrials_gov.read, data)[0]]


def sentences(data) -> str:
    return "\n".join(str(problem) for problem in read(clinicaltrials_gov.read, data)[1])


def zipped(**members: bytes | str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return packed.getvalue()


# Packed


def test_one_study_a_line_with_blank_lines_and_a_byte_order_mark():
    lines = "\n\n".join(json.dumps(each) for each in TWO)
    assert numbers(b"\xef\xbb\xbf" + lines.encode()) == ["NCT90000001", "NCT90000002"]


def test_a_first_line_longer_than_the_head_still_counts_as_a_line():
    long = study(descriptionModule__detailedDescription="x" * (streams.HEAD * 2))
    assert numbers("\n".join(json.dumps(each) for each in (long, TWO[1]))) == ["NCT90000001", "NCT90000002"]


def test_studies_written_over_many_lines_one_after_the_other():
    assert numbers("\n".join(json.dumps(each, indent=1) for each in TWO)) == ["NCT90000001", "NCT90000002"]


def test_zip_and_gzip():
    packed = zipped(a_json=json.dumps(TWO[0]), b_json=json.dumps([TWO[1]]), c_txt="not looked at")
    assert numbers(packed) == ["NCT90000001", "NCT90000002"]
    assert numbers(gzip.compress(json.dumps({"studies": TWO}).encode())) == ["NCT90000001", "NCT90000002"]


# Broken


def test_what_stands_before_a_break_goes_in():
    text = json.dumps(TWO)
    assert numbers(text[:-40]) == ["NCT90000001"]
    assert "breaks off or is no JSON after one record." in sentences(text[:-40])


def test_a_broken_line_takes_no_other_with_it():
    lines = f"{json.dumps(TWO[0])}\n{{broken\n{json.dumps(TWO[1])}\n"
    assert numbers(lines) == ["NCT90000001", "NCT90000002"]
    assert "file:2: “{broken” is no JSON" in sentences(lines)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"<html><body>Sorry</body></html>", "is a web page or XML"),
        (b"NCT Number,Title\n1,2", "is no JSON"),
        (json.dumps(TWO).encode("utf-16"), "is written in UTF-16"),
        (json.dumps(TWO, ensure_ascii=False).encode().replace(b"Oslo", b"Troms\xf8"), "is no JSON"),
        (b"PK\x03\x04 and nothing", "is no whole zip file"),
        (gzip.compress(json.dumps(TWO).encode())[:-30], "cannot be unpacked"),
        (b"\x1f\x8bnothing", "cannot be unpacked"),
        (b'[1, null, "x", []]', "is no study"),
        (b"[" * 200_000, "is no JSON"),
        (b'{"studies": [{"protocolSection": NaN}]}', "is no JSON"),
    ],
)
def test_what_is_no_file_of_studies_is_a_sentence(data, said):
    assert numbers(data) == []
    assert said in sentences(data)


# Hostile


def test_a_zip_bomb_is_not_opened():
    bomb = zipped(a_json=b"[" + b" " * 30_000_000 + b"]", b_json=json.dumps(TWO[0]))
    assert len(bomb) < 100_000
    assert numbers(bomb) == ["NCT90000001"]
    assert "file/a.json: would grow more than 200 times" in sentences(bomb)


@pytest.mark.parametrize("packer", [lambda data: data, gzip.compress])
@pytest.mark.parametrize("begin", [b"[", b'{"studies": [', b'{"x": "', b""])
def test_what_never_comes_to_a_record_is_given_up(monkeypatch, packer, begin):
    monkeypatch.setattr(streams, "LARGEST_RECORD", 300_000)
    data = packer(begin + b" " * 2_000_000 + (b"" if begin else b"{"))
    assert numbers(data) == []
    assert "larger than" in sentences(data) or "is empty" in sentences(data)


@pytest.mark.parametrize(
    "data",
    [
        b"@a{" * 50_000,
        b"@article{k, title = " + b"{" * 100_000,
        b"@article{k, title = {" + b"$x" * 50_000 + b"}}",
        b"@article{k, title = {" + b"\\textbf " * 20_000 + b"}}",
        b"PMID- 1\nTI  - x\n" + b"      y\n" * 100_000,
        b"TY  - JOUR\nTI  - x\n" + b"   y\n" * 200_000 + b"ER  - \n",
        b"\n" * 200_000 + b"x",
        b'[{"title": "' + b"<a " * 100_000 + b'"}]',
        b"<PubmedArticleSet>" + b"<a>" * 100_000,
    ],
)
def test_what_was_made_to_be_slow_is_not(data):
    started = time.monotonic()
    read(citations.read, data)
    assert time.monotonic() - started < 30


class Endless(io.RawIOBase):
    """An array of so many studies, made while it is read."""

    def __init__(self, count: int):
        self.pieces = (
            json.dumps(study(f"NCT{number:08d}", descriptionModule__briefSummary="x" * 40_000)).encode()
            + (b"," if number < count else b"]")
            for number in range(1, count + 1)
        )
        self.buffer, self.length = b"[", 0

    def read(self, size: int = -1) -> bytes:
        while len(self.buffer) < size and (piece := next(self.pieces, b"")):
            self.buffer += piece
        given, self.buffer = self.buffer[:size], self.buffer[size:]
        self.length += len(given)
        return given


def test_memory_does_not_grow_with_the_file():
    stream = Endless(100)
    tracemalloc.start()
    count = sum(1 for _ in clinicaltrials_gov.read(stream, "file"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 100
    assert stream.length > 3_000_000
    assert peak < 1_500_000


# Whatever comes

SEEDS = (
    json.dumps(TWO[0]).encode(),
    json.dumps({"studies": TWO}).encode(),
    b"TY  - JOUR\nTI  - A title\nAU  - Family, Given\nPY  - 2019\nER  - \n",
    b"PMID- 1\nTI  - A title\nFAU - Family, Given\nAU  - Family G\nDP  - 2019 Mar\n",
    b"@article{key, title = {A {T}itle \\'e}, author = {Family, Given and Other, B.}, year = 2019}\n",
    b'[{"title": "A", "author": [{"family": "F"}], "issued": {"date-parts": [[2019, 3]]}}]',
    b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle></PubmedArticleSet>",
)
READERS = (clinicaltrials_gov.read, citations.read, pubmed.read, lambda stream, name: objects(stream, name, {}))


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them lost, doubled, swapped for others or put elsewhere."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(made) or 1)
        match chance.randrange(4):
            case 0:
                del made[place : place + chance.randint(1, 30)]
            case 1:
                made[place:place] = made[place : place + chance.randint(1, 30)]
            case 2:
                made[place : place + 1] = chance.choice(
                    [b"{", b"}", b'"', b"\\", b"\x00", b"<", b"&", b"\xff", b"[", b"@"]
                )
            case _:
                made[place:place] = chance.choice([b"1e999", b"\\ud800", b"null", b"-1", b"\r\n", b"ER  - \n", b"&x;"])
    return bytes(made)


@pytest.mark.parametrize("reader", READERS)
def test_no_bytes_make_a_parser_fall(reader):
    chance = random.Random(20261122)
    for seed in SEEDS:
        for _ in range(300):
            parted(reader(io.BytesIO(spoilt(seed, chance)), "file"))
