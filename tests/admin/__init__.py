"""Tests of the desk: what curators and editors see there, what it takes, and what it refuses."""
