"""The descriptor of a release: datapackage.json, made from the models' own words."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db import models

from ..document import SHAPES, Shape
from . import package as parts
from . import retractions
from .package import Package

OURS = "CC-BY-4.0"
LICENCES = {
    OURS: {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
}
SOURCES = [
    {"title": "ClinicalTrials.gov (public registry, facts)", "path": "https://clinicaltrials.gov/"},
    {"title": "EU Clinical Trials Register", "path": "https://www.clinicaltrialsregister.eu/"},
    {"title": "OncoTree (CC BY 4.0)", "path": "https://oncotree.mskcc.org/"},
    {"title": "Mondo Disease Ontology (CC BY 4.0)", "path": "https://mondo.monarchinitiative.org/"},
    {"title": "NCI Thesaurus (CC BY 4.0)", "path": "https://ncithesaurus.nci.nih.gov/"},
    {"title": "Human Disease Ontology (CC0)", "path": "https://disease-ontology.org/"},
    {"title": "Medical Subject Headings, U.S. National Library of Medicine", "path": "https://www.nlm.nih.gov/mesh/"},
    {"title": "HGNC gene nomenclature (CC0)", "path": "https://www.genenames.org/"},
]
# Values that are facts of their source rather than our words; the source's terms hold for them.
SOURCE_FACTS = {
    "title", "official_title", "acronym", "journal", "volume", "issue", "pages", "doi", "pmid", "pmcid", "year",
    "first_author", "identifier", "code", "label", "sponsor_name", "facility", "city", "state", "zip", "latitude",
    "longitude", "text", "name", "other_names", "affiliation", "mesh_id", "term",
}  # fmt: skip
_TYPES = (
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    (models.DecimalField | models.FloatField, "number"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
)


def descriptor(package: Package, contents: dict[str, bytes]) -> dict[str, Any]:
    """The descriptor of a release whose files have these contents."""
    schemas = dict(_schemas())
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "mscdb",
        "title": "MSCdb: mesenchymal stromal cells against cancer, claim by claim, with sources",
        "description": (
            "Trials, payloads, publications, findings and cancer types. For professionals and researchers; "
            "not medical advice; being listed is no recommendation."
        ),
        "version": package.release,
        **({"created": f"{package.released_on}T00:00:00Z"} if package.released_on else {}),
        "mscdb:n": package.n,
        "licenses": list(LICENCES.values()),
        "contributors": [{"title": "The MSCdb developers", "roles": ["author"]}],
        "keywords": ["mesenchymal stromal cells", "cancer", "clinical trials", "knowledge base"],
        "sources": SOURCES,
        "resources": [_resource(path, content, schemas.get(path)) for path, content in contents.items()],
    }


def _resource(path: str, content: bytes, schema: dict[str, Any] | None) -> dict[str, Any]:
    name, _, ending = path.partition(".")
    resource = {
        "name": name,
        "path": path,
        "format": ending,
        "mediatype": "text/csv" if ending == "csv" else "application/x-ndjson",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    return resource | ({"type": "table", "schema": schema} if schema else {})


def _schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    for shape in SHAPES:
        names = (*parts.meta_fields(shape), *shape.fields, *shape.references)
        yield (
            f"{shape.plural}.csv",
            {
                "fields": [_field(shape.model, name) for name in names],
                "primaryKey": ["accession"],
                "foreignKeys": [_foreign_key(name, shape.target(name), shape) for name in shape.references],
            },
        )
        for name in shape.lists:
            yield f"{shape.plural}_{name}.csv", _link_schema(shape, name)
        if shape.facets:
            yield f"{shape.plural}_terms.csv", _terms_schema(shape)
        for child in shape.children:
            model = shape.child_model(child.name)
            targets = [(name, model._meta.get_field(name).related_model) for name in child.references]
            yield (
                f"{shape.plural}_{child.name}.csv",
                {
                    "fields": [_accession(shape), *(_field(model, name) for name in child.fields)],
                    "foreignKeys": [
                        _owner_key(shape),
                        *(_foreign_key(name, target, shape) for name, target in targets),
                    ],
                },
            )
    yield retractions.FILE, _retractions_schema()
    yield (
        "redirects.csv",
        {
            "fields": [
                {"name": "kind", "type": "string", "description": "Prefix of the record kind.", "license": OURS},
                {"name": "old", "type": "string", "description": "Old address or accession.", "license": OURS},
                {"name": "accession", "type": "string", "description": "Where it leads.", "license": OURS},
            ],
            "primaryKey": ["kind", "old"],
        },
    )


def _retractions_schema() -> dict[str, Any]:
    texts = {
        "accession": "The finding, in findings.csv.",
        "through": "Column of findings.csv by which it rests on the publication.",
        "publication": "The publication that is retracted or of concern.",
        "retraction_status": "Its mark, as in publications.csv. Derived.",
    }
    fields = [{"name": name, "type": "string", "description": text, "license": OURS} for name, text in texts.items()]
    keys = (("accession", "findings"), ("publication", "publications"))
    return {
        "fields": fields,
        "primaryKey": ["accession", "through"],
        "foreignKeys": [
            {"fields": [name], "reference": {"resource": plural, "fields": ["accession"]}} for name, plural in keys
        ],
    }


def _link_schema(shape: Shape, name: str) -> dict[str, Any]:
    target = {"name": "target", "type": "string", "description": f"Accession, {name}.", "license": OURS}
    return {
        "fields": [_accession(shape), target],
        "primaryKey": ["accession", "target"],
        "foreignKeys": [_owner_key(shape), _foreign_key("target", shape.target(name), shape)],
    }


def _terms_schema(shape: Shape) -> dict[str, Any]:
    facet = {"name": "facet", "type": "string", "constraints": {"enum": list(shape.facets)}, "license": OURS}
    facet["description"] = "Name of a list-valued field."
    value = {"name": "value", "type": "string", "description": "One of its values.", "license": OURS}
    return {
        "fields": [_accession(shape), facet, value],
        "primaryKey": ["accession", "facet", "value"],
        "foreignKeys": [_owner_key(shape)],
    }


def _accession(shape: Shape) -> dict[str, Any]:
    return {
        "name": "accession",
        "type": "string",
        "description": f"The record, in {shape.plural}.csv.",
        "license": OURS,
    }


def _field(model: type[models.Model], name: str) -> dict[str, Any]:
    field = model._meta.get_field(name)
    kind = "string" if field.is_relation else next((word for cls, word in _TYPES if isinstance(field, cls)), "string")
    about: dict[str, Any] = {
        "name": name,
        "type": kind,
        "description": str(field.help_text or field.verbose_name).capitalize(),
        "license": "facts of the source" if name in SOURCE_FACTS else OURS,
    }
    if field.choices:
        about["constraints"] = {"enum": [value for value, _ in field.flatchoices if value]}
    return about


def _foreign_key(name: str, target: type[models.Model], shape: Shape) -> dict[str, Any]:
    plural = next(other.plural for other in SHAPES if other.model is target)
    resource = "" if plural == shape.plural and name in shape.references else plural
    return {"fields": [name], "reference": {"resource": resource, "fields": ["accession"]}}


def _owner_key(shape: Shape) -> dict[str, Any]:
    return {"fields": ["accession"], "reference": {"resource": shape.plural, "fields": ["accession"]}}
