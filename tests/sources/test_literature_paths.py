"""Every field of real records of the literature is read or ignored on purpose: where one is changed or taken away,
what is read changes too, or the field stands in the list of those that are not read."""

import copy
import io
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import fields
from typing import Any

import pytest
from lxml import etree

from tests.sources.test_samples import SAMPLES, files
from trials.sources import citations, papers_ignored
from trials.sources.citations.csl import paper_of as work_of
from trials.sources.citations.reading import CONTAINERS
from trials.sources.containers import Found, objects
from trials.sources.paper import Paper
from trials.sources.pubmed import paper_of as article_of
from trials.sources.registries.ignored import is_ignored

pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason=f"the samples are not there: {SAMPLES}")

# So many records with a field are tried until one shows that it is read.
TRIED = 12
OTHER = ("7777", "aheadofprint", "10.9999/other", "Review", "")


def read_by(found: Iterator[Any]) -> list[tuple]:
    """What was read of papers, but for the record as it was sent."""
    names = [field.name for field in fields(Paper) if field.name != "raw"]
    return [tuple(getattr(each, name) for name in names) for each in found if isinstance(each, Paper)]


def never_read(
    found: dict[Hashable, list[Any]], changed: Callable[[Any, Any], Iterator[Any]], read: Callable[[Any], list[tuple]]
) -> set[Hashable]:
    """The fields whose change changes nothing in any of their records."""
    return {
        field
        for field, records in found.items()
        if not any(read(other) != read(record) for record in records[:TRIED] for other in changed(record, field))
    }


# PubMed


def way(element: etree._Element, article: etree._Element) -> str:
    names: list[str] = []
    while element is not article:
        names.append(etree.QName(element).localname)
        element = element.getparent()
    return ".".join(reversed(names))


def test_every_element_of_pubmed():
    found: dict[Hashable, list[Any]] = defaultdict(list)
    for path in files("pubmed_xml"):
        try:
            whole = etree.fromstring(path.read_bytes())
        except etree.XMLSyntaxError:
            continue
        for article in whole.iter("PubmedArticle", "PubmedBookArticle"):
            texts = [each for each in article.iter() if isinstance(each.tag, str) and (each.text or "").strip()]
            for name in {way(each, article) for each in texts}:
                if not is_ignored(name, papers_ignored.PUBMED):
                    found[name].append(article)

    def changed(article: etree._Element, name: Any) -> Iterator[etree._Element]:
        for text in OTHER:
            made = copy.deepcopy(article)
            for each in made.iter():
                if isinstance(each.tag, str) and each is not made and way(each, made) == name:
                    each.text = text
            yield made

    assert len(found) > 30
    assert never_read(found, changed, lambda article: read_by(article_of(article))) == set()


# Crossref


def leaves(value: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*at, key))
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        for each in value:
            yield from leaves(each, at)
    elif value not in ([], "", None):
        yield at


def without(value: Any, at: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [without(each, at) for each in value]
    if not isinstance(value, dict):
        return value
    if len(at) == 1:
        return {key: inner for key, inner in value.items() if key != at[0]}
    return {key: without(inner, at[1:]) if key == at[0] else inner for key, inner in value.items()}


def test_every_key_of_crossref():
    found: dict[Hashable, list[Any]] = defaultdict(list)
    for path in files("crossref"):
        with path.open("rb") as stream:
            for each in objects(stream, path.name, CONTAINERS):
                assert isinstance(each, Found)
                for at in {*leaves(each.value)}:
                    if not is_ignored(".".join(at), papers_ignored.CROSSREF):
                        found[at].append(each.value)

    def changed(work: Any, at: Any) -> Iterator[Any]:
        yield without(work, at)

    assert len(found) > 15
    assert never_read(found, changed, lambda work: read_by(work_of(work))) == set()


# Files with tags

TAGS = {
    "ris": (r"^([A-Z][A-Z0-9]) {0,2}-", r"^%s {0,2}-.*\n?", papers_ignored.RIS),
    "nbib": (r"^([A-Z]{2,4}) {0,2}- ", r"^%s {0,2}- .*\n?(?:      .*\n?)*", papers_ignored.NBIB),
}


@pytest.mark.parametrize("folder", TAGS)
def test_every_tag_of_citation_files(folder):
    form, lines, ignored = TAGS[folder]
    found: dict[Hashable, list[Any]] = defaultdict(list)
    for path in files(folder):
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        for tag in {*re.findall(form, text, re.MULTILINE)} - ignored.keys():
            found[tag].append(text)

    def changed(text: str, tag: Any) -> Iterator[str]:
        yield re.sub(lines % tag, "", text, flags=re.MULTILINE)

    def read(text: str) -> list[tuple]:
        return read_by(citations.read(io.BytesIO(text.encode("utf-8", "replace")), "file"))

    assert len(found) > 15
    assert never_read(found, changed, read) == set()
