"""Links between publications, as libraries tell them; derived from source records, ends known by identifiers only."""

from django.db import models
from django.db.models import Q

from ..choices import LinkKind
from .publication import Publication
from .source import SourceRecord

SCHEMES = ("pmid", "doi", "pmcid")


def numbers_of(publication: Publication) -> dict[str, str]:
    """Its identifiers by scheme."""
    return {scheme: value for scheme in SCHEMES if (value := getattr(publication, scheme))}


class PublicationLinkQuerySet(models.QuerySet):
    """Words that links are read with."""

    def out_of(self, publication: Publication):
        """What a text cites, corrects, comments on …"""
        return self._with_end("from", publication)

    def into(self, publication: Publication):
        """What cites, corrects, comments on … a text."""
        return self._with_end("to", publication)

    def _with_end(self, end: str, publication: Publication):
        wanted = Q(pk__in=[])
        for scheme, value in numbers_of(publication).items():
            wanted |= Q(**{f"{end}_{scheme}": value})
        return self.filter(wanted).order_by("kind", "pk")


class PublicationLink(models.Model):
    """One text cites, corrects or takes back another, as a library's record of either of them says.

    An end is whatever text has one of its numbers, in the base or not; whether readers may see a
    record there is asked when the link is read.
    """

    source_record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=32, choices=LinkKind.choices)
    from_pmid = models.CharField(max_length=8, blank=True, default="")
    from_doi = models.CharField(max_length=200, blank=True, default="")
    from_pmcid = models.CharField(max_length=12, blank=True, default="")
    to_pmid = models.CharField(max_length=8, blank=True, default="")
    to_doi = models.CharField(max_length=200, blank=True, default="")
    to_pmcid = models.CharField(max_length=12, blank=True, default="")
    citation = models.TextField(blank=True, default="", help_text="The other text as the library's record names it.")

    objects = PublicationLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=[f"{end}_{scheme}"], condition=~Q(**{f"{end}_{scheme}": ""}), name=f"link_{end}_{scheme}"
            )
            for end in ("from", "to")
            for scheme in SCHEMES
        ]

    def __str__(self) -> str:
        ends = (getattr(self, f"{end}_pmid") or getattr(self, f"{end}_doi") or self.citation for end in ("from", "to"))
        return " ".join((next(ends), self.kind, next(ends)))
