"""What we ask of which service: the addresses and words of ClinicalTrials.gov, PubMed and Crossref."""

import json
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from .client import CLINICALTRIALS_GOV, CROSSREF, NCBI, Client, NoAnswer, NotThere

STUDIES = "/api/v2/studies"
EUTILS = "/entrez/eutils"
PAGE = 100
# How PubMed's search names the identifiers by which an article may be asked for.
_TAGS = {"doi": "doi", "pmcid": "pmcid"}


def study(client: Client, nct: str) -> bytes:
    """One study of ClinicalTrials.gov as JSON; an old number leads to the present one."""
    return client.get(CLINICALTRIALS_GOV, f"{STUDIES}/{quote(nct)}", format="json")


def study_pages(client: Client, expression: str, token: str = "") -> Iterator[tuple[bytes, str]]:
    """(a page of studies, the token of the next page) for a search; begun anew at a token kept before."""
    return _pages(client, {"query.term": expression}, token)


def studies_by_number(client: Client, numbers: Sequence[str], since: str = "") -> Iterator[bytes]:
    """Pages of the studies with these numbers; with ``since`` only of those that were updated on that day or later."""
    words = {"filter.ids": ",".join(numbers)}
    if since:
        words["filter.advanced"] = f"AREA[LastUpdatePostDate]RANGE[{since},MAX]"
    return (page for page, _ in _pages(client, words, ""))


def how_many_studies(client: Client, expression: str) -> int | None:
    """How many studies a search finds, as the registry counts them."""
    words: dict[str, str | int] = {"query.term": expression, "countTotal": "true", "pageSize": 1, "fields": "NCTId"}
    count = _json(client.get(CLINICALTRIALS_GOV, STUDIES, format="json", **words), CLINICALTRIALS_GOV).get("totalCount")
    return count if isinstance(count, int) else None


def _pages(client: Client, words: dict[str, str], token: str) -> Iterator[tuple[bytes, str]]:
    while True:
        asked = {**words, "pageSize": PAGE, "format": "json", **({"pageToken": token} if token else {})}
        page = client.get(CLINICALTRIALS_GOV, STUDIES, **asked)
        token = _value(page, "nextPageToken", CLINICALTRIALS_GOV)
        yield page, token
        if not token:
            return


def articles(client: Client, pmids: Sequence[str]) -> bytes:
    """Articles of PubMed as XML."""
    return client.get(NCBI, f"{EUTILS}/efetch.fcgi", db="pubmed", id=",".join(pmids), retmode="xml", tool="mscdb")


def pmid_of(client: Client, scheme: str, identifier: str) -> str:
    """The PubMed number of a DOI or PMCID. Raises NotThere where PubMed has none, or more than one."""
    term = f"{identifier}[{_TAGS[scheme]}]"
    answer = client.get(NCBI, f"{EUTILS}/esearch.fcgi", db="pubmed", term=term, retmode="json", tool="mscdb")
    found = _json(answer, NCBI).get("esearchresult", {})
    numbers = found.get("idlist", []) if isinstance(found, dict) else []
    if len(numbers) != 1:
        raise NotThere(f"PubMed knows {len(numbers) or 'no'} articles with {scheme.upper()} {identifier}.")
    return str(numbers[0])


def work(client: Client, doi: str) -> bytes:
    """A work of Crossref as JSON."""
    return client.get(CROSSREF, f"/works/{quote(doi, safe='')}")


def _value(answer: bytes, key: str, host: str) -> str:
    value = _json(answer, host).get(key)
    return value if isinstance(value, str) else ""


def _json(answer: bytes, host: str) -> dict:
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise NoAnswer(f"{host} answered with something that is no JSON object; try again later.")
    return found
