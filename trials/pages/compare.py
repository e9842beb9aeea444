"""Two to four trials side by side; what differs is judged on their documents and said in words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..choices import DosesElement, Knowledge
from ..document import Document, to_document
from ..filters import Problem
from ..models import Trial
from . import selection
from .http import public_page
from .trial import DosesLine, doses_card

LEAST, MOST = 2, 4
NOTHING = ("", None, [], *Knowledge.values)
SAME, DIFFERS, PARTLY, NOWHERE = "same", "differs", "partly", "nowhere"
VERDICTS = {
    SAME: "the same",
    DIFFERS: "differs",
    PARTLY: "not recorded for all",
    NOWHERE: "not recorded for any",
}


@dataclass(frozen=True)
class Cell:
    """What stands in a row for one trial."""

    trial: Trial
    is_known: bool
    doses: DosesLine | None = None


@dataclass(frozen=True)
class Row:
    """One question to all trials; ``verdict`` says whether they differ in it."""

    name: str
    label: str
    cells: list[Cell]
    verdict: str

    @property
    def said(self) -> str:
        return VERDICTS[self.verdict]


@dataclass(frozen=True)
class Question:
    """A row before it is asked: the fields of the document that answer it, or how a trial answers."""

    name: str
    label: str
    fields: tuple[str, ...] = ()
    more: Callable[[Trial], Any] = field(default=lambda trial: None)

    def answer(self, trial: Trial, document: Document) -> list[Any]:
        return [*(_known(document[name]) for name in self.fields), self.more(trial)]


GROUPS = {
    "Can a patient join?": (
        Question("status", "Recruiting?", ("overall_status",), lambda trial: trial.is_open_now() or None),
        Question("where", "Where", ("country",), lambda trial: _sites(trial) or None),
        Question("tumour", "Tumour", ("cancer_types",)),
        Question("setting", "Disease setting", ("disease_setting",)),
        Question("ages", "Ages and sex", ("minimum_age", "maximum_age", "age_group", "sex")),
    ),
    "The cell product": (
        Question("role", "Role of the cells", ("role", "supportive_indication")),
        Question("modality", "What was done to the cells", ("modality",)),
        Question("payload", "Payload", ("payloads", "payload_text")),
        Question("dose", "Dose and schedule", ("dose_and_schedule",)),
        Question("with", "Given with", ("given_with",)),
    ),
    "The study": (
        Question("phase", "Phase", ("phase",)),
        Question("design", "Design", ("study_type", "allocation", "intervention_model", "masking")),
        Question("participants", "Participants", ("enrolment", "enrolment_type")),
        Question("start", "Start", ("start_date",)),
        Question("completion", "Completion", ("completion_date",)),
        Question("sponsor", "Sponsor", ("sponsor_name",)),
    ),
    "What came out": (Question("results", "Results", ("results", "results_summary")),),
}


@public_page
def view(request: HttpRequest) -> HttpResponse:
    """``?trial=NCT…&trial=…``, two to four of them."""
    chosen = selection.read(request.GET, MOST)
    if not chosen.problems and len(chosen.trials) < LEAST:
        chosen = selection.Selection(chosen.trials, chosen.gone, _too_few(chosen))
    if chosen.problems:
        return selection.refusal(request, chosen, "Trials side by side")
    context = {
        "section": "trials",
        "selection": chosen,
        "groups": compared(chosen.trials),
        "column_count": len(chosen.trials) + 1,
    }
    return render(request, "pages/compare.html", context)


def _too_few(chosen: selection.Selection) -> list[Problem]:
    gone = "".join(f" {trial.accession} was withdrawn." for trial in chosen.gone)
    number = str(len(chosen.trials))
    return [Problem(selection.WORD, number, f"Name two to four trials to compare; here are {number}.{gone}")]


def compared(trials: list[Trial]) -> list[tuple[str, list[Row]]]:
    """(heading, rows) of the whole table."""
    documents = [to_document(trial) for trial in trials]
    groups = []
    for heading, questions in GROUPS.items():
        rows = [_row(question, trials, documents) for question in questions]
        groups.append((heading, rows + _doses_rows(trials) if heading == "The cell product" else rows))
    return groups


def _row(question: Question, trials: list[Trial], documents: list[Document]) -> Row:
    answers = [question.answer(trial, document) for trial, document in zip(trials, documents, strict=True)]
    known = [any(value is not None for value in answer) for answer in answers]
    cells = [Cell(trial, is_known) for trial, is_known in zip(trials, known, strict=True)]
    return Row(question.name, question.label, cells, verdict(answers, known))


def _doses_rows(trials: list[Trial]) -> list[Row]:
    cards = [doses_card(trial) for trial in trials]
    rows = []
    for element, lines in zip(DosesElement, zip(*cards, strict=True), strict=True):
        known = [bool(line.text or line.coded) for line in lines]
        cells = [Cell(trial, *each) for trial, each in zip(trials, zip(known, lines, strict=True), strict=True)]
        answers = [(line.knowledge, line.text, line.coded) if line.text or line.coded else () for line in lines]
        rows.append(Row("doses", str(element.label), cells, verdict(answers, known)))
    return rows


def verdict(answers: list[Any], known: list[bool]) -> str:
    """Nothing is called the same or different by what is not recorded."""
    if not any(known):
        return NOWHERE
    told = [answer for answer, is_known in zip(answers, known, strict=True) if is_known]
    if any(answer != told[0] for answer in told):
        return DIFFERS
    return SAME if all(known) else PARTLY


def _known(value: Any) -> Any:
    if isinstance(value, list):
        return [each for each in value if each not in Knowledge.values] or None
    return None if value in NOTHING else value


def _sites(trial: Trial) -> list[tuple[str, str, str]]:
    return sorted((site.facility, site.city, site.country) for site in trial.sites.all())
