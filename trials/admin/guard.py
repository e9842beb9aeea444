"""What every admin of our tables has in common: it writes nothing by itself."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from .. import curation


def actor_of(request: HttpRequest) -> curation.Actor:
    """Who acts in this request, asked once."""
    if not hasattr(request, "actor"):
        request.actor = curation.actor_for(request.user)
    return request.actor


def typed_in(request: HttpRequest) -> dict[str, str]:
    """What was typed into a form that no form class reads, without the NUL that no column can hold."""
    return {name: value.replace("\x00", "") for name, value in request.POST.items()}


class Guarded(admin.ModelAdmin):
    """Every hook by which Django's admin writes rows refuses; nothing is deleted; there are no bulk actions."""

    def _refuse(self, *args: Any, **kwargs: Any) -> None:
        raise PermissionDenied("Records are written by the verbs of curation only.")

    save_model = save_related = save_formset = delete_model = delete_queryset = _refuse
    log_addition = log_change = log_deletions = _refuse

    def get_actions(self, request: HttpRequest) -> dict:
        return {}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnly(Guarded):
    """Looked at, never changed here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
