"""A selection of trials: the address holds it, ``?trial=NCT…&trial=…``; to read, print, save, cite and compare."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from ..addresses import look_up
from ..choices import RecordStatus
from ..exchange import citation, tabular
from ..exchange.citation import Reference
from ..filters import Problem
from ..filters.words import nearest, shown
from ..identifiers import recognise_registry_id
from ..models import Publication, Trial
from . import cite
from .http import absolute, data_version, public_page

MOST = 50
WORD = "trial"


@dataclass(frozen=True)
class Selection:
    """Trials in the order of the address; ``gone`` were withdrawn since."""

    trials: list[Trial] = field(default_factory=list)
    gone: list[Trial] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def query(self) -> str:
        """By accession, which never changes."""
        return query_of(trial.accession for trial in self.trials)

    def query_without(self, left_out: Trial) -> str:
        return query_of(trial.canonical_id for trial in self.trials if trial != left_out)


def query_of(keys: Iterable[str]) -> str:
    return urlencode([(WORD, key) for key in keys])


def read(params: QueryDict, most: int = MOST) -> Selection:
    """The selection of a query string. A value may hold several numbers, between spaces or commas."""
    problems = [_stray(word, params[word]) for word in params if word != WORD]
    texts = [text for value in params.getlist(WORD) for text in value.replace(",", " ").split()]
    keys = list(dict.fromkeys(map(_normal, texts)))
    if len(keys) > most:
        sentence = f"{most} trials at most; {len(keys)} are named here."
        problems.append(Problem(WORD, shown(keys[most]), sentence))
    if problems:
        return Selection(problems=problems)
    found = _found(keys)
    unknown = [key for key in keys if key not in found]
    trials = list({trial.pk: trial for trial in found.values()}.values())
    return Selection(
        [trial for trial in trials if trial.is_public],
        [trial for trial in trials if not trial.is_public],
        [Problem(WORD, shown(key), f"There is no trial “{shown(key)}” here.") for key in unknown],
    )


def _normal(text: str) -> str:
    recognised = recognise_registry_id(text)
    return recognised[1] if recognised else text.upper()


def _stray(word: str, value: str) -> Problem:
    sentence = f"“{shown(word)}” is no word of this page; a selection is written “trial=NCT…”."
    return Problem(shown(word), shown(value), sentence, nearest(word, [WORD]))


def _found(keys: list[str]) -> dict[str, Trial]:
    """Key → trial, public or withdrawn; what else is there answers like what is not."""
    found: dict[str, Trial] = {}
    for trial in Trial.objects.named(keys).for_detail():
        numbers = [trial.accession, *(row.identifier for row in trial.identifiers.all())]
        found |= {number: trial for number in numbers if number in keys and trial.is_public}
    for key in keys:
        if key not in found and (trial := look_up(Trial.objects.for_detail(), key)):
            found[key] = trial
    seen = (RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN)
    return {key: found[key] for key in keys if key in found and found[key].status in seen}


@public_page
def view(request: HttpRequest) -> HttpResponse:
    """The selection as a page to read, go on from, and print."""
    selection = read(request.GET)
    if selection.problems:
        return refusal(request, selection, "Your selection")
    publications, elsewhere = reports_on(selection.trials)
    context = {
        "section": "trials",
        "selection": selection,
        "rows": [(trial, selection.query_without(trial)) for trial in selection.trials],
        "most": MOST,
        "publications": publications,
        "elsewhere": elsewhere,
        "forms": citation.LABELS,
        "lasting": absolute(request, f"{reverse('pages:selection')}?{selection.query}"),
        "data": data_version(request),
    }
    return render(request, "pages/selection.html", context)


def refusal(request: HttpRequest, selection: Selection, title: str) -> HttpResponse:
    """Nothing is shown rather than something else than was asked; what is left of it is one tap away."""
    kept = [trial.canonical_id for trial in selection.trials]
    context = {
        "section": "trials",
        "title": title,
        "problems": selection.problems,
        "kept": kept,
        "kept_query": query_of(kept),
    }
    return render(request, "pages/selection_problems.html", context, status=400)


@public_page
def save(request: HttpRequest, form: str) -> HttpResponse:
    """The selection as a table (``csv``), or the publications that report on it as references."""
    if form not in ("csv", *citation.FORMATS):
        raise Http404(f"A selection is saved as csv, {', '.join(citation.FORMATS)}.")
    selection = read(request.GET)
    lost = [f"{trial.accession} was withdrawn: {trial.withdrawn_reason}" for trial in selection.gone]
    lost += [f"{problem.word}={problem.value}: {problem.sentence}" for problem in selection.problems]
    if lost:
        return HttpResponse("\n".join(lost) + "\n", status=400, content_type="text/plain; charset=utf-8")
    if form != "csv":
        return cite.answer(references_of(selection.trials), form, "mscdb-publications-of-trials")
    return _table(request, selection.trials)


def _table(request: HttpRequest, trials: list[Trial]) -> HttpResponse:
    rows = Trial.objects.by_keys([trial.pk for trial in trials]).for_listing().marking_retracted()
    place = {trial.pk: index for index, trial in enumerate(trials)}
    ordered = sorted(rows, key=lambda trial: place[trial.pk])
    lines = tabular.csv_lines(tabular.columns_of(Trial).values(), ordered, absolute(request, "/").rstrip("/"))
    response = StreamingHttpResponse(list(lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="mscdb-trials.csv"'
    return response


def reports_on(trials: list[Trial]) -> tuple[list[Publication], list[str]]:
    """Publications here that report on the trials, and the PubMed numbers of those that are not here."""
    pmids = {pmid for trial in trials for pmid in trial.reporting_pmids()}
    publications = list(Publication.objects.public().reporting_on(trials, pmids).for_listing().newest_first())
    return publications, sorted(pmids - {publication.pmid for publication in publications}, key=int)


def references_of(trials: list[Trial]) -> list[Reference]:
    publications, elsewhere = reports_on(trials)
    return [*map(citation.of_publication, publications), *map(citation.of_pmid, elsewhere)]
