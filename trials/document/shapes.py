"""The shape of a document, declared once for each kind of record."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from ..models import CancerType, CuratedRecord, Finding, Payload, Publication, Trial

Document = dict[str, Any]


# Each shape is there once, so that one is another only if it is another object.
@dataclass(frozen=True, eq=False)
class ChildShape:
    """Owned rows of a record: the related name, their fields, which of them are references."""

    name: str
    fields: tuple[str, ...]
    references: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Shape:
    """What a document of one kind of record holds."""

    model: type[CuratedRecord]
    plural: str
    fields: tuple[str, ...]
    references: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    children: tuple[ChildShape, ...] = ()

    @property
    def facets(self) -> tuple[str, ...]:
        """Names of the list-valued vocabulary fields, kept as terms."""
        return getattr(self.model, "FACETS", ())

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every key of a document, in the order of documents."""
        return (*self.fields, *self.references, *self.lists, *self.facets, *(child.name for child in self.children))

    def child(self, name: str) -> ChildShape:
        return next(child for child in self.children if child.name == name)

    def owner_field(self, name: str) -> str:
        """Name of the foreign key by which rows of a child belong to the record."""
        return self.model._meta.get_field(name).field.name

    def child_model(self, name: str) -> type[models.Model]:
        return self.model._meta.get_field(name).related_model

    def target(self, name: str) -> type[CuratedRecord]:
        """The kind of record that a reference or list points to."""
        return self.model._meta.get_field(name).related_model


CANCER_TYPE = Shape(
    CancerType,
    "cancer_types",
    fields=("name", "kind", "tree_position", "note"),
    references=("parent",),
    lists=("covers",),
    children=(
        ChildShape("synonyms", ("name",)),
        ChildShape("codes", ("system", "code", "label", "relation", "detail", "source")),
    ),
)
PUBLICATION = Shape(
    Publication,
    "publications",
    fields=(
        "title", "citation_as_seen", "publication_type", "first_author", "authors_state", "journal", "year", "volume",
        "issue", "pages", "doi", "pmid", "pmcid", "url", "retraction_status", "retraction_checked_on", "note",
    ),
    references=("comments_on",),
    children=(ChildShape("authors", ("position", "name")), ChildShape("sources", ("position", "what", "url"))),
)  # fmt: skip
PAYLOAD = Shape(
    Payload,
    "payloads",
    fields=(
        "name", "molecule_class", "origin", "prodrug", "radionuclide", "mechanism", "mechanism_basis", "delivery_text",
        "source_category", "note",
    ),
    children=(
        ChildShape("synonyms", ("name",)),
        ChildShape("genes", ("symbol", "hgnc_id", "name", "role")),
        ChildShape("tried_in", ("position", "cancer_type", "model", "note"), references=("cancer_type",)),
        ChildShape("sources", ("position", "publication", "locator", "citation", "url"), references=("publication",)),
    ),
)  # fmt: skip
# What curators say of the status and the design stands beside what the registry says.
_REGISTRY = Trial.REGISTRY_FIELDS
_STATUS, _DESIGN = (_REGISTRY.index(name) + 1 for name in ("status_seen_on", "time_perspective"))
TRIAL = Shape(
    Trial,
    "trials",
    fields=(
        *_REGISTRY[:_STATUS], "status_source", *_REGISTRY[_STATUS:_DESIGN], "design_text", *_REGISTRY[_DESIGN:],
        "role", "population_link", "population_text", "payload_text", "msc_source",
        "donor", "donor_detail", "route_text", "supportive_indication", "supportive_text", "product_name",
        "dose_and_schedule", "given_with", "engineering_method", "results_summary", "sites_note", "read_in",
        "source_breadth", "note", "detail_note", "registration_note",
    ),
    lists=("cancer_types", "payloads"),
    children=(
        ChildShape("identifiers", ("registry", "identifier")),
        ChildShape("secondary_ids", ("kind", "value")),
        ChildShape("conditions", ("position", "text", "kind")),
        ChildShape(
            "sites",
            (
                "position", "facility", "status", "city", "state", "zip", "country", "latitude", "longitude", "as_of",
            ),
        ),
        ChildShape("collaborators", ("name", "kind")),
        ChildShape("arms", ("position", "label", "arm_type", "description")),
        ChildShape(
            "interventions",
            ("position", "intervention_type", "name", "description", "other_names", "arm_labels"),
        ),
        ChildShape("outcomes", ("position", "kind", "measure", "time_frame")),
        ChildShape("criteria", ("kind", "position", "text", "wording")),
        ChildShape("mesh_terms", ("kind", "mesh_id", "term")),
        ChildShape("officials", ("position", "name", "role", "affiliation")),
        ChildShape("registry_references", ("pmid", "reference_type", "retractions")),
        ChildShape("doses_items", ("element", "knowledge", "text", "source")),
        ChildShape("status_history", ("position", "overall_status", "confirmed_on", "seen_on", "source", "note")),
        ChildShape("disputed_fields", ("field", "text")),
        ChildShape("pins", ("field", "reason")),
        ChildShape(
            "results",
            (
                "position", "measure", "arm", "value", "number", "denominator", "unit", "control_group", "statement",
                "publication", "source", "source_type", "link_basis",
            ),
            references=("publication",),
        ),
        ChildShape("sources", ("position", "what", "url")),
    ),
)  # fmt: skip
FINDING = Shape(
    Finding,
    "findings",
    fields=(
        "statement", "claim_kind", "effect", "stance", "evidence_level", "level_basis", "model_system", "model_text",
        "cell_state", "product_form", "msc_context", "cell_species", "msc_source_text", "donor", "sample_size",
        "comparator", "effect_size", "scope", "locator", "read_depth", "note",
    ),
    references=("publication", "trial", "seen_in", "primary_study"),
    lists=("cancer_types", "payloads"),
    children=(
        ChildShape("molecules", ("label", "kind", "hgnc_id")),
        ChildShape("trial_links", ("trial", "relation"), references=("trial",)),
    ),
)  # fmt: skip

# In the order in which they can be written: what is referred to stands first.
SHAPES = (CANCER_TYPE, PUBLICATION, PAYLOAD, TRIAL, FINDING)


def shape_of(model: type[models.Model] | models.Model) -> Shape:
    """The shape of a record or of its class; a proxy has the shape of what it stands for."""
    concrete = model._meta.concrete_model
    return next(shape for shape in SHAPES if shape.model is concrete)


def shape_of_accession(accession: str) -> Shape | None:
    """The shape whose prefix an accession carries."""
    return next((shape for shape in SHAPES if accession.startswith(shape.model.PREFIX)), None)
