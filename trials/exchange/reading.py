"""A release read from its files, row by row: what cannot be loaded is named before the base is touched."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from ..document import SHAPES, ChildShape, Document, Shape, plain, sorted_rows
from ..forms.constraints import broken_constraint, unique_keys
from ..forms.vocabularies import vocabulary_of_facet
from ..models import RecordVersion, Redirect, ReviewEvent, SourceRecord
from . import package as parts
from . import retractions
from .package import Entry, Package

LINES = {
    "versions": (RecordVersion, parts.VERSION_FIELDS),
    "changes": (ReviewEvent, parts.CHANGE_FIELDS),
    "source_records": (SourceRecord, parts.SOURCE_FIELDS),
}


_NOT_DERIVED = "the row does not follow from findings.csv and publications.csv; export the release anew."


class BrokenRow(ValueError):
    """A row that cannot be loaded; says where and what to do."""

    def __init__(self, file: str, line: int, column: str, value: Any, remedy: str):
        self.file, self.line, self.column, self.value, self.remedy = file, line, column, value, remedy
        super().__init__(f"{file}, line {line}, field {column or '(whole row)'}, value “{value}”: {remedy}")


def read(folder: Path) -> Package:
    """Read the files of a release. Raises BrokenRow; FileNotFoundError names a missing file."""
    return _Reading(folder).package()


class _Reading:
    """One pass over the files; remembers what must be unique and what must exist."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: dict[str, dict[str, Entry]] = {}
        self.seen: dict[tuple, int] = {}
        self.pointers: list[tuple[str, int, str, str, str]] = []

    def package(self) -> Package:
        package = _about(self.folder)
        for shape in SHAPES:
            self._read_shape(shape)
        for name, (model, keys) in LINES.items():
            setattr(package, name, list(self._read_lines(name, model, keys)))
        package.redirects = list(self._read_redirects())
        self._compare_retractions()
        self._check_pointers()
        package.entries = {plural: list(entries.values()) for plural, entries in self.entries.items()}
        return package

    def _read_shape(self, shape: Shape) -> None:
        entries = self.entries[shape.plural] = {}
        meta = parts.meta_fields(shape)
        for at, row in self._rows(f"{shape.plural}.csv", (*meta, *shape.fields, *shape.references)):
            _check_accession(shape, row["accession"], at)
            own = {name: _typed(shape.model, name, row[name], at) for name in (*meta, *shape.fields)}
            references = {name: self._pointer(at, name, row[name], shape.target(name)) for name in shape.references}
            self._check_row(shape.model, own | references, at)
            lists = (*shape.lists, *shape.facets, *(child.name for child in shape.children))
            document = {name: own[name] for name in shape.fields} | references | {name: [] for name in lists}
            entries[row["accession"]] = Entry({name: own[name] for name in meta}, document, at[1])
        self._read_lists(shape)
        for child in shape.children:
            self._read_children(shape, child)

    def _read_lists(self, shape: Shape) -> None:
        for name in shape.lists:
            for at, row in self._rows(f"{shape.plural}_{name}.csv", ("accession", "target")):
                self._once(at, ("accession", "target"), row)
                self._owner(shape, row, at)[name].append(self._pointer(at, "target", row["target"], shape.target(name)))
        if not shape.facets:
            return
        model = shape.model._meta.get_field("terms").related_model
        for at, row in self._rows(f"{shape.plural}_terms.csv", ("accession", "facet", "value")):
            if row["facet"] not in shape.facets:
                raise BrokenRow(*at, "facet", row["facet"], f"choose one of {', '.join(shape.facets)}.")
            _check_term(shape, row["facet"], _typed(model, "value", row["value"], at), at)
            self._once(at, ("accession", "facet", "value"), row)
            self._owner(shape, row, at)[row["facet"]].append(row["value"])

    def _read_children(self, shape: Shape, child: ChildShape) -> None:
        model, owner = shape.child_model(child.name), shape.owner_field(child.name)
        targets = {name: model._meta.get_field(name).related_model for name in child.references}
        for at, row in self._rows(f"{shape.plural}_{child.name}.csv", ("accession", *child.fields)):
            values = {
                name: self._pointer(at, name, row[name], targets[name], model)
                if name in targets
                else _typed(model, name, row[name], at)
                for name in child.fields
            }
            self._owner(shape, row, at)[child.name].append(values)
            self._check_row(model, values | {owner: row["accession"]}, at)
        for entry in self.entries[shape.plural].values():
            entry.document[child.name] = sorted_rows(entry.document[child.name])

    def _read_lines(self, name: str, model: type[models.Model], keys: Iterable[str]) -> Iterator[dict[str, Any]]:
        for at, row in _objects(self.folder / f"{name}.ndjson", sorted(keys)):
            for key, value in row.items():
                field = model._meta.get_field(key)
                if isinstance(field, models.JSONField):
                    continue
                text = "" if value is None else str(value)
                if value != _typed(model, key, text, at):
                    raise BrokenRow(*at, key, value, f"write it as a JSON value of the type {field.description}.")
            self._check_row(model, row, at)
            self.pointers.append((*at, "accession", row["accession"], ""))
            yield row

    def _read_redirects(self) -> Iterator[dict[str, str]]:
        for at, row in self._rows("redirects.csv", parts.REDIRECT_FIELDS):
            self._check_row(Redirect, {name: _typed(Redirect, name, text, at) for name, text in row.items()}, at)
            self.pointers.append((*at, "accession", row["accession"], ""))
            yield row

    def _compare_retractions(self) -> None:
        """These rows follow from others; a release does not say a thing twice and differently."""
        expected = iter(retractions.rows(*(self.entries[plural].values() for plural in ("findings", "publications"))))
        line = 1
        for (file, line), row in self._rows(retractions.FILE, retractions.FIELDS):
            if tuple(row.values()) != next(expected, None):
                raise BrokenRow(file, line, "accession", row["accession"], _NOT_DERIVED)
        if missing := next(expected, None):
            raise BrokenRow(retractions.FILE, line + 1, "accession", missing[0], _NOT_DERIVED)

    def _rows(self, name: str, columns: Iterable[str]) -> Iterator[tuple[tuple[str, int], dict[str, str]]]:
        return _csv_rows(self.folder / name, list(columns))

    def _owner(self, shape: Shape, row: dict[str, str], at: tuple[str, int]) -> Document:
        entry = self.entries[shape.plural].get(row["accession"])
        if entry is None:
            raise BrokenRow(*at, "accession", row["accession"], "no record has it; add the record or remove the row.")
        return entry.document

    def _pointer(self, at, column: str, accession: str, target: type[models.Model], model=None) -> str | None:
        if not accession:
            if model and not model._meta.get_field(column).null:
                raise BrokenRow(*at, column, "", "name a record.")
            return None
        self.pointers.append((*at, column, accession, next(shape.plural for shape in SHAPES if shape.model is target)))
        return accession

    def _check_pointers(self) -> None:
        every = {accession for entries in self.entries.values() for accession in entries}
        for file, line, column, accession, plural in self.pointers:
            if accession not in (self.entries[plural] if plural else every):
                where = f"{plural}.csv" if plural else "no file of records"
                remedy = (
                    f"{where} has no such record; correct the accession." if plural else f"{where} has it; correct it."
                )
                raise BrokenRow(file, line, column, accession, remedy)

    def _check_row(self, model: type[models.Model], values: Document, at: tuple[str, int]) -> None:
        for names, when_filled in unique_keys(model):
            if set(names) <= values.keys() and not (when_filled and not values[names[0]]):
                self._once(at, names, values)
        if broken := broken_constraint(model, values):
            raise BrokenRow(*at, broken.column, values[broken.column], broken.remedy)

    def _once(self, at: tuple[str, int], names: tuple[str, ...], values: Document) -> None:
        key = (at[0], names, *(values[name] for name in names))
        before = self.seen.setdefault(key, at[1])
        if before != at[1]:
            value = ", ".join(str(values[name]) for name in names)
            raise BrokenRow(*at, names[-1], value, f"line {before} has it already; change or remove one of the two.")


def _about(folder: Path) -> Package:
    text = (folder / "datapackage.json").read_text(encoding="utf-8")
    try:
        about = json.loads(text)
        return Package(about["version"], about.get("created", "")[:10], about["mscdb:n"])
    except json.JSONDecodeError as error:
        raise BrokenRow("datapackage.json", error.lineno, "", error.msg, "write JSON.") from error
    except KeyError as error:
        raise BrokenRow("datapackage.json", 1, error.args[0], "", "this key is missing.") from error


def _check_accession(shape: Shape, accession: str, at: tuple[str, int]) -> None:
    digits = accession.removeprefix(shape.model.PREFIX)
    if not digits.isdecimal() or accession != f"{shape.model.PREFIX}{int(digits):06d}":
        raise BrokenRow(
            *at, "accession", accession, f"write {shape.model.PREFIX} and the number with at least six digits."
        )


def _check_term(shape: Shape, facet: str, value: str, at: tuple[str, int]) -> None:
    vocabulary = vocabulary_of_facet(shape.model, facet)
    if vocabulary and value not in vocabulary.values:
        raise BrokenRow(*at, "value", value, f"choose one of {', '.join(vocabulary.values)}.")


def _typed(model: type[models.Model], name: str, text: str, at: tuple[str, int]) -> Any:
    """A cell as its document holds it, checked by the field's own rules."""
    field = model._meta.get_field(name)
    if text == "" and field.null:
        return None
    try:
        value = _value(field, text)
        if text:
            field.run_validators(value)
        elif not field.blank:
            raise ValidationError("this may not be empty.")
        if field.choices and text and value not in dict(field.flatchoices):
            raise ValidationError(f"choose one of {', '.join(str(key) for key, _ in field.flatchoices)}.")
    except ValidationError as error:
        raise BrokenRow(*at, name, text, " ".join(error.messages)) from error
    return plain(value) if isinstance(value, Decimal) or not isinstance(field, models.DateField) else text


def _value(field: models.Field, text: str) -> Any:
    """Text to value, for text written as a release writes it."""
    if isinstance(field, models.BooleanField):
        if text not in ("true", "false"):
            raise ValidationError("write true, false or nothing.")
        return text == "true"
    if isinstance(field, models.DateTimeField):
        return _moment(text)
    value = field.to_python(text)
    if text and str(plain(value)) != text:
        raise ValidationError(f"write {plain(value)}.")
    return value


def _moment(text: str) -> datetime:
    message = "write a moment in UTC, such as 2026-11-22T00:00:00Z."
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(message) from error
    if moment.tzinfo is None or parts.instant(moment) != text:
        raise ValidationError(message)
    return moment


def _csv_rows(path: Path, columns: list[str]) -> Iterator[tuple[tuple[str, int], dict[str, str]]]:
    """((file, line), row) for each row; the header must be exactly the columns."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            header = next(reader, [])
            if header != columns:
                wrong = next((name for name in header if name not in columns), ",".join(header))
                raise BrokenRow(path.name, 1, wrong, wrong, f"the header must read {','.join(columns)}.")
            line = reader.line_num + 1
            for cells in reader:
                if len(cells) != len(columns):
                    raise BrokenRow(path.name, line, "", ",".join(cells)[:60], f"a row has {len(columns)} cells.")
                yield (path.name, line), dict(zip(columns, cells, strict=True))
                line = reader.line_num + 1
        except csv.Error as error:
            raise BrokenRow(path.name, reader.line_num, "", "", f"{error}; look at the quotation marks.") from error
        except UnicodeDecodeError as error:
            raise BrokenRow(path.name, reader.line_num + 1, "", error.object[error.start : error.end], UTF_8) from error


UTF_8 = "save the file in UTF-8."


def _objects(path: Path, keys: list[str]) -> Iterator[tuple[tuple[str, int], dict[str, Any]]]:
    with path.open("rb") as file:
        for line, text in enumerate(file, start=1):
            try:
                row = json.loads(text.decode("utf-8"))
            except UnicodeDecodeError as error:
                raise BrokenRow(path.name, line, "", text[:60], UTF_8) from error
            except json.JSONDecodeError as error:
                raise BrokenRow(path.name, line, "", text[:60].decode(), f"not JSON: {error.msg}.") from error
            if not isinstance(row, dict) or sorted(row) != keys:
                raise BrokenRow(path.name, line, "", text[:60].decode(), f"an object with the keys {', '.join(keys)}.")
            yield (path.name, line), row
