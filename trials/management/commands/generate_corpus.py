"""Fill an empty base with synthetic records, to measure on."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from ...corpus import corpus
from ...exchange.package import BaseNotEmpty, into_base


class Command(BaseCommand):
    help = "Fill an empty base with synthetic, published records. The same numbers and seed give the same base."

    def add_arguments(self, parser):
        parser.add_argument("--trials", type=int, default=2000)
        parser.add_argument("--findings", type=int, default=4000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args, trials: int, findings: int, seed: int, **options):
        if trials < 0 or findings < 0:
            raise CommandError("Numbers of records are 0 or more.")
        package = corpus(trials, findings, seed)
        with tqdm(total=7, desc="Filling the base", unit="step", file=self.stderr) as bar:

            def progress(what: str, count: int) -> None:
                bar.set_postfix_str(f"{what}: {count}")
                bar.update()

            try:
                into_base(package, progress)
            except BaseNotEmpty as error:
                raise CommandError(f"Nothing was made. {error}") from error
        for plural, entries in package.entries.items():
            self.stdout.write(f"{len(entries):6} {plural.replace('_', ' ')}")
