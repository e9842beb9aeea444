"""Texts that any database takes."""


def clean(text: str) -> str:
    """A text without NUL, without halves of pairs of surrogates, without blanks around it."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8").strip()
