"""What stands beside a decision on a record: who has it, what its author said, interests, the way through a list."""

from django.http import HttpRequest

from .. import curation
from ..choices import RecordStatus, Verb
from ..models import CuratedRecord, ReviewEvent, Revision
from .confirming import Walk, walk_of
from .guard import actor_of
from .holds import hold_context
from .interests import stated_by
from .presentation import admin_path


def review_context(request: HttpRequest, record: CuratedRecord) -> dict[str, object]:
    """For the page of a record that is waiting or public."""
    actor = actor_of(request)
    walk = walk_of(request.GET.get("walk") or request.POST.get("walk", ""), record)
    context: dict[str, object] = {"walk": walk, "back": _back(record, walk), "wants_interests": wants_interests(actor)}
    if record.status == RecordStatus.SUBMITTED:
        own = [actor.code] if actor.is_editor else []
        authors = sorted(curation.contributors(record))
        said = ReviewEvent.objects.latest_of(record.accession, Verb.SUBMIT)
        context |= {"said": said.note if said else "", "stated": stated_by([*authors, *own])}
    elif record.status == RecordStatus.PUBLISHED:
        context["stated"] = stated_by([record.edited_by, record.reviewed_by], record.updated_at)
    if record.status == RecordStatus.SUBMITTED or Revision.objects.open().of_record(record.accession).exists():
        context |= hold_context(record, actor)
    return context


def _back(record: CuratedRecord, walk: Walk | None) -> str:
    """The page of the record, and the place in the list that it was reached by."""
    return f"{admin_path(record.accession)}?walk={walk.watch.name}" if walk else admin_path(record.accession)


def wants_interests(actor: curation.Actor) -> bool:
    """Whether a statement of interests is what keeps a person from deciding."""
    return actor.is_curator and not actor.states_interests
