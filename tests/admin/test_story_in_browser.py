"""A paper from the keyboard of a curator to the public, flagged by a reader, answered: in browsers, on a live server.

`make proof` takes a picture of every step too; they are in var/screenshots/ afterwards, for people to look at.
"""

from itertools import count

import pytest

from tests.admin.people import account, group
from tests.admin.story import ANSWER, NOTE, Story
from tests.conftest import ROOT
from trials.choices import MessageStatus, RecordStatus
from trials.models import ChangeSet, Finding, Flag, Payload, Publication, TypedForm

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SCREENSHOTS = ROOT / "var" / "screenshots"
WIDTHS = (1440, 360)


@pytest.fixture(autouse=True)
def offline(settings):
    settings.MSCDB_OFFLINE = True


def no_picture(page, name):
    pass


def album(folder):
    """Takes numbered pictures of a page: wide and narrow, light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = count(1)

    def picture(page, name):
        number, size = next(numbers), page.viewport_size
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                path = folder / f"story-{number:02}-{name}-{width}-{scheme}.png"
                page.screenshot(path=path, full_page=True, animations="disabled")
        page.set_viewport_size(size)

    return picture


@pytest.mark.parametrize("has_pictures", [False, pytest.param(True, marks=pytest.mark.proof)])
def test_a_paper_from_the_keyboard_to_a_readers_answered_flag(open_page, live_server, has_pictures):
    account("ada", "Curator")
    account("ed").groups.add(group("Curator"), group("Editor"))
    story = Story(live_server, open_page, album(SCREENSHOTS) if has_pictures else no_picture)

    enter(story)
    decide(story)
    doubt(story)


def enter(story: Story) -> None:
    """By Ada, from the keyboard alone, over a closed tab."""
    story.begin()
    story.enter_the_paper()
    publication = Publication.objects.get()
    assert (publication.doi, publication.title) == ("10.1000/new", "Stem cells that home")
    story.enter_two_findings()
    story.enter_a_finding_with_a_new_payload()
    assert Finding.objects.latest("number").payloads.get().accession == story.payload
    story.close_the_tab_and_come_back()
    assert not TypedForm.objects.exists()
    story.enter_one_that_says_it_again()
    assert story.public() == []
    story.submit_the_whole()
    assert ChangeSet.objects.get().items.count() == 7
    assert states() == [RecordStatus.SUBMITTED] * 7


def decide(story: Story) -> None:
    """By Ed, in two goes; between them Ada mends what came back."""
    returned = story.findings[1]
    story.an_editor_opens_the_set()
    story.state_interests()
    story.return_one()
    assert story.public() == []
    story.publish_the_rest()
    assert story.public() == [each for each in story.findings if each != returned]
    assert Finding.objects.get(accession=returned).return_note == NOTE
    story.mend_what_came_back()
    story.publish_the_last()
    assert story.public() == story.findings
    assert states() == [RecordStatus.PUBLISHED] * 7


def doubt(story: Story) -> None:
    """By a reader without an account; Ada answers."""
    story.a_reader_flags_it()
    story.the_flag_is_answered()
    flag = Flag.objects.get()
    assert (flag.accession, flag.status, flag.answer) == (story.findings[1], MessageStatus.DECLINED, ANSWER)


def states() -> list[str]:
    return [record.status for model in (Publication, Payload, Finding) for record in model.objects.all()]
