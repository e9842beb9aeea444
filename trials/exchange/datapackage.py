"""A release as files: a Frictionless data package, written and read.

One CSV per kind of record, per list of references, for the terms and for each kind of owned
row; versions, change log and source records as NDJSON. UTF-8 without byte order mark, LF,
UTC, ordered by accession: the same base always gives the same bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..document import SHAPES, Shape
from . import package as parts
from . import retractions
from .descriptor import descriptor
from .package import Entry, Package
from .reading import LINES, BrokenRow, read

__all__ = ["BrokenRow", "changed_files", "read", "write"]


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
    marked = retractions.rows(*(package.entries.get(plural, []) for plural in ("findings", "publications")))
    yield retractions.FILE, _csv(retractions.FIELDS, marked)
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
    lines = (",".join(_quoted(_cell(value)) for value in row) for row in (header, *rows))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _quoted(cell: str) -> str:
    """As ``csv.writer`` does, but a lone carriage return is quoted too, or it could not be read back."""
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"\r\n') else cell


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _ndjson(rows: Iterable[dict[str, Any]]) -> bytes:
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def changed_files(folder: Path) -> list[str]:
    """Files whose bytes are not those that the descriptor was written for."""
    about = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return [resource["path"] for resource in about["resources"] if resource["hash"] != _hash(folder / resource["path"])]


def _hash(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
