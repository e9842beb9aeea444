"""Tests of a release on its way out and in."""
