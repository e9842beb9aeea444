"""The client as this installation is set up."""

from django.conf import settings

from ..choices import DeskSetting
from ..models import in_force
from ..sources.client import Client

# A person waits for the page.
ATTEMPTS_OF_A_PAGE, SECONDS_OF_A_PAGE = 2, 8


def way_out(for_a_page: bool = False) -> Client:
    """A client that knows whether the network may be asked; impatient where somebody waits for a page."""
    haste = {"attempts": ATTEMPTS_OF_A_PAGE, "timeout": SECONDS_OF_A_PAGE} if for_a_page else {}
    return Client(settings.MSCDB_OFFLINE, contact=in_force(DeskSetting.CONTACT), **haste)
