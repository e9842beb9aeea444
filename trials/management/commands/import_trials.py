"""`import_trials`: studies of registries become drafts; trials that are known follow their registry."""

from argparse import ArgumentParser
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from ... import ingest
from ...choices import ImportKind
from ...ingest import FORMATS
from ..importing import ImportCommand


class Command(ImportCommand):
    help = (
        "Take studies in from files, NCT numbers or a search. New ones become drafts; of known ones the newest word of "
        "the registry is taken over."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("words", nargs="*", metavar="FILE|NCT", help=f"{FORMATS}; bare, zip or gzip; or a number")
        parser.add_argument("--query", metavar="EXPR", help="a search of ClinicalTrials.gov")
        parser.add_argument("--cursor", type=Path, metavar="FILE", help="where a search that is cut off goes on")
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        words, query = options["words"], options["query"]
        if not words and not query:
            raise CommandError("Name files or NCT numbers, or give a search with --query.")
        by = self.by(options)
        with ingest.way_out() as client:
            expected = ingest.how_many(query, client) if query and not words else None
            source = ingest.SOURCE if query and not words else ""
            asked = ingest.Asked(ImportKind.TRIALS, by, source, query or "", tuple(words), expected=expected)
            filled: Counter[str] = Counter()
            found = ingest.studies(words, client, filled)
            if query:
                # A place is kept only where what was read before it has been written.
                cursor = None if options["dry_run"] or options["strict"] else options["cursor"]
                found = chain(found, ingest.studies_found(query, client, cursor))
            self.take_in(found, asked, options)
        if options["report"]:
            for path, count in filled.most_common():
                self.stdout.write(f"{count:6} have {path}")
