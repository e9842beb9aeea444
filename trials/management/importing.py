"""What the commands that take records in share: their options, the progress bar, the summary."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from .. import curation, ingest

MOST_SHOWN = 50


class ImportCommand(BaseCommand):
    """A command that takes in records of a source."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        whose = "whose drafts the new ones will be; without it they belong to nobody until a curator takes them"
        parser.add_argument("--curator", metavar="USERNAME", help=whose)
        parser.add_argument("--dry-run", action="store_true", help="do all of it and take it back")
        parser.add_argument("--strict", action="store_true", help="take none in when one cannot be")
        parser.add_argument("--report", action="store_true", help="say how often each field was filled")

    def by(self, options: dict[str, Any]) -> str:
        """The code of who has it run: a curator, or the command itself."""
        owner = self.owner(options)
        return owner.code if owner else f"command:{self.__module__.rpartition('.')[2]}"

    def owner(self, options: dict[str, Any]) -> curation.Actor | None:
        """The curator whose the new drafts will be, if one was named."""
        username = options["curator"]
        if not username:
            return None
        user = User.objects.filter(username=username, is_active=True).first()
        actor = curation.actor_for(user) if user else None
        if actor is None or not actor.is_curator:
            raise CommandError(f"“{username}” is no curator; make one with `manage.py make_curator {username}`.")
        return actor

    def take_in(self, found: Iterable[Any], asked: ingest.Asked, options: dict[str, Any]) -> None:
        """Take the records in, with a bar while it lasts and one summary at the end."""
        summary = ingest.Summary()
        taken = ingest.apply(
            found, asked, summary, self.owner(options), dry_run=options["dry_run"], strict=options["strict"]
        )
        try:
            with tqdm(desc="Taking in", unit="record", total=asked.expected, file=self.stderr) as bar:
                for identifier in taken:
                    bar.set_postfix_str(identifier[:40], refresh=False)
                    bar.update()
        except (ingest.NotStrict, curation.Refusal) as error:
            self.say(summary, options["report"])
            raise CommandError(str(error)) from error
        self.say(summary, options["report"])
        if options["dry_run"]:
            self.stdout.write("A dry run: nothing was written.")

    def say(self, summary: ingest.Summary, with_fields: bool = False) -> None:
        """Problems, then counts."""
        for problem in summary.problems[:MOST_SHOWN]:
            self.stderr.write(str(problem))
        if len(summary.problems) > MOST_SHOWN:
            self.stderr.write(f"… and {len(summary.problems) - MOST_SHOWN} more problems; the run keeps them all.")
        for outcome, count in summary.outcomes.most_common():
            if count:
                self.stdout.write(f"{count:6} {outcome}")
        self.stdout.write(f"{summary.lost:6} left out")
        for name, count in summary.changed.most_common():
            self.stdout.write(f"{count:6} differ in {name}")
        if summary.absent:
            self.stdout.write(
                f"{len(summary.absent):6} not found in the registry any more: {', '.join(summary.absent)}"
            )
        if summary.remark:
            self.stdout.write(summary.remark)
        if summary.is_cut_off:
            self.stdout.write("It was cut off: the same command goes over the rest.")
        if with_fields:
            self._say_more(summary)

    def _say_more(self, summary: ingest.Summary) -> None:
        seen = summary.seen
        share = 100 * (seen - summary.lost) / seen if seen else 0
        self.stdout.write(f"{share:6.2f} % read")
        for kind, count in summary.kinds.most_common():
            self.stdout.write(f"{count:6} {kind}")
        for name, count in summary.filled.most_common():
            self.stdout.write(f"{count:6} fill {name}")
