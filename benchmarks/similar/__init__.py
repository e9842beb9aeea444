"""Which way of finding similar publications is best: labelled pairs, and how they are measured."""
