"""Citation files of all kinds end in the same typed record."""

import pytest

from tests.sources.small import article, read
from trials.sources import citations
from trials.sources.dates import partial_date, year_in
from trials.sources.paper import Author, Notice, Reference
from trials.sources.paper_ids import doi_in, orcid_in, pmcid_in, pmid_in

RIS = """TY  - JOUR
AU  - Müller, Anna B.
AU  - de Vries,C.
AU  - Example Study Group
TI  - Cells in
 glioma
T2  - Journal of examples
JO  - J Ex
PY  - 2019/03//
VL  - 12
IS  - 3
SP  - 10
EP  - 19
DO  - https://doi.org/10.1000/Right.1
KW  - homing
AN  - 31234567
AB  - A sentence that nobody keeps.
UR  - https://example.org/1
ER  - 
"""  # noqa: W291
NBIB = """
PMID- 31234567
OWN - NLM
LR  - 20240209
VI  - 12
IP  - 3
DP  - 2019 Mar
TI  - Cells in
      glioma
PG  - 10-19
LID - 10.1000/Right.1 [doi]
AB  - A sentence that nobody keeps.
FAU - Müller, Anna B
AU  - Müller AB
AUID- ORCID: 0000-0002-1825-0097
FAU - de Vries, C
AU  - de Vries C
CN  - Example Study Group
LA  - eng
PT  - Journal Article
PT  - Review
TA  - J Ex
JT  - Journal of examples
PMC - PMC7654321
MH  - *Glioma/therapy
OT  - homing
RIN - J Ex. 2021;1:1. doi: 10.1000/gone. PMID: 33333333
PST - ppublish
"""
BIB = r"""
@string{jex = "Journal of examples"}
@comment{nothing}
@Article{key1,
  title = {{C}ells in \emph{glioma}},
  author = {M{\"u}ller, Anna B. and de Vries, C. and {Example Study Group}},
  journal = jex, year = 2019, month = mar, volume = {12}, number = {3}, pages = {10--19},
  doi = {10.1000/Right.1}, keywords = {homing}, abstract = {A sentence that nobody keeps.}
}
"""
WORK = {
    "indexed": {},
    "DOI": "10.1000/Right.1",
    "type": "journal-article",
    "title": ["Cells in <i>glioma</i>"],
    "container-title": ["Journal of examples"],
    "short-container-title": ["J Ex"],
    "author": [
        {"given": "Anna B.", "family": "Müller", "ORCID": "http://orcid.org/0000-0002-1825-0097", "sequence": "first"},
        {"given": "C.", "family": "de Vries"},
        {"name": "Example Study Group"},
    ],
    "published-print": {"date-parts": [[2019, 3]]},
    "issued": {"date-parts": [[2018, 12, 1]]},
    "volume": "12",
    "issue": "3",
    "page": "10-19",
    "abstract": "A sentence that nobody keeps.",
    "updated-by": [{"type": "retraction", "label": "Retraction", "DOI": "10.1000/gone"}],
    "reference": [{"key": "1", "DOI": "10.1000/Cited"}, {"key": "2", "unstructured": "A book."}],
}
CSL = {
    "id": "x", "DOI": "10.1000/right.1", "type": "article-journal", "title": "Cells in glioma",
    "container-title": "Journal of examples", "volume": 12, "issue": "3", "page": "10-19", "issued": {"raw": "2019-03"},
    "author": [
        {"family": "Müller", "given": "Anna B."},
        {"family": "Vries", "given": "C.", "non-dropping-particle": "de"},
        {"literal": "Example Study Group"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("data", [RIS, NBIB, BIB, WORK, CSL, article()])
def test_every_kind_of_file_tells_the_same_publication(data):
    (paper,), problems = read(citations.read, data)
    assert problems == []
    assert paper.title.rstrip(".") == "Cells in glioma"
    assert paper.doi == "10.1000/right.1"
    assert (paper.journal, paper.year, paper.published_on) == ("Journal of examples", 2019, "2019-03")
    assert (paper.volume, paper.issue, paper.pages) == ("12", "3", "10-19")
    assert paper.authors[0].name.replace(".", "") == "Anna B Müller"
    assert paper.authors[0].short == "Müller AB"
    assert paper.authors[-1] == Author("Example Study Group", is_group=True)
    assert paper.authors_are_all is True
    assert "nobody keeps" not in repr(paper)


def test_an_entry_keeps_what_only_its_kind_says():
    (ris,), _ = read(citations.read, RIS)
    assert (ris.pmid, ris.url, ris.journal_abbreviation, ris.types) == (
        "31234567", "https://example.org/1", "J Ex", ("JOUR",),
    )  # fmt: skip
    (nbib,), _ = read(citations.read, NBIB)
    assert (nbib.pmid, nbib.pmcid, nbib.mesh, nbib.updated_on) == ("31234567", "PMC7654321", ("Glioma",), "2024-02-09")
    assert nbib.authors[0].orcid == "0000-0002-1825-0097"
    assert [(each.kind, each.pmid, each.doi) for each in nbib.notices] == [("RetractionIn", "33333333", "10.1000/gone")]
    (work,), _ = read(citations.read, {"status": "ok", "message-type": "work", "message": WORK})
    assert work.source == "library:crossref"
    assert work.notices == (Notice("RetractionIn", "Retraction", doi="10.1000/gone"),)
    assert (work.references, work.references_listed) == ((Reference(doi="10.1000/cited"),), 2)


def test_a_work_that_is_itself_a_notice_names_what_it_mends():
    update = {"type": "expression_of_concern", "label": "Concern", "DOI": "10.1000/Doubted"}
    (work,), _ = read(citations.read, {**WORK, "updated-by": [], "update-to": [update]})
    assert work.notices == (Notice("ExpressionOfConcernFor", "Concern", doi="10.1000/doubted"),)


def test_a_title_keeps_its_second_part_and_loses_its_mark_up():
    title = "Doses of 10<sup>6</sup> cells &amp; <mml:math xmlns:mml='http://www.w3.org/1998/Math/MathML'>x</mml:math>"
    for subtitle in ("A <i>Trial</i>", "cells"):
        (work,), _ = read(citations.read, {**WORK, "title": [title], "subtitle": [subtitle]})
        assert work.title == "Doses of 10⁶ cells & x" + (": A Trial" if subtitle != "cells" else "")
    (work,), _ = read(citations.read, {**WORK, "title": ["p <0.05 and a <b and c> d; &lt;i&gt;in vivo&lt;/i&gt;"]})
    assert work.title == "p <0.05 and a <b and c> d; in vivo"


@pytest.mark.parametrize(
    "data",
    [
        RIS.replace("AU  - Müller, Anna B.\nAU  - de Vries,C.\nAU  - Example Study Group\n", "AU  - [Anonymous]\n"),
        "PMID- 1\nTI  - T\nFAU - Anonymous\nAU  - Anonymous\n",
        "@article{k, title = {T}, author = {Anonymous}}",
        {**WORK, "author": [{"name": "&NA;"}, {"family": "Anonymous"}]},
    ],
)
def test_nobody_is_no_author(data):
    (paper,), _ = read(citations.read, data)
    assert (paper.authors, paper.authors_are_all) == ((), None)


def test_a_chapter_in_nbib_has_its_own_title_and_its_authors_their_suffix():
    (paper,), _ = read(
        citations.read, "PMID- 1\nBTI - A Book\nTI  - A Chapter\nFAU - Smith, John A, Jr\nAU  - Smith JA Jr\n"
    )
    assert (paper.title, paper.book_title) == ("A Chapter", "A Book")
    assert (paper.authors[0].name, paper.authors[0].short) == ("John A Smith Jr", "Smith JA Jr")


def test_lists_of_works_and_of_csl_items():
    works = {"status": "ok", "message-type": "work-list", "message": {"total-results": 2, "items": [WORK, WORK]}}
    assert len(read(citations.read, works)[0]) == 2
    assert len(read(citations.read, [CSL, CSL, CSL])[0]) == 3


def test_several_entries_and_the_broken_one_named():
    papers, problems = read(citations.read, f"{RIS}\nTY  - JOUR\nAU  - Nobody\nER  -\n\n{RIS}")
    assert (len(papers), [problem.record for problem in problems]) == (2, [""])
    assert "without title and without identifier" in str(problems[0])
    papers, problems = read(
        citations.read, BIB + "@article{broken, title = {open\n\n@book{b2, title={Whole}, year=2001}\n"
    )
    assert [paper.title for paper in papers] == ["Cells in glioma", "Whole"]
    assert "is no BibTeX entry" in str(problems[0])
    papers, _ = read(citations.read, NBIB + NBIB.replace("31234567", "7"))
    assert [paper.pmid for paper in papers] == ["31234567", "7"]


@pytest.mark.parametrize("others", ["Müller, A. and others", "Müller, A. and et al."])
def test_a_list_that_ends_in_others_is_not_all(others):
    (paper,), _ = read(citations.read, f"@article{{k, title = {{T}}, author = {{{others}}}}}")
    assert ([author.short for author in paper.authors], paper.authors_are_all) == (["Müller A"], False)


def test_a_title_that_tex_cannot_read_stays_as_it_is():
    (paper,), problems = read(
        citations.read, r"@article{k, title = {Cost \$5 $\unknown{x}$ and 10\% more}, year = 2001}"
    )
    assert paper.title.startswith("Cost $5")
    assert problems == []


def test_line_ends_and_encodings_do_not_matter():
    assert read(citations.read, RIS.replace("\n", "\r\n").encode("utf-16"))[0] == read(citations.read, RIS)[0]
    papers, problems = read(citations.read, RIS.encode("latin-1"))
    assert papers == []
    assert "neither in UTF-8 nor in UTF-16" in str(problems[0])


@pytest.mark.parametrize("data", [b"", b"hello", b"FN Clarivate\nPT J\nAU X\n", b"{}", b'{"message": {}}', b"[3]"])
def test_what_holds_no_publication_is_a_sentence(data):
    papers, problems = read(citations.read, data)
    assert papers == []
    assert len(problems) == 1


# Small parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019", "2019"), ("2019-05", "2019-05"), ("2019/3/7", "2019-03-07"), ("2014//", "2014"),
        ("Feb 2019", "2019-02"), ("March 4, 2021", "2021-03-04"), ("2019 Mar 5", "2019-03-05"), ("2019-Mar", "2019-03"),
        ("4-Mar-2019", "2019-03-04"), ("2019-05-16T10:20", "2019-05-16"),
    ],
)  # fmt: skip
def test_dates_of_all_spellings(text, expected):
    assert partial_date(text) == expected


@pytest.mark.parametrize("text", ["2019-13", "2019-02-30", "2019-00", "Foo 2019", "soon", "", "0019", "20190"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="date|exist|year"):
        partial_date(text)


def test_identifiers_are_found_in_what_stands_around_them():
    assert doi_in("https://doi.org/10.1000%2FAbc.1.") == "10.1000/abc.1"
    assert doi_in("no 10.10/x") == ""
    assert [doi_in(text) for text in ("(doi:10.1000/x).", "10.1016/0160-4120(81)90073-8")] == [
        "10.1000/x", "10.1016/0160-4120(81)90073-8",
    ]  # fmt: skip
    assert [pmid_in(text) for text in ("PMID: 0012", "https://pubmed.ncbi.nlm.nih.gov/12/", "12a")] == ["12", "12", ""]
    assert pmcid_in("see pmc0012") == "PMC12"
    assert [orcid_in(text) for text in ("0000-0002-1825-0097", "0000000218250097", "0000-0002-1825-0096")] == [
        "0000-0002-1825-0097", "0000-0002-1825-0097", "",
    ]  # fmt: skip
    assert [year_in(text) for text in ("2000 Spring", "12345", "1998 Dec-1999 Jan")] == [2000, None, 1998]
