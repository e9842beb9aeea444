"""Studies as older exports of ClinicalTrials.gov wrote them, turned into the shape of today.

Two exports: full studies (nested, ``ProtocolSection``) and study fields (flat, each name with
a list of values). The words of their displays become the codes of today.
"""

from typing import Any

from ..problems import Log
from .enumerations import code_of
from .nested import Json, at, put
from .older_names import CODED, OBJECTS, PATHS

# The column of a flat export that has one value for each row of its kind.
_LEADING = {
    "secondaryIdInfos": "SecondaryId",
    "collaborators": "CollaboratorName",
    "armGroups": "ArmGroupLabel",
    "interventions": "InterventionName",
    "primaryOutcomes": "PrimaryOutcomeMeasure",
    "secondaryOutcomes": "SecondaryOutcomeMeasure",
    "otherOutcomes": "OtherOutcomeMeasure",
    "overallOfficials": "OverallOfficialName",
    "locations": "LocationCountry",
    "references": "ReferenceCitation",
}


def is_older(raw: Json) -> bool:
    return any(key in raw for key in ("Study", "ProtocolSection", "NCTId"))


def is_flat(raw: Json) -> bool:
    """Whether it is an export of chosen columns."""
    study = raw.get("Study")
    return "NCTId" in (study if isinstance(study, dict) else raw)


def modern(raw: Json, log: Log) -> Json:
    """The study in the shape of today. What a flat export cannot tell apart is noted and left out."""
    study = raw["Study"] if isinstance(raw.get("Study"), dict) else raw
    if is_flat(raw):
        log.record = str((study["NCTId"] or [""])[0])
        return _from_columns(study, log)
    has_results = {"hasResults": "ResultsSection" in study}
    return _renamed({key: value for key, value in study.items() if key != "ResultsSection"}) | has_results


# Full studies


def _renamed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return dict(_entry(key, inner) for key, inner in value.items())


def _entry(key: str, value: Any) -> tuple[str, Any]:
    if key.endswith("List") and isinstance(value, dict) and len(value) == 1:
        (row_name, rows), *_ = value.items()
        if isinstance(rows, list) and any(isinstance(row, dict) for row in rows):
            return OBJECTS.get(row_name, _small(row_name)), [_renamed(row) for row in rows]
        return _leaf(row_name, rows)
    if isinstance(value, dict):
        return OBJECTS.get(key, _small(key)), _renamed(value)
    return _leaf(key, value)


def _leaf(name: str, value: Any) -> tuple[str, Any]:
    path = PATHS.get(name)
    if path is None:
        return _small(name), value
    if isinstance(value, list) and not path.endswith("[]"):
        value = value[0] if value else None
    return path.rpartition(".")[2].removesuffix("[]"), _coded(name, value)


def _coded(name: str, value: Any) -> Any:
    if name not in CODED:
        return value
    if isinstance(value, list):
        return [_coded(name, item) for item in value]
    return code_of(value) if isinstance(value, str) else value


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


# Study fields


def _from_columns(columns: Json, log: Log) -> Json:
    whole: Json = {}
    for name, path in PATHS.items():
        values = columns.get(name)
        if not isinstance(values, list) or not values:
            continue
        values = _coded(name, values)
        before, marked, after = path.partition("[]")
        if "[]." in after:
            log.note(name, values[0], "belongs to one of several rows without saying to which; it was left out.")
        elif not marked:
            put(whole, path, values[0])
        elif not after:
            put(whole, before, values)
        else:
            _put_column(whole, before, after.lstrip("."), values, _rows_expected(columns, path, name, log))
    if columns.get("ResultsFirstPostDate"):
        whole["hasResults"] = True
    return whole


def _rows_expected(columns: Json, path: str, name: str, log: Log) -> int | None:
    """How many rows there are, or None where the values of this column cannot be told apart."""
    group = path.partition("[]")[0].rpartition(".")[2]
    leading = columns.get(_LEADING.get(group, name)) or []
    if path.endswith("[]") and len(leading) == 1:
        return 1
    if path.endswith("[]") or len(columns[name]) != len(leading):
        said = "lists its values without saying to which row each belongs; they were left out."
        log.note(name, f"{len(columns[name])} values for {len(leading)} rows", said)
        return None
    return len(leading)


def _put_column(whole: Json, path: str, key: str, values: list[Any], count: int | None) -> None:
    if count is None:
        return
    rows = at(whole, path.split(".")[:-1]).setdefault(path.rpartition(".")[2], [{} for _ in range(count)])
    if key.endswith("[]"):
        rows[0][key.removesuffix("[]")] = values
        return
    for row, value in zip(rows, values, strict=True):
        row[key] = value
