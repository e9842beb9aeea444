"""The least that a list of trials can cost: SQL through the bare driver, and the same JSON as the API's."""

import json
from collections import defaultdict
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from trials.choices import Registry
from trials.models import OPEN_STATUSES
from trials.models.publication import MARKS
from trials.models.trial import months_before

COLUMNS = (
    "accession", "version", "updated_at", "review_basis", "title", "acronym", "overall_status", "status_confirmed_on",
    "status_seen_on", "role", "population_link", "population_text", "payload_text", "msc_source", "donor",
    "donor_detail", "supportive_indication", "supportive_text", "product_name", "enrolment", "enrolment_type",
    "start_date", "completion_date", "sponsor_name", "sponsor_class", "results_posted",
)  # fmt: skip
FACETS = ("age_group", "country", "disease_setting", "modality", "phase", "route")
REGISTRIES = {value: place for place, value in enumerate(Registry.values)}

MARKED = """EXISTS (
    SELECT 1 FROM trials_trialresult r JOIN trials_publication p ON p.id = r.publication_id
    WHERE r.trial_id = t.id AND p.retraction_status = {mark})"""
PAGE = f"""
SELECT t.id, {MARKED}, {MARKED}, {{columns}}
FROM trials_trial t
WHERE t.status = 'published' AND EXISTS (
    SELECT 1 FROM trials_trial_cancer_types l
    JOIN trials_cancertypeclosure c ON c.descendant_id = l.cancertype_id
    JOIN trials_cancertype n ON n.id = c.ancestor_id
    WHERE l.trial_id = t.id AND n.slug = {{mark}})
ORDER BY t.status_confirmed_on {{bytewise}} DESC, t.number DESC LIMIT {{mark}}
"""
PARTS = {
    "identifiers": "SELECT trial_id, registry, identifier FROM trials_trialidentifier WHERE trial_id IN ({keys}) "
    "ORDER BY registry, identifier",
    "terms": "SELECT trial_id, facet, value FROM trials_trialterm WHERE trial_id IN ({keys}) ORDER BY facet, value",
    "cancer_types": "SELECT l.trial_id, n.accession, n.name, n.slug FROM trials_trial_cancer_types l "
    "JOIN trials_cancertype n ON n.id = l.cancertype_id WHERE l.trial_id IN ({keys}) ORDER BY n.number",
    "payloads": "SELECT l.trial_id, p.accession, p.name, p.slug FROM trials_trial_payloads l "
    "JOIN trials_payload p ON p.id = l.payload_id WHERE l.trial_id IN ({keys}) ORDER BY p.number",
}


def trials_of(cancer_type: str, size: int, site: str) -> bytes:
    """One page of trials of a cancer type and its subtypes, as JSON."""
    cursor = connection.connection.cursor()
    on_sqlite = connection.vendor == "sqlite"
    words = {"mark": "?", "bytewise": ""} if on_sqlite else {"mark": "%s", "bytewise": 'COLLATE "C"'}
    words["columns"] = ", ".join(f"t.{name}" for name in COLUMNS)
    cursor.execute(PAGE.format(**words), (*MARKS, cancer_type, size))
    rows = cursor.fetchall()
    keys = ", ".join(str(row[0]) for row in rows) or "NULL"
    parts = {name: _by_trial(cursor, statement.format(keys=keys)) for name, statement in PARTS.items()}
    fresh, today = months_before(date.today(), settings.MSCDB_STATUS_FRESH_MONTHS).isoformat(), date.today().isoformat()
    items = [_item(row, {name: part[row[0]] for name, part in parts.items()}, site, fresh, today) for row in rows]
    cursor.close()
    return json.dumps({"results": items}, ensure_ascii=False).encode()


def _by_trial(cursor: Any, statement: str) -> dict[int, list[tuple]]:
    cursor.execute(statement)
    rows = defaultdict(list)
    for key, *values in cursor.fetchall():
        rows[key].append(values)
    return rows


def _item(row: tuple, parts: dict[str, list], site: str, fresh: str, today: str) -> dict[str, Any]:
    item = dict(zip(COLUMNS, row[3:], strict=True))
    identifiers = sorted(parts["identifiers"], key=lambda pair: (REGISTRIES[pair[0]], pair[1]))
    is_open = item["overall_status"] in OPEN_STATUSES
    completed = item["completion_date"] and item["completion_date"] < today[: len(item["completion_date"])]
    posted = item["results_posted"]
    item |= {
        "url": f"{site}/trials/{identifiers[0][1] if identifiers else item['accession']}/",
        "retracted": bool(row[1]),
        "of_concern": bool(row[2]),
        "updated_at": _moment(item["updated_at"]),
        "results_posted": None if posted is None else bool(posted),
        "identifiers": [{"registry": registry, "identifier": number} for registry, number in parts["identifiers"]],
        "listed_as_open": is_open,
        "open_now": bool(is_open and item["status_confirmed_on"] >= fresh and not completed),
        "cancer_types": [_reference(values, f"{site}/cancer-types/") for values in parts["cancer_types"]],
        "payloads": [_reference(values, f"{site}/payloads/") for values in parts["payloads"]],
    }
    return item | {facet: [value for name, value in parts["terms"] if name == facet] for facet in FACETS}


def _reference(values: tuple, above: str) -> dict[str, str]:
    accession, name, slug = values
    return {"accession": accession, "label": name, "url": f"{above}{slug}/"}


def _moment(value: str | datetime) -> str:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).isoformat().replace("+00:00", "Z")
