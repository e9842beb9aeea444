"""Where a record stands on the site, and which record an address means."""

from django.db.models import QuerySet
from django.urls import reverse

from .choices import RecordStatus
from .identifiers import REGISTRY_SCHEMES, recognise_registry_id
from .models import CancerType, CuratedRecord, Finding, Payload, Publication, Redirect, Trial


def path_of(record: CuratedRecord) -> str:
    """The canonical path of a record; a trial's needs its ``identifiers`` (prefetch them in lists)."""
    name, key = _PATHS[type(record)._meta.concrete_model]
    return reverse(f"pages:{name}", args=[key(record)])


_PATHS = {
    CancerType: ("cancer_type", lambda record: record.slug or record.accession),
    Payload: ("payload", lambda record: record.slug or record.accession),
    Trial: ("trial", lambda record: record.canonical_id),
    Publication: ("publication", lambda record: record.accession),
    Finding: ("finding", lambda record: record.accession),
}


def look_up(records: QuerySet, key: str) -> CuratedRecord | None:
    """The record in any state that a key means: its own key, a former one, or its accession in any case.

    A record that was merged into another leads to that one.
    """
    return None if "\x00" in key else that_stays(records, _named(records, key))


def that_stays(records: QuerySet, record: CuratedRecord | None) -> CuratedRecord | None:
    """The record itself, or the one into which it was merged."""
    while record is not None and record.status == RecordStatus.WITHDRAWN:
        accession = Redirect.objects.leading_from(record.PREFIX, record.accession)
        if not accession:
            break
        record = records.by_accession(accession).first()
    return record


def _named(records: QuerySet, key: str) -> CuratedRecord | None:
    model = records.model
    accession = key.upper() if _is_accession(model, key) else ""
    if not accession and (record := records.addressed(_normalised(model, key)).first()):
        return record
    accession = Redirect.objects.leading_from(model.PREFIX, accession or key) or accession
    return records.by_accession(accession).first() if accession else None


def holder_of(scheme: str, identifier: str) -> CuratedRecord | None:
    """The record, in whatever state, that has an identifier in its one spelling."""
    if scheme in REGISTRY_SCHEMES:
        return Trial.objects.addressed(identifier).first()
    return Publication.objects.identified(scheme, identifier).first()


def _is_accession(model: type[CuratedRecord], key: str) -> bool:
    return key.upper().startswith(model.PREFIX) and key[len(model.PREFIX) :].isdecimal()


def _normalised(model: type[CuratedRecord], key: str) -> str:
    recognised = recognise_registry_id(key) if model is Trial else None
    return recognised[1] if recognised else key
