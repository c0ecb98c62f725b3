The journal's page named documents by the numbers of our own books instead of internal ids.
