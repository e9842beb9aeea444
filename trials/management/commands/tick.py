"""`tick`: what is timed. Run it every few minutes; two at once do no harm."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ... import curation, notices, projection
from ...curation import housekeeping
from ...curation.readers import forget_addresses


class Command(BaseCommand):
    help = (
        "Do what is timed: send notices by e-mail, find similar publications, and forget old holds, forms that were "
        "typed and never saved or that were sent long ago, sheets that were not taken in, and the addresses of readers "
        "who were answered. One line each. Run it every few minutes; two at once do no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = [name for name, do in TASKS.items() if not self._done(name, do)]
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. It is tried again the next time.")

    def _done(self, name: str, do: Callable[[], tuple[str, bool]]) -> bool:
        """One task; whatever stops it does not stop the others."""
        try:
            said, is_whole = do()
        except Exception as error:
            said, is_whole = f"{type(error).__name__}: {error}", False
        self.stdout.write(f"{name}: {said}")
        return is_whole


def _notices() -> tuple[str, bool]:
    outcome = notices.send()
    said = [f"{outcome.sent} letters sent"]
    if outcome.without_address:
        said.append(f"no address is known of {', '.join(outcome.without_address)}")
    if outcome.failed:
        said.append(f"not sent to {', '.join(outcome.failed)}")
    if outcome.sent and not settings.MSCDB_SITE_URL:
        said.append("their links lack the site's name, since MSCDB_SITE_URL is not set")
    return "; ".join(said), not outcome.failed


def _counted(forget: Callable[[], int]) -> Callable[[], tuple[str, bool]]:
    return lambda: (f"{forget()} removed", True)


def _similar() -> tuple[str, bool]:
    """Publications are compared anew when something public changed."""
    if not projection.similar_are_stale():
        return "nothing changed", True
    count = projection.rebuild_similar()
    if count:
        curation.touch()
    return f"{count} pairs", True


TASKS: dict[str, Callable[[], tuple[str, bool]]] = {
    "notices": _notices,
    "holds": _counted(housekeeping.lapse_holds),
    "typed forms": _counted(housekeeping.forget_typed_forms),
    "sent forms": _counted(housekeeping.forget_sent_forms),
    "sheets": _counted(housekeeping.forget_sheets),
    "readers' addresses": _counted(forget_addresses),
    "similar publications": _similar,
}
