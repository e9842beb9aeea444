"""“Suggest a paper or trial”: a form for readers who miss something here."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..curation import readers
from . import reader_form
from .http import public_page
from .resolver import recognise

LONGEST_IDENTIFIER = 300


class SuggestForm(reader_form.ReaderForm):
    """Which paper or trial, and why it belongs here."""

    question = "Why does it belong here?"
    hint = "Which cells, which tumour, what was done. 10 characters or more."
    field_order = ("identifier", "comment", "email")
    identifier = forms.CharField(
        label="Which paper or trial?", max_length=LONGEST_IDENTIFIER,
        help_text="A DOI, PMID or registry number; where there is none, the title or the address.",
    )  # fmt: skip

    def clean_identifier(self) -> str:
        typed = self.cleaned_data["identifier"]
        if path := recognise(typed):
            sentence = '{} is here already: <a href="{}">its page</a>. If something is missing there, say so on it.'
            raise ValidationError(format_html(sentence, typed, path))
        return typed


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest) -> HttpResponse:
    """The form; ``?identifier=`` fills in what was looked for in vain."""
    typed = request.GET.get("identifier", "")[:LONGEST_IDENTIFIER].replace("\x00", "")
    form = SuggestForm(reader_form.typed(request), initial={"identifier": typed})
    show = partial(_show, request)
    return reader_form.answer(
        request, form, lambda sent: readers.suggest(sent.cleaned_data["identifier"], sent.said), show
    )


def _show(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    return reader_form.page(request, "site/suggest.html", context, status)


@public_page
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens with a message now."""
    return render(request, "site/thanks.html")
