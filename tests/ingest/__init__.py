"""Tests of the way from a source to our documents."""
