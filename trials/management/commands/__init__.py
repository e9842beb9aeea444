"""Commands: arguments in, progress and summary out."""
