"""Tests of the verbs: the table of moves, what they refuse, and what they leave behind."""
