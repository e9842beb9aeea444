"""Filters of the desk's lists."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from ..choices import Vocabulary
from .guard import actor_of


class MineFilter(admin.SimpleListFilter):
    """What I am writing, and what came back to me."""

    title = "my work"
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("drafts", "My drafts"), ("returned", "Returned to me")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        code = actor_of(request).code
        words = {"drafts": queryset.drafts_of, "returned": queryset.returned_to}
        return words[self.value()](code) if self.value() in words else queryset


def term_filter(facet: str, vocabulary: type[Vocabulary]) -> type[admin.SimpleListFilter]:
    """A filter for one list-valued field."""

    class TermFilter(admin.SimpleListFilter):
        title = facet.replace("_", " ")
        parameter_name = facet

        def lookups(self, request: HttpRequest, model_admin: Any) -> Iterator[tuple[str, str]]:
            return iter(vocabulary.choices)

        def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
            return queryset.with_term(facet, self.value()) if self.value() in vocabulary.values else queryset

    return TermFilter
