"""The reference pages of docs/: they say what the code says, and leave nothing out."""

import re

import pytest

from tests.conftest import ROOT
from trials import filters, manual
from trials.choices import RecordStatus
from trials.curation import MOVES
from trials.document import SHAPES
from trials.manual import dictionary, query_words

pytestmark = pytest.mark.once
NAMES = list(manual.pages())


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_page_is_the_one_that_the_code_draws(name):
    committed = (ROOT / "docs" / name).read_text(encoding="utf-8")

    assert committed == manual.pages()[name], f"docs/{name} is stale; run `manage.py write_docs`"


def test_every_field_of_every_record_stands_in_the_dictionary():
    text = manual.pages()["data-dictionary.md"]
    for shape in SHAPES:
        section = text.partition(f"\n## {shape.model.__name__}\n")[2].partition("\n## ")[0]
        own = section.partition("\n### ")[0]
        missing = [key for key in shape.keys if f"| `{key}` |" not in own and f": {key}\n" not in section]
        assert missing == []


def test_every_enumerated_field_is_linked_to_its_vocabulary():
    fields = [field for shape in SHAPES for field in shape.model._meta.get_fields() if getattr(field, "choices", None)]
    assert len(fields) > 30
    assert [field.name for field in fields if dictionary.vocabulary_of(field) is None] == []


def test_no_two_vocabularies_have_the_same_values():
    """A field keeps only its choices, so they must tell which vocabulary it takes."""
    assert len(dictionary._by_choices()) == len(dictionary.vocabularies())


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_a_heading_that_is_there(name):
    pages = manual.pages()
    links = re.findall(r"\]\(([\w.-]*)#([\w-]+)\)", pages[name])
    headings = {
        page: {heading.lower() for heading in re.findall(r"^#+ (\w+)$", text, re.M)} for page, text in pages.items()
    }
    assert [link for link in links if link[1] not in headings[link[0] or name]] == []


def test_the_diagram_has_an_arrow_for_every_state():
    text = manual.pages()["workflow.md"]
    reached = set(re.findall(r"--> (\w+): ", text))
    assert set(RecordStatus.values) <= reached
    assert all(f"| `{verb}` |" in text for verb in MOVES)


def test_every_word_of_every_list_and_every_reserved_word_is_explained():
    text = manual.pages()["query-words.md"]
    assert set(query_words.RESERVED_WORDS) == set(filters.RESERVED)
    for name, words in filters.WORDS.items():
        section = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert [word for word in words if f"| `{word}` |" not in section] == []
