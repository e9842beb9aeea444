"""Numbers with their nouns."""


def counted(count: int, one: str, many: str = "") -> str:
    """“1 trial”, “2 trials”, “3 studies” (the plural given where an s does not make it)."""
    return f"{count} {one if count == 1 else many or one + 's'}"
