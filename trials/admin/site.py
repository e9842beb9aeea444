"""The desk itself: its front page, the queue, and the search for records to refer to."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from .. import curation
from ..choices import DeskSetting
from ..document import SHAPES
from ..models import CuratedRecord, in_force
from . import queue, sitting
from .change_sets import set_urls
from .confirming import SECOND_LOOK, TO_CONFIRM, list_view
from .entry_urls import entry_urls
from .guard import actor_of
from .holds import take_view
from .home import home_context
from .home_urls import home_urls
from .interests import interests_view
from .once import done_once
from .presentation import option_label
from .proposal_urls import proposal_urls
from .reader_urls import reader_urls
from .requests import request_urls
from .sent_again import kept_when_logged_out
from .sheets import sheet_urls


class RecordsToReferTo(AutocompleteJsonView):
    """Answers the reference fields: accessions of records that are not withdrawn."""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().not_withdrawn()

    def serialize_result(self, obj: CuratedRecord, to_field_name: str) -> dict[str, str]:
        return {"id": obj.accession, "text": option_label(obj)}


class Desk(admin.AdminSite):
    """Where curators and editors work."""

    site_header = "MSCdb desk"
    site_title = "MSCdb desk"
    index_title = "Desk"
    index_template = "admin/desk/index.html"
    site_url = "/"
    enable_nav_sidebar = False

    def get_urls(self) -> list:
        return [
            path("queue/", self.admin_view(self.queue_view), name="queue"),
            path("interests/", self.page(interests_view), name="interests"),
            path("take/<accession>/", self.admin_view(take_view), name="take"),
            path("to-confirm/", self.page(partial(list_view, watch=TO_CONFIRM)), name="to_confirm"),
            path("second-look/", self.page(partial(list_view, watch=SECOND_LOOK)), name="second_look"),
            *entry_urls(self),
            *set_urls(self),
            *home_urls(self),
            *proposal_urls(self),
            *reader_urls(self),
            *request_urls(self),
            *sheet_urls(self),
            *super().get_urls(),
        ]

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        """Every page of the desk: what is sent twice is done once, and what is sent too late comes back."""
        return kept_when_logged_out(self, super().admin_view(done_once(view), cacheable))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Who logs in has a code from then on: no page that is only looked at need make one."""
        response = super().login(request, extra_context)
        if request.method == "POST":
            curation.actor_for(request.user)
        return response

    def page(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """A page of the desk from a function of the request and the context that all pages share."""

        def shown(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            return view(request, context=self.each_context(request), **kwargs)

        return self.admin_view(shown)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Every page says in which change set the person works, and what chief editors want everybody to know."""
        own = {"working_in": sitting.open_set(request), "is_chief": actor_of(request).is_chief}
        return super().each_context(request) | own | {"desk_notice": in_force(DeskSetting.DESK_NOTICE)}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Records first; what the verbs keep of their doings apart."""
        apps = super().get_app_list(request, app_label)
        own = next((app for app in apps if app["app_label"] == "trials"), None)
        if own is None:
            return apps
        kinds = {shape.model._meta.object_name for shape in SHAPES}
        records = [model for model in own["models"] if model["object_name"] in kinds]
        spine = [model for model in own["models"] if model["object_name"] not in kinds]
        groups = [
            own | {"name": "Records", "models": records},
            own | {"name": "What was done, and by whom", "models": spine},
        ]
        return [group for group in groups if group["models"]] + [app for app in apps if app is not own]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return RecordsToReferTo.as_view(admin_site=self)(request)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().index(request, {**home_context(request), **(extra_context or {})})

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        """Submitted work and open revisions, oldest first; one's own apart."""
        if not self._may_see_queue(request):
            raise PermissionDenied
        actor = actor_of(request)
        entries = queue.waiting(actor)
        context = {
            **self.each_context(request),
            "title": "Queue",
            "to_decide": [entry for entry in entries if entry.is_mine_to_decide],
            "others": [entry for entry in entries if not entry.is_mine_to_decide],
            "actor": actor,
        }
        return TemplateResponse(request, "admin/desk/queue.html", context)

    def _may_see_queue(self, request: HttpRequest) -> bool:
        return request.user.has_perm("trials.view_revision")


desk = Desk(name="admin")
