"""PubMed's XML: what an article may look like, and what a file may try."""

import gzip

import pytest

from tests.sources.small import ARTICLE, AUTHORS, MARCH, REVIEW, article, articles, read
from trials.sources import pubmed
from trials.sources.paper import Author, Notice, Reference

BOOK = """
<PubmedBookArticle><BookDocument>
  <PMID Version="1">20301295</PMID>
  <ArticleIdList><ArticleId IdType="doi">10.1000/book</ArticleId></ArticleIdList>
  <Book><Publisher><PublisherName>P</PublisherName></Publisher><BookTitle>A <i>Book</i></BookTitle>
    <PubDate><Year>2020</Year></PubDate>
    <AuthorList Type="editors"><Author><LastName>Editor</LastName><ForeName>E</ForeName></Author></AuthorList></Book>
  {title}
  <AuthorList Type="authors" CompleteYN="N">
    <Author><LastName>Writer</LastName><ForeName>Ann</ForeName></Author></AuthorList>
  <PublicationType>Review</PublicationType>
  <ReferenceList><Reference><ArticleIdList><ArticleId IdType="pmc">PMC1</ArticleId></ArticleIdList></Reference></ReferenceList>
</BookDocument></PubmedBookArticle>"""  # noqa: E501


def the_paper(**parts: str):
    (paper,), problems = read(pubmed.read, article(**parts))
    assert problems == []
    return paper


def test_an_article():
    paper = the_paper()
    assert (paper.source, paper.pmid, paper.doi, paper.pmcid) == (
        "library:pubmed", "31234567", "10.1000/right.1", "PMC7654321",
    )  # fmt: skip
    assert paper.title == "Cells in glioma."
    assert (paper.journal, paper.journal_abbreviation) == ("Journal of examples", "J Ex")
    assert (paper.year, paper.published_on, paper.published_text) == (2019, "2019-03", "")
    assert (paper.volume, paper.issue, paper.pages) == ("12", "3", "10-19")
    assert paper.types == ("Journal Article", "Review")
    assert (paper.languages, paper.keywords, paper.mesh) == (("eng",), ("homing",), ("Glioma",))
    assert (paper.version_date, paper.is_ahead_of_print) == ("2024-02-09", False)
    assert "nobody keeps" not in repr(paper)


def test_authors_are_people_and_groups_and_the_invalid_spelling_stays_out():
    paper = the_paper()
    assert paper.authors == (
        Author("Müller", "Anna B", "AB", orcid="0000-0002-1825-0097"),
        Author("李", "明", "明"),
        Author("Example Study Group", is_group=True),
    )
    assert [author.name for author in paper.authors] == ["Anna B Müller", "明 李", "Example Study Group"]
    assert paper.authors[0].short == "Müller AB"
    assert paper.authors_are_all is True


def test_an_incomplete_list_and_an_anonymous_article_say_so():
    assert the_paper(authors=AUTHORS.replace('CompleteYN="Y"', 'CompleteYN="N"')).authors_are_all is False
    nobody = "<AuthorList><Author><LastName>Anonymous</LastName></Author></AuthorList>"
    for authors in ("", nobody, "<AuthorList/>"):
        anonymous = the_paper(authors=authors)
        assert (anonymous.authors, anonymous.authors_are_all) == ((), None)


def test_a_name_of_one_word_is_kept_wherever_it_stands():
    names = "".join(f"<Author><{tag}>Sukarno</{tag}></Author>" for tag in ("LastName", "ForeName"))
    paper = the_paper(authors=f"<AuthorList>{names}</AuthorList>")
    assert [author.name for author in paper.authors] == ["Sukarno", "Sukarno"]


def test_a_wrong_orcid_is_named():
    (paper,), problems = read(pubmed.read, article(authors=AUTHORS.replace("0097", "0098")))
    assert paper.authors[0].orcid == ""
    assert "0000-0002-1825-0098” is no ORCID" in str(problems[0])


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("<PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate>", (1998, "1998", "1998 Dec-1999 Jan")),
        ("<PubDate><Year>2019</Year><Season>Spring</Season></PubDate>", (2019, "2019", "2019 Spring")),
        ("<PubDate><Year>2019</Year><Month>12</Month><Day>31</Day></PubDate>", (2019, "2019-12-31", "")),
        ("<PubDate></PubDate>", (2019, "2019-01-15", "")),
        ("", (2019, "2019-01-15", "")),
    ],
)
def test_dates_in_all_their_forms(date, expected):
    paper = the_paper(date=date)
    assert (paper.year, paper.published_on, paper.published_text) == expected


def test_a_day_that_does_not_exist_leaves_its_year():
    (paper,), problems = read(
        pubmed.read, article(date="<PubDate><Year>2019</Year><Month>2</Month><Day>31</Day></PubDate>")
    )
    assert (paper.published_on, len(problems)) == ("2019", 1)


def test_mark_up_and_formulas_become_one_line():
    formula = '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>β</mml:mi><mml:mn>2</mml:mn></mml:math>'
    assert the_paper(title=f"CO<sub>2</sub> and <i>in  vivo</i>\n {formula} use &amp; loss").title == (
        "CO2 and in vivo β2 use & loss"
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("10<sup>6</sup> cells with <sup>131</sup>I, CD34<sup>+</sup>", "10⁶ cells with 131I, CD34+"),
        ("<math><msup><mn>10</mn><mn>−3</mn></msup></math> M", "10⁻³ M"),
        ("The <math><semantics><mi>β</mi><annotation>\\beta</annotation></semantics></math> chain", "The β chain"),
    ],
)
def test_a_power_stays_one_and_a_formula_is_said_once(title, expected):
    assert the_paper(title=title).title == expected


def test_ahead_of_print_is_told():
    assert the_paper(status="aheadofprint").is_ahead_of_print


def test_notices_are_kept_with_their_kind_and_number():
    corrections = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>{source}</RefSource>{number}</CommentsCorrections>'
        for kind, source, number in (
            ("RetractionIn", "J. 2021. doi: 10.1000/Gone.", "<PMID>33333333</PMID>"),
            ("ExpressionOfConcernIn", "J. 2020", ""),
            ("ErratumIn", "J. 2019", ""),
            ("Cites", "Another", "<PMID>1</PMID>"),
        )
    )
    paper = the_paper(corrections=f"<CommentsCorrectionsList>{corrections}</CommentsCorrectionsList>")
    assert paper.notices == (
        Notice("RetractionIn", "J. 2021. doi: 10.1000/Gone.", "33333333", "10.1000/gone"),
        Notice("ExpressionOfConcernIn", "J. 2020"),
        Notice("ErratumIn", "J. 2019"),
    )
    assert paper.references == (Reference("1"), Reference(doi="10.1000/cited"))


def test_references_are_kept_by_their_numbers_each_once():
    """The words of an entry are not kept; one without a number is counted only."""
    ids = "<ArticleIdList>{}</ArticleIdList>"
    numbers = '<ArticleId IdType="pubmed">0012</ArticleId><ArticleId IdType="doi">10.1000/A.</ArticleId>'
    entry = f"<Reference><Citation>Somebody. J. 2001.</Citation>{ids.format(numbers)}</Reference>"
    inner = f"<ReferenceList>{entry}<Reference><Citation>A book.</Citation></Reference></ReferenceList>{entry}"
    text = article().decode()
    start, end = text.index("<ReferenceList>"), text.index("</PubmedData>")
    (paper,), _ = read(pubmed.read, f"{text[:start]}<ReferenceList>{inner}</ReferenceList>{text[end:]}")
    assert (paper.references, paper.references_listed) == ((Reference("12", "10.1000/a"),), 3)
    assert "Somebody" not in repr(paper)


def test_a_title_in_another_language():
    element = ARTICLE.replace("<Language>eng", "<VernacularTitle>Zellen.</VernacularTitle><Language>ger")
    parts = {"date": MARCH, "authors": AUTHORS, "types": REVIEW, "corrections": "", "status": "ppublish"}
    (paper,), _ = read(pubmed.read, articles(element.format(title="[Cells].", **parts)))
    assert (paper.title, paper.vernacular_title, paper.languages) == ("[Cells].", "Zellen.", ("ger",))
    (paper,), _ = read(pubmed.read, articles(element.format(title="[Not Available].", **parts)))
    assert (paper.title, paper.vernacular_title) == ("", "Zellen.")


def test_chapters_and_whole_books():
    chapter, whole = (BOOK.format(title=title) for title in ("<ArticleTitle>A Chapter</ArticleTitle>", ""))
    (one, two), problems = read(pubmed.read, articles(chapter, whole))
    assert problems == []
    assert (one.title, one.book_title, one.types) == ("A Chapter", "A Book", ("Book Chapter", "Review"))
    assert (two.title, two.types) == ("A Book", ("Book", "Review"))
    assert (one.pmid, one.doi, one.year) == ("20301295", "10.1000/book", 2020)
    assert (one.authors, one.authors_are_all) == ((Author("Writer", "Ann"),), False)
    assert one.references == (Reference(pmcid="PMC1"),)


def test_a_chapter_takes_its_doi_and_date_from_where_the_book_has_none():
    text = BOOK.format(title="<ArticleTitle>A Chapter</ArticleTitle>")
    text = text.replace('<ArticleId IdType="doi">10.1000/book</ArticleId>', "")
    text = text.replace("<PubDate><Year>2020</Year></PubDate>", "<PubDate/>").replace(
        "<PublicationType>", "<ContributionDate><Year>2004</Year></ContributionDate><PublicationType>"
    )
    data = (
        '<PubmedBookData><ArticleIdList><ArticleId IdType="doi">10.1000/C</ArticleId></ArticleIdList></PubmedBookData>'
    )
    text = text.replace("</PubmedBookArticle>", f"{data}</PubmedBookArticle>")
    (chapter,), _ = read(pubmed.read, articles(text))
    assert (chapter.doi, chapter.year) == ("10.1000/c", 2004)


# Files


def test_what_stands_before_a_break_goes_in():
    text = article().decode().replace("</PubmedArticleSet>", "")
    papers, problems = read(pubmed.read, f"{text}<PubmedArticle><Med")
    assert len(papers) == 1
    assert "breaks off or is no XML after 1 records" in str(problems[0])


def test_gzip_is_opened():
    assert len(read(pubmed.read, gzip.compress(article()))[0]) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "is empty"),
        ("PMID- 1", "is no XML"),
        ("<html><body><p>Sorry<br></body></html>", "is no XML"),
        ("<PubmedArticleSet></PubmedArticleSet>", "holds no PubMed article"),
        ("<pmc-articleset><article/></pmc-articleset>", "holds no PubMed article"),
        ("<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", "without number and title"),
    ],
)
def test_what_is_no_article_is_a_sentence(data, said):
    papers, problems = read(pubmed.read, data)
    assert papers == []
    assert said in str(problems[0])


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY bad "&l11;">]>',
        '<!DOCTYPE x [<!ENTITY bad SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY bad SYSTEM "http://127.0.0.1:9/x">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY bad "secret">]>',
    ],
)
def test_entities_are_neither_expanded_nor_fetched(doctype):
    text = article(title="A &bad; title").decode().replace("<PubmedArticleSet>", f"{doctype}<PubmedArticleSet>")
    papers, problems = read(pubmed.read, text)
    assert problems
    assert all(len(paper.title) < 30 and "root:" not in paper.title and "secret" not in paper.title for paper in papers)
