"""The verbs by which a person says who they are, and on which records they are named."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from ..choices import NoticeKind
from ..identifiers import normalise_orcid
from ..models import CreditException, NoticeChoice, Person, ReviewEvent
from .actors import Actor
from .moves import Refusal, demand_curator
from .spine import record_of, touch

LONGEST_NAME = Person._meta.get_field("public_name").max_length
LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class Profile:
    """What a person says of themselves."""

    public_name: str = ""
    orcid: str = ""
    is_credited: bool = False
    email: str = ""


def person_of(actor: Actor) -> Person:
    """The row of a person who works at the desk; Refusal for anybody else."""
    person = Person.objects.coded(actor.code).select_related("user").first()
    if person is None:
        raise Refusal("Nobody at the desk has this code.")
    return person


@transaction.atomic
def set_profile(actor: Actor, profile: Profile) -> Person:
    """Say under which name and ORCID one is named on records, if at all, and where e-mail goes."""
    demand_curator(actor)
    person = person_of(actor)
    person.public_name = " ".join(profile.public_name.split())
    person.orcid = _checked_orcid(profile.orcid)
    person.is_credited = profile.is_credited
    if len(person.public_name) > LONGEST_NAME:
        raise Refusal(f"Public name: at most {LONGEST_NAME} characters.")
    if (profile.is_credited or _has_exceptions(person)) and not person.public_name:
        raise Refusal("Public name: say under which name you are to be named, or switch the naming off.")
    person.save(update_fields=["public_name", "orcid", "is_credited"])
    person.user.email = _checked_email(profile.email)
    person.user.save(update_fields=["email"])
    touch()
    return person


def _has_exceptions(person: Person) -> bool:
    return person.credit_exceptions.filter(is_credited=True).exists()


def _checked_orcid(text: str) -> str:
    try:
        return normalise_orcid(text) if text.strip() else ""
    except ValueError as error:
        raise Refusal(f"ORCID: {error}") from error


def _checked_email(text: str) -> str:
    try:
        validate_email(text) if text else None
    except ValidationError as error:
        raise Refusal(f"E-mail: “{text}” is no e-mail address.") from error
    if len(text) > LONGEST_ADDRESS:
        raise Refusal(f"E-mail: at most {LONGEST_ADDRESS} characters.")
    return text


@transaction.atomic
def set_credit(actor: Actor, accession: str, is_credited: bool | None) -> None:
    """Be named, or not, on one record, whatever holds for the others; None: as for the others."""
    demand_curator(actor)
    person, record = person_of(actor), record_of(accession.strip().upper())
    if is_credited and not person.public_name:
        raise Refusal("Public name: say first under which name you are to be named.")
    if is_credited is None:
        CreditException.objects.filter(person=person, accession=record.accession).delete()
    else:
        CreditException.objects.update_or_create(
            person=person, accession=record.accession, defaults={"is_credited": is_credited}
        )
    touch()


@transaction.atomic
def choose_notices(person: Person, at_desk: set[str], by_email: set[str]) -> None:
    """Say which kinds of notice one wants, and where. What is past is not told by e-mail afterwards."""
    had_email = person.notice_choices.filter(by_email=True).exists()
    for kind in NoticeKind.values:
        NoticeChoice.objects.update_or_create(
            person=person, kind=kind, defaults={"at_desk": kind in at_desk, "by_email": kind in by_email}
        )
    if by_email and not had_email:
        Person.objects.filter(pk=person.pk).update(notices_sent=_last_event())


def no_more_email(person: Person) -> None:
    """Switch all notices by e-mail off."""
    NoticeChoice.objects.filter(person=person).update(by_email=False)


def mark_read(person: Person, until: int) -> None:
    """Take notices up to an event as seen; never back."""
    seen = min(until, _last_event())
    Person.objects.filter(pk=person.pk, notices_read__lt=seen).update(notices_read=seen)


def _last_event() -> int:
    return ReviewEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
