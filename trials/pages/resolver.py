"""Any identifier to the record that has it: the resolver, and the straight way of the search box."""

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from .. import identifiers
from ..addresses import look_up, path_of, that_stays
from ..choices import RecordStatus
from ..document import shape_of_accession
from ..models import CancerType, CuratedRecord, Payload, Publication, Trial
from . import records
from .http import Moved, public_page

# Other prefixes in use for the same schemes (Bioregistry and identifiers.org).
ALIASES = {
    "clinicaltrials": "nct",
    "euclinicaltrials": "ctis",
    "anzctr": "actrn",
    "cris": "kct",
    "pubmed": "pmid",
    "pmc": "pmcid",
}
# MONDO:0018177 and HGNC:11925 carry their prefix within themselves.
# Those of other systems carry a prefix in any case, or are words.
BARE_CODES = ("ncit", "mesh", "icd10")
SELF_PREFIXED = {"mondo": "MONDO:", "doid": "DOID:", "hgnc": "HGNC:", "nct": "NCT", "isrctn": "ISRCTN", "pmcid": "PMC"}


@public_page
def view(request: HttpRequest, curie: str) -> HttpResponse:
    """``/id/nct:NCT02530047`` leads to the record, or is a 404 (410 if it was withdrawn)."""
    prefix, colon, identifier = curie.partition(":")
    path = resolve(prefix, identifier.rstrip("/")) if colon else ""
    if not path:
        raise Http404(f"Nothing here has the identifier “{curie}”.")
    return HttpResponseRedirect(path)


def resolve(prefix: str, identifier: str) -> str:
    """The path of the public record with this identifier, or an empty string."""
    prefix = ALIASES.get(prefix.lower(), prefix.lower())
    if prefix == "mscdb":
        return _by_accession(identifier)
    if prefix not in identifiers.SCHEMES:
        return ""
    try:
        normal = identifiers.normalise(prefix, _spelled_out(prefix, identifier))
    except ValueError:
        return ""
    if prefix in identifiers.REGISTRY_SCHEMES:
        return _path(look_up(Trial.objects.for_addresses(), normal))
    if prefix in identifiers.LITERATURE_SCHEMES:
        return _path(that_stays(Publication.objects.all(), Publication.objects.identified(prefix, normal).first()))
    if prefix in identifiers.CODE_SCHEMES:
        return _path(CancerType.objects.public().coded(prefix, normal).first())
    return _by_gene(normal)


def recognise(text: str) -> str:
    """The path of the one record that the words of a search name outright, or an empty string.

    Any spelling: with its prefix, as an address of its authority, "NCT 0253 0047", a bare code such as C3058. A bare
    OncoTree code is none: "GBM" is a word.
    """
    text = text.strip()
    prefix, colon, identifier = text.partition(":")
    if colon and (path := resolve(prefix.strip(), identifier.strip())):
        return path
    for spelled in dict.fromkeys((text, _squeezed(text))):
        if (known := identifiers.recognise(spelled)) and (path := resolve(*known)):
            return path
    for prefix in BARE_CODES:
        if path := resolve(prefix, text.upper()):
            return path
    return _public_path_of_accession(_squeezed(text).upper())


def _squeezed(text: str) -> str:
    """Letters and the number that follows them without what some write between, and without gaps within."""
    return re.sub(r"(?<=[a-z])[\s:#-]+(?=\d)|\s+", "", text, flags=re.IGNORECASE)


def _spelled_out(prefix: str, identifier: str) -> str:
    own = SELF_PREFIXED.get(prefix, "")
    return identifier if identifier.upper().startswith(own) else f"{own}{identifier}"


def _by_accession(accession: str) -> str:
    """The address of an accession; a withdrawn or merged record answers as it does at its own address."""
    shape = shape_of_accession(accession.upper())
    if shape is None:
        return ""
    try:
        return path_of(records.find(shape.model.objects.all(), accession))
    except Moved as moved:
        return moved.path


def _public_path_of_accession(accession: str) -> str:
    shape = shape_of_accession(accession)
    return _path(look_up(shape.model.objects.all(), accession)) if shape else ""


def _by_gene(hgnc_id: str) -> str:
    """One payload with the gene, or the list of them."""
    payloads = list(Payload.objects.public().with_gene(hgnc_id).prefetch_related("genes")[:2])
    if len(payloads) < 2:
        return _path(payloads[0] if payloads else None)
    symbol = next(gene.symbol for gene in payloads[0].genes.all() if gene.hgnc_id == hgnc_id)
    return f"{reverse('pages:payloads')}?gene={symbol}"


def _path(record: CuratedRecord | None) -> str:
    """Where a record that is or was public stands; one that was withdrawn says so there."""
    is_known = record is not None and record.status in (RecordStatus.PUBLISHED, RecordStatus.WITHDRAWN)
    return path_of(record) if is_known else ""
