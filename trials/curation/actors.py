"""Who acts: a text code, the roles that the groups give, and whether a statement of interests holds."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser

from ..models import InterestStatement, Person

CURATORS = "Curator"
EDITORS = "Editor"
CHIEF_EDITORS = "Chief editor"
ROLES = (CURATORS, EDITORS, CHIEF_EDITORS)
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Actor:
    """Who acts. An editor is a curator too, and a chief editor is both."""

    code: str
    is_curator: bool = False
    is_editor: bool = False
    is_chief: bool = False
    states_interests: bool = False

    def holds(self, role: str) -> bool:
        return {CURATORS: self.is_curator, EDITORS: self.is_editor, CHIEF_EDITORS: self.is_chief}[role]


# How the codes of sources begin, from which drafts may come that nobody has written on.
_SOURCES = ("registry:", "library:", "file:")


def source_actor(source: str) -> Actor:
    """A source in whose name drafts are begun when no person takes them in as theirs."""
    if not is_source(source):
        raise ValueError(f"{source} is no source.")
    return Actor(source, is_curator=True)


def is_source(code: str) -> bool:
    return code.startswith(_SOURCES)


def actor_for(user: AbstractUser) -> Actor:
    """The actor that a user is; gives the user a code on first use."""
    if not user.is_authenticated:
        return Actor("nobody")
    code = str(_person_of(user))
    groups = set(user.groups.values_list("name", flat=True)) if user.is_active else set()
    rank = max((ROLES.index(name) for name in groups if name in ROLES), default=-1)
    return Actor(
        code,
        is_curator=rank >= ROLES.index(CURATORS),
        is_editor=rank >= ROLES.index(EDITORS),
        is_chief=rank >= ROLES.index(CHIEF_EDITORS),
        states_interests=rank >= 0 and InterestStatement.objects.of(code).valid().exists(),
    )


def _person_of(user: AbstractUser) -> Person:
    person = Person.objects.filter(user=user).first()
    if person is None:
        code = "".join(secrets.choice(_ALPHABET) for _ in range(8))
        person, _ = Person.objects.get_or_create(user=user, defaults={"code": code})
    return person
