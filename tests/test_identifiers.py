"""Identifiers: what fits a pattern and what does not, one spelling for each, CTIS before EudraCT."""

import pytest

from trials.choices import CodeSystem, Registry
from trials.identifiers import SCHEMES, address, normalise, normalise_orcid, recognise, recognise_registry_id

POSITIVES = [
    ("nct", "NCT02530047"),
    ("ctis", "2025-523586-18-00"),
    ("ctis", "2022-500123-14"),
    ("eudract", "2012-003741-15"),
    ("isrctn", "ISRCTN12345678"),
    ("jrct", "jRCT2033180077"),
    ("jrct", "jRCTs031190001"),
    ("jrct", "jRCTs0311900011"),
    ("umin", "UMIN000024291"),
    ("chictr", "ChiCTR2000012345"),
    ("chictr", "ChiCTR-TRC-12002345"),
    ("irct", "IRCT20140911019125N10"),
    ("drks", "DRKS00012345"),
    ("actrn", "ACTRN12612345678901"),
    ("ctri", "CTRI/2012/01/123456"),
    ("kct", "KCT0001234"),
    ("doi", "10.18632/oncotarget.28672"),
    ("doi", "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"),
    ("pmid", "1"),
    ("pmid", "38797895"),
    ("pmcid", "PMC6699108"),
    ("ncit", "C3058"),
    ("oncotree", "GB"),
    ("mondo", "MONDO:0018177"),
    ("doid", "DOID:3068"),
    ("mesh", "D005909"),
    ("icd10", "C71"),
    ("icd10", "C71.9"),
    ("icd10", "C81-C96"),
    ("hgnc", "HGNC:11925"),
]
NEGATIVES = [
    ("nct", "NCT0253004"),
    ("nct", "NCT025300477"),
    ("nct", "02530047"),
    ("nct", "NCT02530047\nx"),
    ("ctis", "2012-003741-15"),
    ("ctis", "2025-523586-18-0"),
    ("eudract", "2012-03741-15"),
    ("eudract", "1998-003741-15"),
    ("eudract", "2022-500123-14"),
    ("eudract", "2025-523586-18-00"),
    ("isrctn", "ISRCTN1234567"),
    ("jrct", "jRCT12345678"),
    ("umin", "UMIN00002429"),
    ("chictr", "ChiCTR200001234"),
    ("chictr", "ChiCTR-T-12002345"),
    ("irct", "IRCT20140911019125"),
    ("drks", "DRKS0001234"),
    ("actrn", "ACTRN22612345678901"),
    ("ctri", "CTRI/2012/1/123456"),
    ("kct", "KCT000123"),
    ("doi", "oncotarget.28672"),
    ("doi", "10.18/x"),
    ("doi", "10.18632/"),
    ("doi", "10.18632/a b"),
    ("pmid", ""),
    ("pmid", "0"),
    ("pmid", "123456789"),
    ("pmid", "PMC6699108"),
    ("pmcid", "PMC0123"),
    ("ncit", "3058"),
    ("mondo", "0018177"),
    ("mesh", "D5909"),
    ("icd10", "71"),
    ("hgnc", "11925"),
]
SPELLINGS = [
    ("nct", " nct02530047 ", "NCT02530047"),
    ("isrctn", "isrctn12345678", "ISRCTN12345678"),
    ("eudract", "EudraCT 2012-003741-15", "2012-003741-15"),
    ("eudract", "EudraCT Number: 2012-003741-15", "2012-003741-15"),
    ("eudract", "EUCTR2012-003741-15-DE", "2012-003741-15"),
    ("eudract", "2012-003741-15-NL", "2012-003741-15"),
    ("umin", "JPRN-UMIN000024291", "UMIN000024291"),
    ("jrct", "JPRN-jRCT2033180077", "jRCT2033180077"),
    ("jrct", "JRCTS031190001", "jRCTs031190001"),
    ("chictr", "chictr2000012345", "ChiCTR2000012345"),
    ("chictr", "CHICTR-TRC-12002345", "ChiCTR-TRC-12002345"),
    ("irct", "irct20140911019125n10", "IRCT20140911019125N10"),
    ("ctri", "ctri/2012/01/123456", "CTRI/2012/01/123456"),
    ("ctis", "EU CT 2025-523586-18-00", "2025-523586-18-00"),
    ("ctis", "CTIS2025-523586-18-00", "2025-523586-18-00"),
    ("doi", "https://doi.org/10.18632/Oncotarget.28672", "10.18632/oncotarget.28672"),
    ("doi", "http://dx.doi.org/10.18632/oncotarget.28672", "10.18632/oncotarget.28672"),
    ("doi", "doi: 10.18632/ONCOTARGET.28672", "10.18632/oncotarget.28672"),
    ("pmid", "PMID: 038797895", "38797895"),
    ("pmcid", "pmc6699108", "PMC6699108"),
    ("pmcid", "PMCID: PMC6699108", "PMC6699108"),
]


@pytest.mark.parametrize(("prefix", "identifier"), POSITIVES)
def test_a_right_identifier_is_kept_as_it_is(prefix, identifier):
    assert normalise(prefix, identifier) == identifier


@pytest.mark.parametrize(("prefix", "identifier"), NEGATIVES)
def test_a_wrong_identifier_is_refused_with_an_example(prefix, identifier):
    with pytest.raises(ValueError) as caught:
        normalise(prefix, identifier)
    assert SCHEMES[prefix].example in str(caught.value) or "CTIS" in str(caught.value)


@pytest.mark.parametrize(("prefix", "text", "identifier"), SPELLINGS)
def test_every_spelling_becomes_the_one(prefix, text, identifier):
    assert normalise(prefix, text) == identifier
    assert normalise(prefix, identifier) == identifier


@pytest.mark.parametrize(
    "text", ["NCT02530047", "jRCT2033180077", "2012-003741-15", "EUCTR2012-003741-15-DE", "DRKS00012345"]
)
def test_a_registry_number_is_recognised_without_its_registry(text):
    registry, identifier = recognise_registry_id(text)
    assert normalise(registry, text) == identifier


def test_a_ctis_number_without_its_last_part_is_no_eudract_number():
    assert recognise_registry_id("2022-500123-14") == ("ctis", "2022-500123-14")
    assert recognise_registry_id("2012-003741-15") == ("eudract", "2012-003741-15")
    assert recognise_registry_id("2025-523586-18-00") == ("ctis", "2025-523586-18-00")


@pytest.mark.parametrize("text", ["", "glioma", "MSCT000001", "38797895", "10.1000/x"])
def test_what_is_no_registry_number_is_not_recognised(text):
    assert recognise_registry_id(text) is None


def test_every_registry_and_code_system_has_a_scheme_whose_example_fits():
    assert set(Registry.values) | set(CodeSystem.values) <= SCHEMES.keys()
    for prefix, scheme in SCHEMES.items():
        assert normalise(prefix, scheme.example) == scheme.example
        assert scheme.prefix == prefix


def test_addresses_lead_to_the_authority_only():
    assert address("nct", "NCT02530047") == "https://clinicaltrials.gov/study/NCT02530047"
    assert address("actrn", "ACTRN12612345678901") == "https://www.anzctr.org.au/ACTRN12612345678901.aspx"
    assert address("pmid", "38797895") == "https://pubmed.ncbi.nlm.nih.gov/38797895/"
    assert address("unknown", "1") == ""
    for prefix, scheme in SCHEMES.items():
        found = address(prefix, scheme.example)
        assert found == "" or (found.startswith("https://") and "{" not in found)


def test_an_address_is_safe_to_write():
    """Some DOIs hold characters that mean something in an address."""
    assert address("doi", "10.1002/(sici)1(1998)<1::a>3.0.co;2-2#x?") == (
        "https://doi.org/10.1002/(sici)1(1998)%3C1::a%3E3.0.co;2-2%23x%3F"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" 38797895 ", ("pmid", "38797895")),
        ("PMID: 38797895", ("pmid", "38797895")),
        ("https://pubmed.ncbi.nlm.nih.gov/38797895/", ("pmid", "38797895")),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC6699108/", ("pmcid", "PMC6699108")),
        ("https://doi.org/10.1000/ABC", ("doi", "10.1000/abc")),
        ("doi:10.1000/abc", ("doi", "10.1000/abc")),
        ("https://clinicaltrials.gov/study/NCT02530047?term=x", ("nct", "NCT02530047")),
        ("http://www.isrctn.com/ISRCTN12345678", ("isrctn", "ISRCTN12345678")),
        ("2025-523586-18-00", ("ctis", "2025-523586-18-00")),
        ("https://example.org/38797895", None),
        ("glioma", None),
        ("", None),
    ],
)
def test_an_identifier_is_recognised_without_its_scheme_and_in_its_address(text, found):
    assert recognise(text) == found


@pytest.mark.parametrize(
    "text", ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "0000000218250097", " 0000-0002-1825-0097"]
)
def test_an_orcid_has_one_spelling(text):
    assert normalise_orcid(text) == "0000-0002-1825-0097"


def test_the_last_digit_of_an_orcid_may_be_an_x():
    assert normalise_orcid("0000-0002-1694-233x") == "0000-0002-1694-233X"


@pytest.mark.parametrize("text", ["0000-0002-1825-0098", "0000-0002-1825-009", "0000-0002-1852-0097", "Ada", "٠" * 16])
def test_a_wrong_orcid_is_refused(text):
    with pytest.raises(ValueError, match="ORCID"):
        normalise_orcid(text)
