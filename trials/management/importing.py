"""What `import_trials` and `import_publications` share: their options, the progress bar, the summary."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from .. import curation, ingest

MOST_SHOWN = 50


class ImportCommand(BaseCommand):
    """A command that takes records of a source in as drafts."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--curator", required=True, metavar="USERNAME", help="whose drafts they will be")
        parser.add_argument("--dry-run", action="store_true", help="do all of it and take it back")
        parser.add_argument("--strict", action="store_true", help="take none in when one cannot be")
        parser.add_argument("--report", action="store_true", help="say how often each field was filled")

    def take_in(self, found: Iterable[Any], options: dict[str, Any]) -> None:
        """Take the records in, with a bar while it lasts and one summary at the end."""
        summary, actor = ingest.Summary(), self._actor(options["curator"])
        try:
            with tqdm(desc="Taking in", unit="record", file=self.stderr) as bar:
                for identifier in ingest.take_in(found, actor, summary, options["dry_run"], options["strict"]):
                    bar.set_postfix_str(identifier[:40])
                    bar.update()
        except (ingest.NotStrict, curation.Refusal) as error:
            self._say(summary, options)
            raise CommandError(str(error)) from error
        self._say(summary, options)
        if options["dry_run"]:
            self.stdout.write("A dry run: nothing was written.")

    def _actor(self, username: str) -> curation.Actor:
        user = User.objects.filter(username=username, is_active=True).first()
        actor = curation.actor_for(user) if user else None
        if actor is None or not actor.is_curator:
            raise CommandError(f"“{username}” is no curator; make one with `manage.py make_curator {username}`.")
        return actor

    def _say(self, summary: ingest.Summary, options: dict[str, Any]) -> None:
        for sentence in summary.problems[:MOST_SHOWN]:
            self.stderr.write(sentence)
        if len(summary.problems) > MOST_SHOWN:
            self.stderr.write(f"… and {len(summary.problems) - MOST_SHOWN} more problems.")
        for outcome, count in summary.outcomes.most_common():
            self.stdout.write(f"{count:6} {outcome}")
        self.stdout.write(f"{summary.lost:6} left out")
        for name, count in summary.changed.most_common():
            self.stdout.write(f"{count:6} differ in {name}")
        if options["report"]:
            self._say_more(summary)

    def _say_more(self, summary: ingest.Summary) -> None:
        seen = sum(summary.outcomes.values())
        share = 100 * seen / (seen + summary.lost) if seen + summary.lost else 0
        self.stdout.write(f"{share:6.2f} % read")
        for kind, count in summary.kinds.most_common():
            self.stdout.write(f"{count:6} {kind}")
        for name, count in summary.filled.most_common():
            self.stdout.write(f"{count:6} fill {name}")
