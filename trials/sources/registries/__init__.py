"""Registries of trials: whatever file one of them gives, as studies; which registry's it is tells the file itself."""

from .reading import FORMATS, read

__all__ = ["FORMATS", "read"]
