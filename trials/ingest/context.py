"""What the parts of a batch share while it is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from .. import forms
from ..curation import Actor, source_actor
from ..models import ImportRun
from ..sources.problems import Problem
from .runs import REFUSED, Summary


@dataclass(frozen=True)
class Context:
    """The run, the day, who had it run, whose the new drafts are, and the counts of this batch."""

    run: ImportRun
    day: str
    by: str
    owner: Actor | None
    summary: Summary

    def author_of(self, source: str) -> Actor:
        """Who begins a draft of what a source said."""
        return self.owner or source_actor(source)

    def refuse(self, identifier: str, problems: Sequence[forms.Problem]) -> None:
        """One record that the form does not take, in however many sentences."""
        said = [
            Problem("", identifier, problem.field, "", problem.sentence, lost=index == 0)
            for index, problem in enumerate(problems)
        ]
        self.summary.refuse(REFUSED, said)

    def lose(self, identifier: str, sentence: str) -> None:
        """One record that stays out for one reason."""
        self.summary.refuse(REFUSED, [Problem("", identifier, "", "", sentence, lost=True)])
