"""A coverage-guided fuzzer over the parsers, as a program of its own: libFuzzer ends the process that it runs in.

`python -m tests.sources.fuzz GROUP SECONDS FOLDER` begins with the hand-made records of a group, keeps what
reaches new code in FOLDER, and ends with status 0 unless an input made a parser fall, hang or grow.
"""

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

LONGEST = 8192
# Seconds for one input, and megabytes, above which it is a hang or a leak.
TIMEOUT, MEMORY = 10, 1024
SEED = 20261128


@dataclass(frozen=True)
class Group:
    """A reader by module and name, the inputs to begin with, and words of the format."""

    module: str
    seeds: Callable[[], list[str]]
    words: tuple[str, ...]

    @property
    def read(self) -> Callable[[Any, str], Any]:
        return getattr(__import__(self.module, fromlist=["read"]), "read")  # noqa: B009


def of_json() -> list[str]:
    from . import registry_records as records
    from .small import study
    from .test_clinicaltrials_gov import OLDER

    found = [study(), {"studies": [study()]}, [study(), records.CTIS], records.EUCTR, OLDER, {"isrctn": "90000001"}]
    return [json.dumps(each) for each in found]


def of_files() -> list[str]:
    from . import registry_records as records

    return [text for kind, text in records.ALL.items() if kind not in ("ctis", "euctr")]


def of_citations() -> list[str]:
    from .test_files import SEEDS

    return [seed.decode() for seed in SEEDS if b'"protocolSection"' not in seed and not seed.startswith(b"<")]


def of_articles() -> list[str]:
    from .small import ARTICLE, AUTHORS, MARCH, REVIEW, article

    title = "Cells <i>in</i> 10<sup>6</sup> <math><mi>x</mi></math>"
    assert ARTICLE
    return [article().decode(), article(title=title, date=MARCH, authors=AUTHORS, types=REVIEW).decode()]


def of_retractions() -> list[str]:
    from .test_retractions import table

    return [table({}, {"Record ID": "102", "OriginalPaperPubMedID": "0"})]


REGISTRIES, CITATIONS = "trials.sources.registries", "trials.sources.citations"
GROUPS = {
    "studies": Group(REGISTRIES, of_json, ("protocolSection", "2019-13", "-1", "null", "[", "{", "\\u0000", "\\ud800")),
    "registry files": Group(REGISTRIES, of_files, ("<Trial>", "<fullTrial>", "&amp;", "TrialID", "A.2 ", '"')),
    "citations": Group(CITATIONS, of_citations, ("TY  - ", "ER  - ", "PMID- ", "@article{", "\\textbf{", " and ")),
    "articles": Group("trials.sources.pubmed", of_articles, ("<PubmedBookArticle>", "<sup>", "<Year>")),
    "retractions": Group("trials.sources.retractions", of_retractions, ("Record ID", '"', "\r\n", "1/2/2019")),
}


def take(group: Group, data: bytes) -> None:
    """Read the bytes; whatever comes must be text that every database takes."""
    for each in group.read(io.BytesIO(data), "file"):
        str(each)
        for text in texts(asdict(each)):
            text.encode()
            assert "\x00" not in text, "a text holds NUL"


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def main(name: str, seconds: str, folder: str) -> None:
    import atheris

    group, corpus = GROUPS[name], Path(folder) / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=["trials.sources"]):
        read = group.read
    assert read
    for number, seed in enumerate(group.seeds()):
        (corpus / f"seed{number}").write_text(seed, encoding="utf-8")
    words = Path(folder) / "words"
    words.write_text("\n".join(quoted(word) for word in group.words), encoding="utf-8")
    options = {
        "max_total_time": seconds, "max_len": LONGEST, "timeout": TIMEOUT, "rss_limit_mb": MEMORY, "seed": SEED,
        "dict": words, "artifact_prefix": f"{folder}/found-", "print_final_stats": 1, "verbosity": 0,
    }  # fmt: skip
    atheris.Setup([sys.argv[0], *(f"-{key}={value}" for key, value in options.items()), str(corpus)], of(group))
    atheris.Fuzz()


def of(group: Group) -> Callable[[bytes], None]:
    return lambda data: take(group, data)


def quoted(word: str) -> str:
    """A word as libFuzzer's dictionary holds it."""
    return '"' + "".join(f"\\x{byte:02X}" for byte in word.encode()) + '"'


if __name__ == "__main__":
    main(*sys.argv[1:])
