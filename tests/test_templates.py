"""Our templates lose their indentation, and nothing else."""

import pytest
from django.template import engines
from django.template.loader import get_template, render_to_string

from mscdb.templates import INDENTATION
from tests.conftest import ROOT

pytestmark = pytest.mark.once


def test_pages_are_sent_without_indentation():
    lines = render_to_string("500.html").splitlines()
    assert not [line for line in lines if line != line.lstrip()]


def test_a_template_keeps_its_lines_and_its_words():
    for path in (ROOT / "templates").rglob("*.html"):
        written = path.read_text()
        read = get_template(path.relative_to(ROOT / "templates").as_posix()).template.source
        assert read.split() == written.split(), path
        assert read.count("\n") == written.count("\n"), path


def test_what_is_no_html_is_read_as_it_is_written():
    path = ROOT / "templates" / "mail" / "notices.txt"
    assert get_template("mail/notices.txt").template.source == path.read_text()


def test_nothing_that_keeps_its_blanks_stands_on_lines_of_its_own():
    """Within pre and textarea a template holds values only, which the loader never touches."""
    for path in (ROOT / "templates").rglob("*.html"):
        for tag in ("pre", "textarea"):
            for part in path.read_text().split(f"<{tag}")[1:]:
                assert not INDENTATION.search(part.split(f"</{tag}>")[0].partition(">")[2]), path


def test_words_of_people_keep_their_blanks():
    template = engines["django"].from_string("{{ text }}")
    assert template.render({"text": "one\n  two"}) == "one\n  two"
