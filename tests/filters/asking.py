"""Asking a list, and codes for its cancer types."""

from django.http import QueryDict

from trials import filters


def ids(name: str, query: str) -> set[str]:
    listing = filters.listing(name, QueryDict(query))
    assert not listing.problems, listing.problems
    return {record.accession for record in listing.queryset}


def problem(name: str, query: str) -> filters.Problem:
    (only,) = filters.listing(name, QueryDict(query)).problems
    return only


def code(value: str, relation: str = "exact") -> dict:
    return {"system": "ncit", "code": value, "relation": relation}
