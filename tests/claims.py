"""Rows and claims that tests of evidence share, with what they are not about already filled in."""

from tests import factories
from trials.models import CancerType, Finding, Publication


def study() -> Publication:
    return factories.publication(publication_type="primary_study")


def claim(node: CancerType, **fields: object) -> Finding:
    """A result in mice from a study of its own, unless said otherwise."""
    if "publication" not in fields and "trial" not in fields:
        fields["publication"] = study()
    given = {"cell_state": "engineered", "msc_context": "given_as_treatment"}
    return factories.finding(**({"cancer_types": [node], "scope": "cancer_types"} | given | fields))


def result(position: int = 1, **fields: object) -> dict:
    row = {
        "position": position, "measure": "treated", "arm": "", "value": "", "number": 5, "denominator": None,
        "unit": "",
        "control_group": "uncontrolled", "statement": "Five were treated.", "publication": None, "source": "A paper",
        "source_type": "journal", "link_basis": "paper_names_id",
    }  # fmt: skip
    return row | fields


def tried(node: CancerType, model: str = "animal") -> dict:
    return {"position": 1, "cancer_type": node.accession, "model": model, "note": ""}
