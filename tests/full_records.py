"""One record of each kind that has something in every owned list."""

from tests import factories
from trials.models import CancerType, Finding, Payload, Publication, Trial


def full_trial() -> Trial:
    """A trial that has something in every owned list."""
    publication = factories.publication()
    return factories.trial(
        enrolment=18,
        start_date="2019-05",
        results_posted=True,
        country=["United States", "Norway"],
        secondary_ids=[{"kind": "org", "value": "2015-0001"}],
        conditions=[{"position": 1, "text": "Glioblastoma", "kind": "tumour"}],
        sites=[{"position": 1, "facility": "A hospital", "city": "Oslo", "country": "Norway", "as_of": "2020"}],
        collaborators=[{"name": "A university", "kind": "OTHER"}],
        arms=[{"position": 1, "label": "Arm A", "arm_type": "EXPERIMENTAL", "description": "One line\nand another"}],
        interventions=[{"position": 1, "intervention_type": "BIOLOGICAL", "name": "MSC"}],
        outcomes=[{"position": 1, "measure": "Dose", "time_frame": "28 days"}],
        criteria=[
            {"kind": "inclusion", "position": 1, "text": "Adults"},
            {"kind": "exclusion", "position": 1, "text": "None"},
        ],
        mesh_terms=[{"kind": "condition", "mesh_id": "D005910", "term": "Glioma"}],
        officials=[{"position": 1, "name": "A. Person", "role": "STUDY_CHAIR", "affiliation": "A university"}],
        registry_references=[{"pmid": "30291165", "reference_type": "RESULT"}],
        doses_items=[{"element": "donor", "knowledge": "stated", "text": "Third party", "source": ""}],
        status_history=[
            {
                "position": 1,
                "overall_status": "RECRUITING",
                "confirmed_on": "2020-01",
                "seen_on": "",
                "source": "Registry",
                "note": "",
            }
        ],
        disputed_fields=[{"field": "phase", "text": "Two sources differ."}],
        pins=[{"field": "sex", "reason": "The paper took women only."}],
        results=[
            {
                "position": 1,
                "measure": "treated",
                "arm": "",
                "value": "18",
                "number": "18",
                "denominator": None,
                "unit": "patients",
                "control_group": "uncontrolled",
                "statement": "18 were treated.",
                "publication": publication.accession,
                "source": "",
                "source_type": "journal",
                "link_basis": "paper_names_id",
            }
        ],
    )


def full_payload() -> Payload:
    publication = factories.publication()
    return factories.payload(
        synonyms=[{"name": "Apo2L"}],
        genes=[{"symbol": "TNFSF10", "hgnc_id": "HGNC:11925", "name": "TNF superfamily member 10", "role": "encodes"}],
        tried_in=[{"position": 1, "cancer_type": factories.cancer_type().accession, "model": "animal", "note": ""}],
        sources=[
            {"position": 1, "publication": publication.accession, "locator": "Table 1", "citation": "", "url": ""}
        ],
        effect=["pro_apoptotic"],
        delivery_method=["lentivirus", "plasmid_or_rna"],
    )


def full_publication() -> Publication:
    return factories.publication(
        doi="10.1000/full",
        retraction_status="none_found",
        retraction_checked_on="2026-01-31",
        comments_on=factories.publication().accession,
        authors=[{"position": 1, "name": "A. Author"}, {"position": 2, "name": "B. Author"}],
        sources=[{"position": 1, "what": "PubMed", "url": "https://pubmed.ncbi.nlm.nih.gov/1/"}],
        keyword=["glioma", "tropism"],
    )


def full_cancer_type() -> CancerType:
    return factories.cancer_type(
        parent=factories.cancer_type(),
        covers=[factories.cancer_type().accession],
        synonyms=[{"name": "GBM"}],
        codes=[
            {
                "system": "ncit",
                "code": "C3058",
                "label": "Glioblastoma",
                "relation": "exact",
                "tree_numbers": "",
                "source": "NCIt",
            }
        ],
    )


def full_finding() -> Finding:
    trial = factories.trial()
    return factories.finding(
        scope="cancer_types",
        cancer_types=[trial.cancer_types.get().accession],
        payloads=[factories.payload().accession],
        seen_in=factories.publication().accession,
        molecules=[{"label": "TNFSF10", "kind": "gene", "hgnc_id": "HGNC:11925"}],
        trial_links=[{"trial": trial.accession, "relation": "background_for"}],
        msc_source=["bone_marrow"],
    )


FULL = [full_cancer_type, full_payload, full_publication, full_trial, full_finding]
