"""Load a release into an empty base, all or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from ... import checks
from ...document import UnknownReference
from ...exchange import datapackage
from ...exchange.package import BaseNotEmpty, into_base, is_empty


class Command(BaseCommand):
    help = "Load a release (a folder with datapackage.json) into an empty base, all or nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--if-empty", action="store_true", help="Do nothing when there are records already.")

    def handle(self, *args, folder: Path, if_empty: bool, **options):
        if if_empty and not is_empty():
            self.stdout.write("There are records already; nothing was loaded.")
            return
        try:
            package = datapackage.read(folder)
            self._load(package)
        except FileNotFoundError as error:
            raise CommandError(
                f"{error.filename} is missing; a release has all the files of its datapackage.json."
            ) from error
        except (datapackage.BrokenRow, UnknownReference, BaseNotEmpty) as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        except DatabaseError as error:
            raise CommandError(f"Nothing was loaded; the database refused: {error}") from error
        for name in datapackage.changed_files(folder):
            self.stderr.write(f"{name} is not the file that datapackage.json was written for.")
        self._report(package)

    def _load(self, package) -> None:
        with tqdm(total=7, desc="Loading release", unit="step", file=self.stderr) as bar:

            def progress(what: str, count: int) -> None:
                bar.set_postfix_str(f"{what}: {count}")
                bar.update()

            into_base(package, progress)

    def _report(self, package) -> None:
        for plural, entries in package.entries.items():
            self.stdout.write(f"{len(entries):6} {plural.replace('_', ' ')}")
        found = list(checks.faults())
        for fault in found[:50]:
            self.stderr.write(str(fault))
        if found:
            raise CommandError(f"Release {package.release} is loaded, but check_data finds {len(found)} faults.")
        self.stdout.write(f"Release {package.release} is loaded; check_data finds no fault.")
