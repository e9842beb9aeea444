"""How the founding release is made: fact files and mapping tables in, a release out.

``data/facts/`` is the record of where each value came from, ``data/mapping/`` holds the
judgements. Each module turns the facts of one kind into documents; ``build`` puts them
together. The same inputs always give the same release.
"""
