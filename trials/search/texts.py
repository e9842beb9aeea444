"""The search texts of public records under the words of a question, best first.

All words of the query must be there; names weigh more than other words. The normaliser
splits letters from digits, so that "IFNb1" and "IFN-beta 1" come near each other on
SQLite and PostgreSQL alike.
"""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from ..models import SearchText
from ..normalisation import normalise_text
from .question import Piece, Question, as_typed

SHORT = 3
"""Letters."""


def matching(text: str) -> Q:
    """Condition on ``SearchText`` that all words of a query are there; nothing for no words."""
    return _all_words(normalise_text(text))


def search(text: str, kinds: tuple[str, ...] = ()) -> QuerySet[SearchText]:
    """Public records that hold all words as they are typed, best first."""
    return found(as_typed(text), kinds)


def found(question: Question, kinds: tuple[str, ...] = ()) -> QuerySet[SearchText]:
    """Public records that answer a question, best first: a whole name, a name begins so, in a name, all words in
    names, elsewhere."""
    if not question.pieces:
        return SearchText.objects.none()
    condition = Q()
    for piece in question.pieces:
        condition &= _piece(piece)
    rows = SearchText.objects.filter(condition)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.annotate(rank=_rank(question)).order_by("rank", F("kind"), F("number"))


def containing(queryset: QuerySet, text: str) -> QuerySet:
    """The records of a queryset whose words hold all of the query's."""
    if not normalise_text(text):
        return queryset.none()
    return queryset.filter(Exists(SearchText.objects.filter(matching(text), accession=OuterRef("accession"))))


def _piece(piece: Piece) -> Q:
    condition = _all_words(piece.said)
    for name in piece.names:
        condition |= Q(names__contains=name) | Q(body__contains=name)
    return condition


def _all_words(phrase: str, columns: tuple[str, ...] = ("names", "body")) -> Q:
    condition = Q()
    for word in phrase.split():
        somewhere = Q()
        for column in columns:
            for spelled in _spelled(word):
                somewhere |= Q(**{f"{column}__contains": spelled})
        condition &= somewhere
    return condition


def _spelled(word: str) -> tuple[str, ...]:
    """A short word must begin a word, since it stands within many others."""
    return (f" {word}", f"|{word}") if len(word) <= SHORT else (word,)


def _rank(question: Question) -> Case:
    in_names = _all_words(question.phrase, ("names",))
    whole, begins, within = (
        _any_phrase(question, before, after) for before, after in (("|", "|"), ("|", ""), ("", ""))
    )
    steps = [When(condition, then=Value(rank)) for rank, condition in enumerate((whole, begins, within, in_names))]
    return Case(*steps, default=Value(len(steps)), output_field=IntegerField())


def _any_phrase(question: Question, before: str, after: str) -> Q:
    condition = Q()
    for phrase in question.phrases:
        condition |= Q(names__contains=f"{before}{phrase}{after}")
    return condition
