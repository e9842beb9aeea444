"""The rows that the founding trials own: identifiers, sites, arms, DOSES items, results."""

import re
from collections.abc import Iterable
from decimal import Decimal

from ..document import Document, plain, sorted_rows
from .publications import Publications
from .tables import Fact, Row, authority_url, by, grouped, listed, worded

DOSES = {
    "donor": "donor",
    "origin_tissue": "origin_tissue",
    "separation": "separation_preparation",
    "exhibited": "exhibited_characteristics",
    "site": "site_of_delivery",
}
WHOLE_COPY = "ClinicalTrials.gov record, public copy of October 2022"


def owned(key: str, fact: Fact, row: Row, detail: Fact) -> Document:
    """All owned rows of a trial but its results."""
    identifiers, secondary = _identifiers(key)
    rows = {
        "identifiers": identifiers,
        "secondary_ids": secondary,
        "conditions": _conditions(key),
        "sites": _sites(detail),
        "collaborators": [{"name": c["name"], "kind": c["class"]} for c in detail.get("collaborators", [])],
        "arms": _numbered(
            {"label": arm["label"], "arm_type": arm["type"] or "", "description": arm["description"]}
            for arm in detail.get("arms", [])
        ),
        "interventions": _numbered(
            {"intervention_type": given["type"] or "", "name": given["name"]}
            for given in detail.get("interventions", [])
        ),
        "outcomes": _numbered(
            {"measure": outcome["measure"], "time_frame": outcome["time_frame"] or ""}
            for outcome in detail.get("primary_outcomes", [])
        ),
        "criteria": _criteria(detail),
        "registry_references": [
            {"pmid": reference["pmid"], "reference_type": reference["type"]}
            for reference in detail.get("registry_linked_pmids", [])
        ],
        "doses_items": _doses_items(key, row, detail),
        "status_history": _status_history(key),
        "disputed_fields": _disputed(row),
        "pins": [],
        "sources": _sources(fact, detail),
    }
    return {name: sorted_rows(values) for name, values in rows.items()}


def results(key: str, publications: Publications) -> list[Document]:
    """The results of a trial, one measure a row."""
    return [_result(row, publications) for row in grouped("trial_results", "trial").get(key, [])]


def country(name: str) -> str:
    """One name per country."""
    return by("countries", "fact_value")[name]["country"]


def leading_date(text: str | None) -> str:
    """The date at the beginning of a text such as "2025-10-27 (record last updated)"."""
    found = re.match(r"\d{4}(-\d{2}){0,2}", text or "")
    return found.group() if found else ""


def with_site(sites: list[Document], update: Row, countries: list[str]) -> list[Document]:
    """The sites with one that a later source names, unless it is there."""
    if any(update["value"] in site["facility"] for site in sites):
        return sites
    place = countries[0] if len(countries) == 1 else ""
    site = {"facility": update["value"], "city": "", "country": place, "as_of": update["as_of"]}
    return [*sites, {"position": len(sites) + 1} | site]


def _numbered(rows: Iterable[Document]) -> list[Document]:
    return [{"position": position} | row for position, row in enumerate(rows, start=1)]


def _identifiers(key: str) -> tuple[list[Document], list[Document]]:
    registry, secondary = [], []
    for row in grouped("trial_identifiers", "trial").get(key, []):
        if row["kind"] == "registry":
            registry.append({"registry": row["registry"], "identifier": row["identifier"]})
        else:
            secondary.append({"kind": row["kind"], "value": row["identifier"]})
    return registry, secondary


def _conditions(key: str) -> list[Document]:
    rows = grouped("trial_conditions", "trial").get(key, [])
    return _numbered({"text": row["condition"], "kind": row["kind"]} for row in rows)


def _sites(detail: Fact) -> list[Document]:
    as_of = leading_date(detail.get("registry_record_date"))
    return _numbered(
        {"facility": s["facility"] or "", "city": s["city"], "country": country(s["country"]), "as_of": as_of}
        for s in detail.get("sites", [])
    )


def _criteria(detail: Fact) -> list[Document]:
    eligibility = detail.get("eligibility", {})
    return [
        {"kind": kind, "position": position, "text": text}
        for kind in ("inclusion", "exclusion")
        for position, text in enumerate(eligibility.get(kind) or [], start=1)
    ]


def _doses_items(key: str, row: Row, detail: Fact) -> list[Document]:
    given = detail.get("doses_items", {})
    read_whole = detail.get("depth", "").startswith("registry copy")
    return [_doses_item(element, given.get(name), row, read_whole) for element, name in DOSES.items()]


def _doses_item(element: str, text: str | None, row: Row, read_whole: bool) -> Document:
    """A DOSES item; "not reported" stands only where a whole registry copy was read."""
    item = {"element": element, "knowledge": "not_recorded", "text": "", "source": ""}
    if element == "site" and "infusion_not_specified" in listed(row["route"]):
        # The registry copies say infusion and no more, whatever the later reading put there.
        return item | {"knowledge": "stated", "text": "Infusion (vessel not stated)"}
    if not text:
        return item
    if text.lower().startswith("not reported"):
        rest = text[len("not reported") :].strip(" ()")
        if not read_whole:
            return item | {"text": rest}
        return item | {"knowledge": "not_reported", "text": rest, "source": WHOLE_COPY}
    if text.lower().startswith("not given to the patient"):
        return item | {"knowledge": "not_applicable", "text": text}
    return item | {"knowledge": "stated", "text": worded(text)}


def _status_history(key: str) -> list[Document]:
    notes = {"conflict": "Another source says otherwise.", "confirm": "Confirms the status."}
    return _numbered(
        {
            "overall_status": entry["overall_status"],
            "confirmed_on": entry["confirmed_on"],
            "seen_on": entry["seen_on"],
            "source": worded(entry["source_text"]),
            "note": notes.get(entry["change"], ""),
        }
        for entry in grouped("trial_status_history", "trial").get(key, [])
    )


def _disputed(row: Row) -> list[Document]:
    parts = (cell.partition(":") for cell in listed(row["disputed"]))
    return [{"field": field.strip(), "text": worded(text.strip())} for field, _, text in parts]


def _sources(fact: Fact, detail: Fact) -> list[Document]:
    """Where the facts were read; the address only where it is an authority's."""
    seen, rows = set(), []
    for source in [*fact["sources"], *detail.get("sources", [])]:
        what = worded(source["what"])
        if what in seen:
            continue
        seen.add(what)
        rows.append({"what": what, "url": authority_url(source["url"])})
    return _numbered(rows)


def _result(row: Row, publications: Publications) -> Document:
    publication = publications.by_hint(row["publication_hint"])
    posted = "Results posted in the registry" if row["source_type"] == "registry_posted" else row["source_fact"]
    return {
        "position": int(row["position"]),
        "measure": row["measure"],
        "arm": row["arm"],
        "value": row["value_text"],
        "number": plain(Decimal(row["value_number"])) if row["value_number"] else None,
        "denominator": int(row["denominator"]) if row["denominator"] else None,
        "unit": row["unit"],
        "control_group": row["controlled"],
        "statement": row["statement"],
        "publication": publication,
        "source": "" if publication else worded(row["publication_hint"] or posted),
        "source_type": row["source_type"],
        "link_basis": row["link_basis"],
    }
