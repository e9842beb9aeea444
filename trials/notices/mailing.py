"""Notices by e-mail: one letter a person with all that is new, never sent twice, with a switch to stop it."""

from dataclasses import dataclass, field
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from ..curation import actor_for
from ..document import shape_of_accession
from ..models import Person, ReviewEvent
from .pulled import BY_EMAIL, Notice, notices_of

# An event is numbered before its transaction ends; after this time none with a smaller number comes any more.
SETTLED = timedelta(minutes=1)
_SIGNER = Signer(salt="notices-off")


@dataclass
class Outcome:
    """What became of a round of letters."""

    sent: int = 0
    without_address: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def send() -> Outcome:
    """Tell everybody who wants e-mail what is new for them; a letter that fails is tried again the next time."""
    outcome = Outcome()
    last = ReviewEvent.objects.last_before(timezone.now() - SETTLED)
    for person in Person.objects.told_by_email():
        if not person.user.email:
            outcome.without_address.append(person.user.get_username())
            continue
        try:
            outcome.sent += _tell(person, last)
        except (OSError, SMTPException) as error:
            outcome.failed.append(f"{person.user.get_username()} ({type(error).__name__}: {error})")
    return outcome


@transaction.atomic
def _tell(person: Person, last: int) -> bool:
    """Send a person's letter and note it in one transaction; of two rounds at once the second finds no row."""
    mine = Person.objects.filter(pk=person.pk, notices_sent=person.notices_sent)
    if last <= person.notices_sent or not mine.update(notices_sent=last):
        return False
    actor = actor_for(person.user)
    seen = max(person.notices_sent, person.notices_read)
    notices = notices_of(person, actor, BY_EMAIL, after=seen, until=last) if actor.is_curator else []
    if notices:
        _letter(person, notices).send()
    return bool(notices)


def _letter(person: Person, notices: list[Notice]) -> EmailMessage:
    off = f"{settings.MSCDB_SITE_URL}{reverse('admin:notices_off', args=[token_of(person)])}"
    context = {
        "name": person.user.get_full_name() or person.user.get_username(),
        "notices": [(notice, f"{settings.MSCDB_SITE_URL}{_path(notice)}") for notice in notices],
        "desk": f"{settings.MSCDB_SITE_URL}{reverse('admin:notices')}",
        "off": off,
    }
    count = f"{len(notices)} notice{'' if len(notices) == 1 else 's'}"
    headers = {"List-Unsubscribe": f"<{off}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(
        f"MSCdb: {count} for you",
        render_to_string("mail/notices.txt", context),
        to=[person.user.email],
        headers=headers if settings.MSCDB_SITE_URL else {},
    )


def _path(notice: Notice) -> str:
    if notice.change_set:
        return reverse("admin:change_set", args=[notice.change_set.pk])
    kind = shape_of_accession(notice.event.accession).model._meta.model_name
    return reverse(f"admin:trials_{kind}_change", args=[notice.event.accession])


def token_of(person: Person) -> str:
    """What the switch in a letter carries instead of a log-in."""
    return _SIGNER.sign(person.code)


def person_of_token(token: str) -> Person | None:
    """Whose switch this is; None when the token is not ours."""
    try:
        code = _SIGNER.unsign(token)
    except BadSignature:
        return None
    return Person.objects.coded(f"person:{code}").first()
