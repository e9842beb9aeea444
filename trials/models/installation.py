"""What chief editors set for the installation, and the one way in which code reads what is in force.

A value set at the desk goes before that of the environment, and that before the default. What the desk says stands in
the row that numbers the public changes, which every answer reads anyway: whoever sets something changes the stamp of
that row with it, and so no answer is kept that went by another value.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..choices import DeskSetting
from .editorial import DataVersion

NUMBERS = (DeskSetting.STATUS_FRESH_MONTHS, DeskSetting.FINDING_FRESH_MONTHS)


class SettingChangeQuerySet(models.QuerySet):
    """Words that changes of settings are read with."""

    def last_of(self, setting: DeskSetting):
        """The last change of a setting, or None."""
        return self.filter(setting=setting).first()


class SettingChange(models.Model):
    """A setting that a chief editor changed: from what to what, by whom, when and why. Append-only."""

    setting = models.CharField(max_length=24, choices=DeskSetting.choices)
    before = models.TextField(blank=True, default="", help_text="What was in force.")
    value = models.TextField(blank=True, default="", help_text="What is in force from then on.")
    is_of_desk = models.BooleanField(default=True, help_text="False: back to what the environment says.")
    reason = models.TextField()
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()

    objects = SettingChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(actor=""), name="setting_change_has_actor"),
            models.CheckConstraint(condition=~Q(reason=""), name="setting_change_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.setting} {self.value}"


# What the desk says, within one request.
_said: ContextVar[dict[str, str] | None] = ContextVar("said at the desk", default=None)
_NOT_ASKED: dict[str, str] = {}


def in_force(setting: DeskSetting) -> Any:
    """The value of one of the settings of the desk, a whole number or a text."""
    text = said_at_desk().get(setting)
    if text is None:
        return getattr(settings, setting.variable)
    return int(text) if setting in NUMBERS else text


def said_at_desk() -> dict[str, str]:
    """What chief editors have set, by setting."""
    said = _said.get()
    if said is None:
        return _asked()
    if said is _NOT_ASKED:
        said = _asked()
        _said.set(said)
    return said


def _asked() -> dict[str, str]:
    return DataVersion.objects.values_list("settings", flat=True).first() or {}


@contextmanager
def settings_read_once(said: dict[str, str] = _NOT_ASKED) -> Iterator[None]:
    """Inside, what the desk says is this, or is asked for once, when it is first needed."""
    token = _said.set(said)
    try:
        yield
    finally:
        _said.reset(token)


def go_by(version: DataVersion) -> None:
    """Within a request, take the settings from the row that was read for it anyway."""
    if _said.get() is not None:
        _said.set(version.settings)
