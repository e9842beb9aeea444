"""Lists of public records that ask for a second pair of eyes, and the way through such a list one by one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ..choices import DeskSetting, ReviewBasis
from ..models import CancerType, CuratedRecord, Finding, Payload, Publication, Trial, in_force
from .guard import actor_of
from .presentation import admin_path

PER_PAGE = 50


@dataclass(frozen=True)
class Watch:
    """One list: its address, its title, the word that reads it and, by kind of record, its order in words."""

    name: str
    title: str
    word: Callable[[QuerySet], QuerySet]
    orders: dict[type[CuratedRecord], str]

    def records(self, model: type[CuratedRecord]) -> QuerySet:
        return self.word(model.objects)

    @property
    def path(self) -> str:
        return reverse(f"admin:{self.name.replace('-', '_')}")


@dataclass(frozen=True)
class Kind:
    """One kind of record in a list: how many wait, and how many are done of how many."""

    model: type[CuratedRecord]
    label: str
    waiting: int
    done: int
    records: int
    order: str

    @property
    def name(self) -> str:
        return self.model._meta.model_name


@dataclass(frozen=True)
class Walk:
    """Where a record stands in a list that is gone through one by one."""

    watch: Watch
    kind: str
    place: int
    length: int
    before: str
    after: str


TO_CONFIRM = Watch(
    "to-confirm",
    "Records to check against their source",
    lambda records: records.to_confirm(),
    {
        Finding: "Seen in patients first, then in animals, in cells, all others; within each, what stands on most "
        "pages of tumour types, payloads and trials.",
        Trial: "Trials that are open now first, then those with results, then all others.",
        Payload: "What most public findings and trials name first.",
        Publication: "What most public findings were read in first.",
        CancerType: "What most public findings and trials are about first.",
    },
)
SECOND_LOOK = Watch(
    "second-look",
    "Records that ask for a second look",
    lambda records: records.to_look_at_again(),
    {
        Trial: "Their status could still change, and nobody confirmed it within {status_months} "
        "months. The longest unconfirmed first.",
        Finding: "Nobody looked at them for {finding_months} months. The oldest first.",
    },
)
WATCHES = {watch.name: watch for watch in (TO_CONFIRM, SECOND_LOOK)}


def list_view(request: HttpRequest, watch: Watch, context: dict) -> HttpResponse:
    """One kind of record of a list, with the counts of all."""
    if not request.user.has_perm("trials.view_revision"):
        raise PermissionDenied
    kinds = _kinds(watch)
    asked = request.GET.get("kind", "")
    kind = next((each for each in kinds if each.name == asked), kinds[0])
    page = Paginator(watch.records(kind.model).for_listing(), PER_PAGE).get_page(request.GET.get("p"))
    context |= {
        "title": watch.title,
        "watch": watch,
        "kinds": kinds,
        "kind": kind,
        "page": page,
        "rows": [(record, f"{admin_path(record.accession)}?walk={watch.name}") for record in page],
        "first": page.start_index(),
        "code": actor_of(request).code,
        "done": sum(each.done for each in kinds),
        "records": sum(each.records for each in kinds),
    }
    return TemplateResponse(request, "admin/desk/watch.html", context)


def _kinds(watch: Watch) -> list[Kind]:
    return [_kind(watch, model) for model in watch.orders]


def _kind(watch: Watch, model: type[CuratedRecord]) -> Kind:
    basis = model.objects.public().counted_by_review_basis()
    label = str(model._meta.verbose_name_plural)
    return Kind(
        model,
        label[:1].upper() + label[1:],
        watch.records(model).count(),
        basis.get(ReviewBasis.TWO_PEOPLE, 0),
        sum(basis.values()),
        watch.orders[model].format(
            status_months=in_force(DeskSetting.STATUS_FRESH_MONTHS),
            finding_months=in_force(DeskSetting.FINDING_FRESH_MONTHS),
        ),
    )


def walk_of(name: str, record: CuratedRecord) -> Walk | None:
    """The way through a list at this record; None where the record is not of the list's kinds."""
    watch, model = WATCHES.get(name), record._meta.concrete_model
    if watch is None or model not in watch.orders:
        return None
    accessions = list(watch.records(model).values_list("accession", flat=True))
    place = accessions.index(record.accession) if record.accession in accessions else -1
    before = accessions[place - 1] if place > 0 else ""
    after = next(iter(accessions[place + 1 :]), "")
    return Walk(watch, model._meta.model_name, place + 1, len(accessions), before, after)


def way_on(walk: Walk | None, record: CuratedRecord) -> str:
    """Where a person goes on after confirming a record: to the next one of the list they came by."""
    if walk is None:
        return admin_path(record.accession)
    return f"{admin_path(walk.after)}?walk={walk.watch.name}" if walk.after else f"{walk.watch.path}?kind={walk.kind}"
