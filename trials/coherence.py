"""Fields that depend on each other: what cannot both be true, and what one value asks of another.

Every rule speaks of plain values as a document holds them, so that a form can say it while
somebody is typing and ``rules`` again before publication. A clash is wrong even in a draft;
a gap is only missing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .choices import (
    ClaimKind,
    DosesElement,
    Effect,
    EvidenceLevel,
    Knowledge,
    ModelSystem,
    MoleculeClass,
    PayloadEffect,
    Route,
    Stance,
    Vocabulary,
)

Values = Mapping[str, Any]

CLINICAL_LEVELS = (EvidenceLevel.A, EvidenceLevel.B, EvidenceLevel.C)
NOT_IN_PEOPLE = (ModelSystem.ANIMAL, ModelSystem.IN_VITRO, ModelSystem.IN_SILICO)
# The route says one of these instead of a place.
ROUTE_UNKNOWN = (Route.NOT_REPORTED, Route.NOT_RECORDED, Route.NOT_APPLICABLE)
KNOWLEDGE_OF_ROUTE = {
    Route.NOT_REPORTED: Knowledge.NOT_REPORTED,
    Route.NOT_APPLICABLE: Knowledge.NOT_APPLICABLE,
}


@dataclass(frozen=True)
class Word:
    """What two fields say to each other: the field to look at, and a sentence with the way out."""

    field: str
    sentence: str
    is_clash: bool


@dataclass(frozen=True)
class Rule:
    """The rule of one kind of record, and the fields that it reads."""

    fields: tuple[str, ...]
    words: Callable[[Values], Iterator[Word]]


def of_finding(values: Values) -> Iterator[Word]:
    """Claim kind with level and model system; effect with stance and model system."""
    yield from _level(values)
    yield from _model_system(values)
    yield from _effect(values)


def of_payload(values: Values) -> Iterator[Word]:
    """A suicide gene with its prodrug."""
    kind, prodrug, effects = values["molecule_class"], values["prodrug"], values["effect"]
    is_suicide_gene = kind == MoleculeClass.ENZYME_PRODRUG
    if is_suicide_gene and not prodrug:
        yield _gap("prodrug", f"It is made of {_said(MoleculeClass.ENZYME_PRODRUG)}: name that drug.")
    if is_suicide_gene and PayloadEffect.PRODRUG_ACTIVATING not in effects:
        effect = _said(PayloadEffect.PRODRUG_ACTIVATING)
        yield _gap("effect", f"It is made of {_said(MoleculeClass.ENZYME_PRODRUG)}: tick {effect} too.")
    if prodrug and kind and not is_suicide_gene and PayloadEffect.PRODRUG_ACTIVATING not in effects:
        yield _clash(
            "prodrug",
            f"A prodrug is what an enzyme turns on, but this is {_said(MoleculeClass(kind))}. Choose "
            f"{_said(MoleculeClass.ENZYME_PRODRUG)}, or tick the effect {_said(PayloadEffect.PRODRUG_ACTIVATING)}, "
            "or leave the prodrug empty.",
        )


def of_trial(values: Values) -> Iterator[Word]:
    """The route and the site of delivery among the DOSES items: the same fact, said twice."""
    routes = list(values["route"])
    unknown = [route for route in routes if route in ROUTE_UNKNOWN]
    if unknown and len(routes) > 1:
        yield _clash("route", f"{_said(Route(unknown[0]))} stands alone; take it away or the other routes.")
        return
    for item in values["doses_items"]:
        if item["element"] == DosesElement.SITE and item["knowledge"]:
            yield from _site(routes, Knowledge(item["knowledge"]))


def _level(values: Values) -> Iterator[Word]:
    kind, level = ClaimKind(values["claim_kind"]), EvidenceLevel(values["evidence_level"])
    is_result, has_level = kind == ClaimKind.RESULT, level != EvidenceLevel.NOT_APPLICABLE
    if is_result and not has_level:
        yield _gap("evidence_level", f"The claim is {_said(kind)}: give it an evidence level.")
    if has_level and not is_result:
        yield _clash(
            "evidence_level",
            f"Only a result has an evidence level, but the claim is {_said(kind)}. Choose "
            f"“{EvidenceLevel.NOT_APPLICABLE.label}”, or the claim kind {_said(ClaimKind.RESULT)}.",
        )


def _model_system(values: Values) -> Iterator[Word]:
    kind, level = values["claim_kind"], values["evidence_level"]
    if kind != ClaimKind.RESULT:
        return
    system = ModelSystem(values["model_system"])
    if system == ModelSystem.OPINION:
        yield _clash(
            "model_system",
            f"A result was seen in something, but this says {_said(system)}. Say in what it was seen, or choose the "
            f"claim kind {_said(ClaimKind.AUTHOR_STATEMENT)}.",
        )
    if system in NOT_IN_PEOPLE and level in CLINICAL_LEVELS:
        yield _clash(
            "evidence_level",
            f"{_said(EvidenceLevel(level))} is for patients, but it was seen {_said(system)}: choose "
            f"{_said(EvidenceLevel.D)} or {_said(EvidenceLevel.E)}.",
        )
    if system == ModelSystem.HUMAN and level == EvidenceLevel.D:
        yield _clash(
            "evidence_level",
            f"It was seen {_said(system)}, but {_said(EvidenceLevel.D)} is for animals and cells: choose "
            f"{_said(EvidenceLevel.B)} or {_said(EvidenceLevel.C)}.",
        )


def _effect(values: Values) -> Iterator[Word]:
    effect, stance, system = Effect(values["effect"]), Stance(values["stance"]), values["model_system"]
    if (effect, stance) in ((Effect.INHIBITS, Stance.AGAINST), (Effect.PROMOTES, Stance.FOR)):
        yield _clash(
            "stance",
            f"The effect is {_said(effect)}; that alone does not speak “{stance.label.lower()}” MSCs. If the claim "
            f"says more than that, choose the stance {_said(Stance.MIXED)}; else look at both again.",
        )
    if effect == Effect.UNCONTROLLED and system in (*NOT_IN_PEOPLE, ModelSystem.OPINION):
        yield _clash(
            "effect",
            f"{_said(effect)} is said of patients only, but the model system is {_said(ModelSystem(system))}. Choose "
            "what happened to the tumour, or another model system.",
        )


def _site(routes: list[str], knowledge: Knowledge) -> Iterator[Word]:
    route = Route(routes[0]) if routes else Route.NOT_RECORDED
    if route == Route.NOT_RECORDED:
        if knowledge == Knowledge.STATED:
            yield _gap("route", "The DOSES item “Site of delivery” is stated: choose the route that it names.")
        return
    expected = KNOWLEDGE_OF_ROUTE.get(route, Knowledge.STATED)
    if knowledge not in (expected, Knowledge.NOT_RECORDED):
        yield _clash(
            "route",
            f"The route is {_said(route)}, but the DOSES item “Site of delivery” is {_said(knowledge)}. Both tell the "
            f"same fact: choose another route, or {_said(expected)} there.",
        )


def _said(member: Vocabulary) -> str:
    """A value as the form shows it, with its meaning where that says more."""
    meaning = member.meaning.rstrip(".")
    if meaning.lower() == member.label.lower():
        return f"“{member.label}”"
    return f"“{member.label}” ({meaning[:1].lower()}{meaning[1:]})"


def _gap(field: str, sentence: str) -> Word:
    return Word(field, sentence, is_clash=False)


def _clash(field: str, sentence: str) -> Word:
    return Word(field, sentence, is_clash=True)


FINDING = Rule(("claim_kind", "evidence_level", "model_system", "effect", "stance"), of_finding)
PAYLOAD = Rule(("molecule_class", "prodrug", "effect"), of_payload)
TRIAL = Rule(("route", "doses_items"), of_trial)
