"""The sitemap: every public record, by kind, with the day of its present version."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..addresses import path_of
from ..models import CancerType, CuratedRecord, DataVersion, Finding, Payload, Publication, Trial
from .http import public_page

PAGES = (
    "home",
    "cancer_types",
    "trials",
    "payloads",
    "reviews",
    "findings",
    "evidence",
    "evidence_sources",
    "evidence_trials",
    "about",
    "scope",
    "releases",
    "changes",
)


# What these say changes with the program alone, and that has no day here.
OF_THE_PROGRAM = ("about", "scope")


class PageSitemap(Sitemap):
    """Pages that are no records; those that show records changed when the public data did."""

    def items(self) -> tuple[str, ...]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(f"pages:{item}")

    def lastmod(self, item: str) -> datetime | None:
        return None if item in OF_THE_PROGRAM else self.get_latest_lastmod()

    def get_latest_lastmod(self) -> datetime | None:
        data = DataVersion.objects.first()
        return data.changed_at if data and data.n else None


class RecordSitemap(Sitemap):
    """The public records of one kind."""

    limit = 10_000

    def __init__(self, records: QuerySet) -> None:
        self.records = records

    def items(self) -> QuerySet:
        return self.records.public().in_order()

    def location(self, item: CuratedRecord) -> str:
        return path_of(item)

    def lastmod(self, item: CuratedRecord) -> datetime:
        return item.updated_at

    def get_latest_lastmod(self) -> datetime | None:
        return self.items().order_by("-updated_at").values_list("updated_at", flat=True).first()


SITEMAPS = {
    "pages": PageSitemap(),
    "cancer-types": RecordSitemap(CancerType.objects.all()),
    "payloads": RecordSitemap(Payload.objects.all()),
    "trials": RecordSitemap(Trial.objects.prefetch_related("identifiers")),
    "publications": RecordSitemap(Publication.objects.all()),
    "findings": RecordSitemap(Finding.objects.all()),
}


@public_page
def index(request: HttpRequest) -> HttpResponse:
    return sitemap_views.index(request, SITEMAPS, sitemap_url_name="pages:sitemap_section")


@public_page
def section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap_views.sitemap(request, SITEMAPS, section)
