"""What the search box offers while somebody types: a few records of each kind, as a piece of a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ..addresses import path_of
from ..models import CancerType, Finding, Payload, Publication, Trial
from ..search import Name, Question, asked, found, genes_beginning, names_beginning
from .http import public_page
from .resolver import recognise
from .search import LONGEST

SHORTEST = 2
NAMES_SHOWN = 4
RECORDS_SHOWN = 3
GENES_SHOWN = 2
KINDS = ((Trial, "Trials"), (Publication, "Reviews and other texts"), (Finding, "Findings"))


@dataclass(frozen=True)
class Option:
    """A suggestion: where it leads, its words, and what makes it clear; ``called`` is the synonym it was found by."""

    url: str
    title: str
    hint: str = ""
    called: str = ""


@dataclass(frozen=True)
class Group:
    """The suggestions of one kind."""

    title: str
    options: list[Option]


@public_page
def view(request: HttpRequest) -> HttpResponse:
    """Nothing for less than two letters; a 400 without words for what the search itself would refuse."""
    text = request.GET.get("q", "").strip()
    if len(text) > LONGEST or "\x00" in text:
        return HttpResponse(status=400)
    question = asked(text) if len(text) >= SHORTEST else Question(text)
    groups = [group for group in _groups(question) if group.options] if question.pieces else []
    return render(request, "site/suggestions.html", {"groups": groups, "asked": question, "search_text": text})


def _groups(question: Question) -> Iterator[Group]:
    path = recognise(question.typed)
    yield Group("Straight to the record", [Option(path, question.typed)] if path else [])
    text = question.phrase if question.mended else question.typed
    for kind, title, address in ((CancerType, "Tumour types", "cancer_type"), (Payload, "Payloads", "payload")):
        yield Group(title, [_of_name(name, address) for name in names_beginning(kind, text, NAMES_SHOWN)])
    genes = genes_beginning(text, GENES_SHOWN)
    yield Group("Genes", [Option(_search(gene.symbol), gene.symbol, gene.name) for gene in genes])
    for model, title in KINDS:
        yield Group(title, list(_records(question, model)))


def _of_name(name: Name, address: str) -> Option:
    called = name.called if name.is_synonym else ""
    return Option(reverse(f"pages:{address}", args=[name.slug]), name.name, called=called)


def _records(question: Question, model: type) -> Iterator[Option]:
    rows = found(question, (model.PREFIX,))[:RECORDS_SHOWN]
    accessions = [row.accession for row in rows]
    known = {each.accession: each for each in model.objects.public().with_accessions(accessions).for_addresses()}
    for record in (known[accession] for accession in accessions if accession in known):
        yield Option(path_of(record), record.title_text(), hint=_hint(record))


def _hint(record: Trial | Publication | Finding) -> str:
    if isinstance(record, Trial):
        return record.canonical_id
    return str(record.year or "") if isinstance(record, Publication) else record.get_model_system_display()


def _search(text: str) -> str:
    return f"{reverse('pages:search')}?{urlencode({'q': text})}"
