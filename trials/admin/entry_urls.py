"""Addresses of entering: by identifier, many findings of one paper, what is typed, what is similar."""

from collections.abc import Callable
from functools import partial

from django.contrib.admin import AdminSite
from django.http import HttpResponse
from django.urls import URLPattern, path

from . import entry, findings, similar, typing


def entry_urls(site: AdminSite) -> list[URLPattern]:
    """The pages of entering, for staff who are logged in."""

    def own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return site.admin_view(partial(view, site=site))

    return [
        path("enter/", own(entry.enter_view), name="enter"),
        path("enter/findings/<accession>/", own(findings.findings_view), name=typing.ENTER_FINDINGS),
        path("typed/", site.admin_view(typing.typed_view), name="typed"),
        path("similar/", site.admin_view(similar.similar_view), name="similar"),
    ]
