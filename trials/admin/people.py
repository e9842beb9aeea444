"""Accounts: a chief editor makes them and gives roles; the rest is for those who look after the installation."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db.models import Field, QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm
from django.http import HttpRequest, HttpResponse

from ..curation import ROLES
from .site import desk

# What a chief editor sees and changes of an account: neither its password nor its rights beyond the roles.
OF_CHIEF_EDITORS = (
    (None, {"fields": ("username",)}),
    ("Person", {"fields": ("first_name", "last_name", "email")}),
    (
        "At the desk",
        {
            "fields": ("is_active", "groups"),
            "description": "A curator writes and submits, an editor decides as well, a chief editor merges, restores "
            "and looks after people. Somebody who leaves is made inactive; what they did keeps their code.",
        },
    ),
)
LOCKED_ON_ONESELF = ("is_active", "groups")


def is_beyond_roles(user: User) -> bool:
    """Whether an account has rights that no role gives; only a superuser changes it."""
    return (
        user.is_superuser or user.user_permissions.exists() or user.groups.exclude(name__in=ROLES).exists()
    )  # fmt: skip


@admin.register(User, site=desk)
class AccountAdmin(UserAdmin):
    """An account is switched off, never deleted: the code of its person stands in the logs."""

    list_display = ("username", "full_name", "email", "roles", "is_active", "last_login")
    list_filter = ("groups", "is_active")

    @admin.display(description="Name")
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description="Roles")
    def roles(self, user: User) -> str:
        held = {group.name for group in user.groups.all()}
        return ", ".join(role for role in ROLES if role in held) or ("superuser" if user.is_superuser else "—")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Accounts", **(extra_context or {})})

    # Who may

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (request.user.is_superuser or obj is None or not is_beyond_roles(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict:
        return {}

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """A chief editor gives a first password; one that has been used is its owner's."""
        user = self.get_object(request, unquote(id))
        if not request.user.is_superuser and user is not None and user.last_login:
            raise PermissionDenied("This account has been used; its owner changes the password.")
        return super().user_change_password(request, id, form_url)

    # What they see

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        if request.user.is_superuser or obj is None:
            return super().get_fieldsets(request, obj)
        return OF_CHIEF_EDITORS

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        is_own = obj is not None and obj.pk == request.user.pk
        return LOCKED_ON_ONESELF if is_own and not request.user.is_superuser else ()

    def formfield_for_manytomany(self, db_field: Field, request: HttpRequest, **options: Any) -> Any:
        form_field = super().formfield_for_manytomany(db_field, request, **options)
        if db_field.name == "groups" and not request.user.is_superuser:
            form_field.queryset = form_field.queryset.filter(name__in=ROLES).order_by("pk")
            form_field.widget = CheckboxSelectMultiple(choices=form_field.choices)
            form_field.label, form_field.help_text = "Roles", ""
        return form_field

    # What is written

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        """An account made by a chief editor may log in at the desk; without a role it sees no record there."""
        if not request.user.is_superuser and (not change or form.cleaned_data.get("groups")):
            obj.is_staff = True
        super().save_model(request, obj, form, change)


@admin.register(Group, site=desk)
class RightsAdmin(GroupAdmin):
    """What each role may see; for superusers only."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser
