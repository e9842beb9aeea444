"""Different ways to write a word become one, before both search engines and for addresses."""

import pytest

from trials.normalisation import normalise_text, slug_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IFN-beta", "IFN-β"),
        ("IFN-beta", "ifnβ"),
        ("IFN-β1", "IFN beta 1"),
        ("TNF‐α", "tnf ALPHA"),
        ("µm", "μm"),
        ("Ewing’s sarcoma", "ewing's Sarcoma"),
        ("Sjögren", "Sjogren"),
        ("miR-21", "mir 21"),
        ("miR21", "miR-21"),
        ("tumor", "Tumour"),
        ("acute lymphoblastic leukemia", "Acute lymphoblastic leukaemia"),
        ("paediatric", "pediatric"),
        ("esophageal", "oesophageal"),
        ("ﬁbrosarcoma", "fibrosarcoma"),
        ("non-small-cell", "Non small cell"),
        ("Å", "A"),
        ("CD³⁺", "CD3+"),
        ("Ω", "omega"),
    ],
)
def test_spellings_of_one_thing_become_the_same_words(one, other):
    assert normalise_text(one) == normalise_text(other)


@pytest.mark.parametrize("text", ["IFN-β1a, two", "Tumor–stroma", "", "NCT02530047", "MSC (bone marrow)"])
def test_normalising_twice_is_normalising_once(text):
    assert normalise_text(normalise_text(text)) == normalise_text(text)


@pytest.mark.parametrize("text", ["", "  ", "—", "%_'\"|", "💊"])
def test_signs_alone_are_no_words(text):
    assert normalise_text(text) == ""


def test_words_are_letters_or_digits():
    assert normalise_text("hsa-miR-124a/b (2019): 5-FC|x_y") == "hsa mir 124 a b 2019 5 fc x y"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Glioblastoma", "glioblastoma"),
        ("IFN-β", "ifn-beta"),
        ("TNF-α / TRAIL", "tnf-alpha-trail"),
        ("Sézary’s disease", "sezarys-disease"),
        ("—", ""),
    ],
)
def test_a_slug_reads_like_the_name(name, slug):
    assert slug_of(name) == slug


def test_a_slug_has_an_end_and_does_not_end_in_a_hyphen():
    slug = slug_of("a" * 109 + " " + "b" * 50)
    assert slug == "a" * 109
