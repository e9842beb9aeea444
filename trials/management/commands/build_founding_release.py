"""Make the founding release in data/ anew from its facts and mapping tables."""

from pathlib import Path

from django.core.management.base import BaseCommand

from ...exchange import datapackage
from ...founding.build import build
from ...founding.tables import DATA


class Command(BaseCommand):
    help = "Make the founding release from data/facts and data/mapping; the same inputs give the same bytes."

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, default=DATA, help="Folder to write to; data/ if not given.")

    def handle(self, *args, to: Path, **options):
        package = build()
        datapackage.write(package, to)
        for plural, entries in package.entries.items():
            self.stdout.write(f"{len(entries):6} {plural.replace('_', ' ')}")
