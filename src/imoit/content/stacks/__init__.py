"""A stack of letters scanned into one file: where each begins, and a file for each."""
