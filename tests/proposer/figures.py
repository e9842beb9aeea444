"""The figures of the proposer for one half of the labels, as docs/proof/ keeps them."""

import json
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from trials.ingest.labelled import labelled_texts
from trials.proposer import propose, vocabulary
from trials.proposer.evaluation import Score, labels_in, scored

HALVES = ("open", "sealed")
FOLDER = Path(__file__).resolve().parent / "labels"
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "dev"


def committed(half: str) -> dict[str, Any]:
    """The figures that were kept of a half."""
    text = (ROOT / "docs" / "proof" / f"proposer_{half}.sqlite.json").read_text(encoding="utf-8")
    return json.loads(text)["figures"]


def figures_of(half: str) -> dict[str, Any]:
    """Counts, shares and 95 % intervals of each field, over all records and over those that the base does not know."""
    labels, names = labels_in(FOLDER / f"{half}.csv"), vocabulary()
    texts = labelled_texts(labels, SAMPLES)
    pairs = [(label, propose(texts[label.record], names)) for label in labels if label.record in texts]
    scores = scored(pairs, names)
    not_known = scored([pair for pair in pairs if not pair[0].in_base], names)
    return {
        "records": len(pairs),
        "not_found": [label.record for label in labels if label.record not in texts],
        "fields": {name: _plain(score) for name, score in scores.items()},
        "fields_of_records_not_in_the_base": {name: _plain(score) for name, score in not_known.items()},
        "misses": [miss for name, score in scores.items() if name != "in" for miss in score.misses],
    }


def _plain(score: Score) -> dict[str, Any]:
    shares = {"precision": score.precision, "recall": score.recall}
    rounded = {name: [round(each, 4) for each in share] for name, share in shares.items()}
    return {"right": score.right, "wrong": score.wrong, "missed": score.missed, **rounded}
