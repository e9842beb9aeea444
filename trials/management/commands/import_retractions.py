"""`import_retractions`: what Retraction Watch and PubMed take back is marked on the publications that are here."""

from argparse import ArgumentParser
from typing import Any

from tqdm import tqdm

from ... import ingest
from ...choices import ImportKind
from ..importing import ImportCommand

BY = "command:import_retractions"


class Command(ImportCommand):
    help = (
        "Mark public publications as retracted or of concern as Retraction Watch's CSV, PubMed's XML or PubMed itself "
        "says. A mark is public at once and waits for a person; that a mark be cleared is proposed to the editors. "
        "Give a file again as often as it is published: nothing is done twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        words = "CSV of Retraction Watch, PubMed XML; or a number that PubMed is asked for"
        parser.add_argument("words", nargs="+", metavar="FILE|PMID|DOI|PMCID", help=words)
        parser.add_argument("--dry-run", action="store_true", help="do all of it and take it back")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = ingest.Asked(ImportKind.RETRACTIONS, BY, words=tuple(options["words"]))
        summary, touched = ingest.Summary(), []
        with ingest.way_out() as client, tqdm(desc="Reading", unit="record", file=self.stderr) as bar:
            for _ in ingest.take_retractions(
                options["words"], client, asked, summary, touched, dry_run=options["dry_run"]
            ):
                bar.update()
        for sentence in touched:
            self.stdout.write(sentence)
        self.say(summary)
        if options["dry_run"]:
            self.stdout.write("A dry run: nothing was written.")
