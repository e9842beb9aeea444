"""The publications of the founding release, and how the other kinds name them."""

from collections.abc import Iterator

from ..document import PUBLICATION, Document, empty_document
from ..identifiers import normalise
from .accessions import Accessions
from .tables import PUBLICATION_FILES, Fact, by, facts, mapping, printed_note

PREFIX = "MSCL"
NEWS_ABOUT = {"asco_post_2024_minev_news": "minev_2024_secret_agents"}
LEFT_OUT = ("crc_msc_review_xmol",)


def patched_facts() -> Iterator[tuple[str, Fact]]:
    """(fact file, fact) with the holes of the first file filled by its patch."""
    for name in PUBLICATION_FILES:
        for fact in facts(name):
            yield name, fact | (_patch_of(fact) if name == "reviews.json" else {})


def _patch_of(fact: Fact) -> Fact:
    for patch in facts("reviews_patch.json"):
        if all(fact.get(name) == value for name, value in patch["match"].items()):
            return patch["set"]
    return {}


def documents(accessions: Accessions) -> Iterator[tuple[str, Fact | None, Document]]:
    """(key, fact, document): those of the fact files first, then those that other facts refer to."""
    canonical = [fact for _, fact in patched_facts() if _is_canonical(fact["local_key"])]
    for key in (*(fact["local_key"] for fact in canonical), *(row["key"] for row in mapping("publications_added"))):
        accessions.give(PREFIX, key)
    for fact in canonical:
        yield fact["local_key"], fact, _from_fact(fact)
    for row in mapping("publications_added"):
        yield row["key"], None, _added(row, accessions)


def canonical_key(key: str) -> str:
    """The key of the record that a fact became: its own, or that of the record it was merged into."""
    row = by("publications", "local_key").get(key)
    return row["canonical_key"] if row else key


def _is_canonical(key: str) -> bool:
    return canonical_key(key) == key and key not in LEFT_OUT


def _from_fact(fact: Fact) -> Document:
    row = by("publications", "local_key")[fact["local_key"]]
    title = (row["title"] or fact["title"] or "") if row["title_basis"] != "not_seen" else ""
    document = empty_document(PUBLICATION) | {
        "title": title,
        "publication_type": row["publication_type"],
        "first_author": fact["first_author"] or "",
        "authors_state": _authors_state(fact),
        "year": fact["year"],
        "url": row["url"],
        "note": printed_note(fact["local_key"], "note", fact["note"]),
        "authors": [{"position": i, "name": name} for i, name in enumerate(fact["authors"], start=1)],
        "keyword": sorted(set(fact["keywords"])),
        "scope_tag": sorted(set(fact["scope"])),
        "sources": [_source(fact, row)],
    }
    document |= {name: fact[name] or "" for name in ("journal", "volume", "issue", "pages")}
    document |= {name: row[name] or fact[name] or "" for name in ("doi", "pmid", "pmcid")}
    return document | {"citation_as_seen": _citation(document)}


def _authors_state(fact: Fact) -> str:
    if fact["authors"]:
        return "partial" if fact["local_key"] in by("authors_incomplete", "local_key") else "complete"
    return "first_only" if fact["first_author"] else "not_recorded"


def _source(fact: Fact, row: dict[str, str]) -> Document:
    what = "Read in a copy of the article page or record." if fact["source_is_copy"] else "Read at the address given."
    return {"position": 1, "what": what, "url": "" if fact["source_is_copy"] else row["url"]}


def _citation(document: Document) -> str:
    """The line for a publication of which neither title nor identifier was seen."""
    if document["title"] or document["doi"] or document["pmid"] or document["pmcid"]:
        return ""
    names = ("first_author", "journal", "year", "volume", "pages")
    known = ", ".join(str(document[name]) for name in names if document[name])
    return known or "Title, authors and journal not seen; subject: " + ", ".join(document["scope_tag"]).replace(
        "_", " "
    )


def _added(row: dict[str, str], accessions: Accessions) -> Document:
    about = NEWS_ABOUT.get(row["key"])
    document = empty_document(PUBLICATION) | {
        name: row[name]
        for name in (
            "title", "citation_as_seen", "publication_type", "first_author", "journal", "volume", "issue", "pages",
            "doi", "pmid", "pmcid", "url",
        )
    }  # fmt: skip
    return document | {
        "year": int(row["year"]) if row["year"] else None,
        "authors_state": "first_only" if row["first_author"] else "not_recorded",
        "comments_on": accessions.of(PREFIX, about) if about else None,
        "note": printed_note(row["key"], "note", ""),
        "sources": [{"position": 1, "what": _what_was_read(row), "url": ""}],
    }


def _what_was_read(row: dict[str, str]) -> str:
    return "Read in a copy of the news item." if row["key"] in NEWS_ABOUT else "Named by the facts that rest on it."


class Publications:
    """Finds the publication that a mapping table means: by key, or by a hint of key:, doi:, pmid:, pmcid:."""

    def __init__(self, accessions: Accessions, documents: dict[str, Document]):
        self._accessions = accessions
        self._by_identifier = {
            (prefix, document[prefix]): key
            for key, document in documents.items()
            for prefix in ("doi", "pmid", "pmcid")
            if document[prefix]
        }

    def by_key(self, key: str) -> str | None:
        """Accession of a canonical key, or None for no key. A merged key leads to the one it was merged into."""
        return self._accessions.of(PREFIX, canonical_key(key)) if key else None

    def by_hint(self, hint: str) -> str | None:
        """Accession for an identifier with its prefix; None when the hint is a citation."""
        prefix, _, value = hint.partition(":")
        if prefix == "key":
            return self.by_key(value)
        if prefix not in ("doi", "pmid", "pmcid"):
            return None
        key = self._by_identifier.get((prefix, normalise(prefix, value)))
        if key is None:
            raise LookupError(f"No publication has {hint}; add it to publications_added.csv.")
        return self._accessions.of(PREFIX, key)
