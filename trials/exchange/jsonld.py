"""Records as JSON-LD in the words of schema.org, after Bioschemas where that has a profile (Dataset 1.0).

Nothing is said with more certainty than on the page: a status counts as open only by the rule for "open now".
"""

import json
from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from .. import identifiers
from ..addresses import path_of
from ..choices import (
    Allocation,
    CodeRelation,
    Masking,
    OverallStatus,
    PublicationType,
    RetractionStatus,
    ReviewBasis,
    StudyType,
)
from ..models import CancerType, CuratedRecord, DataVersion, Finding, Payload, Publication, Trial

Node = dict[str, Any]

SCHEMA = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CONTRIBUTORS = {"@type": "Organization", "name": "The MSCdb contributors"}
KEYWORDS = ["mesenchymal stromal cells", "cancer", "clinical trials", "cell therapy", "evidence"]
DESCRIPTION = (
    "A curated knowledge base of mesenchymal stromal cells in cancer therapy: clinical trials, payloads, cancer types, "
    "publications, and findings, each with its source."
)
LISTS = ("trials", "payloads", "findings", "reviews", "publications", "cancer-types")
STATUSES = {
    OverallStatus.RECRUITING: "Recruiting",
    OverallStatus.NOT_YET_RECRUITING: "NotYetRecruiting",
    OverallStatus.ENROLLING_BY_INVITATION: "EnrollingByInvitation",
    OverallStatus.ACTIVE_NOT_RECRUITING: "ActiveNotRecruiting",
    OverallStatus.COMPLETED: "Completed",
    OverallStatus.TERMINATED: "Terminated",
    OverallStatus.WITHDRAWN: "Withdrawn",
    OverallStatus.SUSPENDED: "Suspended",
}
DESIGNS = {
    Allocation.RANDOMIZED: "RandomizedTrial",
    Masking.NONE: "OpenTrial",
}
# "<" would end the element that the data stand in, whatever string it stands in.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(node: Node) -> SafeString:
    """The element that a page carries it in: data for machines, which no browser runs."""
    text = json.dumps({"@context": SCHEMA} | node, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def of_record(record: CuratedRecord, site: str) -> Node:
    """A record of any kind; ``site`` stands before the paths of pages."""
    address = f"{site}{path_of(record)}"
    node = _KINDS[type(record)._meta.concrete_model](record, site)
    page = {
        "@type": "MedicalWebPage",
        "@id": f"{address}#page",
        "url": address,
        "dateModified": record.updated_at.isoformat(),
        "version": record.version,
        "license": LICENCE,
        "audience": {"@type": "MedicalAudience", "audienceType": "Clinician"},
        "isPartOf": {"@id": f"{site}/#dataset"},
    }
    if record.review_basis == ReviewBasis.TWO_PEOPLE:
        page["lastReviewed"] = record.updated_at.date().isoformat()
    numbers = [f"mscdb:{record.accession}", *node.pop("identifier", [])]
    return _known({"@id": address, "url": address, "identifier": numbers, **node, "mainEntityOfPage": page})


def _trial(trial: Trial, site: str) -> Node:
    rows = list(trial.identifiers.all())
    is_told = not trial.is_listed_as_open or trial.is_open_now()
    status = STATUSES.get(trial.overall_status, "") if is_told else ""
    designs = [DESIGNS[value] for value in (trial.allocation, trial.masking) if value in DESIGNS]
    places = [", ".join(part for part in (row.facility, row.city, row.country) if part) for row in trial.sites.all()]
    is_trial = trial.study_type != StudyType.EXPANDED_ACCESS
    return {
        "@type": "MedicalTrial" if is_trial else "MedicalStudy",
        "name": trial.title_text(),
        "alternateName": trial.acronym,
        "identifier": [row.identifier for row in rows],
        "sameAs": [address for row in rows if (address := identifiers.address(row.registry, row.identifier))],
        "healthCondition": [
            {"@type": "MedicalCondition", "name": node.name, "url": f"{site}{path_of(node)}"}
            for node in trial.cancer_types.all()
        ],
        "sponsor": {"@type": "Organization", "name": trial.sponsor_name} if trial.sponsor_name else None,
        "status": f"{SCHEMA}/{status}" if status else "",
        "trialDesign": [f"{SCHEMA}/{design}" for design in designs] if is_trial else [],
        "studyLocation": [{"@type": "AdministrativeArea", "name": place} for place in places],
    }


def _cancer_type(node: CancerType, site: str) -> Node:
    exact = [code for code in node.codes.all() if code.relation == CodeRelation.EXACT]
    return {
        "@type": "MedicalCondition",
        "name": node.name,
        "alternateName": [synonym.name for synonym in node.synonyms.all()],
        "code": [
            {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": identifiers.SCHEMES[code.system].label}
            for code in exact
        ],
    }


def _payload(payload: Payload, site: str) -> Node:
    synonyms = [synonym.name for synonym in payload.synonyms.all()]
    return {
        "@type": "DefinedTerm",
        "name": payload.name,
        "alternateName": synonyms,
        "description": payload.mechanism,
        "inDefinedTermSet": f"{site}/payloads/",
    }


def _publication(publication: Publication, site: str) -> Node:
    numbers = [(scheme, getattr(publication, scheme)) for scheme in ("doi", "pmid", "pmcid")]
    numbers = [(scheme, number) for scheme, number in numbers if number]
    is_news = publication.publication_type == PublicationType.NEWS
    marked = publication.retraction_status == RetractionStatus.RETRACTED
    return {
        "@type": "NewsArticle" if is_news else "ScholarlyArticle",
        "name": publication.title_text(),
        "headline": publication.title,
        "identifier": [f"{scheme}:{number}" for scheme, number in numbers],
        "sameAs": [address for scheme, number in numbers if (address := identifiers.address(scheme, number))],
        "author": [{"@type": "Person", "name": author.name} for author in publication.authors.all()],
        "datePublished": str(publication.year or ""),
        "isPartOf": {"@type": "Periodical", "name": publication.journal} if publication.journal else None,
        "creativeWorkStatus": "Retracted" if marked else "",
    }


def _finding(finding: Finding, site: str) -> Node:
    source = finding.publication or finding.trial
    kind = "ScholarlyArticle" if finding.publication else "WebPage"
    return {
        "@type": "Claim",
        "name": finding.statement,
        "text": finding.statement,
        "appearance": {"@type": kind, "name": source.title_text(), "url": f"{site}{path_of(source)}"},
        "about": [
            {"@type": "MedicalCondition", "name": node.name, "url": f"{site}{path_of(node)}"}
            for node in finding.cancer_types.all()
        ],
    }


_KINDS: dict[type[CuratedRecord], Callable[[Any, str], Node]] = {
    Trial: _trial,
    CancerType: _cancer_type,
    Payload: _payload,
    Publication: _publication,
    Finding: _finding,
}


def dataset(data: DataVersion, site: str) -> Node:
    """The base as a whole, with its lists as files."""
    return _known(
        {
            "@type": "Dataset",
            "@id": f"{site}/#dataset",
            "http://purl.org/dc/terms/conformsTo": {
                "@id": "https://bioschemas.org/profiles/Dataset/1.0-RELEASE",
                "@type": "CreativeWork",
            },
            "name": "MSCdb: mesenchymal stromal cells in cancer therapy",
            "alternateName": "MSCdb",
            "description": DESCRIPTION,
            "identifier": f"{site}/",
            "url": f"{site}/",
            "keywords": KEYWORDS,
            "license": LICENCE,
            "isAccessibleForFree": True,
            "creator": CONTRIBUTORS,
            "version": f"{data.release}, change {data.n}" if data.release else f"change {data.n}",
            "datePublished": data.released_on.isoformat() if data.released_on else "",
            "dateModified": data.changed_at.isoformat() if data.n else "",
            "includedInDataCatalog": {
                "@type": "DataCatalog",
                "name": "MSCdb",
                "url": f"{site}/",
                "description": DESCRIPTION,
            },
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": name,
                    "encodingFormat": "text/csv",
                    "contentUrl": f"{site}/api/v1/{name}/?format=csv",
                }
                for name in LISTS
            ],
        }
    )


def _known(node: Node) -> Node:
    """Without what is not known."""
    return {name: value for name, value in node.items() if value not in ("", None, [])}
