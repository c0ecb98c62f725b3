"""The words by which things are found: a catalog index outside the ZODB."""
