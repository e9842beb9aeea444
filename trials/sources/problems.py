"""A problem of a file: where it stands, what stands there, and what that means."""

from dataclasses import dataclass, field

from .texts import clean

LONGEST_VALUE = 120


@dataclass(frozen=True)
class Problem:
    """What could not be read or was not known, named so that a person can find it.

    ``lost`` says that a whole record did not go in; otherwise the record went in and only
    this value is missing or was kept as it stood. ``ends`` says that nothing after it could be read.
    """

    file: str
    record: str
    path: str
    value: str
    sentence: str
    lost: bool = False
    ends: bool = False

    def __str__(self) -> str:
        place = " ".join(part for part in (self.file, self.record, self.path) if part)
        value = f" “{self.value}”" if self.value else ""
        return f"{place}:{value} {self.sentence}"


@dataclass
class Log:
    """Collects the problems of one record while it is read."""

    file: str
    record: str
    problems: list[Problem] = field(default_factory=list)

    def note(self, path: str, value: object, sentence: str) -> None:
        self.problems.append(Problem(self.file, self.record, path, shortened(value), sentence))

    def lose(self, path: str, value: object, sentence: str) -> Problem:
        """The problem for which the whole record stays out."""
        return Problem(self.file, self.record, path, shortened(value), sentence, lost=True)


def shortened(value: object) -> str:
    """A value as a problem shows it: one line, not too long."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    text = " ".join(clean(str(value)[: 10 * LONGEST_VALUE]).split()) if value is not None else ""
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
