"""The quick way through the one form and the form itself: the same verdict, the same document, the same sentences."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories, full_records
from tests.sources import test_samples as samples
from trials import choices
from trials.document import PUBLICATION, SHAPES, TRIAL, Document, Shape, empty_document, to_document, whole
from trials.forms import form_of, judge, verdict
from trials.ingest.mapping import document_of_paper, document_of_study
from trials.models import CuratedRecord, Trial
from trials.sources import citations, clinicaltrials_gov
from trials.sources.problems import Problem

pytestmark = pytest.mark.django_db

DAY = "2026-11-22"


def agree(shape: Shape, document: Document, record: CuratedRecord | None = None) -> verdict.Verdict:
    """Both verdicts, which have to be one; the quick one must not have fallen back where nothing was wrong."""
    form = form_of(shape.model).of_document(document, record)
    right, found = form.is_valid(), judge(form_of(shape.model), document, record)
    assert (found.document is not None) == right, (form.problems(), found.problems)
    assert found.problems == ([] if right else form.problems())
    if right:
        assert found.document == form.document()
        assert list(found.document) == list(form.document())
        assert verdict._bare(form_of(shape.model), document, record, None).document() == found.document
    return found


@pytest.mark.parametrize("make", full_records.FULL, ids=lambda make: make.__name__)
def test_a_whole_record_and_a_change_of_it(make):
    record = make()
    record = whole(type(record), record.accession)
    shape = next(shape for shape in SHAPES if shape.model is type(record))
    document = to_document(record)
    assert agree(shape, document, record).document == document
    agree(shape, {"note": "Seen again.\r\nTwice. "}, record)
    assert agree(shape, document | {"no such field": 1}, record).problems
    if unique := next((name for name in ("identifiers", "doi", "name") if document.get(name)), None):
        said = agree(shape, {unique: document[unique]}).problems
        assert any("already" in problem.sentence for problem in said)


@pytest.mark.once
@pytest.mark.skipif(not samples.SAMPLES.exists(), reason="the samples are not there")
def test_real_records_of_registries_and_libraries():
    found = 0
    for shape, read, mapped, folders in (
        (TRIAL, clinicaltrials_gov.read, document_of_study, ("ctgov_v2/odd", "ctgov_v2/search_page")),
        (PUBLICATION, citations.read, document_of_paper, ("nbib", "ris")),
    ):
        for path in list(samples.files(*folders))[:12]:
            with path.open("rb") as stream:
                for each in [each for each in read(stream, path.name) if not isinstance(each, Problem)][:15]:
                    agree(shape, mapped(each, DAY)[0])
                    found += 1
    assert found > 40


# Documents with something wrong in them

WORDS = ["", "x", " x ", "2026-13", "2026-11-22", "RECRUITING", "nct", "NCT1", "NCT90000001", "not_recorded", "a" * 400]
WORDS += ["\x00", "https://example.org/", "javascript:alert(1)", "MSCT000001", "β\r\nγ", "0", "-1", "1.50"]
anything = st.one_of(st.sampled_from(WORDS), st.integers(-2, 40_000), st.none(), st.booleans())
some = st.lists(st.sampled_from([*WORDS, *choices.Phase.values]), max_size=3)


def rows(shape: Shape, name: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    fields = dict.fromkeys(shape.child(name).fields, anything)
    return st.lists(st.fixed_dictionaries({}, optional=fields), max_size=3)


def documents(shape: Shape) -> st.SearchStrategy[Document]:
    """Anything in any field, a few fields at a time, so that good ones come up too."""
    own = dict.fromkeys((*shape.fields, *shape.references), anything)
    own |= dict.fromkeys((*shape.lists, *shape.facets), some)
    own |= {child.name: rows(shape, child.name) for child in shape.children}
    return st.lists(st.sampled_from(sorted(own)), max_size=4, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: own[name] for name in names})
    )


@pytest.mark.once
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.plural)
def test_broken_documents_are_refused_with_the_same_sentences(shape):
    known = factories.trial(identifiers=[{"registry": "nct", "identifier": "NCT90000001"}])

    @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(documents(shape))
    def run(document: Document) -> None:
        agree(shape, empty_document(shape) | document)
        if shape is TRIAL:
            agree(shape, document, whole(Trial, known.accession))

    run()
