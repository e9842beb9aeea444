"""Accounts: what a chief editor may do with them, and that no role gives itself more rights."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.admin.page import forms_of, text_of
from tests.admin.people import account, ada, desk_of, ed, group, ida
from trials import curation

pytestmark = pytest.mark.django_db

PHRASE = "another good long pass phrase"


def change(user: User) -> str:
    return reverse("admin:auth_user_change", args=[user.pk])


def password(user: User) -> str:
    return reverse("admin:auth_user_password_change", args=[user.pk])


def user_form(desk: Client, user: User):
    return next(form for form in forms_of(desk.get(change(user))) if "username" in form.data)


def role(name: str) -> str:
    return str(group(name).pk)


def test_a_chief_editor_makes_an_account_and_gives_it_a_role():
    desk = ida()
    added = {"username": "grace", "usable_password": "true", "password1": PHRASE, "password2": PHRASE}
    assert desk.post(reverse("admin:auth_user_add"), added).status_code == 302
    grace = User.objects.get(username="grace")
    assert (grace.is_staff, grace.is_superuser, grace.groups.count()) == (True, False, 0)

    form = user_form(desk, grace)
    assert desk.post(change(grace), form.filled(email="g@example.org", groups=[role("Curator")])).status_code == 302

    grace.refresh_from_db()
    assert curation.actor_for(grace).is_curator
    assert grace.email == "g@example.org"
    assert Client().login(username="grace", password=PHRASE)


def test_what_a_chief_editor_is_not_shown_is_not_taken_either():
    ben, desk = account("ben", "Curator"), ida()
    rights = Permission.objects.get(codename="delete_user").pk
    stranger = Group.objects.create(name="Owners")
    form = user_form(desk, ben)
    assert set(form.data) & {"is_superuser", "is_staff", "user_permissions", "password"} == set()
    forged = form.filled(is_superuser="on", is_staff="on", user_permissions=[str(rights)], groups=[role("Editor")])

    desk.post(change(ben), forged)
    refused = desk.post(change(ben), form.filled(groups=[str(stranger.pk)]))

    ben.refresh_from_db()
    assert (ben.is_superuser, ben.user_permissions.count()) == (False, 0)
    assert set(ben.groups.values_list("name", flat=True)) == {"Editor"}
    assert "is not one of the available choices" in text_of(refused)


@pytest.mark.parametrize("beyond", ["superuser", "permission", "group"])
def test_an_account_with_more_rights_than_roles_give_is_not_changed(beyond):
    root, desk = account("root", "Curator", is_superuser=beyond == "superuser"), ida()
    if beyond == "permission":
        root.user_permissions.add(Permission.objects.get(codename="delete_user"))
    if beyond == "group":
        root.groups.add(Group.objects.create(name="Owners"))

    assert desk.get(change(root)).status_code == 200
    assert desk.post(change(root), {"username": "mine", "groups": []}).status_code == 403
    typed = {"password1": PHRASE, "password2": PHRASE, "usable_password": "true"}
    assert desk.post(password(root), typed).status_code == 403
    assert User.objects.filter(username="root").exists()
    assert not Client().login(username="root", password=PHRASE)


def test_only_a_first_password_is_given_by_somebody_else():
    ben, eve, desk = account("ben", "Curator"), account("eve", "Curator", "Editor"), ida()
    User.objects.filter(pk=eve.pk).update(last_login=timezone.now())
    typed = {"usable_password": "true", "password1": PHRASE, "password2": PHRASE}

    assert desk.post(password(ben), typed).status_code == 302
    assert desk.get(password(eve)).status_code == 403
    assert desk.post(password(eve), typed).status_code == 403

    assert Client().login(username="ben", password=PHRASE)
    assert not Client().login(username="eve", password=PHRASE)


def test_nobody_changes_their_own_role_or_locks_themselves_out():
    desk = ida()
    self = User.objects.get(username="ida")
    form = user_form(desk, self)
    assert not {"groups", "is_active"} & set(form.data)

    desk.post(change(self), form.filled(first_name="Ida", groups=[role("Curator")]))

    self.refresh_from_db()
    assert (self.first_name, self.is_active) == ("Ida", True)
    assert curation.actor_for(self).is_chief


def test_who_leaves_is_switched_off_and_never_deleted():
    ben_s_desk, desk = desk_of("ben", "Curator"), ida()
    ben = User.objects.get(username="ben")
    form = user_form(desk, ben)
    form.data.pop("is_active")

    desk.post(change(ben), form.data)

    assert ben_s_desk.get("/admin/").status_code == 302
    assert desk.post(reverse("admin:auth_user_delete", args=[ben.pk]), {"post": "yes"}).status_code == 403
    assert desk.post(reverse("admin:auth_user_changelist"), {"action": "delete_selected"}).status_code in (
        302,
        403,
        200,
    )
    assert User.objects.filter(pk=ben.pk).exists()


@pytest.mark.parametrize("desk_for", [ada, ed])
def test_curators_and_editors_neither_see_accounts_nor_reach_them(desk_for):
    desk, ben = desk_for(), account("ben", "Curator")

    assert "auth/user" not in desk.get("/admin/").content.decode()
    for address in (reverse("admin:auth_user_changelist"), reverse("admin:auth_user_add"), change(ben), password(ben)):
        assert desk.get(address).status_code == 403, address
        assert desk.post(address, {"username": "x"}).status_code == 403, address


def test_rights_of_groups_are_for_superusers_only():
    desk = ida()
    assert "auth/group" not in desk.get("/admin/").content.decode()
    assert desk.get(reverse("admin:auth_group_changelist")).status_code == 403
    assert desk.post(reverse("admin:auth_group_change", args=[group("Editor").pk]), {"name": "x"}).status_code == 403

    root = desk_of("root", "Chief editor", is_superuser=True)
    assert root.get(reverse("admin:auth_group_changelist")).status_code == 200
    assert root.get(change(User.objects.get(username="ida"))).status_code == 200


def test_the_menu_shows_each_role_what_it_may_do():
    def menu(desk: Client) -> str:
        return desk.get("/admin/").content.decode()

    at_ada, at_ida, at_cleo = menu(ada()), menu(ida()), menu(desk_of("cleo"))
    for name in ("reading", "queue", "enter", "notices", "profile"):
        address = f'href="{reverse(f"admin:{name}")}"'
        assert address in at_ada, name
        assert address not in at_cleo, name
    assert "Accounts</a>" in at_ida
    assert "Accounts</a>" not in at_ada
