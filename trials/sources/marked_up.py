"""Titles without mark-up: tags and formulas become one line, and a power stays one (10<sup>6</sup> is 10⁶, not 106)."""

import html
import re

from lxml import etree

from .problems import Log
from .texts import clean

# A name, then attributes with values: "p <b and c> d" is no tag. MathML names its namespace in the tag.
_TAG = re.compile(r"</?[a-zA-Z][\w:-]{0,20}(?:\s+[\w:-]{1,40}\s*=[^<>]{0,400})?\s*/?>")
# What says a formula a second time, in another notation.
_TWICE = ("annotation", "annotation-xml", "tex-math")
_SAID_TWICE = re.compile(
    rf"<(?:\w{{1,9}}:)?({'|'.join(_TWICE)})\b[^<>]{{0,400}}>[^<]{{0,2000}}</(?:\w{{1,9}}:)?\1>", re.IGNORECASE
)
_EXPONENT = r"\s*([-−–]?\d{1,4})\s*"
_POWER = re.compile(rf"(?<=\d)<(?:\w{{1,9}}:)?sup>{_EXPONENT}</(?:\w{{1,9}}:)?sup>", re.IGNORECASE)
_RAISED = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")


def bare(text: str) -> str:
    """A text that may hold tags and escaped signs, without them and with single blanks."""
    text = _SAID_TWICE.sub("", html.unescape(text))
    text = _POWER.sub(lambda found: found[1].translate(_RAISED), text)
    return " ".join(_TAG.sub("", text).split())


def title_of(text: str, log: Log, path: str) -> str:
    """A title without tags; that somebody had typed some into it is noted."""
    if _TAG.search(text):
        log.note(path, text, "holds HTML; its tags were taken out.")
    return bare(text)


def text_of(element: etree._Element | None) -> str:
    """What stands in an element, without its mark-up; formulas in one line."""
    if element is None:
        return ""
    pieces: list[str] = []
    _collect(element, pieces)
    return re.sub(r"\s+", " ", clean("".join(pieces)))


def _collect(element: etree._Element, pieces: list[str]) -> None:
    own = element.text or ""
    pieces.append(own.strip().translate(_RAISED) if _is_power(element, own, pieces) else own)
    for node in element:
        if _name(node) not in _TWICE:
            _collect(node, pieces)
        pieces.append(node.tail or "")


def _is_power(element: etree._Element, own: str, pieces: list[str]) -> bool:
    """Whether an element is a number above a number; "CD34<sup>+</sup>" and "Ca<sup>2+</sup>" read well as they are."""
    parent = element.getparent()
    is_above = _name(element) == "sup" or (_name(parent) == "msup" and parent.index(element) == 1)
    return is_above and "".join(pieces[-3:]).rstrip()[-1:].isdigit() and re.fullmatch(_EXPONENT, own) is not None


def _name(element: etree._Element | None) -> str:
    """Without namespace; empty for what has none, such as an entity."""
    tag = element.tag if element is not None else ""
    return etree.QName(tag).localname.lower() if isinstance(tag, str) and tag else ""
