"""How the text of a value is understood, kind by kind; what is not understood is ``Wrong``."""

import re
from datetime import UTC, date, datetime, time

from django.core.exceptions import ValidationError

from ..choices import Vocabulary
from ..identifiers import recognise_registry_id
from ..models import CancerType, CuratedRecord, Payload, Publication, Redirect
from ..partial_date import validate_partial_date, written_out
from .words import Choice, Path, Reader, Wrong, nearest, shown


class Values(Reader):
    """Values of a vocabulary, in exactly its spelling; some may be left out."""

    most = 50

    def __init__(self, vocabulary: type[Vocabulary], without: tuple[str, ...] = ()):
        self.vocabulary = vocabulary
        self.allowed = [value for value in vocabulary.values if value not in without]

    def read(self, text: str) -> Choice:
        if text not in self.allowed:
            close = nearest(text, self.allowed) or tuple(self.allowed)
            raise Wrong(f"“{shown(text)}” is no value here.", close)
        member = self.vocabulary(text)
        return Choice(text, str(member.label), text)


class Known(Reader):
    """Values that public records hold at the end of a way, such as countries."""

    def __init__(self, model: type[CuratedRecord], path: Path):
        self.model = model
        self.path = path

    def read(self, text: str) -> Choice:
        held = self.model.objects.public().order_by().filter(**dict(self.path.only))
        if held.filter(**{self.path.value: text}).exists():
            return Choice(text, text, text)
        values = held.exclude(**{self.path.value: None}).values_list(self.path.value, flat=True).distinct()[:5000]
        raise Wrong(f"“{shown(text)}” stands in no public record.", nearest(text, list(values)))


class Record(Reader):
    """A public record, by slug, accession or former address. An unpublished one is answered like none."""

    def __init__(self, model: type[CuratedRecord], noun: str):
        self.model = model
        self.noun = noun
        self.has_slug = any(field.name == "slug" for field in model._meta.fields)

    def read(self, text: str) -> Choice:
        record = self._find(text)
        if record is None:
            raise Wrong(f"There is no {self.noun} “{shown(text)}” in this base.", self._nearest(text))
        return Choice(getattr(record, "slug", "") or record.accession, record.title_text(), record)

    def _find(self, text: str) -> CuratedRecord | None:
        public = self.model.objects.public()
        if text.startswith(self.model.PREFIX):
            return public.by_accession(text).first()
        if not self.has_slug:
            return None
        return public.filter(slug=text).first() or self._moved(text)

    def _moved(self, text: str) -> CuratedRecord | None:
        redirect = Redirect.objects.filter(kind=self.model.PREFIX, old=text).first()
        return self.model.objects.public().by_accession(redirect.accession).first() if redirect else None

    def _nearest(self, text: str) -> tuple[str, ...]:
        if not self.has_slug:
            return ()
        return nearest(text, list(self.model.objects.public().values_list("slug", flat=True)[:5000]))


class CancerTypeReader(Record):
    """A cancer type by slug, accession, or a code that means exactly the same (``ncit:C3058``)."""

    def __init__(self):
        super().__init__(CancerType, "cancer type")

    def _find(self, text: str) -> CuratedRecord | None:
        system, colon, code = text.partition(":")
        if not colon:
            return super()._find(text)
        # MONDO and DOID codes carry their system within themselves.
        spellings = [code, f"{system.upper()}:{code}"]
        coded = CancerType.objects.public().in_order()
        return coded.filter(codes__system=system.lower(), codes__code__in=spellings, codes__relation="exact").first()

    def _nearest(self, text: str) -> tuple[str, ...]:
        public = CancerType.objects.public()
        slugs = dict(public.values_list("slug", "slug"))
        by_name = {name: slug for slug, name in public.values_list("slug", "synonyms__name") if name} | slugs
        return tuple(dict.fromkeys(by_name[name] for name in nearest(text, list(by_name))))


class PublicationReader(Record):
    """A publication by accession, ``doi:…`` or ``pmid:…``."""

    def __init__(self):
        super().__init__(Publication, "publication")

    def _find(self, text: str) -> CuratedRecord | None:
        scheme, colon, identifier = text.partition(":")
        if scheme.lower() not in ("doi", "pmid", "pmcid") or not colon:
            return super()._find(text)
        values = {scheme.lower(): identifier.lower() if scheme.lower() == "doi" else identifier.upper()}
        return Publication.objects.public().filter(**values).first()


class RegistryNumber(Reader):
    """A registry number in any spelling; one that no trial here has gives an empty list."""

    def read(self, text: str) -> Choice:
        recognised = recognise_registry_id(text)
        if recognised is None:
            raise Wrong(f"“{shown(text)}” looks like no registry number; one looks like NCT02530047 or 2012-003741-15.")
        return Choice(recognised[1], recognised[1], recognised[1])


class Text(Reader):
    """Words to look for."""

    most = 5

    def read(self, text: str) -> Choice:
        return Choice(text, text, text)


class YesNo(Reader):
    """``true`` or ``false``."""

    most = 2

    def read(self, text: str) -> Choice:
        if text not in ("true", "false"):
            raise Wrong(f"“{shown(text)}” is neither true nor false.", ("true", "false"))
        return Choice(text, "yes" if text == "true" else "no", text == "true")


class Day(Reader):
    """A date, or a year or month: 2019, 2019-05, 2019-05-16."""

    most = 1

    def read(self, text: str) -> Choice:
        try:
            validate_partial_date(text)
        except ValidationError as error:
            raise Wrong(f"“{shown(text)}” is no date; write 2019, 2019-05 or 2019-05-16.") from error
        return Choice(text, written_out(text), text)


class Moment(Reader):
    """A date or a date with time, in UTC unless it names a zone."""

    most = 1

    def read(self, text: str) -> Choice:
        try:
            moment = self._moment(text.replace(" ", "+"))
        except (ValueError, OverflowError) as error:
            raise Wrong(f"“{shown(text)}” is no date; write 2026-01-31 or 2026-01-31T12:00:00Z.") from error
        return Choice(text, text, moment)

    @staticmethod
    def _moment(text: str) -> datetime:
        if re.fullmatch(r"[12]\d{3}-\d{2}-\d{2}", text, re.ASCII):
            return datetime.combine(date.fromisoformat(text), time(), UTC)
        if not re.match(r"[12]\d{3}-\d{2}-\d{2}T", text, re.ASCII):
            raise ValueError(text)
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


class Year(Reader):
    """A year."""

    most = 1

    def read(self, text: str) -> Choice:
        if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
            raise Wrong(f"“{shown(text)}” is no year; write one such as 2019.")
        return Choice(text, text, int(text))


CANCER_TYPE = CancerTypeReader()
PAYLOAD = Record(Payload, "payload")
PUBLICATION = PublicationReader()
