"""Words and ways that several lists share."""

from ..choices import MoleculeClass, RecordStatus
from ..models import CuratedRecord
from .readers import PUBLICATION, Known, Values
from .words import FacetFilter, Path, Through, WordFilter

SUBTYPES = "The type and its subtypes. Slug, accession, or a code such as ncit:C3058."
PUBLIC_FINDINGS = (("findings__status", RecordStatus.PUBLISHED),)
PUBLIC_TRIALS = (("trials__status", RecordStatus.PUBLISHED),)
PAYLOAD_OF = Path("payloads", shown="payloads__slug", label="payloads__name")
NODE_OF = Path(
    "cancer_types__closure_up__ancestor",
    shown="cancer_types__closure_up__ancestor__slug",
    label="cancer_types__closure_up__ancestor__name",
)
CITY = Path("sites__city")
COUNTRY = Path("terms__value", (("terms__facet", "country"),))


def through_types(*ways: tuple[str, tuple]) -> Through:
    """Matches by a cancer type at the end of one of several ways, subtypes included."""
    return Through(*(Path(f"{way}__closure_up__ancestor", only) for way, only in ways))


def payload_category(path: str) -> FacetFilter:
    """The word for the class of a payload."""
    return FacetFilter("Payload class", "What the payload is made of.", Values(MoleculeClass), Through(Path(path)))


def gene(model: type[CuratedRecord], path: Path, help_text: str) -> WordFilter:
    """The word for a gene symbol."""
    return WordFilter("Gene", help_text, Known(model, path), Through(path))


def publication(*paths: str | Path, help_text: str) -> WordFilter:
    """The word for a publication."""
    ways = [Path(path) if isinstance(path, str) else path for path in paths]
    return WordFilter("Publication", help_text, PUBLICATION, Through(*ways))
