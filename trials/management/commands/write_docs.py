"""Write the reference pages of docs/ anew."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from ... import manual


class Command(BaseCommand):
    help = "Write docs/data-dictionary.md, docs/workflow.md and docs/query-words.md from the code they describe."

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, default=settings.BASE_DIR / "docs", help="Folder; docs/ if not given.")

    def handle(self, *args, to: Path, **options):
        to.mkdir(parents=True, exist_ok=True)
        for name, text in manual.pages().items():
            (to / name).write_text(text, encoding="utf-8", newline="\n")
            self.stdout.write(f"Wrote {to / name}.")
