"""The tree of cancer types with what stands under each node, in five queries whatever its size."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..choices import NodeKind
from ..models import CancerType, Finding, Trial
from .http import public_page


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

    @property
    def busiest(self) -> list["Branch"]:
        """The types directly below with most trials, then findings; bare ones are left out."""
        known = [branch for branch in self.branches if not branch.is_bare]
        return sorted(known, key=lambda branch: (-branch.trials, -branch.findings, branch.node.name))


@public_page
def view(request: HttpRequest) -> HttpResponse:
    """The whole tree."""
    context = {"section": "cancer-types", "systems": organ_systems(), "types": CancerType.objects.public().count()}
    return render(request, "site/tree.html", context)


def organ_systems() -> list[Branch]:
    """The branches below the root, and whatever stands beside it."""
    tops: list[Branch] = []
    for top in _branches():
        tops += top.branches if top.node.kind == NodeKind.ROOT else [top]
    for top in tops:
        _set_depths(top, 0)
    return tops


def _branches() -> list[Branch]:
    public = Trial.objects.public()
    trials, open_now = public.counted_by_cancer_type(), public.open_now().counted_by_cancer_type()
    findings = Finding.objects.public().counted_by_cancer_type()
    below: dict[int | None, list[Branch]] = defaultdict(list)
    nodes = list(CancerType.objects.public().in_tree_order())
    for node in nodes:
        counts = (each.get(node.pk, 0) for each in (trials, open_now, findings))
        below[node.parent_id].append(Branch(node, *counts))
    for branch in [branch for branches in below.values() for branch in branches]:
        branch.branches = below.get(branch.node.pk, [])
    known = {node.pk for node in nodes}
    return [branch for parent, branches in below.items() if parent not in known for branch in branches]


def _set_depths(branch: Branch, depth: int) -> None:
    branch.depth = depth
    for each in branch.branches:
        _set_depths(each, depth + 1)
