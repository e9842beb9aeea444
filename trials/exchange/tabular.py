"""A list as a table: one row per record, several values of a cell joined by " | ".

The columns of each list are declared here; they are read from the records of
``for_listing().marking_retracted()`` and need no further query.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..addresses import path_of
from ..document import plain
from ..models import CancerType, CuratedRecord, Finding, Payload, Publication, Trial
from .formulas import escaped

BETWEEN = " | "

Cell = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """A named column and how its value is read from a record."""

    name: str
    value: Cell


def columns_of(model: type[CuratedRecord]) -> dict[str, Column]:
    """The columns of a kind of record, by name and in order."""
    columns = [Column("accession", lambda record: record.accession), *COLUMNS[model._meta.concrete_model], *SPINE]
    return {column.name: column for column in columns}


def csv_lines(columns: Iterable[Column], records: Iterable[CuratedRecord], site: str) -> Iterator[str]:
    """A CSV line by line: the header, then each record; ``site`` stands before the path of its page."""
    columns = list(columns)
    writer = csv.writer(Echo(), lineterminator="\r\n")
    yield writer.writerow([*(column.name for column in columns), "url"])
    for record in records:
        yield writer.writerow([*(cell(column.value(record)) for column in columns), f"{site}{path_of(record)}"])


def cell(value: Any) -> str:
    """A value as a cell holds it: no formula, and nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return cell(BETWEEN.join(str(plain(each)) for each in value))
    return escaped(str(plain(value)).replace("\x00", ""))


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _own(*names: str) -> list[Column]:
    return [Column(name, lambda record, name=name: getattr(record, name)) for name in names]


def _terms(*facets: str) -> list[Column]:
    return [Column(facet, lambda record, facet=facet: record.term_values(facet)) for facet in facets]


def _related(name: str, what: str, column: str = "") -> Column:
    """Values of rows or records that belong to the record."""
    return Column(column or name, lambda record: [getattr(each, what) for each in getattr(record, name).all()])


def _accession_of(name: str) -> Column:
    def accession(record: Any) -> str:
        target = getattr(record, name)
        return target.accession if target else ""

    return Column(name, accession)


def _source_of(finding: Finding) -> str:
    source = finding.publication or finding.trial
    return source.title_text() if source else ""


SPINE = [
    Column("retracted", lambda record: record.source_retracted),
    Column("of_concern", lambda record: record.source_of_concern),
    *_own("version", "updated_at", "review_basis"),
]
COLUMNS: dict[type[CuratedRecord], list[Column]] = {
    Trial: [
        _related("identifiers", "identifier", "registry_ids"),
        *_own("title", "acronym", "overall_status", "status_confirmed_on", "status_seen_on"),
        Column("listed_as_open", lambda trial: trial.is_listed_as_open),
        Column("open_now", lambda trial: trial.is_open_now()),
        *_terms("phase"),
        *_own("role"),
        *_terms("modality"),
        _related("cancer_types", "name"),
        _related("cancer_types", "accession", "cancer_type_accessions"),
        *_own("population_link", "population_text"),
        _related("payloads", "name"),
        _related("payloads", "accession", "payload_accessions"),
        *_own("payload_text", "msc_source", "donor", "donor_detail"),
        *_terms("route", "disease_setting", "age_group"),
        *_own("supportive_indication", "product_name", "dose_and_schedule", "given_with"),
        *_own("enrolment", "enrolment_type", "start_date", "completion_date", "why_stopped"),
        *_own("sponsor_name", "sponsor_class", "study_type", "allocation", "masking"),
        *_terms("country"),
        *_own("results_posted", "note"),
    ],
    Publication: [
        *_own("title", "citation_as_seen", "publication_type"),
        _related("authors", "name"),
        *_own("first_author", "authors_state", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid"),
        *_terms("keyword"),
        *_own("retraction_status", "retraction_checked_on", "note"),
    ],
    Finding: [
        *_own("statement", "claim_kind", "effect", "stance", "evidence_level", "level_basis"),
        *_own("model_system", "model_text"),
        _related("cancer_types", "name"),
        _related("cancer_types", "accession", "cancer_type_accessions"),
        *_own("scope"),
        _related("payloads", "name"),
        _related("payloads", "accession", "payload_accessions"),
        *_own("cell_state", "product_form", "msc_context", "cell_species"),
        *_terms("msc_source"),
        *_own("donor", "sample_size", "comparator", "effect_size"),
        *_terms("topic"),
        _related("molecules", "label"),
        Column("source", _source_of),
        _accession_of("publication"),
        _accession_of("trial"),
        _accession_of("primary_study"),
        *_own("locator", "read_depth", "note"),
    ],
    CancerType: [
        *_own("name", "slug", "kind"),
        _accession_of("parent"),
        _related("synonyms", "name"),
        Column("codes", lambda node: [f"{code.system}:{code.code} ({code.relation})" for code in node.codes.all()]),
        *_own("note"),
    ],
    Payload: [
        *_own("name", "slug"),
        _related("synonyms", "name"),
        *_own("molecule_class"),
        *_terms("effect"),
        *_own("origin", "prodrug", "radionuclide", "mechanism", "mechanism_basis"),
        *_terms("delivery_method"),
        Column("genes", lambda payload: [f"{gene.symbol} ({gene.role})" for gene in payload.genes.all()]),
        *_own("delivery_text", "note"),
    ],
}
