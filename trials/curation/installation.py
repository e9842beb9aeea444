"""The verb by which a chief editor changes a setting of the installation, and what may be set to what."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from mscdb.middleware import parse_rate

from ..choices import DeskSetting
from ..models import DataVersion, SettingChange
from .actors import CHIEF_EDITORS, Actor
from .moves import Refusal, refusal_of_role
from .spine import touch

MOST_MONTHS = 120
LONGEST_TEXT = 200


def _months(text: str) -> str:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= MOST_MONTHS:
        raise Refusal(f"“{text}” is no number of months. Write a whole number from 1 to {MOST_MONTHS}.")
    return str(int(text))


def _line(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Refusal(f"It has {len(text)} characters; use at most {LONGEST_TEXT}.")
    return text


def _rate(text: str) -> str:
    try:
        parse_rate(text, "It")
    except ImproperlyConfigured as error:
        raise Refusal(str(error)) from error
    return text


_CHECKS: dict[str, Callable[[str], str]] = {
    DeskSetting.STATUS_FRESH_MONTHS: _months,
    DeskSetting.FINDING_FRESH_MONTHS: _months,
    DeskSetting.CONTACT: _line,
    DeskSetting.MESSAGE_LIMIT: _rate,
    DeskSetting.DESK_NOTICE: _line,
}


@transaction.atomic
def change_setting(name: str, text: str | None, reason: str, actor: Actor, seen: int | None = None) -> SettingChange:
    """Set what is in force from now on; ``None`` goes back to what the environment says.

    ``seen`` is the key of the last change of this setting that the person saw (0: none), if said.
    """
    if sentence := refusal_of_role(CHIEF_EDITORS, actor):
        raise Refusal(sentence)
    if name not in DeskSetting.values:
        raise Refusal(f"“{name}” is not set at the desk.")
    if not reason.strip():
        raise Refusal("Say why it is changed.")
    setting, said = DeskSetting(name), _held_settings()
    _demand_seen(setting, seen)
    value = None if text is None else _CHECKS[setting](" ".join(text.split()))
    if said.get(setting) == value:
        raise Refusal("Nothing is changed.")
    outside = str(getattr(settings, setting.variable))
    kept = {each: held for each, held in said.items() if each != setting}
    DataVersion.objects.filter(pk=1).update(settings=kept if value is None else kept | {str(setting): value})
    return SettingChange.objects.create(
        setting=setting, before=said.get(setting, outside), value=outside if value is None else value,
        is_of_desk=value is not None, reason=reason.strip(), actor=actor.code, at=timezone.now(),
    )  # fmt: skip


def _demand_seen(setting: DeskSetting, seen: int | None) -> None:
    last = SettingChange.objects.last_of(setting)
    if seen is not None and seen != (last.pk if last else 0):
        raise Refusal(f"{last.actor if last else 'Somebody'} changed it after you opened the page. Look at it again.")


def _held_settings() -> dict[str, str]:
    """What is set at the desk, held until the end: of two who change settings the second waits for the first."""
    DataVersion.objects.get_or_create(pk=1)
    touch()
    return DataVersion.objects.values_list("settings", flat=True).get(pk=1)
