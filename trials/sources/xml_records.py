"""The records of an XML file as JSON-like objects, one after the other. Entities are never expanded, nothing outside
is loaded, and memory does not grow with the file."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from .containers import Found
from .packed import broken
from .problems import Problem
from .streams import Bounded, Joined

SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
DEEPEST = 100


def records(stream: Joined, name: str, tag: str) -> Iterator[Found | Problem]:
    """Each element with the local name ``tag`` as an object, and a problem where the file breaks off.

    A child becomes a key; several of one name become a list; an attribute becomes ``@name``, or
    ``key@name`` beside a child that holds text only.
    """
    source, count = Bounded(b"", stream), 0
    try:
        found = etree.iterparse(source, tag=f"{{*}}{tag}", remove_comments=True, remove_pis=True, **SAFE)
        for _, element in found:
            count += 1
            yield Found(f"{name}#{count}", plain(element))
            source.record_ended()
            forget(element)
    except (etree.XMLSyntaxError, ValueError, UnicodeError) as error:
        yield broken(name, f"breaks off or is no XML after {count} records.", error, ends=True)


def forget(element: etree._Element) -> None:
    """Take an element that was read, and those before it, out of the tree."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def plain(element: etree._Element, depth: int = 0) -> Any:
    """An element as texts, objects and lists. Raises ValueError where it is too deep to be a record."""
    if depth > DEEPEST:
        raise ValueError(f"is nested more than {DEEPEST} times.")
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return _text(element)
    made: dict[str, Any] = {f"@{_local(key)}": value for key, value in element.attrib.items()}
    for child in children:
        key = _local(child.tag)
        _put(made, key, plain(child, depth + 1))
        if not len(child):
            for attribute, value in child.attrib.items():
                _put(made, f"{key}@{_local(attribute)}", value)
    return made


def _put(made: dict[str, Any], key: str, value: Any) -> None:
    if key not in made:
        made[key] = value
    elif isinstance(made[key], list):
        made[key].append(value)
    else:
        made[key] = [made[key], value]


def _text(element: etree._Element) -> str:
    return "".join(text for text in (element.text, *(child.tail for child in element)) if text).strip()


def _local(name: Any) -> str:
    return etree.QName(name).localname
