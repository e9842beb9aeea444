"""Addresses of proposals: their counts, those for a record, those for an item of the reading queue."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from . import proposals


def proposal_urls(site: AdminSite) -> list[URLPattern]:
    """Pages for staff who are logged in."""
    return [
        path("proposals/", site.page(proposals.counts_view), name="proposals"),
        path("proposals/of/<accession>/", site.page(proposals.record_view), name="proposals_of"),
        path("proposals/reading/<int:pk>/", site.page(proposals.reading_view), name="proposals_reading"),
    ]
