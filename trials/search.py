"""Search over all public records: one function on both engines.

All words of the query must be there; names weigh more than other words. The normaliser
splits letters from digits, so that "IFNb1" and "IFN-beta 1" come near each other on
SQLite and PostgreSQL alike.
"""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from .models import SearchText
from .normalisation import normalise_text


def matching(text: str) -> Q:
    """Condition on ``SearchText`` that all words of a query are there; nothing for no words."""
    condition = Q()
    for word in normalise_text(text).split():
        condition &= Q(names__contains=word) | Q(body__contains=word)
    return condition


def search(text: str, kinds: tuple[str, ...] = ()) -> QuerySet[SearchText]:
    """Public records that hold all words, best first: whole name, name begins so, in a name, elsewhere."""
    phrase = normalise_text(text)
    if not phrase:
        return SearchText.objects.none()
    found = SearchText.objects.filter(matching(text))
    if kinds:
        found = found.filter(kind__in=kinds)
    rank = Case(
        When(names__contains=f"|{phrase}|", then=Value(0)),
        When(names__contains=f"|{phrase}", then=Value(1)),
        When(names__contains=phrase, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return found.annotate(rank=rank).order_by("rank", F("kind"), F("number"))


def containing(queryset: QuerySet, text: str) -> QuerySet:
    """The records of a queryset whose words hold all of the query's."""
    if not normalise_text(text):
        return queryset.none()
    return queryset.filter(Exists(SearchText.objects.filter(matching(text), accession=OuterRef("accession"))))
