"""The texts of records that were labelled for the evaluation of the proposer, found among files and in the base."""

import gzip
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..models import Publication
from ..proposer import Text
from ..proposer.evaluation import Label
from ..sources.paper import Paper
from ..sources.study import Study
from .proposing import text_of, text_of_title
from .reading import papers, studies
from .way_out import way_out

_NCT = re.compile(rb"NCT\d{8}")


def labelled_texts(labels: Iterable[Label], samples: Path) -> dict[str, Text]:
    """The text of each labelled record, by record: the fullest that lies under a folder, or a title of the base.

    Of a record labelled by a list of the registry's website only the row of a CSV file counts.
    """
    wanted = {label.record: label for label in labels}
    titles = Publication.objects.with_accessions(wanted).values_list("accession", "title")
    found = {accession: text_of_title(title) for accession, title in titles}
    files = sorted(path for path in samples.rglob("*") if path.is_file() and _names_any(path, wanted))
    trials, others = (
        [path for path in files if _is_of_trials(path)],
        [path for path in files if not _is_of_trials(path)],
    )
    with way_out(for_a_page=True) as client:
        for path in trials:
            for each in studies([str(path)], client):
                if isinstance(each, Study) and each.identifier in wanted:
                    _keep_fuller(found, wanted[each.identifier], text_of(each), path)
        for each in papers(map(str, others), client):
            if isinstance(each, Paper) and each.identifier in wanted:
                found.setdefault(each.identifier, text_of(each))
    return found


def _names_any(path: Path, wanted: Mapping[str, Label]) -> bool:
    """Whether a file names one of the records anywhere; most do not and need no reading."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as stream:
        said = stream.read()
    if not said or not wanted.keys().isdisjoint(each.decode() for each in _NCT.findall(said)):
        return bool(said)
    return any(each.encode() in said for each in wanted if not each.startswith(("NCT", Publication.PREFIX)))


def _is_of_trials(path: Path) -> bool:
    return any(part.startswith("ctgov") for part in path.parts)


def _keep_fuller(found: dict[str, Text], label: Label, text: Text, path: Path) -> None:
    is_row = path.suffix == ".csv"
    if is_row != (label.kind == "registry_list"):
        return
    before = found.get(label.record)
    if before is None or _letters(before) < _letters(text):
        found[label.record] = text


def _letters(text: Text) -> int:
    return sum(len(each.text) for each in text.passages)
