"""Real records, read where they lie beside the project: none may fall, and no path may be lost unnoticed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trials.sources import citations, clinicaltrials_gov, registries
from trials.sources.clinicaltrials_gov import IGNORED, enumerations, study_of, website
from trials.sources.clinicaltrials_gov.ignored import CLASSIC, OLDER
from trials.sources.clinicaltrials_gov.older_names import PATHS
from trials.sources.clinicaltrials_gov.reading import CONTAINERS
from trials.sources.clinicaltrials_gov.website import study_of_row
from trials.sources.containers import Found, objects
from trials.sources.problems import Problem
from trials.sources.registries import ctis, euctr, ictrp, ignored, isrctn
from trials.sources.registries.ignored import is_ignored
from trials.sources.streams import Joined
from trials.sources.study import Study
from trials.sources.tables import Row, rows
from trials.sources.xml_records import records

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "dev"
STUDIES = ("ctgov_v2/single", "ctgov_v2/website_array", "ctgov_v2/search_page")
# Marks of the tools that saved the samples, and keys that two tools' own tests made up.
OF_OTHERS = {"ctrname", "record_last_import", "protocolSection.contactsLocationsModule.centralContacts.contact_type"}

pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason=f"the samples are not there: {SAMPLES}")


def files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in (SAMPLES / folder).rglob("*") if path.is_file())


def counted(reader: Any, *folders: str) -> tuple[int, list[Problem]]:
    count, problems = 0, []
    for path in files(*folders):
        with path.open("rb") as stream:
            for each in reader(stream, path.name):
                if isinstance(each, Problem):
                    problems.append(each)
                else:
                    count += 1
    return count, problems


def paths(value: Any, at: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, f"{at}.{key}" if at else key)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, at)
    else:
        yield at


def test_every_study_is_read_and_every_path_is_read_or_ignored_on_purpose():
    count, lost, noted = 0, set(), []
    for path in files(*STUDIES):
        with path.open("rb") as stream:
            for found in objects(stream, path.name, {"studies": "studies.item"}):
                assert isinstance(found, Found)
                asked: dict[str, bool] = {}
                study, problems = study_of(found.value, found.where, asked)
                assert study is not None, problems
                noted += problems
                count += 1
                lost |= {
                    each
                    for each in paths(found.value)
                    if each not in asked and not is_ignored(each, {*IGNORED, *OF_OTHERS})
                }
    assert count > 700
    assert lost == set()
    assert noted == []


def test_odd_and_older_studies_are_read_or_named():
    count, problems = counted(clinicaltrials_gov.read, "ctgov_v2/odd", "ctgov_legacy/v1_full_studies")
    assert count >= 6
    assert {problem.sentence for problem in problems} == {"A study without its NCT number was left out."}
    older = SAMPLES / "ctgov_legacy" / "msc_studyfields_735.jsonl.gz"
    with older.open("rb") as stream:
        found = list(clinicaltrials_gov.read(stream, older.name))
    assert sum(not isinstance(each, Problem) for each in found) == 735
    assert {each.sentence for each in found if isinstance(each, Problem)} == {
        "lists its values without saying to which row each belongs; they were left out.",
        "belongs to one of several rows without saying to which; it was left out.",
    }


# Each format of the registries: where samples of it lie, what reads one, and what is ignored on purpose.
FORMATS = {
    "classic XML": ("ctgov_legacy/xml", study_of, CLASSIC),
    "classic XML as JSON": ("registries/ctgov", study_of, CLASSIC),
    "CSV of the website": ("ctgov_csv", study_of_row, website.IGNORED),
    "ISRCTN": ("registries/isrctn", isrctn.study_of, ignored.ISRCTN),
    "ICTRP": ("registries/ictrp", ictrp.study_of, ignored.ICTRP),
    "EU CTR": ("registries/euctr", euctr.study_of, ignored.EUCTR),
    "CTIS": ("registries/ctis", ctis.study_of, ignored.CTIS),
}
# Columns that somebody added who made a table of WHO's records.
ADDED = {
    "StandardisedCondition", "COUNTRY", "Phase_Original", "PLACEBO", "TRIAL TYPE RESPONSE", "DATE_ENROLLMENT_IMP_DTM",
    "DATE_ENROLLMENT_IMP_DTF", "INCLUSION_AGEMIN_Aug2024", "INCLUSION_AGEMAX_Aug2024", "GAGE", "AGEMIN_YEARS",
    "AGEMAX_YEARS", "CENTRE", "alpha_2_code", "numeric", "income_group", "redcap_number",
}  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
def test_every_path_of_the_other_registries_is_read_or_ignored_on_purpose(kind):
    folder, read_one, reasons = FORMATS[kind]
    count, lost = 0, set()
    for value in records_of(folder):
        asked: dict[str, bool] = {}
        found, problems = read_one(value, "file", asked)
        assert found is not None, problems
        count += 1
        lost |= {
            path for path in paths(value) if path not in {*asked, *OF_OTHERS, *ADDED} and not is_ignored(path, reasons)
        }
    assert count
    assert lost == set()


def records_of(folder: str) -> Iterator[Any]:
    """The records of a folder as objects, before anything of them is read."""
    for path in files(folder):
        with path.open("rb") as stream:
            if path.suffix == ".xml":
                found = records(Joined(b"", stream), path.name, "clinical_study")
            elif path.suffix == ".csv":
                found = rows(Joined(b"", stream), path.name, ())
            else:
                found = objects(stream, path.name, {})
            for each in found:
                assert isinstance(each, Found | Row), each
                yield each.value if isinstance(each, Found) else each.cells


def test_every_name_of_older_exports_is_read_or_ignored_on_purpose():
    older = [path for path in files("ctgov_legacy") if path.suffix != ".xml"]
    named: set[str] = set()
    for path in older:
        with path.open("rb") as stream:
            for each in objects(stream, path.name, CONTAINERS):
                assert isinstance(each, Found)
                study = each.value.get("Study", each.value)
                named |= set(leaves({key: value for key, value in study.items() if key != "ResultsSection"}))
    assert len(named) > 300
    assert {name for name in named if name not in PATHS and not name.startswith(tuple(OLDER))} == set()


def leaves(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    elif value not in ("", None):
        yield name


@pytest.fixture(scope="module")
def everything() -> list[Study | Problem]:
    """All samples of studies, read once."""
    found: list[Study | Problem] = []
    for path in files("ctgov_v2", "ctgov_legacy", "ctgov_csv", "registries"):
        with path.open("rb") as stream:
            found += registries.read(stream, path.name)
    return found


def test_all_but_a_few_real_studies_are_read(everything):
    """The two records without NCT number, which somebody trimmed, are named."""
    lost = [each for each in everything if isinstance(each, Problem) and each.lost]
    count = sum(isinstance(each, Study) for each in everything)
    assert count >= 3218
    assert len(lost) / (count + len(lost)) < 0.005


# What every one of the formats says of a trial; statuses changed between the downloads.
SAID_BY_ALL = (
    "study_type", "allocation", "masking", "primary_purpose", "intervention_model", "sex", "phases", "conditions",
    "minimum_age", "enrolment", "title", "has_results",
)  # fmt: skip


def test_a_trial_says_the_same_in_every_format_that_it_was_sent_in(everything):
    said: dict[tuple[str, str], Any] = {}
    compared, differing = 0, []
    for found in everything:
        if isinstance(found, Problem) or found.source != clinicaltrials_gov.SOURCE:
            continue
        for name in SAID_BY_ALL:
            if value := getattr(found, name):
                other = said.setdefault((found.identifier, name), value)
                compared += other is not value
                differing += [(found.identifier, name, other, value)] if other != value else []
    assert compared > 5000
    assert differing == []


def test_literature_is_read_and_only_entries_that_name_nothing_stay_out():
    count, problems = counted(citations.read, "pubmed_xml", "nbib", "ris", "bib", "crossref")
    assert count > 1000
    said = {problem.sentence for problem in problems}
    assert said <= {
        "An entry without title and without identifier was left out.",
        "holds no PubMed article; it may be a web page or another kind of XML.",
        "is no date that we can read; it was left out.",
        "is no citation file that we know: RIS, NBIB, BibTeX, CSL-JSON, Crossref or PubMed XML.",
    }


def test_references_and_notices_of_real_articles_are_read():
    """Of 4,231 entries of the lists 3,289 have a number; every notice but the two without one names its text."""
    papers = [each for each in read_from("pubmed_xml") if not isinstance(each, Problem)]
    assert sum(paper.references_listed for paper in papers) >= 4231
    assert sum(len(paper.references) for paper in papers) >= 3289
    notices = [notice for paper in papers for notice in paper.notices]
    assert {notice.kind for notice in notices} >= {"RetractionIn", "ExpressionOfConcernIn", "ErratumFor", "CommentOn"}
    assert all(notice.pmid for notice in notices)
    works = [each for each in read_from("crossref") if not isinstance(each, Problem)]
    assert sum(len(paper.references) for paper in works) > 450


def read_from(folder: str) -> Iterator[Any]:
    for path in files(folder):
        with path.open("rb") as stream:
            yield from citations.read(stream, path.name)


def test_every_value_that_the_registry_lists_is_known():
    text = (SAMPLES.parent / "ctgov_v2_enums.md").read_text(encoding="utf-8")
    for title, known in LISTED.items():
        section = text.partition(f"## {title} (")[2].partition("\n## ")[0]
        listed = re.findall(r"^\| `(\w+)`", section, re.MULTILINE)
        assert listed, title
        assert set(listed) == set(known), title


LISTED = {
    "Status": enumerations.STATUS,
    "StudyType": enumerations.STUDY_TYPE,
    "Phase": enumerations.PHASE,
    "AgencyClass": enumerations.AGENCY_CLASS,
    "InterventionType": enumerations.INTERVENTION_TYPE,
    "ArmGroupType": enumerations.ARM_TYPE,
    "DateType": enumerations.DATE_TYPE,
    "EnrollmentType": enumerations.ENROLMENT_TYPE,
    "PrimaryPurpose": enumerations.PRIMARY_PURPOSE,
    "DesignAllocation": enumerations.ALLOCATION,
    "InterventionalAssignment": enumerations.INTERVENTION_MODEL,
    "DesignMasking": enumerations.MASKING,
    "WhoMasked": enumerations.WHO_MASKED,
    "ObservationalModel": enumerations.OBSERVATIONAL_MODEL,
    "DesignTimePerspective": enumerations.TIME_PERSPECTIVE,
    "Sex": enumerations.SEX,
    "StandardAge": enumerations.AGE_GROUP,
    "OrgStudyIdType": enumerations.ORGANISATION_ID_TYPE,
    "SecondaryIdType": enumerations.SECONDARY_ID_TYPE,
    "OfficialRole": enumerations.OFFICIAL_ROLE,
    "ReferenceType": enumerations.REFERENCE_TYPE,
}
