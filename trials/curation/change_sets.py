"""The verbs by which a change set comes together: begin, describe, add, take out, dissolve."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..choices import RecordStatus, RevisionStatus
from ..document import SHAPES
from ..models import ChangeSet, ChangeSetItem, CuratedRecord, Revision
from .actors import Actor
from .moves import Refusal, contributors, demand_curator
from .set_items import close_if_finished, items_by_set

NEVER_PUBLIC = (RecordStatus.DRAFT, RecordStatus.RETURNED, RecordStatus.SUBMITTED)


def begin_set(actor: Actor, title: str, note: str = "") -> ChangeSet:
    """Begin a sitting; it holds nothing yet."""
    demand_curator(actor)
    return ChangeSet.objects.create(
        title=_demand_title(title), note=note.strip(), author=actor.code, created_at=timezone.now()
    )


@transaction.atomic
def describe_set(change_set: ChangeSet, actor: Actor, title: str, note: str = "") -> ChangeSet:
    """Give a set another title, and say what the editor should know of the whole."""
    change_set = _locked(change_set, actor)
    change_set.title, change_set.note = _demand_title(title), note.strip()
    change_set.save(update_fields=["title", "note"])
    return change_set


@transaction.atomic
def add_to_set(change_set: ChangeSet, addition: CuratedRecord | Revision, actor: Actor) -> ChangeSetItem:
    """Put a record that was never public, or an open proposal, into a set; it is in no other set then."""
    change_set = _locked(change_set, actor)
    if sentence := _refusal_of_adding(addition, actor):
        raise Refusal(sentence)
    revision = addition if isinstance(addition, Revision) else None
    if revision and Revision.objects.open().of_record(revision.accession).in_change_set(change_set).exists():
        raise Refusal(f"Another change of {revision.accession} is in this set; let that one be decided first.")
    try:
        with transaction.atomic():
            return change_set.items.create(accession=addition.accession, revision=revision)
    except IntegrityError as error:
        raise Refusal(f"{addition.accession} was put into a change set meanwhile; look at it again.") from error


def _refusal_of_adding(addition: CuratedRecord | Revision, actor: Actor) -> str:
    holding = set_with(addition)
    if isinstance(addition, Revision):
        what, is_ready = f"This change of {addition.accession}", addition.status == RevisionStatus.OPEN
        writers, remedy = {addition.author}, "Only open proposals are put into a change set."
    else:
        what, is_ready = addition.accession, addition.status in NEVER_PUBLIC
        writers, remedy = contributors(addition), "Propose a change of it, and put that into the set."
    if holding:
        return f"{what} is in the change set “{holding}” already; take it out of there first."
    if not is_ready:
        return f"{what} is {addition.get_status_display().lower()}. {remedy}"
    if actor.code not in writers and not actor.is_editor:
        return f"Only somebody who wrote {what}, or an editor, may put it into a change set."
    return ""


@transaction.atomic
def take_out_of_set(item: ChangeSetItem, actor: Actor) -> ChangeSet:
    """Let a draft, a submitted record or an open proposal stand alone again; it stays as it is."""
    change_set = _locked(item.change_set, actor)
    held = next((each for each in items_by_set([change_set])[change_set.pk] if each.row.pk == item.pk), None)
    if held is None:
        raise Refusal(f"{item.accession} was taken out of this set already.")
    if not held.is_unfinished:
        raise Refusal(f"{item.accession} was decided on; it stays in the set as its history.")
    item.delete()
    close_if_finished(change_set)
    change_set.refresh_from_db()
    return change_set


@transaction.atomic
def dissolve_set(change_set: ChangeSet, actor: Actor) -> None:
    """Give a set up: what is unfinished stands alone again, and nothing of it is lost."""
    change_set = _locked(change_set, actor)
    for item in items_by_set([change_set])[change_set.pk]:
        if item.is_unfinished:
            item.row.delete()
    if change_set.items.exists():
        ChangeSet.objects.unfinished().by_key(change_set.pk).update(closed_at=timezone.now())
    else:
        change_set.delete()


def set_with(held: CuratedRecord | Revision) -> ChangeSet | None:
    """The set that a new record or a proposal is in, finished or not."""
    items = ChangeSetItem.objects.select_related("change_set")
    if isinstance(held, Revision):
        item = items.filter(revision=held).first()
    else:
        item = items.new_records().of_record(held.accession).first()
    return item and item.change_set


def addable(actor: Actor) -> list[CuratedRecord | Revision]:
    """What this person wrote, is not public, and belongs to no set: drafts first, the last touched first."""
    taken = set(ChangeSetItem.objects.new_records().values_list("accession", flat=True))
    records = [record for shape in SHAPES for record in shape.model.objects.unpublished_of(actor.code)]
    revisions = Revision.objects.open().by(actor.code).in_no_change_set()
    return [*(record for record in records if record.accession not in taken), *revisions]


def refusal_of_change(change_set: ChangeSet, actor: Actor) -> str:
    """Why this person may not change what a set holds; empty when they may."""
    if change_set.closed_at:
        return f"The change set “{change_set}” is finished; begin another one."
    if actor.is_curator and (actor.code == change_set.author or actor.is_editor):
        return ""
    return "Only the person who began a change set, or an editor, may change it."


def _locked(change_set: ChangeSet, actor: Actor) -> ChangeSet:
    """The set as it is now, for this person to change; nobody else changes or closes it meanwhile."""
    present = ChangeSet.objects.select_for_update().by_key(change_set.pk).first()
    if present is None:
        raise Refusal("This change set was dissolved meanwhile.")
    if sentence := refusal_of_change(present, actor):
        raise Refusal(sentence)
    return present


def _demand_title(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise Refusal("Give the change set a title, such as the paper that you read.")
    if len(title) > 200:
        raise Refusal(f"The title has {len(title)} characters; use at most 200.")
    return title
