"""Words that several lists share."""

from dataclasses import dataclass

from ..choices import MoleculeClass, RecordStatus, ReviewBasis
from ..models import CuratedRecord
from .conditions import containing, where
from .orderings import Ordering
from .readers import PAYLOAD, PUBLICATION, Known, Moment, Text, Values
from .words import By, Column, Path, Through, Word

SUBTYPES = "The type and its subtypes. Slug, accession, or a code such as ncit:C3058."
PUBLIC_FINDINGS = (("findings__status", RecordStatus.PUBLISHED),)
PUBLIC_TRIALS = (("trials__status", RecordStatus.PUBLISHED),)


@dataclass(frozen=True)
class List:
    """One kind of list: its records, words and orders (the first is the default)."""

    name: str
    model: type[CuratedRecord]
    words: dict[str, Word]
    orderings: dict[str, Ordering]


Q_WORD = Word("Words", "All of these words, in names or text.", Text(), By(containing))
PAYLOAD_OF = Path("payloads", shown="payloads__slug", label="payloads__name")
NODE_OF = Path(
    "cancer_types__closure_up__ancestor",
    shown="cancer_types__closure_up__ancestor__slug",
    label="cancer_types__closure_up__ancestor__name",
)
COUNTRY = Path("terms__value", (("terms__facet", "country"),))


def through_types(*ways: tuple[str, tuple]) -> Through:
    """Matches by a cancer type at the end of one of several ways, subtypes included."""
    return Through(*(Path(f"{way}__closure_up__ancestor", only) for way, only in ways))


def always(model: type[CuratedRecord]) -> dict[str, Word]:
    """Words of every list."""
    basis = Values(ReviewBasis, without=(ReviewBasis.NOT_APPLICABLE,))
    return {
        "review_basis": Word("Review", "On whose review the record rests.", basis, Column("review_basis"), True),
        "updated_since": Word(
            "Updated here since",
            "Changed in this base at or after this date or time.",
            Moment(),
            where("updated_at__gte"),
        ),
    }


def payload(*paths: Path, is_facet: bool = False) -> Word:
    """The word for a payload."""
    return Word("Payload", "Slug or accession of a payload.", PAYLOAD, Through(*paths), is_facet)


def category(path: str) -> Word:
    """The word for the class of a payload."""
    return Word("Payload class", "What the payload is made of.", Values(MoleculeClass), Through(Path(path)), True)


def gene(model: type[CuratedRecord], path: Path, help_text: str) -> Word:
    """The word for a gene symbol."""
    return Word("Gene", help_text, Known(model, path), Through(path))


def publication(*paths: str | Path, help_text: str) -> Word:
    """The word for a publication."""
    ways = [Path(path) if isinstance(path, str) else path for path in paths]
    return Word("Publication", help_text, PUBLICATION, Through(*ways))
