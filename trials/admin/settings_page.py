"""Settings: what is in force here and where it comes from; what chief editors change, and what the environment says."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from .. import curation
from ..choices import DeskSetting
from ..models import SettingChange, in_force, said_at_desk
from .deciding import number_of
from .guard import actor_of, typed_in
from .presentation import linked, names_of_people

CONFLICT = 409
SHOWN = 100
# What only the environment of the installation says, and why it is not changed here.
OF_THE_ENVIRONMENT = {
    "MSCDB_SINGLE_PERSON": (
        "One person may publish alone",
        "With it nobody checks what somebody publishes, and every page then says so. Who decides on records should not "
        "be the one who takes the second person away.",
    ),
    "MSCDB_OFFLINE": (
        "No registry or library is asked",
        "Whether the machine may reach the network is decided by those who look after it.",
    ),
    "MSCDB_SITE_URL": (
        "Public address of the site",
        "It stands in feeds, letters and releases, and must agree with the proxy and its certificate.",
    ),
    "MSCDB_RATE_LIMIT": (
        "Requests of one client address",
        "It protects the machine, and has to suit its size and the proxy before it.",
    ),
}


@dataclass(frozen=True)
class Shown:
    """A setting that is changed here, as the page shows it."""

    setting: DeskSetting
    value: str
    source: str
    outside: str
    last: SettingChange | None
    by: str
    typed: str
    reason: str


def settings_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """For chief editors: look at the settings, change one."""
    if not actor_of(request).is_chief:
        raise PermissionDenied
    status = 200
    if request.method == "POST":
        try:
            _change(request)
            return HttpResponseRedirect(reverse("admin:settings"))
        except curation.Refusal as refusal:
            messages.error(request, linked(f"{_label(request.POST.get('setting', ''))}: {refusal}"))
            status = CONFLICT
    people, changes = names_of_people(), list(SettingChange.objects.all()[:SHOWN])
    context |= {
        "title": "Settings",
        "shown": [_shown(each, people, typed_in(request)) for each in DeskSetting],
        "fixed": [(name, *words, _words(getattr(settings, name)), _outside(name)) for name, words in _fixed()],
        "changes": [(each, people.get(each.actor, each.actor)) for each in changes],
    }
    return TemplateResponse(request, "admin/desk/settings.html", context, status=status)


def _change(request: HttpRequest) -> None:
    typed = typed_in(request)
    name, text = typed.get("setting", ""), None if "back" in typed else typed.get("value", "")
    seen = number_of(typed.get("seen", ""))
    curation.change_setting(name, text, typed.get("reason", ""), actor_of(request), seen)
    messages.success(request, f"{_label(name)}: it holds from now on, and stands below with your reason.")


def _shown(setting: DeskSetting, people: dict[str, str], typed: dict[str, str]) -> Shown:
    is_typed = typed.get("setting") == setting
    value, last = str(in_force(setting)), SettingChange.objects.last_of(setting)
    return Shown(
        setting=setting,
        value=value,
        source="the desk" if setting in said_at_desk() else _outside(setting.variable),
        outside=str(getattr(settings, setting.variable)),
        last=last,
        by=people.get(last.actor, last.actor) if last else "",
        typed=typed.get("value", value) if is_typed else value,
        reason=typed.get("reason", "") if is_typed else "",
    )


def _fixed() -> list[tuple[str, tuple[str, str]]]:
    return list(OF_THE_ENVIRONMENT.items())


def _outside(variable: str) -> str:
    return "the environment" if variable in settings.MSCDB_FROM_ENVIRONMENT else "the default"


def _words(value: Any) -> str:
    """A value of the environment as people say it."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _label(name: str) -> str:
    return str(DeskSetting(name).label) if name in DeskSetting.values else "Setting"
