A stack of letters scanned into one PDF becomes as many letters: cut at separator sheets,
which are printed from the page, at the code of a signing folder, or where the clerk says;
the pages are shown before. Over REST `@stack-pages` and `split` of `@scans`.
