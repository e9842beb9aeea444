"""The table of legal moves and its verbs: the only writer of status and version.

A verb is one transaction. One that changes public state begins by raising the number of
the data version, which lets one writer in at a time: what it then reads cannot change
under it, so a finding cannot become public while the payload it names is withdrawn. It
refuses with a sentence meant for the person, and then nothing has happened.
"""

from . import housekeeping, people, reading
from .actors import CHIEF_EDITORS, CURATORS, EDITORS, ROLES, Actor, actor_for, source_actor
from .change_sets import (
    add_to_set,
    addable,
    begin_set,
    describe_set,
    dissolve_set,
    refusal_of_change,
    set_with,
    take_out_of_set,
)
from .drafts import create, create_all, edit, return_, submit
from .holds import hold_on, refusal_of_taking, take
from .installation import change_setting
from .interests import state_interests
from .moves import (
    MOVES,
    Move,
    Refusal,
    available,
    available_on,
    contributors,
    refusal_of,
    refusal_of_interests,
    refusal_of_role,
)
from .outcomes import record_outcome
from .plans import GOES_TOO, IS_REPOINTED, Fates, demand_twin, fates_of, resting_on
from .publishing import confirm, publish
from .registry import Followed, RegistryUpdate, close_look_again, follow_registry
from .requests import (
    ask,
    available_on_request,
    carry_out,
    demand_possible,
    refusal_of_asking,
    refusal_of_carrying_out,
    refusal_of_refusing,
    refuse,
)
from .restoring import coming_back_with, turned_back_with
from .retraction import mark_retraction
from .revisions import (
    Conflict,
    Decision,
    accept,
    conflicts,
    decline,
    open_revision_of,
    propose,
    propose_all,
    starting_document,
)
from .set_holds import refusal_of_taking_set, take_set, waiting_in
from .set_items import Item, items_by_set, items_of
from .set_order import in_order, obstacles_in
from .set_publishing import SetRefusal, publish_set, refusal_of_publishing_set, submit_set
from .spine import allocate_accession, free_slug, locked_all, next_n, record_of, touch
from .withdrawal import withdraw

__all__ = [
    "turned_back_with",
    "demand_twin",
    "demand_possible",
    "coming_back_with",
    "CHIEF_EDITORS",
    "CURATORS",
    "EDITORS",
    "GOES_TOO",
    "IS_REPOINTED",
    "MOVES",
    "ROLES",
    "Actor",
    "Conflict",
    "Decision",
    "Fates",
    "Followed",
    "Item",
    "Move",
    "Refusal",
    "RegistryUpdate",
    "SetRefusal",
    "accept",
    "actor_for",
    "add_to_set",
    "addable",
    "allocate_accession",
    "ask",
    "available",
    "available_on",
    "available_on_request",
    "begin_set",
    "carry_out",
    "change_setting",
    "close_look_again",
    "confirm",
    "conflicts",
    "contributors",
    "create",
    "create_all",
    "decline",
    "describe_set",
    "dissolve_set",
    "edit",
    "fates_of",
    "follow_registry",
    "free_slug",
    "hold_on",
    "housekeeping",
    "in_order",
    "items_by_set",
    "items_of",
    "locked_all",
    "mark_retraction",
    "next_n",
    "obstacles_in",
    "open_revision_of",
    "people",
    "propose",
    "propose_all",
    "publish",
    "publish_set",
    "reading",
    "record_of",
    "record_outcome",
    "refusal_of",
    "refusal_of_asking",
    "refusal_of_carrying_out",
    "refusal_of_change",
    "refusal_of_interests",
    "refusal_of_publishing_set",
    "refusal_of_refusing",
    "refusal_of_role",
    "refusal_of_taking",
    "refusal_of_taking_set",
    "refuse",
    "resting_on",
    "return_",
    "set_with",
    "source_actor",
    "starting_document",
    "state_interests",
    "submit",
    "submit_set",
    "take",
    "take_out_of_set",
    "take_set",
    "waiting_in",
    "touch",
    "withdraw",
]
