"""`sync_trials`: ask ClinicalTrials.gov about the trials that are known, and take over what it says now."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from ... import ingest
from ...choices import ImportKind
from ...partial_date import validate_partial_date
from ..importing import ImportCommand


class Command(ImportCommand):
    help = (
        "Ask ClinicalTrials.gov about every trial that has one of its numbers. Registry facts follow the newest word "
        "of the registry; what is curated stays; what is not found any more is marked, never deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--since", default="", metavar="DAY", help="only what was updated on that day or later")
        files = "read the answers from these files instead: a copy of all that the registry holds of known trials"
        parser.add_argument("--file", nargs="+", default=[], metavar="FILE", help=files)
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        since, files = options["since"], options["file"]
        if since and files:
            raise CommandError("--since is a question to the registry; with --file nobody is asked.")
        self._check(since)
        numbers = ingest.known_numbers()
        asked = ingest.Asked(
            ImportKind.SYNC, self.by(options), ingest.SOURCE, words=tuple(files), since=since,
            numbers=frozenset() if since else frozenset(numbers), expected=None if since else len(numbers),
        )  # fmt: skip
        with ingest.way_out() as client:
            found = ingest.answers_in_files(numbers, files, client) if files else ingest.answers(numbers, client, since)
            self.take_in(found, asked, options)

    def _check(self, since: str) -> None:
        try:
            if since:
                validate_partial_date(since)
        except ValidationError as error:
            raise CommandError(f"--since: {error.messages[0]}") from error
