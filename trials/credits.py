"""Who is named on a record: the people who wrote or reviewed a version of it and want their names there."""

from dataclasses import dataclass
from datetime import date

from .choices import CuratedDepth
from .models import CuratedRecord, Person, Publication, ReadingItem

WROTE, REVIEWED = "wrote", "reviewed"


@dataclass(frozen=True)
class Credit:
    """A person named on a record, and as what."""

    name: str
    orcid: str
    role: str


@dataclass(frozen=True)
class CuratedSoFar:
    """How much of a publication has been curated, since when, and by whom if they want to be named."""

    depth: CuratedDepth
    on: date
    by: Credit | None


def credits_of(record: CuratedRecord) -> list[Credit]:
    """Who is named on a public record, in one query: first who wrote, then who reviewed, each by name."""
    people = sorted(Person.objects.named_on(record.accession), key=lambda person: person.public_name.casefold())
    return [
        *(Credit(person.public_name, person.orcid, WROTE) for person in people if person.wrote),
        *(Credit(person.public_name, person.orcid, REVIEWED) for person in people if person.reviewed),
    ]


def curated_so_far(publication: Publication) -> CuratedSoFar | None:
    """What curators last said of it; None where nothing is recorded, which does not say that nothing was curated."""
    item = ReadingItem.objects.of_record(publication.accession).said_how_far().first()
    if item is None:
        return None
    by = _reader(item.curated_by, publication.accession)
    return CuratedSoFar(CuratedDepth(item.depth), item.changed_at.date(), by)


def _reader(code: str, accession: str) -> Credit | None:
    """The person with this code as somebody who curated from a publication, if they want to be named on it."""
    person = Person.objects.coded(code).willing_on(accession).first()
    return Credit(person.public_name, person.orcid, WROTE) if person else None
