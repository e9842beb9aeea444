"""The one app of MSCdb."""

from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "trials"
    verbose_name = "MSCdb"
    default_auto_field = "django.db.models.BigAutoField"
