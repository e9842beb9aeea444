"""`make_curator`: gives a person an account at the desk."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ... import curation


class Command(BaseCommand):
    help = (
        "Make an account at the desk, or give an existing one its role. A curator writes and submits; an editor also "
        "decides, but never on their own work: not even a superuser does. A chief editor is both, merges and restores, "
        "and looks after people at the desk."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--editor", action="store_true", help="put into the group Editor as well")
        parser.add_argument("--chief", action="store_true", help="put into all three groups: a chief editor")
        parser.add_argument("--email", default="")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from the standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        count = 3 if options["chief"] else 2 if options["editor"] else 1
        groups = [self._group(name) for name in curation.ROLES[:count]]
        user = User.objects.filter(username=options["username"]).first()
        is_new = user is None
        user = user or User(username=options["username"])
        user.is_staff = user.is_active = True
        user.email = options["email"] or user.email
        self._check(user)
        if options["password_stdin"] or is_new or not user.has_usable_password():
            user.set_password(self._password(user, options["password_stdin"]))
        with transaction.atomic():
            user.save()
            user.groups.add(*groups)
            actor = curation.actor_for(user)
        roles = ", ".join(group.name for group in groups)
        self.stdout.write(f"{user.username} is {roles}; the public code is {actor.code}. The desk is at /admin/.")

    def _check(self, user: User) -> None:
        try:
            user.clean_fields(exclude=["password"])
        except ValidationError as error:
            said = "; ".join(f"{field}: {' '.join(texts)}" for field, texts in error.message_dict.items())
            raise CommandError(f"Not made. {said}") from error

    def _group(self, name: str) -> Group:
        try:
            return Group.objects.get(name=name)
        except Group.DoesNotExist as error:
            raise CommandError(f"The group {name} is missing. Run `manage.py migrate` first.") from error

    def _password(self, user: User, from_stdin: bool) -> str:
        if from_stdin:
            password = sys.stdin.readline().rstrip("\r\n")
        elif sys.stdin.isatty():
            password = getpass.getpass(f"Password for {user.username}: ")
            if password != getpass.getpass("The same again: "):
                raise CommandError("The two passwords differ; nothing was made.")
        else:
            raise CommandError("There is no terminal to ask for a password on. Give it with --password-stdin.")
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(f"Not a good password. {' '.join(error.messages)}") from error
        return password
