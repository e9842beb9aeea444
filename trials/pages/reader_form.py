"""What the forms for readers share: no account and no cookie, so each is guarded by what it carries itself.

A post is taken from this site's own pages only (``Sec-Fetch-Site``, ``Origin``), with the stamp that the form was
given: signed, not older than a day, not younger than a person needs, good for one message. A field that people do not
see stays empty. So many messages per client, ``MSCDB_MESSAGE_LIMIT``. Whatever is refused comes back as it was typed.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from mscdb.middleware import Meter, client_address, parse_rate
from mscdb.origin import from_here

from .. import curation
from ..choices import DeskSetting
from ..curation import readers
from ..models import in_force

QUICKEST = 3
OLDEST = 24 * 60 * 60
SALT = "mscdb.reader"


class ReaderForm(forms.Form):
    """A comment, perhaps an address to answer to, and what guards the form."""

    question = hint = ""

    comment = forms.CharField(
        min_length=readers.SHORTEST_COMMENT,
        max_length=readers.LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    email = forms.EmailField(
        label="Your e-mail address, if you want an answer", required=False,
        help_text="Only the curators see it. It is deleted 90 days after the answer.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        self.fields["comment"].label, self.fields["comment"].help_text = self.question, self.hint

    @property
    def said(self) -> readers.Said:
        """The message of a valid form."""
        typed = self.cleaned_data
        return readers.Said(typed["comment"], typed["email"], stamp_of(typed["stamp"]).key)


@dataclass(frozen=True)
class Stamp:
    """What a form was given: a key of its own, and how many seconds ago. Without a key it is none of ours."""

    key: str = ""
    age: float = 0

    @property
    def is_good(self) -> bool:
        return bool(self.key) and self.age <= OLDEST


@dataclass(frozen=True)
class Fault:
    """Why a form is not taken, with the status of the answer."""

    sentence: str
    status: int = 400


def new_stamp(age: float = 0) -> str:
    return signing.dumps({"key": secrets.token_urlsafe(16), "at": time.time() - age}, salt=SALT)


def stamp_of(text: str) -> Stamp:
    try:
        told = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return Stamp()
    return Stamp(told["key"], max(time.time() - told["at"], 0))


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing unless it was sent."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    form: ReaderForm,
    send: Callable[[ReaderForm], object],
    show: Callable[[dict[str, Any], int], HttpResponse],
) -> HttpResponse:
    """A GET shows the form. A POST sends it and leads to the thanks, or shows it again and says what is wrong."""
    if request.method != "POST":
        form.initial["stamp"] = new_stamp()
        return show({"form": form}, 200)
    fault = _fault(request, form)
    if fault is None:
        try:
            send(form)
        except curation.Refusal as refusal:
            fault = Fault(str(refusal), 409)
        else:
            return HttpResponseRedirect(reverse("pages:thanks"), status=303)
    _stamp_again(form, keep=fault.status == 400)
    return show({"form": form, "fault": fault.sentence}, fault.status)


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page with a form: made for one reader, so kept by nobody."""
    response = render(request, template, context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _stamp_again(form: ReaderForm, keep: bool) -> None:
    """What was typed stays; the stamp too while it is good, so that waiting helps. The unseen field is emptied."""
    form.data = form.data.copy()
    form.data["website"] = ""
    stamp = stamp_of(form.data.get("stamp", ""))
    if not (keep and stamp.is_good):
        form.data["stamp"] = new_stamp(QUICKEST if stamp.key else 0)


def _fault(request: HttpRequest, form: ReaderForm) -> Fault | None:
    if not from_here(request):
        return Fault("This did not come from a page of this site. Look at it, and send it from here.", 403)
    if not form.is_valid():
        return Fault("Not sent yet. Please mend what is marked below.")
    if form.cleaned_data["website"]:
        return Fault("Something filled in a field that people do not see. It is empty again; please send once more.")
    stamp = stamp_of(form.cleaned_data["stamp"])
    if not stamp.key:
        return Fault("The form had lost its stamp. It has a new one; please send once more.")
    if stamp.age > OLDEST:
        return Fault("This form was opened more than a day ago. It is fresh again; please send once more.")
    if stamp.age < QUICKEST:
        return Fault(f"That was quicker than {QUICKEST} seconds, as programs are. Please send once more.")
    return _over_the_limit(request)


def _over_the_limit(request: HttpRequest) -> Fault | None:
    limit = in_force(DeskSetting.MESSAGE_LIMIT)
    meter = _meter(limit)
    if meter is None:
        return None
    verdict = meter.take(client_address(request), time.monotonic())
    if verdict.allowed:
        return None
    minutes = int(verdict.wait // 60) + 1
    return Fault(f"Your address sent more messages than {limit}. Please send this one in {minutes} min.", 429)


@cache
def _meter(limit: str) -> Meter | None:
    """One meter for each limit, in each worker process."""
    rate = parse_rate(limit, "MSCDB_MESSAGE_LIMIT")
    return Meter(rate) if rate else None
