"""Several relations of records read together: one query for what belongs to all rows of a list."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.db import models
from django.db.models import F, Func, JSONField, QuerySet, Value, Window
from django.db.models.functions import RowNumber

# Kinds of column that come through JSON unchanged on both engines; any other is left to be read when it is needed.
# SQLite writes a number in JSON with 15 digits: more than a place on the map has.
PLAIN_COLUMNS = (
    models.CharField, models.TextField, models.IntegerField, models.FloatField, models.AutoField, models.ForeignKey,
)  # fmt: skip

# What a link to a cancer type or payload shows.
REFERENCE = ("accession", "name", "slug")

# Of each relation by its name: the values of its rows, in order.
Lines = dict[str, list[list[Any]]]


class Line(Func):
    """The columns of a row as one JSON list.

    Django's ``JSONArray`` does the same, but asks SQLite first whether it knows JSON, in a transaction that takes
    the write lock: a reader would wait for a writer.
    """

    function = "JSON_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSONB_BUILD_ARRAY", **context)


class Relation:
    """A many-valued relation of a record, and the columns that are read of its rows."""

    def __init__(self, owner: type[models.Model], name: str, only: Sequence[str]):
        self.name = name
        self.field = owner._meta.get_field(name)
        self.model = self.field.related_model
        names = {*only, self.model._meta.pk.name} if only else set()
        fields = [field for field in self.model._meta.concrete_fields if not names or field.name in names]
        self.columns = [field.attname for field in fields if isinstance(field, PLAIN_COLUMNS)]

    def lines(self, keys: list[int], using: str | None) -> QuerySet:
        """Rows (name, key of the record, place in the usual order, values) for the records with these keys."""
        owner = self.field.remote_field.name
        rows = self.model._base_manager.using(using).filter(**{f"{owner}__in": keys}).order_by()
        place = Window(RowNumber(), order_by=self.model._meta.ordering)
        return rows.values_list(Value(self.name), F(owner), place, Line(*self.columns))

    def keep(self, record: models.Model, lines: list[list[Any]]) -> None:
        """Put the rows where ``prefetch_related`` puts them."""
        rows = [self.model.from_db(record._state.db, self.columns, line) for line in lines]
        if self.field.one_to_many:
            for row in rows:
                self.field.field.set_cached_value(row, record)
        served = getattr(record, self.name).get_queryset()
        served._result_cache = rows
        served._prefetch_done = True
        record._prefetched_objects_cache[self.name] = served


class Together:
    """A prefetch for ``prefetch_related``: the relations that it names, for all records at hand, in one query.

    ``Together("terms", cancer_types=("name", "slug"))`` reads all columns of ``terms`` and two of
    ``cancer_types``; a column that was not read costs a query for each row that is asked for it.
    """

    def __init__(self, *whole: str, **only: Sequence[str]):
        self.wanted: dict[str, Sequence[str]] = dict.fromkeys(whole, ()) | only

    def __set_name__(self, owner: type[models.Model], name: str) -> None:
        self.owner, self.name = owner, name

    def __get__(self, record: models.Model | None, owner: type[models.Model]) -> "Together":
        return self

    def __set__(self, record: models.Model, found: tuple[int, Lines] | None) -> None:
        """Where Django puts what was read for a record; None if it has no row in any relation."""
        if not hasattr(record, "_prefetched_objects_cache"):
            record._prefetched_objects_cache = {}
        lines = found[1] if found else {}
        for relation in self.relations:
            relation.keep(record, lines.get(relation.name, []))

    @cached_property
    def relations(self) -> list[Relation]:
        return [Relation(self.owner, name, only) for name, only in self.wanted.items()]

    def is_cached(self, record: models.Model) -> bool:
        return all(name in getattr(record, "_prefetched_objects_cache", ()) for name in self.wanted)

    def get_prefetch_querysets(
        self, instances: list[models.Model], querysets: Iterable[QuerySet] | None = None
    ) -> tuple[list[tuple[int, Lines]], Callable, Callable, bool, str, bool]:
        """What Django asks of every relation that it prefetches; here with the rows read already."""
        keys = [record.pk for record in instances]
        first, *others = [relation.lines(keys, instances[0]._state.db) for relation in self.relations]
        found: dict[int, Lines] = defaultdict(lambda: defaultdict(list))
        for name, key, _, values in sorted(first.union(*others, all=True), key=itemgetter(2)):
            found[key][name].append(values)
        return list(found.items()), itemgetter(0), _key, True, self.name, True


def _key(record: models.Model) -> int:
    return record.pk
