"""Tests of the words of lists: strict, OR within a word, AND between words, never a hidden or unpublished record."""
