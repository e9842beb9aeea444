"""What is wrong with a row of a sheet, as it is kept and shown."""

from dataclasses import asdict, dataclass

_LONGEST = 200


@dataclass(frozen=True)
class Problem:
    """The column (empty: the whole row), what stands there, and a sentence that names the remedy."""

    column: str
    value: str
    sentence: str

    def as_json(self) -> dict[str, str]:
        short = self.value if len(self.value) <= _LONGEST else f"{self.value[:_LONGEST]}…"
        return asdict(self) | {"value": short}
