"""`import_publications`: papers of PubMed, Crossref and citation files become drafts."""

from argparse import ArgumentParser
from typing import Any

from ... import ingest
from ...choices import ImportKind
from ..importing import ImportCommand


class Command(ImportCommand):
    help = "Take publications in from files, PubMed numbers, DOIs or PMCIDs. New ones become drafts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        words = "PubMed XML, RIS, NBIB, BibTeX, CSL-JSON, Crossref works; or a number"
        parser.add_argument("words", nargs="+", metavar="FILE|PMID|DOI|PMCID", help=words)
        super().add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        asked = ingest.Asked(ImportKind.PUBLICATIONS, self.by(options), words=tuple(options["words"]))
        with ingest.way_out() as client:
            self.take_in(ingest.papers(options["words"], client), asked, options)
