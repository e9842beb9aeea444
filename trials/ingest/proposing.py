"""Typed records of sources as texts that the proposer reads; the paths of its spans are the fields of the records."""

from collections.abc import Iterator

from ..choices import CriterionKind
from ..identifiers import REGISTRY_SCHEMES
from ..models import Publication, ReadingItem, Trial
from ..proposer import Passage, Text
from ..sources.paper import Paper
from ..sources.study import Study
from . import kept


def text_of(found: Study | Paper) -> Text:
    """A study or a paper as the rules read it."""
    return _of_study(found) if isinstance(found, Study) else text_of_title(found.title, found.keywords)


def text_of_title(title: str, keywords: tuple[str, ...] = (), abstract: str = "") -> Text:
    """A paper of which only the words are known."""
    passages = (Passage("title", title), Passage("abstract", abstract), *_list("keywords", keywords))
    return Text(False, tuple(each for each in passages if each.text))


def _of_study(study: Study) -> Text:
    passages = [Passage(name, getattr(study, name)) for name in ("title", "official_title")]
    passages += [*_list("conditions", study.conditions), *_list("keywords", study.keywords), *_given(study)]
    passages += [
        Passage(name, getattr(study, name)) for name in ("brief_summary", "detailed_description", "eligibility")
    ]
    measures = enumerate(study.primary_outcomes)
    passages += [Passage(f"primary_outcomes[{place}].measure", each.measure) for place, each in measures]
    meshes = (
        (Passage(f"{name}[{place}].term", mesh.term), mesh.id)
        for name in ("condition_meshes", "condition_ancestors")
        for place, mesh in enumerate(getattr(study, name))
    )
    kept = tuple(each for each in passages if each.text)
    return Text(True, kept, tuple(meshes), is_observational=study.study_type == "OBSERVATIONAL")


def _given(study: Study) -> Iterator[Passage]:
    for place, each in enumerate(study.interventions):
        at = f"interventions[{place}]"
        yield Passage(f"{at}.name", each.name)
        yield Passage(f"{at}.description", each.description)
        yield from _list(f"{at}.other_names", each.other_names)
    for place, arm in enumerate(study.arms):
        yield Passage(f"arms[{place}].label", arm.label)
        yield Passage(f"arms[{place}].description", arm.description)


def _list(name: str, texts: tuple[str, ...]) -> Iterator[Passage]:
    yield from (Passage(f"{name}[{place}]", text) for place, text in enumerate(texts))


def text_of_record(record: Trial | Publication) -> Text:
    """What there is to read on a trial or a publication: what its source said, where that was kept, else its fields."""
    if isinstance(record, Publication):
        keywords = tuple(term.value for term in record.terms.all() if term.facet == "keyword")
        return text_of_title(record.title, keywords)
    numbers = (row.identifier for row in record.identifiers.all() if row.registry == "nct")
    said = next((row for number in numbers if (row := kept.newest("nct", number))), None)
    return text_of(kept.typed(said)) if said else _of_own_fields(record)


def text_of_item(item: ReadingItem) -> Text:
    """What there is to read on an item of the reading queue: what its source said, where kept, or its title."""
    said = kept.newest(item.scheme, item.identifier) if item.scheme in ("nct", "pmid", "doi", "pmcid") else None
    if said:
        return text_of(kept.typed(said))
    is_trial = item.scheme in REGISTRY_SCHEMES
    return Text(is_trial, (Passage("title", item.title),) if item.title else ())


def _of_own_fields(trial: Trial) -> Text:
    passages = [Passage("title", trial.title)]
    passages += _list("conditions", tuple(row.text for row in trial.conditions.all()))
    passages += [Passage(f"interventions[{n}].name", row.name) for n, row in enumerate(trial.interventions.all())]
    for place, arm in enumerate(trial.arms.all()):
        passages += [Passage(f"arms[{place}].label", arm.label), Passage(f"arms[{place}].description", arm.description)]
    asked = [row.text for row in trial.criteria.all() if row.kind == CriterionKind.INCLUSION]
    passages.append(Passage("eligibility", "\n".join(asked)))
    kept_ones = tuple(each for each in passages if each.text)
    return Text(True, kept_ones, is_observational=trial.study_type == "OBSERVATIONAL")
