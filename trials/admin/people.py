"""Accounts and groups, for those who look after an installation."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from .site import desk


@admin.register(User, site=desk)
class AccountAdmin(UserAdmin):
    """An account is switched off, never deleted: the code of its person stands in the logs."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


desk.register(Group, GroupAdmin)
