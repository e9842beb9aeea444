"""How sums of evidence lead to the records that were counted, and what they say in words."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..addresses import path_of
from ..choices import ClaimKind, ModelSystem, NodeKind, Role, Scope
from ..evidence import Block, Lately
from ..evidence.balance import ELSEWHERE, UNTRACED, Line
from ..evidence.lately import TrialNews
from ..evidence.origins import OriginCell, OriginTable
from ..history import done
from ..models import CancerType, Finding, Payload, Trial
from .evidence import listing
from .mscdb import in_or_on, lower_first

register = template.Library()

GENERAL = [Scope.GENERAL.value, Scope.PAN_CANCER.value]
AGAINST_TUMOURS = [Role.CARRIER.value, Role.ANTI_TUMOUR_AGENT.value]
_NOUNS = {Trial.PREFIX: "trial", Finding.PREFIX: "claim"}
_ELSEWHERE = [ModelSystem.IN_SILICO.value, ModelSystem.OPINION.value, ModelSystem.NOT_RECORDED.value]


@register.simple_tag
def claims_of_block(block: Block, **words: object) -> str:
    """The address of just the claims that a block counts: ``{% claims_of_block block cancer_type=node.slug %}``."""
    return listing("findings", **words_of_block(block.key), **words)


def words_of_block(key: str) -> dict[str, object]:
    """The words of the list of findings that show what a block counts."""
    if key == UNTRACED:
        kinds = [ClaimKind.RESULT.value, ClaimKind.AUTHOR_STATEMENT.value]
        return {"claim_kind": kinds, "traced": "false", "retracted": "false"}
    systems = _ELSEWHERE if key == ELSEWHERE else [key]
    return {"claim_kind": ClaimKind.RESULT.value, "model_system": systems, "traced": "true", "retracted": "false"}


@register.simple_tag
def claims_of_cell(table: OriginTable, source: str, cell: OriginCell, asked: list[tuple[str, str]]) -> str:
    """The address of the claims of one field of the map of MSC sources; ``asked`` are the words of the map."""
    words = _by_word(asked)
    own = {"msc_source": source, "effect": cell.effect.value, "cell_state": [state.value for state in cell.states]}
    return listing("findings", **(words | words_of_block(table.key) | own))


def _by_word(asked: list[tuple[str, str]]) -> dict[str, object]:
    words: dict[str, object] = {}
    for word, value in asked:
        words.setdefault(word, []).append(value)
    return words


@register.simple_tag
def entry_claims(payload: Payload, node: CancerType) -> str:
    """The address of the results that an entry of the map of payloads counts; at the root, which holds all types, the
    payload's own page."""
    if node.kind == NodeKind.ROOT:
        return path_of(payload)
    kind = ClaimKind.RESULT.value
    return listing("findings", payload=payload.slug, cancer_type=node.slug, claim_kind=kind, retracted="false")


@register.simple_tag
def entry_trials(payload: Payload, node: CancerType) -> str:
    """The address of the trials that an entry of the map of payloads counts."""
    if node.kind == NodeKind.ROOT:
        return path_of(payload)
    return listing("trials", payload=payload.slug, cancer_type=node.slug, role=AGAINST_TUMOURS)


@register.simple_tag
def trials_of_year(asked: list[tuple[str, str]], year: int, role: str = "") -> str:
    """The address of the trials that a column of the chart counts; ``asked`` are the words of the chart."""
    words = _by_word(asked)
    within = {"start_from": f"{year}-01-01", "start_to": f"{year}-12-31"}
    return listing("trials", **(words | within | ({"role": role} if role else {})))


@register.simple_tag
def general_claims(block: Block | None = None) -> str:
    """The address of the general claims, all or those of one block."""
    return claims_of_block(block, scope=GENERAL) if block else listing("findings", scope=GENERAL)


@register.filter
def effects_seen(line: Line) -> str:
    """What was seen, with how much: "inhibits: 2 studies, 3 claims; promotes: 1 study, 1 claim"."""
    return "; ".join(
        f"{lower_first(cell.effect.label)}: {cell.tally.words}" for cell in line.columns if cell.tally.claims
    )


@register.filter
def news_words(news: TrialNews) -> str:
    """What is new of a trial: "started in March 2026; recruiting on 3 May 2026 (before: not yet recruiting)"."""
    trial, parts = news.trial, []
    if news.has_started:
        parts.append(f"start given as {in_or_on(trial.start_date).partition(' ')[2]}")
    if news.was_confirmed:
        before = f" (before: {lower_first(news.before.get_overall_status_display())})" if news.before else ""
        status = lower_first(trial.get_overall_status_display())
        parts.append(f"{status}{before}, confirmed by the registry {in_or_on(trial.status_confirmed_on)}")
    return "; ".join(parts)


@register.simple_tag
def done_here(lately: Lately) -> SafeString:
    """What was done to records in this base: "2 claims new; 1 trial changed"."""
    rows = (
        (count, _NOUNS[kind] if count == 1 else f"{_NOUNS[kind]}s", lower_first(done(verb)))
        for (verb, kind), count in lately.records.items()
    )
    return format_html_join("; ", "{} {} {}", rows) or format_html("nothing")
