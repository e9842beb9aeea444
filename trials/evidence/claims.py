"""The few columns of a finding that sums are made from, read at once for many findings."""

from collections import defaultdict
from dataclasses import dataclass

from ..choices import ClaimKind, RetractionStatus, TrialRelation
from ..models import Finding, FindingTerm, FindingTrialLink
from ..models.finding import REPORTS_A_STUDY, FindingQuerySet

_COLUMNS = {
    "pk": "pk",
    "number": "number",
    "claim_kind": "claim_kind",
    "effect": "effect",
    "stance": "stance",
    "model_system": "model_system",
    "cell_state": "cell_state",
    "msc_context": "msc_context",
    "publication": "publication_id",
    "publication_type": "publication__publication_type",
    "retraction": "publication__retraction_status",
    "primary_study": "primary_study_id",
    "primary_retraction": "primary_study__retraction_status",
    "seen_in_retraction": "seen_in__retraction_status",
    "trial": "trial_id",
}


@dataclass(frozen=True)
class Claim:
    """One finding as sums see it."""

    pk: int
    number: int
    claim_kind: str
    effect: str
    stance: str
    model_system: str
    cell_state: str
    msc_context: str
    publication: int | None
    publication_type: str | None
    retraction: str | None
    primary_study: int | None
    primary_retraction: str | None
    seen_in_retraction: str | None
    trial: int | None
    result_of: int | None
    topics: frozenset[str]

    @property
    def is_result(self) -> bool:
        return self.claim_kind == ClaimKind.RESULT

    @property
    def is_retracted(self) -> bool:
        """Whether a text that it rests on was retracted; such a claim enters no sum."""
        return RetractionStatus.RETRACTED in self._retractions

    @property
    def is_of_concern(self) -> bool:
        """Whether, short of that, a journal voices concern about such a text; the claim is counted, and it is said."""
        return not self.is_retracted and RetractionStatus.EXPRESSION_OF_CONCERN in self._retractions

    @property
    def _retractions(self) -> tuple[str | None, ...]:
        return self.retraction, self.primary_retraction, self.seen_in_retraction

    @property
    def is_traced(self) -> bool:
        """Whether the study behind the claim is known: its source reports it, or names it."""
        return bool(self.primary_study or self.trial or self.result_of) or self.publication_type in REPORTS_A_STUDY

    @property
    def study(self) -> tuple[str, int | None]:
        """The study behind the claim. Reports of one trial are one study."""
        if trial := self.result_of or self.trial:
            return "trial", trial
        return "publication", self.primary_study or self.publication

    @property
    def source(self) -> tuple[str, int | None]:
        """The text or record that makes the claim."""
        return ("publication", self.publication) if self.publication else ("trial", self.trial)


def read_claims(findings: FindingQuerySet) -> list[Claim]:
    """The claims of a query, newest accession first; three queries."""
    rows = list(findings.order_by("-number").values_list(*_COLUMNS.values()))
    chosen = findings.order_by().values("pk")
    topics: dict[int, set[str]] = defaultdict(set)
    terms = FindingTerm.objects.filter(facet="topic", finding__in=chosen)
    for key, value in terms.order_by().values_list("finding_id", "value"):
        topics[key].add(value)
    links = FindingTrialLink.objects.filter(relation=TrialRelation.RESULT_OF, finding__in=chosen)
    trials = dict(links.order_by().values_list("finding_id", "trial_id"))
    return [
        Claim(**dict(zip(_COLUMNS, row, strict=True)), result_of=trials.get(row[0]), topics=frozenset(topics[row[0]]))
        for row in rows
    ]


def in_order(keys: list[int]) -> list[Finding]:
    """The findings of these keys in this order, with all that a list shows of them."""
    found = {finding.pk: finding for finding in Finding.objects.public().for_claims().by_keys(keys)}
    return [found[key] for key in keys if key in found]
