"""A small tree of cancer types."""

import pytest

from tests import factories
from tests.filters.asking import code
from trials import curation


@pytest.fixture(scope="module", autouse=True)
def tree(module_base):
    solid = factories.cancer_type(name="Solid tumour", kind="basket")
    glioma = factories.cancer_type(name="Glioma", codes=[code("C3059")])
    glioblastoma = factories.cancer_type(
        name="Glioblastoma", parent=glioma, codes=[code("C3058")], synonyms=[{"name": "GBM"}]
    )
    revision = curation.propose(solid, {"covers": [glioma.accession]}, factories.ADA, "The protocol")
    curation.accept(revision, factories.ED)
    return {"solid": solid, "glioma": glioma, "glioblastoma": glioblastoma}
