"""In which order and under which headings the desk shows the fields of each kind of record."""

from ..models import CancerType, CuratedRecord, Finding, Payload, Publication, Trial

Sections = tuple[tuple[str, tuple[str, ...]], ...]

_SECTIONS: dict[type[CuratedRecord], Sections] = {
    CancerType: (
        ("Node", ("name", "kind", "parent", "tree_position", "synonyms", "codes")),
        ("Collective names", ("covers",)),
        ("Note", ("note",)),
    ),
    Payload: (
        ("Payload", ("name", "synonyms", "molecule_class", "effect", "origin", "genes", "prodrug", "radionuclide")),
        ("How it works", ("mechanism", "mechanism_basis", "delivery_method", "delivery_text", "source_category")),
        ("Where it was tried", ("tried_in",)),
        ("Sources and note", ("sources", "note")),
    ),
    Publication: (
        ("What it is", ("title", "citation_as_seen", "publication_type", "comments_on")),
        ("Identifiers", ("doi", "pmid", "pmcid", "url")),
        (
            "Authors and journal",
            ("first_author", "authors_state", "authors", "journal", "year", "volume", "issue", "pages"),
        ),
        ("Retraction", ("retraction_status", "retraction_checked_on")),
        ("Words about it", ("keyword", "scope_tag", "note")),
        ("Sources", ("sources",)),
    ),
    Trial: (
        ("Identity", ("title", "official_title", "acronym", "identifiers", "secondary_ids", "registration_note")),
        (
            "Status",
            (
                "overall_status",
                "status_confirmed_on",
                "status_seen_on",
                "status_source",
                "last_known_status",
                "why_stopped",
                "start_date",
                "start_date_type",
                "primary_completion_date",
                "primary_completion_date_type",
                "completion_date",
                "completion_date_type",
                "status_history",
            ),
        ),
        (
            "Who takes part",
            (
                "population_link",
                "cancer_types",
                "population_text",
                "conditions",
                "keyword",
                "mesh_terms",
                "disease_setting",
                "age_group",
                "minimum_age",
                "minimum_age_years",
                "maximum_age",
                "maximum_age_years",
                "sex",
                "healthy_volunteers",
                "enrolment",
                "enrolment_type",
                "criteria",
            ),
        ),
        (
            "Cells",
            (
                "role",
                "modality",
                "payloads",
                "payload_text",
                "msc_source",
                "donor",
                "donor_detail",
                "route",
                "route_text",
                "product_name",
                "dose_and_schedule",
                "given_with",
                "engineering_method",
                "doses_items",
            ),
        ),
        ("Supportive care", ("supportive_indication", "supportive_text")),
        (
            "Design",
            (
                "study_type",
                "phase",
                "allocation",
                "intervention_model",
                "masking",
                "who_masked",
                "primary_purpose",
                "observational_model",
                "time_perspective",
                "design_text",
                "arms",
                "interventions",
                "outcomes",
            ),
        ),
        (
            "Who runs it, and where",
            ("sponsor_name", "sponsor_class", "collaborators", "officials", "country", "sites", "sites_note"),
        ),
        ("Results", ("results_posted", "results", "results_summary", "registry_references")),
        (
            "Where it was read",
            (
                "first_posted_on",
                "verified_on",
                "record_updated_on",
                "read_in",
                "source_breadth",
                "sources",
                "disputed_fields",
                "pins",
                "note",
                "detail_note",
            ),
        ),
    ),
    Finding: (
        ("Claim", ("statement", "claim_kind", "topic")),
        ("Source", ("publication", "trial", "locator", "read_depth", "seen_in", "primary_study")),
        ("What it says", ("effect", "stance", "evidence_level", "level_basis")),
        ("About what", ("scope", "cancer_types", "payloads", "molecules", "trial_links")),
        (
            "In which cells and models",
            (
                "model_system",
                "model_text",
                "cell_state",
                "product_form",
                "msc_context",
                "cell_species",
                "msc_source",
                "msc_source_text",
                "donor",
            ),
        ),
        ("Numbers", ("sample_size", "comparator", "effect_size")),
        ("Note", ("note",)),
    ),
}


def sections_of(model: type[CuratedRecord]) -> Sections:
    """Headings with the names of fields, lists and owned rows under each."""
    return _SECTIONS[model]
