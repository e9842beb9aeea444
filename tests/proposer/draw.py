"""How the records that were labelled by hand were drawn: strata by plain words, a fixed seed in each.

Run it beside the samples: ``python -m tests.proposer.draw SAMPLES_DIR`` prints ``record,stratum,half``. The words
below only sort records into strata, so that trials of MSCs in people with cancer, of which there are few, are all
among them and the near misses are many. They decide nothing about a label.
"""

import csv
import random
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from trials.sources import citations, clinicaltrials_gov
from trials.sources.paper import Paper
from trials.sources.study import Study

SEED = 20261127
# How many records of a stratum are drawn; None takes all.
STRATA = {
    "msc_cancer_named": None,
    "msc_transplant_or_radiation_named": None,
    "msc_cancer_in_text": 40,
    "msc_no_cancer": 25,
    "no_msc_cancer_named": 32,
    "no_msc_transplant_named": None,
    "no_msc_cancer_in_text": 6,
    "no_msc_no_cancer": 6,
    "list_msc_cancer_named": None,
    "list_msc_transplant_or_radiation_named": None,
    "list_msc_no_cancer": 15,
    "list_no_msc_cancer_named": None,
    "list_no_msc_transplant_named": None,
    "list_no_msc_no_cancer": 8,
    "paper_msc": None,
    "paper_cancer": None,
    "paper_of_the_base": None,
}
_MSC = re.compile(r"(?i:mesenchym|stromal|wharton|adipose.derived|exosome|vesicle)|\bMSCs?\b")
_CANCER = re.compile(
    r"cancer|carcinom|tumou?r|neoplas|leuka?emi|lymphom|myelom|sarcom|gliom|blastom|melanom|malignan|metasta"
    r"|myelodys|oncolog|hodgkin|astrocyt",
    re.IGNORECASE,
)
_TRANSPLANT = re.compile(
    r"gvhd|graft.{0,3}(versus|vs)|graft.?failure|poor graft|ha?ematopoietic|ha?ematolog|chemother|radiat|radiother"
    r"|transplantation of|bone marrow transpl|hsct|cord blood|prostatectomy|mastectomy|lymphedema|xerostom"
    r"|hyposaliv|anthracycline|cisplatin|engraftment",
    re.IGNORECASE,
)
_STEM_PAPER = re.compile(r"mesenchym|stromal|\bMSCs?\b|stem cell", re.IGNORECASE)


def stratum_of_study(study: Study) -> str:
    head = " | ".join((study.title, study.official_title, *study.conditions))
    given = (f"{each.name} {each.description} {' '.join(each.other_names)}" for each in study.interventions)
    arms = (f"{arm.label} {arm.description}" for arm in study.arms)
    mesh = (each.term for each in study.condition_meshes + study.condition_ancestors)
    rest = (study.brief_summary, study.detailed_description, *study.keywords, study.eligibility, *given, *arms, *mesh)
    whole = " ".join((head, *rest))
    msc = "msc" if _MSC.search(whole) else "no_msc"
    if _CANCER.search(head):
        return f"{msc}_cancer_named"
    if _TRANSPLANT.search(head):
        return f"{msc}_transplant_or_radiation_named" if msc == "msc" else "no_msc_transplant_named"
    return f"{msc}_cancer_in_text" if _CANCER.search(whole) else f"{msc}_no_cancer"


def stratum_of_row(row: dict[str, str]) -> str:
    head = " | ".join((row["Title"], row["Conditions"], row["Interventions"]))
    msc = "msc" if _MSC.search(head) else "no_msc"
    if _CANCER.search(head):
        return f"list_{msc}_cancer_named"
    if _TRANSPLANT.search(head):
        return f"list_{msc}_transplant_or_radiation_named" if msc == "msc" else "list_no_msc_transplant_named"
    return f"list_{msc}_no_cancer"


def read(reader: Any, paths: Iterable[Path]) -> Iterator[Any]:
    for path in paths:
        with path.open("rb") as stream:
            yield from reader(stream, path.name)


def records(samples: Path) -> Iterator[tuple[str, str]]:
    """(record, stratum) of everything that may be drawn; a study counts before its row in a list."""
    seen: set[str] = set()
    older = [samples / "ctgov_legacy" / "msc_studyfields_735.jsonl.gz"]
    newer = sorted((samples / "ctgov_v2").rglob("*.json"))
    others = sorted((samples / "ctgov_legacy").rglob("*.json"))
    for each in read(clinicaltrials_gov.read, older + others + newer):
        if isinstance(each, Study) and each.identifier not in seen:
            seen.add(each.identifier)
            yield each.identifier, stratum_of_study(each)
    with (samples / "ctgov_csv" / "legacy_msc_1389.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["NCT Number"] not in seen:
                yield row["NCT Number"], stratum_of_row(row)
    folders = ("pubmed_xml", "nbib", "ris", "bib", "crossref")
    for paper in read(citations.read, (path for folder in folders for path in sorted((samples / folder).iterdir()))):
        if isinstance(paper, Paper) and paper.title and paper.identifier not in seen:
            seen.add(paper.identifier)
            if _STEM_PAPER.search(" ".join((paper.title, *paper.keywords, *paper.mesh))):
                yield paper.identifier, "paper_msc"
            elif _CANCER.search(paper.title):
                yield paper.identifier, "paper_cancer"
    release = Path(__file__).resolve().parents[2] / "data" / "publications.csv"
    with release.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["title"]:
                yield row["accession"], "paper_of_the_base"


def drawn(samples: Path) -> list[tuple[str, str, str]]:
    """(record, stratum, half): within a stratum every second record of the shuffled draw is sealed."""
    found: dict[str, list[str]] = {name: [] for name in STRATA}
    for record, stratum in records(samples):
        found[stratum].append(record)
    rows = []
    for name, count in STRATA.items():
        order = random.Random(f"{SEED}:{name}").sample(sorted(found[name]), len(found[name]))
        rows += [(record, name, ("open", "sealed")[place % 2]) for place, record in enumerate(order[:count])]
    return rows


if __name__ == "__main__":
    for row in drawn(Path(sys.argv[1])):
        sys.stdout.write(",".join(row) + "\n")
