"""Letters: sent once, with why and how to stop them; a letter that fails is tried again."""

import io
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.admin.people import account
from trials import curation, notices
from trials.curation import people
from trials.models import Flag, Hold, Person, ReviewEvent, TypedForm

pytestmark = pytest.mark.django_db

SITE = "https://mscdb.example.org"


class Broken(EmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages) -> int:
        raise SMTPServerDisconnected("Connection unexpectedly closed")


@pytest.fixture
def ada(settings) -> Person:
    settings.MSCDB_SITE_URL = SITE
    user = account("ada", "Curator")
    user.email = "ada@example.org"
    user.save()
    people.choose_notices(user.person, set(), {"decided"})
    return user.person


def long_ago() -> None:
    """Letters wait for a minute, until no event with a smaller key can come any more."""
    ReviewEvent.objects.update(at=timezone.now() - timedelta(minutes=5))


def tick() -> str:
    said = io.StringIO()
    call_command("tick", stdout=said)
    return said.getvalue()


def test_a_letter_says_what_and_why_and_how_to_stop_it_and_comes_once(ada):
    record = factories.publication(status="returned", title="Homing & hope")
    assert notices.send().sent == 0
    long_ago()

    assert "notices: 1 letters sent" in tick()
    assert "notices: 0 letters sent" in tick()

    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    for part in ("Homing & hope", "Returned", "Please say more.", "because you wrote it", f"{SITE}/admin/notices/off/"):
        assert part in letter.body
    assert f"{SITE}/admin/trials/publication/{record.accession}/change/" in letter.body
    assert letter.extra_headers["List-Unsubscribe"].startswith(f"<{SITE}/admin/notices/off/")


def test_what_was_read_at_the_desk_or_is_not_wanted_is_not_sent(ada):
    factories.publication(status="returned")
    people.mark_read(ada, ReviewEvent.objects.last().pk)
    record = factories.publication(status="submitted")
    long_ago()

    assert notices.send().sent == 0
    assert record.accession not in str(mail.outbox)


def test_two_rounds_at_once_send_one_letter(ada, monkeypatch):
    factories.publication(status="returned")
    long_ago()
    stale = list(Person.objects.told_by_email())

    notices.send()
    monkeypatch.setattr(type(Person.objects.all()), "told_by_email", lambda self: stale)

    assert notices.send().sent == 0
    assert len(mail.outbox) == 1


def test_a_letter_that_fails_is_said_and_tried_again(ada, settings):
    factories.publication(status="returned")
    long_ago()
    settings.EMAIL_BACKEND = "tests.notices.test_letters.Broken"
    said = io.StringIO()

    with pytest.raises(CommandError, match="Not done: notices"):
        call_command("tick", stdout=said)
    assert "not sent to ada (SMTPServerDisconnected" in said.getvalue()
    assert "holds: 0 removed" in said.getvalue()

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert notices.send().sent == 1


def test_a_missing_address_is_said_and_whoever_left_or_lost_the_role_gets_nothing(ada):
    factories.publication(status="returned")
    long_ago()
    ada.user.email = ""
    ada.user.save()
    assert "no address is known of ada" in tick()

    ada.user.email, ada.user.is_active = "ada@example.org", False
    ada.user.save()
    assert notices.send().sent == 0
    ada.user.is_active = True
    ada.user.save()
    ada.user.groups.clear()
    assert notices.send().sent == 0


def test_the_switch_in_a_letter_needs_no_log_in_and_does_nothing_else(ada):
    outsider = Client(enforce_csrf_checks=True)
    address = f"/admin/notices/off/{notices.token_of(ada)}/"

    assert outsider.get(address).status_code == 200
    assert ada.notice_choices.filter(by_email=True).exists()
    assert outsider.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not ada.notice_choices.filter(by_email=True).exists()
    assert outsider.post("/admin/notices/off/ada:forged/").status_code == 404


def test_what_has_had_its_time_is_forgotten_and_the_rest_stays():
    now = timezone.now()
    for days, name in ((0, "new"), (2, "old"), (31, "oldest")):
        at = now - timedelta(days=days)
        Hold.objects.create(accession=f"MSCF{days:06d}", actor="person:ed", since=at)
        TypedForm.objects.create(actor="person:ada", form=name, fields={}, typed_at=at)
    answered = {"status": "declined", "decided_by": "person:ed", "answer": "No.", "received_at": now}
    Flag.objects.create(
        accession="MSCF000001", version=1, comment="Wrong", email="r@example.org", **answered,
        decided_at=now - timedelta(days=91),
    )  # fmt: skip

    said = tick()

    for line in ("holds: 2 removed", "typed forms: 1 removed", "readers' addresses: 1 removed"):
        assert line in said
    assert set(TypedForm.objects.values_list("form", flat=True)) == {"new", "old"}
    assert Flag.objects.get().email == ""
    assert "holds: 0 removed" in tick()


def test_a_change_set_is_one_notice_in_a_letter_that_names_its_items(ada):
    records = [factories.payload("draft", name=name) for name in ("TRAIL", "IFN-β")]
    change_set = curation.begin_set(factories.ADA, "Kim 2021")
    for record in records:
        curation.add_to_set(change_set, record, factories.ADA)
    curation.publish_set(curation.submit_set(change_set, factories.ADA), factories.ED, "Thank you.")
    long_ago()

    assert notices.send().sent == 1

    (letter,) = mail.outbox
    assert letter.subject == "MSCdb: 1 notice for you"
    for part in ("Change set “Kim 2021”, 2 items\n  Published,", "TRAIL", "IFN-β", f"{SITE}/admin/change-sets/"):
        assert part in letter.body
    assert letter.body.count("Thank you.") == 1
