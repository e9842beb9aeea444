"""Write all that is public as a release."""

from pathlib import Path

from django.core.management.base import BaseCommand

from mscdb.db import snapshot

from ...exchange import datapackage
from ...exchange.package import from_base


class Command(BaseCommand):
    help = "Write all that is public as a release: a Frictionless data package."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder: Path, **options):
        with snapshot():
            package = from_base()
        datapackage.write(package, folder)
        count = sum(len(entries) for entries in package.entries.values())
        self.stdout.write(f"Wrote {count} records at n={package.n} to {folder}.")
