"""A release as files: a Frictionless data package, written and read.

One CSV per kind of record, per list of references, for the terms and for each kind of owned
row; versions, change log and source records as NDJSON. UTF-8 without byte order mark, LF,
UTC, ordered by accession: the same base always gives the same bytes.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from ..document import SHAPES, ChildShape, Document, Shape, sorted_rows
from . import package as parts
from .descriptor import descriptor
from .package import Entry, Package

LINES = {
    "versions": parts.VERSION_FIELDS,
    "changes": parts.CHANGE_FIELDS,
    "source_records": parts.SOURCE_FIELDS,
}


class BrokenRow(ValueError):
    """A row that cannot be loaded; says where and what to do."""

    def __init__(self, file: str, line: int, column: str, value: Any, remedy: str):
        self.file, self.line, self.column, self.value, self.remedy = file, line, column, value, remedy
        super().__init__(f"{file}, line {line}, field {column}, value “{value}”: {remedy}")


def write(package: Package, folder: Path) -> None:
    """Write all files of a release into a folder, the descriptor last."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = dict(_files(package))
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    text = json.dumps(descriptor(package, contents), ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def _files(package: Package) -> Iterator[tuple[str, bytes]]:
    for shape in SHAPES:
        yield from _shape_files(shape, package.entries.get(shape.plural, []))
    yield "redirects.csv", _csv(parts.REDIRECT_FIELDS, (row.values() for row in package.redirects))
    for name in LINES:
        yield f"{name}.ndjson", _ndjson(getattr(package, name))


def _shape_files(shape: Shape, entries: list[Entry]) -> Iterator[tuple[str, bytes]]:
    meta, own = parts.meta_fields(shape), (*shape.fields, *shape.references)
    rows = ([*(e.meta[name] for name in meta), *(e.document[name] for name in own)] for e in entries)
    yield f"{shape.plural}.csv", _csv((*meta, *own), rows)
    for name in shape.lists:
        pairs = ([e.meta["accession"], target] for e in entries for target in e.document[name])
        yield f"{shape.plural}_{name}.csv", _csv(("accession", "target"), pairs)
    if shape.facets:
        terms = ([e.meta["accession"], f, value] for e in entries for f in shape.facets for value in e.document[f])
        yield f"{shape.plural}_terms.csv", _csv(("accession", "facet", "value"), terms)
    for child in shape.children:
        owned = ([e.meta["accession"], *row.values()] for e in entries for row in e.document[child.name])
        yield f"{shape.plural}_{child.name}.csv", _csv(("accession", *child.fields), owned)


def _csv(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _ndjson(rows: Iterable[dict[str, Any]]) -> bytes:
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def read(folder: Path) -> Package:
    """Read the files of a release. Raises BrokenRow; FileNotFoundError names a missing file."""
    about = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    _check_hashes(folder, about)
    package = Package(about["version"], about["created"][:10], about["mscdb:n"])
    for shape in SHAPES:
        package.entries[shape.plural] = _read_shape(folder, shape)
    package.redirects = [row for _, row in _read_csv(folder / "redirects.csv", parts.REDIRECT_FIELDS)]
    for name, keys in LINES.items():
        setattr(package, name, list(_read_ndjson(folder / f"{name}.ndjson", keys)))
    return package


def _check_hashes(folder: Path, about: dict[str, Any]) -> None:
    for resource in about["resources"]:
        found = hashlib.sha256((folder / resource["path"]).read_bytes()).hexdigest()
        if resource["hash"] != f"sha256:{found}":
            # Not fatal by itself: a broken row is named more usefully where it is read.
            about.setdefault("changed", []).append(resource["path"])


def changed_files(folder: Path) -> list[str]:
    """Files whose bytes are not those that the descriptor was written for."""
    about = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    _check_hashes(folder, about)
    return about.get("changed", [])


def _read_shape(folder: Path, shape: Shape) -> list[Entry]:
    entries: dict[str, Entry] = {}
    path = folder / f"{shape.plural}.csv"
    meta = parts.meta_fields(shape)
    for line, row in _read_csv(path, (*meta, *shape.fields, *shape.references)):
        accession = row["accession"]
        if not accession.startswith(shape.model.PREFIX) or not accession[len(shape.model.PREFIX) :].isdecimal():
            remedy = f"write {shape.model.PREFIX} and at least six digits."
            raise BrokenRow(path.name, line, "accession", accession, remedy)
        if accession in entries:
            raise BrokenRow(
                path.name, line, "accession", accession, "this accession stands above already; remove one row."
            )
        entries[accession] = Entry(
            {name: _typed(shape.model, name, row[name], path, line) for name in meta},
            {name: _typed(shape.model, name, row[name], path, line) for name in shape.fields}
            | {name: row[name] or None for name in shape.references}
            | {name: [] for name in (*shape.lists, *shape.facets, *(child.name for child in shape.children))},
            line,
        )
    _read_lists(folder, shape, entries)
    for child in shape.children:
        _read_children(folder, shape, child, entries)
    return list(entries.values())


def _read_lists(folder: Path, shape: Shape, entries: dict[str, Entry]) -> None:
    for name in shape.lists:
        path = folder / f"{shape.plural}_{name}.csv"
        for line, row in _read_csv(path, ("accession", "target")):
            _owner(entries, row, path, line)[name].append(row["target"])
    if not shape.facets:
        return
    path = folder / f"{shape.plural}_terms.csv"
    for line, row in _read_csv(path, ("accession", "facet", "value")):
        if row["facet"] not in shape.facets:
            raise BrokenRow(path.name, line, "facet", row["facet"], f"choose one of {', '.join(shape.facets)}.")
        _owner(entries, row, path, line)[row["facet"]].append(row["value"])


def _read_children(folder: Path, shape: Shape, child: ChildShape, entries: dict[str, Entry]) -> None:
    path = folder / f"{shape.plural}_{child.name}.csv"
    model = shape.child_model(child.name)
    for line, row in _read_csv(path, ("accession", *child.fields)):
        values = {
            name: (row[name] or None) if name in child.references else _typed(model, name, row[name], path, line)
            for name in child.fields
        }
        _owner(entries, row, path, line)[child.name].append(values)
    for entry in entries.values():
        entry.document[child.name] = sorted_rows(entry.document[child.name])


def _owner(entries: dict[str, Entry], row: dict[str, str], path: Path, line: int) -> Document:
    entry = entries.get(row["accession"])
    if entry is None:
        raise BrokenRow(
            path.name, line, "accession", row["accession"], "no record has it; add the record or remove the row."
        )
    return entry.document


def _typed(model: type[models.Model], name: str, text: str, path: Path, line: int) -> Any:
    """A cell as its field holds it, checked by the field's own rules."""
    field = model._meta.get_field(name)
    if isinstance(field, models.DateTimeField):
        return text
    if text == "" and field.null:
        return None
    try:
        value = (
            {"true": True, "false": False}[text] if isinstance(field, models.BooleanField) else field.to_python(text)
        )
        field.run_validators(value) if text else None
        if field.choices and text and value not in dict(field.flatchoices):
            raise ValidationError("choose one of " + ", ".join(str(key) for key, _ in field.flatchoices) + ".")
    except (ValidationError, KeyError) as error:
        remedy = " ".join(error.messages) if isinstance(error, ValidationError) else "write true, false or nothing."
        raise BrokenRow(path.name, line, name, text, remedy) from error
    return text if isinstance(field, models.DecimalField | models.DateField) else value


def _read_csv(path: Path, columns: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row) for each row; the header must be exactly the columns."""
    columns = list(columns)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != columns:
            wrong = next((name for name in header if name not in columns), ",".join(header))
            raise BrokenRow(path.name, 1, wrong, wrong, f"the header must read {','.join(columns)}.")
        for cells in reader:
            if len(cells) != len(columns):
                raise BrokenRow(path.name, reader.line_num, "", len(cells), f"a row has {len(columns)} cells.")
            yield reader.line_num, dict(zip(columns, cells, strict=True))


def _read_ndjson(path: Path, keys: Iterable[str]) -> Iterator[dict[str, Any]]:
    keys = sorted(keys)
    with path.open(encoding="utf-8") as file:
        for line, text in enumerate(file, start=1):
            try:
                row = json.loads(text)
            except json.JSONDecodeError as error:
                raise BrokenRow(path.name, line, "", text[:60], f"not JSON: {error.msg}.") from error
            if not isinstance(row, dict) or sorted(row) != keys:
                raise BrokenRow(path.name, line, "", text[:60], f"an object with the keys {', '.join(keys)}.")
            yield row
