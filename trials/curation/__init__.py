"""The table of legal moves and its verbs: the only writer of status and version.

A verb is one transaction. One that changes public state begins by raising the number of
the data version, which lets one writer in at a time: what it then reads cannot change
under it, so a finding cannot become public while the payload it names is withdrawn. It
refuses with a sentence meant for the person, and then nothing has happened.
"""

from .drafts import create, edit, return_, submit
from .moves import (
    CURATORS,
    EDITORS,
    MOVES,
    Actor,
    Move,
    Refusal,
    actor_for,
    available,
    available_on,
    contributors,
    refusal_of,
)
from .public import accept, decline, propose, publish, withdraw
from .spine import allocate_accession, free_slug, next_n, record_of

__all__ = [
    "CURATORS",
    "EDITORS",
    "MOVES",
    "Actor",
    "Move",
    "Refusal",
    "accept",
    "actor_for",
    "allocate_accession",
    "available",
    "available_on",
    "contributors",
    "create",
    "decline",
    "edit",
    "free_slug",
    "next_n",
    "propose",
    "publish",
    "record_of",
    "refusal_of",
    "return_",
    "submit",
    "withdraw",
]
