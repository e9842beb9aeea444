"""The form field of each column: what may be typed into it, and the one spelling that comes out."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.datastructures import MultiValueDict

from .. import choices
from ..choices import RecordStatus, Vocabulary
from ..document import field_heading, plain
from ..identifiers import normalise
from ..models import CuratedRecord
from ..partial_date import PartialDateField, validate_partial_date

# Columns that hold an identifier, wherever they stand, with the scheme it follows.
SCHEME_OF_COLUMN = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "hgnc_id": "hgnc"}

_VOCABULARIES = {
    tuple(vocabulary.choices): vocabulary
    for vocabulary in vars(choices).values()
    if isinstance(vocabulary, type) and issubclass(vocabulary, Vocabulary) and vocabulary is not Vocabulary
}


def vocabulary_of(column: models.Field) -> type[Vocabulary] | None:
    """The vocabulary whose values a column takes, or None where it takes any."""
    return _VOCABULARIES.get(tuple(column.choices or ()))


def clean_identifier(scheme: str, text: str) -> str:
    """The one spelling of an identifier; refuses with the sentence of its scheme."""
    try:
        return normalise(scheme, text)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class IdentifierField(forms.CharField):
    """An identifier in any usual spelling."""

    def __init__(self, scheme: str, **options: Any):
        self.scheme = scheme
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return clean_identifier(self.scheme, text) if text else ""


class PartialDateInput(forms.CharField):
    """A date as far as it is known: year, month or day."""

    default_validators = [validate_partial_date]


class ReferenceField(forms.CharField):
    """Another record, by its accession. A draft may refer to drafts, nothing to a withdrawn record."""

    def __init__(self, target: type[CuratedRecord], **options: Any):
        self.target = target
        super().__init__(**options)

    def to_python(self, value: Any) -> str | None:
        return as_accession(super().to_python(value)) or None

    def validate(self, value: str | None) -> None:
        super().validate(value)
        if value:
            demand_referable(self.target, [value])


class ReferenceListField(forms.Field):
    """Other records, by their accessions; out come those accessions sorted, each once."""

    widget = forms.SelectMultiple

    def __init__(self, target: type[CuratedRecord], **options: Any):
        self.target = target
        super().__init__(**options)

    def to_python(self, value: Any) -> list[str]:
        parts = re.split(r"[\s,;]+", value) if isinstance(value, str) else value or []
        return sorted({as_accession(part) for part in parts if part})

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        demand_referable(self.target, value)


def as_accession(text: Any) -> str:
    return str(text).strip().upper().removeprefix("MSCDB:")


_ASKED: ContextVar[dict[type[CuratedRecord], dict[str, str | None]] | None] = ContextVar("asked", default=None)
_HELD: ContextVar[dict[tuple[type[CuratedRecord], str], dict[str, list[CuratedRecord]]] | None] = ContextVar(
    "held", default=None
)


@contextmanager
def asking_once() -> Iterator[None]:
    """Inside, the state of a record that is referred to is asked once, for many forms that are validated together."""
    asked, held = _ASKED.set({}), _HELD.set({})
    try:
        yield
    finally:
        _ASKED.reset(asked)
        _HELD.reset(held)


def ask_for_holders(model: type[CuratedRecord], name: str, values: Iterable[str]) -> None:
    """Inside ``asking_once``: ask in one query which records have these values, each in its one spelling.

    ``name`` is an identifier column of the record's own, or ``identifiers`` for the registry ids of trials.
    """
    held, wanted = _HELD.get(), set(values) - {""}
    if held is None or not wanted:
        return
    lookup = _HELD_ROWS.get(name, name)
    known = held.setdefault((model, name), {})
    known |= {value: [] for value in wanted - known.keys()}
    records = model.objects.filter(**{f"{lookup}__in": wanted}).annotate(held=models.F(lookup))
    for record in records:
        known[record.held].append(record)


def holders(model: type[CuratedRecord], name: str, value: str) -> Iterable[CuratedRecord]:
    """The records in any state that have an identifier or name."""
    known = (_HELD.get() or {}).get((model, name), {})
    if value in known:
        return known[value]
    return model.objects.addressed(value) if name in _HELD_ROWS else model.objects.with_value(name, value)


# Identifiers that stand in owned rows, by the name of the rows.
_HELD_ROWS = {"identifiers": "identifiers__identifier"}


def _statuses(target: type[CuratedRecord], accessions: Iterable[str]) -> dict[str, str]:
    """The states of those of these records that there are."""
    asked = _ASKED.get()
    known = {} if asked is None else asked.setdefault(target, {})
    if missing := [accession for accession in accessions if accession not in known]:
        known |= dict.fromkeys(missing)
        known |= dict(target.objects.with_accessions(missing).values_list("accession", "status"))
    return {accession: known[accession] for accession in accessions if known[accession]}


def demand_referable(target: type[CuratedRecord], accessions: Iterable[str]) -> None:
    """Refuse what no record of the kind has, and what was withdrawn."""
    status = _statuses(target, accessions)
    name = target._meta.verbose_name
    refused = [f"There is no {name} {accession}." for accession in accessions if accession not in status]
    refused += [
        f"The {name} {accession} was withdrawn; refer to another."
        for accession in accessions
        if status.get(accession) == RecordStatus.WITHDRAWN
    ]
    if refused:
        raise ValidationError(refused)


class TermsField(forms.MultipleChoiceField):
    """Several values of a vocabulary; out they come sorted."""

    def __init__(self, vocabulary: type[Vocabulary], **options: Any):
        self.vocabulary = vocabulary
        super().__init__(choices=vocabulary.choices, **options)
        self.error_messages["invalid_choice"] = refusal_of_value(vocabulary)

    def clean(self, value: Any) -> list[str]:
        return sorted(set(super().clean(value)))


class FreeTermsField(forms.CharField):
    """Several values in the words of the source, one a line; out they come sorted."""

    widget = forms.Textarea

    def __init__(self, longest: int, **options: Any):
        self.longest = longest
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return sorted({str(line).strip() for line in lines if str(line).strip()})

    def run_validators(self, value: list[str]) -> None:
        for line in value:
            super().run_validators(line)
            if len(line) > self.longest:
                raise ValidationError(f"“{line[:40]}…” is longer than {self.longest} characters.")


def refusal_of_value(vocabulary: type[Vocabulary]) -> str:
    values = ", ".join(value for value in vocabulary.values if value)
    return f"“%(value)s” is no value of this field; choose among {values}."


def field_of(column: models.Field, required: bool = False) -> forms.Field:
    """The form field of a column of a record or of its owned rows."""
    if column.many_to_many:
        return ReferenceListField(column.related_model, required=required, **_words(column))
    if column.is_relation:
        return ReferenceField(column.related_model, required=required, **_words(column))
    if column.name in SCHEME_OF_COLUMN:
        scheme = SCHEME_OF_COLUMN[column.name]
        return IdentifierField(scheme, required=required, max_length=column.max_length, **_words(column))
    if isinstance(column, PartialDateField):
        return PartialDateInput(required=required, **_words(column))
    if isinstance(column, models.URLField):
        return _url_field(column, required)
    field = column.formfield(required=required, label=_label(column))
    if vocabulary := vocabulary_of(column):
        field.error_messages["invalid_choice"] = refusal_of_value(vocabulary)
    return field


def _words(column: models.Field) -> dict[str, str]:
    return {"label": _label(column), "help_text": column.help_text}


def _label(column: models.Field) -> str:
    said = str(column.verbose_name)
    if said == column.name.replace("_", " "):
        return field_heading(column.name)
    return said[:1].upper() + said[1:]


def _url_field(column: models.URLField, required: bool) -> forms.URLField:
    field = forms.URLField(required=required, max_length=column.max_length, assume_scheme="https", **_words(column))
    field.error_messages["invalid"] = "Write an address that begins with https:// or http://."
    web_only = URLValidator(schemes=["http", "https"], message=field.error_messages["invalid"])
    field.validators = [web_only, *(each for each in field.validators if not isinstance(each, URLValidator))]
    return field


def term_field(vocabulary: type[Vocabulary] | None, name: str, longest: int) -> forms.Field:
    """The field of a list-valued facet: ticks for a vocabulary, lines for free words."""
    label = field_heading(name)
    if vocabulary:
        return TermsField(vocabulary, required=False, label=label)
    return FreeTermsField(longest, required=False, label=label, help_text="One value a line, as the source words it.")


def send(data: MultiValueDict, name: str, field: forms.Field, value: Any) -> None:
    """Put a value of a document where a browser would send it."""
    if isinstance(field, FreeTermsField):
        data[name] = field.prepare_value(value)
    elif isinstance(value, list):
        data.setlist(name, value)
    else:
        data[name] = value


def stored(column: models.Field, value: Any) -> Any:
    """A cleaned value as documents hold it; an empty one is the column's own kind of nothing."""
    if isinstance(value, str):
        value = value.replace("\r\n", "\n")
    if value in ("", None) and not column.is_relation:
        may_be_empty = column.null if value is None else column.blank
        if not may_be_empty and column.has_default():
            value = column.get_default()
    return plain(value)
