"""What the registries' records share: phases in any spelling, texts with mark-up, sites of which only a country is
known."""

import html
import re
from collections.abc import Iterable

from ..marked_up import title_of
from ..node import Node
from ..problems import Log
from ..study import Site, age_in_years

PHASES = {
    "0": "EARLY_PHASE1", "early 1": "EARLY_PHASE1",
    "1": "PHASE1", "2": "PHASE2", "3": "PHASE3", "4": "PHASE4",
    "i": "PHASE1", "ii": "PHASE2", "iii": "PHASE3", "iv": "PHASE4",
    "1a": "PHASE1", "1b": "PHASE1", "2a": "PHASE2", "2b": "PHASE2", "3a": "PHASE3", "3b": "PHASE3",
    "ia": "PHASE1", "ib": "PHASE1", "iia": "PHASE2", "iib": "PHASE2", "iiia": "PHASE3", "iiib": "PHASE3",
}  # fmt: skip
NO_PHASE = {"n/a", "na", "not applicable", "not applicable (n/a)"}
NOTHING = {
    "", "-", "null", "none", "not specified", "not selected", "not provided", "not stated", "not available",
    "multiple age groups",
}  # fmt: skip
SEX = {
    "all": "ALL", "both": "ALL", "both males and females": "ALL", "male and female": "ALL",
    "female, male": "ALL", "male, female": "ALL",
    "male": "MALE", "males": "MALE", "m": "MALE", "female": "FEMALE", "females": "FEMALE", "f": "FEMALE",
}  # fmt: skip
# Words around the number of a phase.
_AROUND = re.compile(
    r"\b(phases?|trial|study|clinical|human pharmacology|therapeutic|exploratory|confirmatory|use|integrated)\b|[()]"
)
_SAID = re.compile(r"\(phase ([ivIV]+)\)[^:]{0,60}:\s{0,9}(yes|no)", re.IGNORECASE)


def phases_of(node: Node, key: str) -> tuple[str, ...]:
    """The phases that a text names, such as "Phase I/II", "Phase 2" or EU CTR's list of yes and no; a text that
    names none is kept as it stands, and noted."""
    text = " ".join(plain_text(node.text(key)).split())
    if said := _SAID.findall(text):
        return tuple(PHASES[number.lower()] for number, answer in said if answer.lower() == "yes" and _is_phase(number))
    words = text.lower()
    if words in NOTHING:
        return ()
    if words in NO_PHASE:
        return ("NA",)
    bare = _AROUND.sub(" ", words)
    parts = [" ".join(part.split()) for part in re.split(r"[/,&+;-]|\band\b|\bto\b", bare)]
    found = [PHASES.get(part, "") for part in parts if part]
    if found and all(found):
        return tuple(dict.fromkeys(found))
    node.log.note(node.at(key), text, "is no phase that we know; it was kept as it stands.")
    return (text,)


def _is_phase(number: str) -> bool:
    return number.lower() in PHASES


def plain_text(text: str) -> str:
    """A text without tags and entities; a ``<br>`` begins a line.

    >>> plain_text("one<br>two &amp; &lt;3")
    'one\\ntwo & <3'
    """
    lines = re.sub(r"<br\s{0,9}/?>\s{0,99}", "\n", text, flags=re.IGNORECASE)
    return html.unescape(re.sub(r"</?[a-zA-Z][^<>]{0,80}>", "", lines)).replace("\r", "").strip()


def title_in(node: Node, key: str) -> str:
    """A title, without the tags that somebody typed into it."""
    return title_of(node.text(key), node.log, node.at(key))


def age_of(node: Node, key: str) -> str:
    """An age as given; one that cannot be counted in years is noted."""
    text = node.text(key)
    if text and age_in_years(text) is None:
        node.log.note(node.at(key), text, "is no age in years, months or days; it was kept as it stands.")
    return text


def listed(text: str, sign: str = ";") -> tuple[str, ...]:
    """The parts of a text between signs or lines, each once."""
    parts = (" ".join(part.split()) for line in plain_text(text).splitlines() for part in line.split(sign))
    return tuple(dict.fromkeys(part for part in parts if part and part.lower() not in NOTHING))


def with_countries(sites: Iterable[Site], countries: Iterable[str], log: Log) -> tuple[Site, ...]:
    """Sites, and for each country that none of them is in one of which only that is known."""
    sites = tuple(sites)
    for site in sites:
        if not site.country:
            log.note("country", site.facility or site.city, "is a site in no country.")
    known = {site.country for site in sites}
    return sites + tuple(Site(country=country) for country in dict.fromkeys(countries) if country not in known)


def criteria(inclusion: str, exclusion: str) -> str:
    """Both halves of the eligibility as one text, each under its name."""
    halves = (("Inclusion Criteria", inclusion), ("Exclusion Criteria", exclusion))
    return "\n\n".join(_named(name, text) for name, text in halves if text)


def _named(name: str, text: str) -> str:
    spaced = re.sub(r"\n\s*\n\s*", "\n\n", text)
    return spaced if spaced.lower().startswith(name.lower()) else f"{name}:\n\n{spaced}"
