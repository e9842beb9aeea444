"""Derived tables for reading: the tree's closure, the search texts, the links between publications.

Verbs call ``refresh`` for the records that they changed, whoever keeps what a library said calls ``refresh_links``;
``rebuild`` makes all anew.
"""

from .links import links, rebuild_links, refresh_links
from .records import closure, rebuild_closure, rebuild_records, refresh, refresh_all, search_texts

__all__ = [
    "closure",
    "links",
    "rebuild",
    "rebuild_closure",
    "rebuild_links",
    "refresh",
    "refresh_all",
    "refresh_links",
    "search_texts",
]


def rebuild() -> None:
    """Make every derived row anew."""
    rebuild_records()
    rebuild_links()
