"""What the page and the list of change sets show: items in order, obstacles, and what this person may do."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from .. import curation, rules
from ..choices import Verb
from ..document import SHAPES
from ..models import ChangeSet, CuratedRecord, Revision
from .comparison import FieldComparison, fields_of
from .deciding import choice_of, decision_of, reason_of
from .facts import Facts, facts_of
from .holds import set_hold_context
from .interests import stated_by
from .presentation import admin_path, kind_of, names_of_people
from .reviewing import wants_interests
from .sitting import OPEN_SET, parts_of, path_of_set

OFFERED = 50


@dataclass(frozen=True)
class SetLine:
    """One set in a list: who began it, what it holds, and what waits in it."""

    change_set: ChangeSet
    path: str
    author: str
    is_own: bool
    items: int
    state: str
    parts: list[str]
    returned: int


@dataclass(frozen=True)
class ItemCard:
    """One item on the page of its set."""

    item: curation.Item
    kind: str
    path: str
    author: str
    obstacles: list[rules.Obstacle]
    may_return: bool
    facts: list[Facts] = field(default_factory=list)
    comparison: list[tuple[FieldComparison, dict[str, str]]] = field(default_factory=list)
    may_decide: bool = False

    @property
    def status_label(self) -> str:
        return (self.item.revision or self.item.record).get_status_display()


@dataclass(frozen=True)
class Offer:
    """Something of one's own that may be added."""

    value: str
    kind: str
    label: str
    state: str


# Lists


def lines_of(change_sets: Iterable[ChangeSet], actor: curation.Actor) -> list[SetLine]:
    change_sets, people = list(change_sets), names_of_people()
    items = curation.items_by_set(change_sets)
    return [_line(change_set, items[change_set.pk], actor, people) for change_set in change_sets]


def _line(change_set: ChangeSet, items: list[curation.Item], actor: curation.Actor, people: dict[str, str]) -> SetLine:
    return SetLine(
        change_set=change_set,
        path=path_of_set(change_set),
        author=people.get(change_set.author, change_set.author),
        is_own=change_set.author == actor.code,
        items=len(items),
        state=state_of(change_set, items),
        parts=parts_of(items),
        returned=sum(item.status == "returned" for item in items),
    )


def state_of(change_set: ChangeSet, items: list[curation.Item]) -> str:
    """The value by which the style sheet colours the state; in words it is said by the template."""
    if change_set.closed_at:
        return "published"
    if change_set.submitted_at is None:
        return "draft"
    return "submitted" if any(item.is_waiting for item in items) else "returned"


# One set


def page_of(change_set: ChangeSet, actor: curation.Actor, words: str, typed: QueryDict) -> dict[str, Any]:
    """All that the page of a set shows to this person; ``words`` narrow what may be added."""
    people, items = names_of_people(), curation.items_of(change_set)
    may_change = not curation.refusal_of_change(change_set, actor)
    why_not_publish = curation.refusal_of_publishing_set(change_set, items, actor)
    cards, circle = _cards(items, actor, bool(change_set.submitted_at))
    authors = {code for item in items for code in _authors(item)}
    offers = _offers(actor, words) if may_change else []
    return {
        **set_hold_context(change_set, items, actor),
        "change_set": change_set,
        "line": _line(change_set, items, actor, people),
        "cards": [_opened(card, typed, not why_not_publish) for card in cards],
        "circle": circle,
        "may_change": may_change,
        "may_submit": may_change and _is_to_submit(change_set, items, actor),
        "may_publish": not why_not_publish,
        "why_not_publish": why_not_publish if actor.is_editor and change_set.submitted_at else "",
        "in_the_way": sum(bool(card.obstacles) for card in cards if card.item.is_waiting) + bool(circle),
        "waiting": sum(item.is_waiting for item in items),
        "left_behind": sum(item.is_with_author for item in items),
        "stamps": [item.stamp for item in items if item.is_waiting],
        "offers": offers[:OFFERED],
        "more_offers": max(0, len(offers) - OFFERED),
        "words": words,
        "adds": _adds(change_set) if may_change else [],
        "stated": stated_by([*sorted(authors), *([actor.code] if actor.is_editor else [])]) if items else [],
        "wants_interests": bool(items) and actor.is_editor and wants_interests(actor),
        "back": path_of_set(change_set),
    }


def _is_to_submit(change_set: ChangeSet, items: list[curation.Item], actor: curation.Actor) -> bool:
    """What was returned is its author's to submit again; an editor may do so with a set that nobody submitted."""
    if change_set.submitted_at is None:
        return bool(items)
    return change_set.author == actor.code and any(item.is_with_author for item in items)


def _authors(item: curation.Item) -> set[str]:
    return {item.revision.author} if item.revision else curation.contributors(item.record)


def _cards(items: list[curation.Item], actor: curation.Actor, is_submitted: bool) -> tuple[list[ItemCard], str]:
    """The cards in the order in which the items can become public; and what a circle of references says."""
    people = names_of_people()
    obstacles, circle = curation.obstacles_in(items, is_submitted), ""
    try:
        items = curation.in_order(items)
    except curation.Refusal as refusal:
        circle = str(refusal)
    cards = []
    for item in items:
        author = item.revision.author if item.revision else item.record.edited_by
        name, found = people.get(author, author), obstacles.get(item.row.pk, [])
        cards.append(ItemCard(item, kind_of(item.record), _path(item), name, found, _may_return(item, actor)))
    return cards, circle


def _opened(card: ItemCard, typed: QueryDict, may_decide: bool) -> ItemCard:
    """The card with what the item says, for reading on the spot."""
    item = card.item
    if item.revision is None:
        return replace(card, facts=facts_of(item.record, filled_only=True))
    fields = [replace(each, name=_name(item, each.name)) for each in fields_of(item.revision, item.record)]
    comparison = [(each, _chosen(each, typed)) for each in fields]
    return replace(card, comparison=comparison, may_decide=may_decide and item.is_waiting)


def _path(item: curation.Item) -> str:
    if item.revision:
        return reverse("admin:trials_revision_change", args=[item.revision.pk])
    return admin_path(item.accession)


def _may_return(item: curation.Item, actor: curation.Actor) -> bool:
    if not item.is_waiting:
        return False
    if item.revision:
        is_own = item.revision.author == actor.code
        return not is_own and Verb.DECLINE in curation.available_on(item.revision, item.record, actor)
    return not curation.refusal_of(Verb.RETURN, item.record, actor)


# Decisions on the proposed changes of a set


def decisions_of(items: list[curation.Item], typed: QueryDict) -> dict[str, curation.Decision]:
    """What was chosen beside the fields of each proposal, by accession."""
    changes = [item for item in items if item.revision and item.is_waiting]
    return {item.accession: decision_of(item.revision, _typed_of(item, typed)) for item in changes}


def _typed_of(item: curation.Item, typed: QueryDict) -> QueryDict:
    """The answers about one item, under the names that the page of a proposal gives them."""
    own = QueryDict(mutable=True)
    for change in item.revision.changes:
        for what in ("decide", "reason"):
            own[f"{what}-{change['field']}"] = typed.get(f"{what}-{_name(item, change['field'])}", "")
    return own


def _name(item: curation.Item, field_name: str) -> str:
    return f"{item.accession}-{field_name}"


def _chosen(compared: FieldComparison, typed: QueryDict) -> dict[str, str]:
    """Where three values differ, nothing is chosen beforehand."""
    beforehand = "" if compared.is_conflict else "accept"
    return {"choice": choice_of(typed, compared.name) or beforehand, "reason": reason_of(typed, compared.name)}


# What may be added


def _offers(actor: curation.Actor, words: str) -> list[Offer]:
    offers = [_offer(addition) for addition in curation.addable(actor)]
    wanted = words.casefold().split()
    return [offer for offer in offers if all(word in f"{offer.kind} {offer.label}".casefold() for word in wanted)]


def _offer(addition: CuratedRecord | Revision) -> Offer:
    if isinstance(addition, Revision):
        record = curation.record_of(addition.accession)
        label = f"Change of {record.accession} {record.title_text()}"
        return Offer(str(addition.pk), kind_of(record), label, addition.get_status_display())
    label = f"{addition.accession} {addition.title_text() or '(empty)'}"
    return Offer(addition.accession, kind_of(addition), label, addition.get_status_display())


def _adds(change_set: ChangeSet) -> list[tuple[str, str]]:
    """For each kind of record: its name, and the form that brings a new one back to this set."""
    query = f"?{OPEN_SET}={change_set.pk}&back={path_of_set(change_set)}"
    models = [shape.model._meta for shape in SHAPES]
    return [(str(meta.verbose_name), reverse(f"admin:trials_{meta.model_name}_add") + query) for meta in models]
