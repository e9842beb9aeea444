"""How well the proposer agrees with labels made by hand: precision and recall per field, with intervals and misses."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from ...ingest.labelled import labelled_texts
from ...proposer import propose, vocabulary
from ...proposer.evaluation import Label, Score, labels_in, scored

SEALED = "sealed"


class Command(BaseCommand):
    help = (
        "Compares what the proposer says with labels (tests/proposer/labels/). The labelled registry records and "
        "papers are looked for under --samples; titles of the base are read from the base."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("labels", nargs="+", type=Path, metavar="LABELS", help="label files (CSV)")
        parser.add_argument("--samples", required=True, type=Path, metavar="DIR", help="where the records lie")
        parser.add_argument("--sealed", action="store_true", help="score a file called sealed, which is done once")

    def handle(self, *args: Any, **options: Any) -> None:
        labels = self._labels(options["labels"], options["sealed"])
        if not options["samples"].is_dir():
            raise CommandError(f"--samples: there is no folder {options['samples']}.")
        texts = labelled_texts(labels, options["samples"])
        absent = [label.record for label in labels if label.record not in texts]
        names = vocabulary()
        told = [label for label in labels if label.record in texts]
        pairs = [(label, propose(texts[label.record], names)) for label in tqdm(told, file=self.stderr, unit="record")]
        self._say(f"All {len(pairs)} records", scored(pairs, names))
        unknown = [pair for pair in pairs if not pair[0].in_base]
        self._say(f"The {len(unknown)} that the base does not know", scored(unknown, names))
        for score in scored(pairs, names).values():
            for miss in score.misses:
                self.stdout.write(miss)
        if absent:
            self.stderr.write(f"Not found, and not scored: {', '.join(absent)}")

    def _labels(self, paths: list[Path], is_sealed: bool) -> list[Label]:
        for path in paths:
            if SEALED in path.name and not is_sealed:
                raise CommandError(f"{path} is kept for the one score at the end; --sealed scores it.")
        try:
            return [label for path in paths for label in labels_in(path)]
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error

    def _say(self, title: str, scores: dict[str, Score]) -> None:
        self.stdout.write(f"{title}\n{'field':16} {'precision':22} {'n':>4}  {'recall':22} {'n':>4}")
        for name, score in scores.items():
            right, wrong, missed = score.right, score.wrong, score.missed
            said = [f"{share:.3f} [{low:.3f}, {high:.3f}]" for share, low, high in (score.precision, score.recall)]
            self.stdout.write(f"{name:16} {said[0]:22} {right + wrong:4}  {said[1]:22} {right + missed:4}")
        self.stdout.write("")
