"""Make the derived tables anew."""

from django.core.management.base import BaseCommand
from django.db import transaction

from ... import projection


class Command(BaseCommand):
    help = "Rebuild the tree's closure, the search texts, the links between publications and the similar ones."

    def handle(self, *args, **options):
        with transaction.atomic():
            projection.rebuild()
        self.stdout.write("The derived tables are rebuilt.")
