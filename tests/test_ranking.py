"""Ranking by words: what is a word, what weighs, and which text is nearest."""

import pytest

from trials import ranking
from trials.ranking import MOST_TERMS, Bm25, TfIdf, weighted, words

TEXTS = {
    "trail": "TRAIL-secreting cells in glioblastoma",
    "trail too": "Glioblastoma and cells with TRAIL",
    "il12": "IL-12 cells in glioblastoma",
    "bone": "Bone and cells",
    "skin": "Skin and cells",
}


def corpus(method, texts=TEXTS):
    return method({key: weighted([(1.0, words(text))]) for key, text in texts.items()})


def test_words_are_normalised_singular_and_without_grammar():
    assert words("The tumors of IFN-β: bodies, viruses & mass in 12 mice") == (
        "tumour", "ifn", "beta", "body", "viruse", "mass", "12", "mice",
    )  # fmt: skip
    assert words("a I 1") == ()


def test_a_field_counts_by_its_weight():
    assert weighted([(2.0, ["glioma", "cell"]), (0.5, ["cell"])]) == {"glioma": 2.0, "cell": 2.5}


@pytest.mark.parametrize("method", [TfIdf, Bm25])
def test_the_text_that_shares_rare_words_is_nearest(method):
    near = corpus(method).nearest("trail")
    assert [each.key for each in near[:2]] == ["trail too", "il12"]
    assert max(near[0].shares, key=near[0].shares.get) == "trail"
    assert near[0].score == pytest.approx(sum(near[0].shares.values()))
    assert [each.key for each in corpus(method).nearest("trail", 1)] == ["trail too"]


def test_the_cosine_is_the_same_from_both_sides_and_one_at_most():
    ranked = corpus(TfIdf)
    there = {each.key: each.score for each in ranked.nearest("trail")}
    assert there["il12"] == pytest.approx({each.key: each.score for each in ranked.nearest("il12")}["trail"])
    assert all(0 < score <= 1 for score in there.values())


@pytest.mark.parametrize("method", [TfIdf, Bm25])
def test_texts_without_words_and_a_corpus_of_one_have_no_neighbour(method):
    assert corpus(method, {"one": "glioma"}).nearest("one") == []
    assert corpus(method, {"one": "", "two": "glioma", "three": "the of"}).nearest("one") == []


def test_equals_stand_by_key_and_only_the_weightiest_terms_are_asked_with():
    ranked = corpus(TfIdf, {"a": "glioma", "c": "glioma bone", "b": "glioma bone", "d": "skin"})
    assert [each.key for each in ranked.nearest("a")] == ["b", "c"]
    many = " ".join(f"word{chr(97 + n)}x" for n in range(26)) + " sharedq sharedr"
    texts = {"long": many, "two": "sharedq sharedr", "three": "skin"}
    assert len(many.split()) > MOST_TERMS
    assert corpus(TfIdf, texts).nearest("long") == []


def test_the_time_of_one_text_is_bounded_however_many_share_its_words(monkeypatch):
    texts = {f"t{n}": "glioma bone" if n < 9 else f"other{n}x" for n in range(40)} | {"a": "glioma rare", "b": "rare"}
    assert [near.key for near in corpus(TfIdf, texts).nearest("a")][:2] == ["b", "t0"]
    monkeypatch.setattr(ranking, "MOST_ENTRIES", 5)
    assert [near.key for near in corpus(TfIdf, texts).nearest("a")] == ["b"]
