"""The forms of the five kinds of record: what is special about each."""

from typing import Any

from ..models import CancerType, CuratedRecord, Finding, Payload, Publication, Trial
from .record import RecordForm, rows_of, taken


class CancerTypeForm(RecordForm):
    """A node of the tumour tree."""

    model = CancerType
    unique = required = ("name",)


class PayloadForm(RecordForm):
    """A payload."""

    model = Payload
    unique = required = ("name",)


class PublicationForm(RecordForm):
    """A publication; its identifiers stand once over all states."""

    model = Publication
    unique = ("doi", "pmid", "pmcid")


class TrialForm(RecordForm):
    """A trial; a registry id stands once over all trials in all states."""

    model = Trial

    def clean(self) -> dict[str, Any]:
        for form, row in rows_of(self.children["identifiers"]) if self.children["identifiers"].is_valid() else ():
            if holder := self._holder("identifiers", row["identifier"]):
                form.add_error("identifier", taken(row["identifier"], holder))
        return super().clean()


class FindingForm(RecordForm):
    """A finding."""

    model = Finding


_FORMS = {form.model: form for form in (CancerTypeForm, PayloadForm, PublicationForm, TrialForm, FindingForm)}


def form_of(model: type[CuratedRecord]) -> type[RecordForm]:
    """The form of a kind of record; a proxy has the form of what it stands for."""
    return _FORMS[model._meta.concrete_model]
