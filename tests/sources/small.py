"""Small records made by hand, in the shapes that registries and libraries send, and how tests read them."""

import copy
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from trials.sources.problems import Problem

STUDY: dict[str, Any] = {
    "protocolSection": {
        "identificationModule": {
            "nctId": "NCT90000001",
            "nctIdAliases": ["NCT90000099"],
            "orgStudyIdInfo": {"id": "ORG-1"},
            "secondaryIdInfos": [
                {"id": "2012-000001-10", "type": "EUDRACT_NUMBER"},
                {"id": "2023-500001-12-00", "type": "CTIS"},
                {"id": "R01CA000001", "type": "NIH", "link": "https://example.org/R01CA000001"},
                {"id": "IND 4711", "type": "OTHER", "domain": "FDA IND number"},
                {"id": "NCI-2020-00001", "type": "REGISTRY", "domain": "CTRP (Clinical Trial Reporting Program)"},
            ],
            "organization": {"fullName": "Example Hospital", "class": "OTHER"},
            "briefTitle": "Stromal Cells That Carry a Virus in Glioma",
            "officialTitle": "A Phase 1/2 Study of Stromal Cells That Carry a Virus in Adults With Glioma",
            "acronym": "CARRY",
        },
        "statusModule": {
            "statusVerifiedDate": "2026-03",
            "overallStatus": "UNKNOWN",
            "lastKnownStatus": "RECRUITING",
            "expandedAccessInfo": {"hasExpandedAccess": False},
            "startDateStruct": {"date": "2021-05", "type": "ACTUAL"},
            "primaryCompletionDateStruct": {"date": "2024-06-30", "type": "ESTIMATED"},
            "completionDateStruct": {"date": "2025-06-30", "type": "ESTIMATED"},
            "studyFirstSubmitDate": "2021-01-02",
            "studyFirstPostDateStruct": {"date": "2021-01-05", "type": "ACTUAL"},
            "lastUpdateSubmitDate": "2026-03-01",
            "lastUpdatePostDateStruct": {"date": "2026-03-03", "type": "ACTUAL"},
        },
        "sponsorCollaboratorsModule": {
            "leadSponsor": {"name": "Example Hospital", "class": "OTHER"},
            "collaborators": [{"name": "Example Biotech", "class": "INDUSTRY"}],
        },
        "descriptionModule": {"briefSummary": "Cells are given."},
        "conditionsModule": {"conditions": ["Recurrent Glioma", "Graft Versus Host Disease"], "keywords": ["MSC"]},
        "designModule": {
            "studyType": "INTERVENTIONAL",
            "phases": ["PHASE1", "PHASE2"],
            "designInfo": {
                "allocation": "NON_RANDOMIZED",
                "interventionModel": "SEQUENTIAL",
                "primaryPurpose": "TREATMENT",
                "maskingInfo": {"masking": "NONE"},
            },
            "enrollmentInfo": {"count": 36, "type": "ESTIMATED"},
        },
        "armsInterventionsModule": {
            "armGroups": [
                {
                    "label": "Cells",
                    "type": "ACTIVE_COMPARATOR",
                    "description": "Age \\>= 18",
                    "interventionNames": ["a"],
                }
            ],
            "interventions": [{"type": "BIOLOGICAL", "name": "MSC", "otherNames": ["stromal cells"]}],
        },
        "outcomesModule": {
            "primaryOutcomes": [{"measure": "Dose-limiting toxicity", "timeFrame": "28 days"}],
            "secondaryOutcomes": [{"measure": "Survival", "timeFrame": "2 years"}],
        },
        "eligibilityModule": {
            "eligibilityCriteria": "Inclusion Criteria:\n\n* glioma",
            "healthyVolunteers": False,
            "sex": "ALL",
            "minimumAge": "18 Years",
            "maximumAge": "6 Months",
            "stdAges": ["ADULT", "OLDER_ADULT"],
        },
        "contactsLocationsModule": {
            "overallOfficials": [{"name": "A. Person", "role": "PRINCIPAL_INVESTIGATOR", "affiliation": "Example"}],
            "locations": [
                {
                    "facility": "Example Hospital",
                    "status": "RECRUITING",
                    "city": "Oslo",
                    "country": "Norway",
                    "geoPoint": {"lat": 59.9, "lon": 10.7},
                }
            ],
        },
        "referencesModule": {
            "references": [
                {
                    "pmid": "11111111",
                    "type": "DERIVED",
                    "citation": "A paper.",
                    "retractions": [{"pmid": "22222222", "source": "A journal."}],
                }
            ]
        },
    },
    "derivedSection": {
        "miscInfoModule": {"versionHolder": "2026-04-01"},
        "conditionBrowseModule": {
            "meshes": [{"id": "D005910", "term": "Glioma"}],
            "ancestors": [{"id": "D009369", "term": "Neoplasms"}],
        },
    },
    "hasResults": False,
}


def study(number: str = "NCT90000001", **values: Any) -> dict[str, Any]:
    """A whole study; ``statusModule__overallStatus="X"`` changes one value of its protocol, None removes it."""
    made = copy.deepcopy(STUDY)
    made["protocolSection"]["identificationModule"]["nctId"] = number
    for path, value in values.items():
        *parents, last = path.split("__")
        at = made["protocolSection"]
        for key in parents:
            at = at[int(key)] if isinstance(at, list) else at.setdefault(key, {})
        if value is None:
            del at[last]
        else:
            at[last] = value
    return made


ARTICLE = """
<PubmedArticle>
  <MedlineCitation Status="MEDLINE">
    <PMID Version="1">31234567</PMID>
    <DateRevised><Year>2024</Year><Month>02</Month><Day>09</Day></DateRevised>
    <Article PubModel="Print-Electronic">
      <Journal>
        <JournalIssue CitedMedium="Internet"><Volume>12</Volume><Issue>3</Issue>{date}</JournalIssue>
        <Title>Journal of examples</Title><ISOAbbreviation>J Ex</ISOAbbreviation>
      </Journal>
      <ArticleTitle>{title}</ArticleTitle>
      <Pagination><StartPage>10</StartPage><EndPage>19</EndPage></Pagination>
      <ELocationID EIdType="doi" ValidYN="N">10.1000/wrong</ELocationID>
      <ELocationID EIdType="doi" ValidYN="Y">10.1000/Right.1</ELocationID>
      <Abstract><AbstractText Label="AIM">A sentence that nobody keeps.</AbstractText></Abstract>
      {authors}
      <Language>eng</Language>
      <PublicationTypeList>{types}</PublicationTypeList>
      <ArticleDate DateType="Electronic"><Year>2019</Year><Month>01</Month><Day>15</Day></ArticleDate>
    </Article>
    {corrections}
    <MeshHeadingList><MeshHeading><DescriptorName>Glioma</DescriptorName></MeshHeading></MeshHeadingList>
    <KeywordList><Keyword>homing</Keyword></KeywordList>
  </MedlineCitation>
  <PubmedData>
    <PublicationStatus>{status}</PublicationStatus>
    <ArticleIdList><ArticleId IdType="pubmed">31234567</ArticleId><ArticleId IdType="pmc">PMC7654321</ArticleId></ArticleIdList>
    <ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1000/cited</ArticleId></ArticleIdList></Reference></ReferenceList>
  </PubmedData>
</PubmedArticle>"""  # noqa: E501
AUTHORS = """<AuthorList CompleteYN="Y">
  <Author ValidYN="Y"><LastName>Müller</LastName><ForeName>Anna B</ForeName><Initials>AB</Initials>
    <Identifier Source="ORCID">http://orcid.org/0000-0002-1825-0097</Identifier></Author>
  <Author ValidYN="N"><LastName>Muler</LastName><ForeName>Anna B</ForeName><Initials>AB</Initials></Author>
  <Author ValidYN="Y"><LastName>李</LastName><ForeName>明</ForeName><Initials>明</Initials></Author>
  <Author ValidYN="Y"><CollectiveName>Example Study Group</CollectiveName></Author>
</AuthorList>"""
REVIEW = "<PublicationType>Journal Article</PublicationType><PublicationType>Review</PublicationType>"
MARCH = "<PubDate><Year>2019</Year><Month>Mar</Month></PubDate>"


def article(**parts: str) -> bytes:
    """PubMed's XML of one article; parts are title, date, authors, types, corrections, status."""
    given = {"title": "Cells in glioma.", "date": MARCH, "authors": AUTHORS, "types": REVIEW} | parts
    return articles(ARTICLE.format(**{"corrections": "", "status": "ppublish"} | given))


def articles(*elements: str) -> bytes:
    return f'<?xml version="1.0"?><PubmedArticleSet>{"".join(elements)}</PubmedArticleSet>'.encode()


def read(reader: Callable[[BinaryIO, str], Iterator[Any]], data: bytes | str | Any) -> tuple[list[Any], list[Problem]]:
    """(records, problems) of a file with these bytes, this text, or this JSON."""
    if not isinstance(data, bytes | str):
        data = json.dumps(data)
    return parted(reader(io.BytesIO(data.encode() if isinstance(data, str) else data), "file"))


def parted(found: Iterable[Any]) -> tuple[list[Any], list[Problem]]:
    """Records and problems apart."""
    records: list[Any] = []
    problems: list[Problem] = []
    for each in found:
        (problems if isinstance(each, Problem) else records).append(each)
    return records, problems
