"""Search over everything, grouped by kind; an identifier goes straight to its record."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from .. import filters
from ..filters import Problem
from ..models import CancerType, CuratedRecord, Finding, Payload, Publication, SearchText, Trial
from ..search import Gene, Question, asked, found, genes_called
from .http import public_page
from .paging import Paging
from .resolver import recognise

SHOWN_OF_EACH = 5
LONGEST = 200


@dataclass(frozen=True)
class Kind:
    """A kind of record as the page groups it."""

    model: type[CuratedRecord]
    title: str
    part: str
    shape: str = ""

    @property
    def key(self) -> str:
        return self.model.PREFIX


KINDS = {
    "cancer-types": Kind(CancerType, "Tumour types", "parts/cancer_type.html", "card-grid"),
    "trials": Kind(Trial, "Trials", "parts/trial.html"),
    "payloads": Kind(Payload, "Payloads", "parts/payload.html", "card-grid"),
    "publications": Kind(Publication, "Publications", "parts/publication.html"),
    "findings": Kind(Finding, "Findings", "parts/finding.html"),
}


@dataclass(frozen=True)
class Group:
    """What was found of one kind."""

    name: str
    kind: Kind
    count: int
    records: list[CuratedRecord]
    all_url: str
    best_rank: int = 0

    @property
    def others(self) -> int:
        return self.count - len(self.records)


@dataclass(frozen=True)
class GeneLists:
    """A gene, and the lists that name it: (words, address) of each that holds anything."""

    gene: Gene
    lists: list[tuple[str, str]]


@public_page
def view(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    paging = Paging.read(request.GET)
    problems = [*_problems(request.GET), *paging.problems]
    if problems:
        return render(request, "site/problem.html", {"problem": problems[0]}, status=400)
    if not request.GET.get("kind") and (path := recognise(text) if text else ""):
        return HttpResponseRedirect(path)
    question = asked(text)
    context = {"search_text": text, "asked": question, "groups": [], "total": 0}
    if request.GET.get("kind"):
        return _one_kind(request, context, paging)
    counts = found(question).counted_by_kind() if text else {}
    groups = [_group(question, name, counts) for name, kind in KINDS.items() if counts.get(kind.key)]
    context["groups"] = sorted(groups, key=lambda group: group.best_rank)
    context["total"] = sum(counts.values())
    context["genes"] = [lists_of(gene) for gene in genes_called(question.phrase)]
    return render(request, "site/search.html", context)


def _one_kind(request: HttpRequest, context: dict, paging: Paging) -> HttpResponse:
    """All that was found of one kind, page by page."""
    name = request.GET["kind"]
    rows = found(context["asked"], (KINDS[name].key,))
    paging.count(rows)
    if paging.problems:
        return render(request, "site/problem.html", {"problem": paging.problems[0]}, status=400)
    group = Group(name, KINDS[name], paging.total, _records(KINDS[name], paging.rows(rows)), "")
    return render(
        request,
        "site/search.html",
        context | {"groups": [group], "total": paging.total, "paging": paging, "kind": name},
    )


def lists_of(gene: Gene) -> GeneLists:
    """The lists of payloads, trials and findings under the word ``gene``."""
    lists = []
    for name, one in (("payloads", "payload"), ("trials", "trial"), ("findings", "finding")):
        listing = filters.listing(name, QueryDict(urlencode({"gene": gene.symbol})))
        if count := listing.queryset.count():
            words = f"{count} {one if count == 1 else name}"
            lists.append((words, f"{reverse(f'pages:{name}')}?{listing.query}"))
    return GeneLists(gene, lists)


def _group(question: Question, name: str, counts: dict[str, int]) -> Group:
    kind = KINDS[name]
    rows = list(found(question, (kind.key,))[:SHOWN_OF_EACH])
    all_url = f"?{urlencode({'q': question.typed, 'kind': name})}"
    return Group(name, kind, counts[kind.key], _records(kind, rows), all_url, rows[0].rank if rows else 0)


def _records(kind: Kind, rows: list[SearchText]) -> list[CuratedRecord]:
    """The records themselves, in the order of the search."""
    accessions = [text.accession for text in rows]
    public = kind.model.objects.public().for_listing().with_accessions(accessions)
    by_accession = {record.accession: record for record in public}
    found_records = [by_accession[accession] for accession in accessions if accession in by_accession]
    return _with_counts(found_records) if kind.model is CancerType else found_records


def _with_counts(nodes: list[CancerType]) -> list[CancerType]:
    """Nodes with what stands under them: a trial need not name the word that found its tumour type."""
    trials, findings = (model.objects.public().counted_by_cancer_type() for model in (Trial, Finding))
    for node in nodes:
        node.trial_count, node.finding_count = trials.get(node.pk, 0), findings.get(node.pk, 0)
    return nodes


def _problems(params: QueryDict) -> Iterator[Problem]:
    for word in list(params)[:20]:
        if word not in ("q", "kind", "page", "page_size"):
            yield Problem(word[:60], params[word][:60], f"“{word[:60]}” is no word of the search.", ("q", "kind"))
    for word in ("q", "kind"):
        if len(set(params.getlist(word))) > 1:
            yield Problem(word, params[word][:60], f"“{word}” takes one value.")
    if params.get("kind") and params["kind"] not in KINDS:
        yield Problem("kind", params["kind"][:60], "Choose one of the kinds.", tuple(KINDS))
    if len(params.get("q", "")) > LONGEST or "\x00" in params.get("q", ""):
        yield Problem("q", "", f"Search for {LONGEST} characters of text at most.")
