"""The fact files, the tables that map them, and the base they are looked for in."""

import csv
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from trials.document import to_document, with_parts
from trials.founding.tables import worded
from trials.models import SourceRecord

# Where the fact stands, the fact, and for each of its fields: (what is expected, what is found) of its value.
Walk = Iterator[tuple[str, dict, dict[str, Callable | None]]]
DATA = Path(settings.BASE_DIR) / "data"


def facts(name):
    content = json.loads((DATA / "facts" / name).read_text(encoding="utf-8"))
    return content["nodes"] if isinstance(content, dict) else content


@cache
def rows(name, key):
    with (DATA / "mapping" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


@cache
def grouped(name, key):
    groups = {}
    with (DATA / "mapping" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            groups.setdefault(row[key], []).append(row)
    return groups


def judgements():
    return {**rows("findings_1", "id"), **rows("findings_2", "id"), **rows("findings_3", "id")}


@cache
def notes():
    with (DATA / "mapping" / "notes.csv").open(encoding="utf-8", newline="") as file:
        return {(row["record"], row["field"]): row["public_text"] for row in csv.DictReader(file)}


def note(record, field, text):
    return notes().get((record, field), worded(text))


def left_out():
    return (DATA / "LEFT_OUT.md").read_text(encoding="utf-8")


def listed(cell):
    return sorted(set(filter(None, cell.split("|"))))


@cache
def accession_table():
    with (DATA / "mapping" / "accessions.csv").open(encoding="utf-8", newline="") as file:
        return {(row["kind"], row["key"]): row["accession"] for row in csv.DictReader(file)}


def accession(kind, key):
    return accession_table()[kind, key]


def accessions(kind, cell):
    return sorted(accession(kind, key) for key in listed(cell))


def documents(model):
    return {record.accession: to_document(record) for record in with_parts(model.objects.public())}


def kept_as_source(name, identifier):
    return SourceRecord.objects.filter(source=f"facts:{name}", identifier=identifier)
