"""One act on a selection of things, with one line of result for each."""
