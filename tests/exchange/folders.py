"""A release in a folder: written, read as bytes, and the base emptied between."""

from pathlib import Path

from trials.document import SHAPES
from trials.exchange import datapackage, package
from trials.models import (
    AccessionCounter,
    CancerTypeClosure,
    DataVersion,
    RecordVersion,
    Redirect,
    ReviewEvent,
    Revision,
    SearchText,
    SourceRecord,
)


def empty_the_base() -> None:
    for model in (SearchText, CancerTypeClosure, RecordVersion, ReviewEvent, Revision, Redirect, SourceRecord):
        model.objects.all().delete()
    AccessionCounter.objects.all().delete()
    DataVersion.objects.all().delete()
    for shape in reversed(SHAPES):
        for name in shape.references:
            if shape.target(name) is shape.model:
                shape.model.objects.update(**{name: None})
        shape.model.objects.all().delete()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def export(folder: Path) -> dict[str, bytes]:
    datapackage.write(package.from_base(), folder)
    return contents(folder)
