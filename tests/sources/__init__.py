"""Tests of what registries and libraries say: the parsers and the client."""
