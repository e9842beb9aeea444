"""The base class of every controlled vocabulary: a value, what it means, its label."""

from django.db import models


class Vocabulary(models.TextChoices):
    """A closed list of values. A member reads ``NAME = value, meaning, label``.

    The docstring of a vocabulary says what it describes; ``source()`` says which
    standard or decision its values come from.
    """

    def __new__(cls, value: str, meaning: str = "") -> "Vocabulary":
        member = str.__new__(cls, value)
        member._value_ = value
        member._meaning = meaning
        return member

    @property
    def meaning(self) -> str:
        """One sentence that tells a curator when to choose this value."""
        return self._meaning

    @classmethod
    def source(cls) -> str:
        """Where the values come from; MSCdb's own unless a vocabulary says otherwise."""
        return "MSCdb"
