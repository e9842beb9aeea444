"""What of a typed study no field of a trial takes, and why; a test finds every other field read."""

LEFT_OUT = {
    "Study.brief_summary": "a long text; the registry's page has it",
    "Study.detailed_description": "a long text; the registry's page has it",
    "Study.study_population": "a long text; the registry's page has it",
    "Study.intervention_model_text": "words beside the code",
    "Study.masking_text": "words beside the code",
    "Study.organisation": "who gave the number; the sponsor is kept",
    "Study.organisation_id_type": "which kind of grant the organisation's own number is",
    "Study.has_expanded_access": "another record, which has an entry of its own",
    "Study.results_first_posted": "whether there are any is kept",
    "Study.removed_countries": "places where it no longer runs; the record's sites are kept",
    "Study.is_partial": "asked where versions are compared",
    "Study.raw": "kept as bytes beside the source record",
    "DatedAs.type": "kept of the start and of both completions",
    "SecondaryId.link": "an address of the one who gave the number",
    "Arm.interventions": "each intervention names its arms",
    "Outcome.description": "a long text; the registry's page has it",
    "Reference.citation": "the PubMed number leads to it",
}
