"""A base with every kind of owned row, a filled value in every column, a tombstone, a redirect, revisions."""

from datetime import date

from django.utils import timezone

from tests import factories
from tests.factories import ADA, BEN, ED, EVE
from trials import curation, projection
from trials.models import (
    CancerType,
    DataVersion,
    Finding,
    ImportProblem,
    ImportRun,
    LookAgain,
    Payload,
    Publication,
    RegistryAbsence,
    SourceBytes,
    SourceRecord,
    Trial,
)

AWKWARD = '=1+1, “quoted” "twice";\r\ntwo lines\rthree\tβ\u2028 end'
PUBMED = "https://pubmed.ncbi.nlm.nih.gov/31234567/"


def cancer_types() -> tuple[CancerType, CancerType, CancerType]:
    root = factories.cancer_type(name="All cancer", kind="root")
    glioma = factories.cancer_type(
        name="Glioma", parent=root, tree_position=2, note=AWKWARD,
        synonyms=[{"name": "Glial tumour"}, {"name": "β-glioma"}],
        codes=[
            {"system": "ncit", "code": "C3059", "label": "Glioma", "relation": "exact", "source": "NCIt"},
            {"system": "mesh", "code": "D005910", "relation": "close", "detail": "C04.557"},
        ],
    )  # fmt: skip
    return root, glioma, factories.cancer_type(name="Solid tumour", kind="basket", parent=root, covers=[glioma])


def publications() -> tuple[Publication, Publication]:
    review = factories.publication(
        title="Cells against cancer", citation_as_seen="Doe 2020", first_author="Doe J", authors_state="complete",
        journal="Cells", year=2020, volume="7", issue="2", pages="1-9", doi="10.1000/review.1", pmid="31234567",
        pmcid="PMC6699108", url="https://example.org/a?b=c,d", retraction_status="none_found",
        retraction_checked_on="2026-10-01", note=AWKWARD, keyword=["MSC", "exosomes, loaded"], scope_tag=["glioma"],
        authors=[
            {"position": 1, "name": "Doe J"}, {"position": 2, "name": "Ørsted Å"},
            {"position": 10, "name": "Zuñiga"},
        ],
        sources=[{"position": 1, "what": "PubMed", "url": PUBMED}],
    )  # fmt: skip
    return review, factories.publication(
        title="", citation_as_seen="News 2021", publication_type="news", comments_on=review
    )


def payload(node: CancerType, publication: Publication) -> Payload:
    return factories.payload(
        name="TRAIL", molecule_class="enzyme_prodrug", origin="loaded", prodrug="5-FC", radionuclide="131I",
        mechanism="Binds DR5.", mechanism_basis="partly_background", delivery_text="By virus",
        source_category="Cytokines", note="n", delivery_method=["lentivirus", "plasmid_or_rna"],
        effect=["pro_apoptotic", "prodrug_activating"],
        synonyms=[{"name": "Apo2L"}, {"name": "CD253"}],
        genes=[{"symbol": "TNFSF10", "hgnc_id": "HGNC:11925", "name": "TNF superfamily member 10", "role": "encodes"}],
        tried_in=[{"position": 1, "cancer_type": node.accession, "model": "animal", "note": "Mice"}],
        sources=[
            {"position": 1, "publication": publication.accession, "locator": "Table 1", "citation": "", "url": ""},
            {"position": 2, "publication": None, "locator": "", "citation": "Another", "url": "https://example.org/"},
        ],
    )  # fmt: skip


def trial(node: CancerType, carried: Payload, publication: Publication) -> Trial:
    return factories.trial(
        official_title="A study of cells", last_known_status="RECRUITING", start_date_type="ACTUAL",
        primary_completion_date="2020-12", primary_completion_date_type="ACTUAL", completion_date_type="ESTIMATED",
        observational_model="COHORT", time_perspective="PROSPECTIVE", minimum_age_years=18.0, maximum_age_years=70.5,
        healthy_volunteers=True, keyword=["MSC", "stromal cells, of marrow"], who_masked=["INVESTIGATOR"],
        acronym="CARE", overall_status="TERMINATED", status_confirmed_on="2024-05", status_seen_on="2024",
        status_source="Registry", why_stopped="Money", enrolment=12, enrolment_type="ACTUAL", start_date="2019-05-16",
        completion_date="2021", sponsor_name="A university", sponsor_class="OTHER", study_type="INTERVENTIONAL",
        allocation="RANDOMIZED", intervention_model="PARALLEL", masking="DOUBLE", primary_purpose="TREATMENT",
        design_text="Open", minimum_age="18 Years", maximum_age="70 Years", sex="ALL", results_posted=False,
        first_posted_on="2018", verified_on="2020-01", record_updated_on="2024-05-01", population_text="Glioma",
        cancer_types=[node], payloads=[carried], payload_text="TRAIL", msc_source="bone_marrow", donor="allogeneic",
        donor_detail="third_party", route_text="into the tumour", supportive_indication="gvhd", supportive_text="GVHD",
        product_name="Product", dose_and_schedule="10^6", given_with="Chemotherapy", engineering_method="Lentivirus",
        results_summary="None yet", sites_note="Two", read_in="whole", source_breadth="one_source", note="n",
        detail_note="d", registration_note="r", age_group=["ADULT"], country=["Norway", "United States"],
        disease_setting=["metastatic"], phase=["PHASE1", "PHASE2"],
        identifiers=[
            {"registry": "nct", "identifier": "NCT02530047"},
            {"registry": "eudract", "identifier": "2012-003741-15"},
        ],
        secondary_ids=[{"kind": "org", "value": "2015-0001"}],
        conditions=[{"position": 1, "text": "Glioma", "kind": "tumour"}],
        sites=[
            {
                "position": 2, "facility": "", "status": "", "city": "", "state": "", "zip": "", "country": "Norway",
                "latitude": None, "longitude": None, "as_of": "",
            },
            {
                "position": 10, "facility": "A clinic", "status": "TERMINATED", "city": "Houston", "state": "Lima",
                "zip": "0015001", "country": "Peru", "latitude": -12.0, "longitude": -77.04, "as_of": "2020-01",
            },
        ],
        collaborators=[{"name": "A company", "kind": "INDUSTRY"}],
        arms=[{"position": 1, "label": "Arm A", "arm_type": "EXPERIMENTAL", "description": "One\nTwo"}],
        interventions=[
            {
                "position": 1, "intervention_type": "BIOLOGICAL", "name": "MSC", "description": "Cells\nof marrow",
                "other_names": "hMSC\nMSC-1", "arm_labels": "Arm A",
            },
        ],
        outcomes=[
            {"position": 1, "kind": "primary", "measure": "Dose", "time_frame": "28 days"},
            {"position": 2, "kind": "secondary", "measure": "Response", "time_frame": ""},
        ],
        criteria=[
            {"kind": "inclusion", "position": 1, "text": "Adults", "wording": "own"},
            {"kind": "exclusion", "position": 1, "text": "Pregnancy", "wording": "registry"},
        ],
        mesh_terms=[
            {"kind": "condition", "mesh_id": "D005910", "term": "Glioma"},
            {"kind": "condition_ancestor", "mesh_id": "D009369", "term": "Neoplasms"},
        ],
        officials=[
            {"position": 1, "name": "A. Person", "role": "PRINCIPAL_INVESTIGATOR", "affiliation": "A university"},
        ],
        registry_references=[
            {"pmid": "30291165", "reference_type": "RESULT", "retractions": "22222222 A journal."},
        ],
        doses_items=[
            {"element": "donor", "knowledge": "not_reported", "text": "", "source": "Doe 2020"},
            {"element": "site", "knowledge": "stated", "text": "Tumour", "source": ""},
        ],
        status_history=[
            {
                "position": 1, "overall_status": "RECRUITING", "confirmed_on": "2020-01", "seen_on": "2020-02-01",
                "source": "Registry", "note": "First",
            },
        ],
        disputed_fields=[{"field": "phase", "text": "Two sources differ."}],
        pins=[{"field": "sex", "reason": "The paper took women only."}],
        results=[
            {
                "position": 1, "measure": "median_os", "arm": "A", "value": "13.5 (10–17)", "number": "13.5",
                "denominator": 12, "unit": "months", "control_group": "uncontrolled",
                "statement": "Median 13.5 months (no control group).", "publication": publication.accession,
                "source": "", "source_type": "journal", "link_basis": "paper_names_id",
            },
            {
                "position": 2, "measure": "treated", "arm": "", "value": "100", "number": "100", "denominator": None,
                "unit": "", "control_group": "controlled", "statement": "100 were treated.", "publication": None,
                "source": "A poster", "source_type": "conference", "link_basis": "matched_by_curator",
            },
        ],
        sources=[{"position": 1, "what": "Registry record", "url": "https://clinicaltrials.gov/study/NCT02530047"}],
    )  # fmt: skip


def findings(node: CancerType, carried: Payload, of: Trial, review: Publication) -> tuple[Finding, Finding]:
    study = factories.publication(title="A study", publication_type="primary_study")
    full = factories.finding(
        statement=f"Cells slowed growth. {AWKWARD}", effect="mixed", stance="against", level_basis="assigned",
        model_text="C57BL/6", cell_state="engineered", product_form="cells", msc_context="given_as_treatment",
        cell_species="human", msc_source_text="hBM", donor="allogeneic", sample_size="8 per group",
        comparator="PBS", effect_size="−40 %", scope="cancer_types", cancer_types=[node], payloads=[carried],
        publication=review, seen_in=review, primary_study=study, note="n", msc_source=["bone_marrow", "adipose"],
        topic=["proliferation", "safety"],
        molecules=[
            {"label": "CXCR4", "kind": "gene", "hgnc_id": "HGNC:2561"}, {"label": "miR-21", "kind": "mirna"},
        ],
        trial_links=[{"trial": of.accession, "relation": "background_for"}],
    )  # fmt: skip
    return full, factories.finding(
        trial=of, claim_kind="study_record", evidence_level="not_applicable", effect="not_applicable", stance="context",
        model_system="human", read_depth="registry", comparator="None",
    )  # fmt: skip


def trial_without_tumour() -> Trial:
    return factories.trial(
        title="", population_link="malignancy_not_stated", identifiers=[], registration_note="None yet"
    )


def source_record(of: Trial) -> SourceRecord:
    return SourceRecord.objects.create(
        source="registry:clinicaltrials.gov", identifier="NCT02530047", accession=of.accession, version_date="2024-05",
        fetched_on="2026-11-01", sha256="0" * 64,
        parsed={
            "source": "registry:clinicaltrials.gov", "identifier": "NCT02530047", "title": AWKWARD,
            "nested": [{"b": None, "a": 1.5}],
        },
    )  # fmt: skip


def what_a_library_said(of: Publication) -> None:
    notice = {"kind": "ErratumIn", "citation": "J Ex. 2020;1:1", "pmid": "", "doi": ""}
    cited = {"pmid": "11111111", "doi": "", "pmcid": ""}
    SourceRecord.objects.create(
        source="library:pubmed", identifier=of.pmid, accession=of.accession, fetched_on="2026-11-01", sha256="1" * 64,
        parsed={"pmid": of.pmid, "references": [cited], "references_listed": 1, "notices": [notice]},
    )  # fmt: skip
    projection.refresh_links("library:pubmed", [of.pmid])


def make() -> None:
    """Fill the empty base."""
    root, glioma, _ = cancer_types()
    review, _ = publications()
    trail = payload(glioma, review)
    registered = trial(glioma, trail, review)
    trial_without_tumour()
    full, _ = findings(glioma, trail, registered, review)
    source_record(registered)
    what_a_library_said(review)

    better = factories.publication(title="Better")
    curation.withdraw(factories.publication(title="Entered twice"), EVE, "Entered twice.", successor=better.accession)
    curation.accept(curation.propose(glioma, {"name": "Glioma of the brain"}, BEN, source="A paper"), ED, "Right.")
    curation.accept(curation.propose(full, {"topic": ["safety"], "comparator": ""}, BEN, source="A paper"), ED)
    curation.accept(curation.propose(registered, {"results_posted": True}, ADA, source="Registry"), ED)
    curation.decline(curation.propose(review, {"year": 2021}, ADA, source="A paper"), ED, "No.")
    DataVersion.objects.update(release="2026.9", released_on=date(2026, 11, 22))


def make_unpublished() -> None:
    """What no release holds: drafts, submitted and returned work, open revisions."""
    for status in ("draft", "submitted", "returned"):
        factories.finding(status)
        factories.cancer_type(status)
    curation.propose(factories.publication(), {"note": "x"}, ADA, source="A paper")
    registry_rows()


def registry_rows() -> None:
    """What stands beside the records after a run."""
    now, registered = timezone.now(), Trial.objects.first()
    run = ImportRun.objects.create(kind="trials", source="registry:clinicaltrials.gov", actor=ADA.code, started_at=now)
    ImportProblem.objects.create(run=run, record="NCT02530047", path="enrolment", value="-1", sentence="is no number.")
    SourceBytes.objects.create(sha256="1" * 64, size=2, data=b"{}")
    RegistryAbsence.objects.create(
        accession=registered.accession, source=run.source, identifier="NCT02530047", since="2026-11-01", run=run
    )
    LookAgain.objects.create(
        accession=Finding.objects.first().accession, trial=registered.accession, fields=["phase"], since=now
    )
