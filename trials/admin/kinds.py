"""The five kinds of record at the desk: what each list shows, finds and filters by."""

from django.contrib import admin

from ..choices import Modality, PayloadEffect, Phase, Topic
from ..models import CancerType, Finding, Payload, Publication, Trial
from .lists import term_filter
from .records import RecordAdmin
from .site import desk


@admin.register(CancerType, site=desk)
class CancerTypeAdmin(RecordAdmin):
    search_fields = ("accession", "name", "synonyms__name", "codes__code")
    list_display = ("accession", "words", "kind", "parent", "status", "changed")
    list_filter = (*RecordAdmin.list_filter, "kind")


@admin.register(Payload, site=desk)
class PayloadAdmin(RecordAdmin):
    search_fields = ("accession", "name", "synonyms__name", "genes__symbol")
    list_display = ("accession", "words", "molecule_class", "status", "changed")
    list_filter = (*RecordAdmin.list_filter, "molecule_class", "origin", term_filter("effect", PayloadEffect))


@admin.register(Publication, site=desk)
class PublicationAdmin(RecordAdmin):
    search_fields = ("accession", "title", "citation_as_seen", "doi", "pmid", "pmcid", "first_author", "journal")
    list_display = ("accession", "words", "publication_type", "year", "status", "changed")
    list_filter = (*RecordAdmin.list_filter, "publication_type", "retraction_status")


@admin.register(Trial, site=desk)
class TrialAdmin(RecordAdmin):
    search_fields = (
        "accession",
        "title",
        "acronym",
        "identifiers__identifier",
        "secondary_ids__value",
        "product_name",
        "sponsor_name",
    )
    list_display = ("accession", "canonical_id", "words", "overall_status", "role", "status", "changed")
    list_filter = (
        *RecordAdmin.list_filter,
        "overall_status",
        "role",
        term_filter("phase", Phase),
        term_filter("modality", Modality),
        "msc_source",
    )


@admin.register(Finding, site=desk)
class FindingAdmin(RecordAdmin):
    search_fields = (
        "accession",
        "statement",
        "molecules__label",
        "publication__title",
        "publication__doi",
        "publication__pmid",
    )
    list_display = ("accession", "words", "claim_kind", "effect", "evidence_level", "status", "changed")
    list_filter = (
        *RecordAdmin.list_filter,
        "claim_kind",
        "effect",
        "stance",
        "evidence_level",
        "model_system",
        "cell_state",
        term_filter("topic", Topic),
    )
