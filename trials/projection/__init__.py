"""Derived tables for reading: the tree's closure, the search texts, the links between publications, the similar ones.

Verbs call ``refresh`` for the records that they changed, whoever keeps what a library said calls ``refresh_links``;
similar publications depend on all of them and are found anew by ``tick``. ``rebuild`` makes all anew.
"""

from .links import links, rebuild_links, refresh_links
from .records import closure, rebuild_closure, rebuild_records, refresh, refresh_all, search_texts
from .similar import rebuild_similar, similar_are_stale

__all__ = [
    "closure",
    "links",
    "rebuild",
    "rebuild_closure",
    "rebuild_links",
    "rebuild_similar",
    "refresh",
    "refresh_all",
    "refresh_links",
    "search_texts",
    "similar_are_stale",
]


def rebuild() -> None:
    """Make every derived row anew."""
    rebuild_records()
    rebuild_links()
    rebuild_similar()
