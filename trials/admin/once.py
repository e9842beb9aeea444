"""A form sent twice is done once: a double click, a reload, a lost answer lead to what the first sending made.

Each form that makes or decides something carries a key of its own (``{% once %}``). What was sent with the key is
remembered in the transaction that does it, in a row that the database holds unique: of two sendings in the same
second the second waits for the first. Sent again with other words it is another form, since somebody went back and
typed; refused, it is forgotten, since nothing was done.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from ..models import SentForm
from .guard import actor_of

FIELD = "once"
_LEADS_ON = 302


def new_key() -> str:
    return secrets.token_urlsafe(12)


def done_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, which does what one form asks once however often it is sent."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or FIELD not in request.POST:
            return view(request, *args, **kwargs)
        digest, now = _digest(request), timezone.now()
        with transaction.atomic():
            sent, is_first = SentForm.objects.get_or_create(digest=digest, defaults={"sent_at": now})
            if is_first:
                response = view(request, *args, **kwargs)
                _remember(sent, response)
                return response
        messages.info(request, "You sent this form twice; it was done once.")
        return HttpResponseRedirect(sent.led_to)

    return shown


def _remember(sent: SentForm, response: HttpResponse) -> None:
    if response.status_code == _LEADS_ON:
        sent.led_to = response.headers["Location"]
        sent.save(update_fields=["led_to"])
    else:
        sent.delete()


def _digest(request: HttpRequest) -> str:
    """Of who sent what to where; of a file its name and size will do."""
    typed = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, file.name, file.size) for name, file in request.FILES.items())
    said = json.dumps([actor_of(request).code, request.get_full_path(), typed, files])
    return hashlib.sha256(said.encode()).hexdigest()
