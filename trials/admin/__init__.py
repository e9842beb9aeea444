"""The curators' desk: Django's own admin in our clothes. Rows are written by the verbs of ``curation`` only."""

from . import kinds, people, revisions, spine
from .site import desk

__all__ = ["desk", "kinds", "people", "revisions", "spine"]
