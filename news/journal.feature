Every act, refusal and reading left a line in an append-only journal; auditors read it on a page and over REST, and one command tells whether a line was changed or taken out.
