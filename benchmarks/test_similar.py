"""Similar publications: TF-IDF and BM25 over more and fewer fields, on labelled pairs of the founding release."""

from collections import defaultdict
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.management import call_command

from benchmarks.similar.measuring import SHOWN, Figure, average_precision, figure, labels, precision
from trials.projection.similar import Text, similar, terms_of, texts
from trials.ranking import Bm25, TfIdf

pytestmark = [pytest.mark.bench, pytest.mark.once, pytest.mark.django_db]

METHODS = {"TF-IDF": TfIdf, "BM25": Bm25}
# What is left out of what publications are compared by.
WITHOUT = {
    "title": ("subjects", "names", "claims"),
    "title, subjects": ("names", "claims"),
    "title, claims": ("subjects", "names"),
    "title, subjects, claims": ("names",),
    "title, subjects, names": ("claims",),
    "title, subjects, names, claims": (),
}
CHOSEN = "TF-IDF over title, subjects, names, claims"


def test_the_chosen_method_puts_similar_publications_first(record_proof):
    call_command("load_release", settings.BASE_DIR / "data", verbosity=0)
    compared, judged = texts(), {key: row for key, row in labels().items() if any(row.values())}

    figures = {}
    for fields, without in WITHOUT.items():
        left = {key: replace(text, **{name: [] for name in without}) for key, text in compared.items()}
        for name, method in METHODS.items():
            figures[f"{name} over {fields}"] = measured(method, left, judged)
    for what, (average, first) in figures.items():
        print(f"{what}: average precision {average}; precision at 3 {first}")

    share, unjudged = of_the_shown(compared)
    print(f"{CHOSEN}: of the five shown, similar are {share}; {unjudged} of them not judged")

    record_proof(
        "similar", pairs=sum(map(len, labels().values())), publications=len(judged),
        similar=sum(sum(row.values()) for row in judged.values()),
        of_five_shown=str(share), shown_and_not_judged=unjudged,
        figures={what: {"average_precision": str(a), "precision_at_3": str(p)} for what, (a, p) in figures.items()},
    )  # fmt: skip
    assert figures[CHOSEN][0].low > 0.8
    assert figures[CHOSEN][0].mean >= max(average.mean for average, _ in figures.values()) - 0.02


def of_the_shown(compared: dict[str, Text]) -> tuple[Figure, int]:
    """The share of similar ones among those that pages show, over the publications that were judged."""
    judged, shown = labels(SHOWN), defaultdict(list)
    for accession, _, near, _ in similar(compared):
        shown[accession].append(near.key)
    known = {key: [row[other] for other in shown[key] if other in row] for key, row in judged.items()}
    unjudged = sum(len(shown[key]) - len(found) for key, found in known.items())
    return figure([sum(found) / len(found) for found in known.values()]), unjudged


def measured(method: type, compared: dict[str, Text], judged: dict[str, dict[str, bool]]) -> tuple[Figure, Figure]:
    ranking = method(terms_of(compared))
    averages, firsts = [], []
    for key, row in judged.items():
        scores = {near.key: near.score for near in ranking.nearest(key)}
        order = sorted(row, key=lambda other: (-scores.get(other, 0), other))
        averages.append(average_precision(order, row))
        firsts.append(precision(order, row))
    return figure(averages), figure(firsts)
