"""Say where an invariant of the base does not hold."""

from django.core.management.base import BaseCommand, CommandError

from ... import checks


class Command(BaseCommand):
    help = "List every invariant that does not hold: id, record, hint. Exit status 1 when there is one."

    def handle(self, *args, **options):
        found = list(checks.faults())
        for fault in found:
            self.stdout.write(str(fault))
        if found:
            raise CommandError(f"{len(found)} faults.")
        self.stdout.write("No fault.")
