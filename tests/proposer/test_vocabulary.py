"""The vocabulary is what is public in the base, read by a fixed number of queries, anew after each public change."""

import pytest

from tests import factories
from trials import curation
from trials.proposer import propose, vocabulary
from trials.proposer.reading import Passage, Text

pytestmark = pytest.mark.django_db
READS = 10


def title(words: str) -> Text:
    return Text(False, (Passage("title", words),))


def test_names_synonyms_codes_genes_and_products_of_public_records_are_known(django_assert_max_num_queries):
    code = {"system": "mesh", "code": "D012516", "label": "Osteosarcoma of bone", "relation": "exact"}
    tumour = factories.cancer_type(name="Osteosarcoma", synonyms=[{"name": "osteogenic sarcoma"}], codes=[code])
    factories.cancer_type("draft", name="Hidden sarcoma")
    gene = {"symbol": "TNFSF10", "hgnc_id": "HGNC:11925", "role": "encodes"}
    payload = factories.payload(name="TRAIL", synonyms=[{"name": "Apo2L"}], genes=[gene])
    factories.trial(product_name="XY-051 (first batch)", payloads=[payload.accession])

    with django_assert_max_num_queries(READS):
        names = vocabulary()
    with django_assert_max_num_queries(1):
        assert vocabulary() is names

    assert names.meshes == {"D012516": tumour.accession}
    for word in ("osteogenic sarcomas", "Osteosarcoma of Bone", "OSTEOSARCOMA"):
        assert [each.value for each in propose(title(f"MSCs in {word}")).of("cancer_types")] == [tumour.accession]
    assert propose(title("MSCs in hidden sarcoma")).of("cancer_types") == []
    for word in ("TRAIL", "Apo2L", "TNFSF10"):
        found = propose(title(f"MSCs expressing {word} in osteosarcoma")).of("payloads")
        assert [(each.value, each.label) for each in found] == [(payload.accession, "TRAIL")]
    assert [each.value for each in propose(title("XY-051 in osteosarcoma")).of("payloads")] == [payload.accession]


def test_it_is_read_anew_after_a_public_change():
    before = vocabulary()
    tumour = factories.cancer_type(name="Chordoma")
    assert vocabulary() is not before
    assert [each.value for each in propose(title("MSCs in chordomas")).of("cancer_types")] == [tumour.accession]
    curation.withdraw(tumour, factories.ED, "It is taken back for a test.")
    assert propose(title("MSCs in chordomas")).of("cancer_types") == []
