"""The tree of cancer types with what stands under each node, in a few queries whatever its size."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from ..choices import NodeKind
from ..filters import Problem
from ..filters.words import nearest, shown
from ..models import CancerType, Finding, Trial
from ..search import asked, found
from .http import public_page
from .search import LONGEST

WORDS = ("q", "unfold")


@dataclass
class Branch:
    """A node, its counts with its subtypes rolled up, and its branches."""

    node: CancerType
    trials: int
    open_now: int
    findings: int
    depth: int = 0
    branches: list["Branch"] = field(default_factory=list)

    @property
    def is_bare(self) -> bool:
        return not self.trials and not self.findings

    def flat(self) -> Iterator["Branch"]:
        """All branches below, each before its own."""
        for branch in self.branches:
            yield branch
            yield from branch.flat()

    def with_all_below(self) -> Iterator["Branch"]:
        yield self
        yield from self.flat()

    @property
    def is_basket(self) -> bool:
        return self.node.kind == NodeKind.BASKET

    @property
    def busiest(self) -> list["Branch"]:
        """The types directly below with most trials, then findings; bare ones are left out."""
        known = [branch for branch in self.branches if not branch.is_bare]
        return sorted(known, key=lambda branch: (-branch.trials, -branch.findings, branch.node.name))


@public_page
def view(request: HttpRequest) -> HttpResponse:
    """The whole tree, its organ systems folded; with ``q`` only the types found and what they belong to."""
    if problems := list(_problems(request.GET)):
        return render(request, "site/problem.html", {"problem": problems[0]}, status=400)
    text = request.GET.get("q", "").strip()
    tops = organ_systems(CancerType.objects.public().with_what_they_cover())
    context = {
        "section": "cancer-types",
        "types": sum(1 for top in tops for _ in top.with_all_below()),
        "is_unfolded": bool(text) or request.GET.get("unfold") == "all",
        "tree_text": text,
    }
    if text:
        question = asked(text, (CancerType.PREFIX,))
        accessions = {row.accession for row in found(question, (CancerType.PREFIX,))}
        tops = _kept(tops, lambda branch: branch.node.accession in accessions)
        context |= {"asked": question, "found": len(accessions)}
    context["baskets"] = [branch for top in tops for branch in top.with_all_below() if branch.is_basket]
    context["systems"] = _kept(tops, lambda branch: not branch.is_basket)
    return render(request, "site/tree.html", context)


def _problems(params: QueryDict) -> Iterator[Problem]:
    for word in list(params)[:1]:
        if word not in WORDS:
            yield Problem(shown(word), shown(params[word]), f"“{shown(word)}” is no word here.", nearest(word, WORDS))
    if params.get("unfold", "") not in ("", "all"):
        yield Problem("unfold", shown(params["unfold"]), "Write “all”, or leave it out.", ("all",))
    if len(params.get("q", "")) > LONGEST or "\x00" in params.get("q", ""):
        yield Problem("q", "", f"Search for {LONGEST} characters of text at most.")


def _kept(branches: list[Branch], is_wanted: Callable[[Branch], bool]) -> list[Branch]:
    """The wanted branches, and those that lead to one."""
    kept = []
    for branch in branches:
        below = _kept(branch.branches, is_wanted)
        if below or is_wanted(branch):
            kept.append(replace(branch, branches=below))
    return kept


def organ_systems(nodes: QuerySet[CancerType] | None = None) -> list[Branch]:
    """The branches below the root, and whatever stands beside it; of the nodes, or of all public ones."""
    tops: list[Branch] = []
    for top in _branches(CancerType.objects.public() if nodes is None else nodes):
        tops += top.branches if top.node.kind == NodeKind.ROOT else [top]
    for top in tops:
        _set_depths(top, 0)
    return tops


def _branches(nodes: QuerySet[CancerType]) -> list[Branch]:
    public = Trial.objects.public()
    trials, open_now = public.counted_by_cancer_type(), public.open_now().counted_by_cancer_type()
    findings = Finding.objects.public().counted_by_cancer_type()
    below: dict[int | None, list[Branch]] = defaultdict(list)
    in_order = list(nodes.in_tree_order())
    for node in in_order:
        counts = (each.get(node.pk, 0) for each in (trials, open_now, findings))
        below[node.parent_id].append(Branch(node, *counts))
    for branch in [branch for branches in below.values() for branch in branches]:
        branch.branches = below.get(branch.node.pk, [])
    known = {node.pk for node in in_order}
    return [branch for parent, branches in below.items() if parent not in known for branch in branches]


def _set_depths(branch: Branch, depth: int) -> None:
    branch.depth = depth
    for each in branch.branches:
        _set_depths(each, depth + 1)
