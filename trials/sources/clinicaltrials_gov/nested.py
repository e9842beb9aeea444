"""Objects within objects, built by the path of each value."""

from typing import Any

Json = dict[str, Any]


def put(whole: Json, path: str, value: Any) -> None:
    """Put a value where a path such as ``designModule.phases`` says; an empty one is left out, the first one stays."""
    if value in ("", None, [], {}):
        return
    *parents, last = path.split(".")
    at(whole, parents).setdefault(last, value)


def at(whole: Json, keys: list[str]) -> Json:
    """The object at a path, made where it is not there."""
    for key in keys:
        whole = whole.setdefault(key, {})
    return whole
