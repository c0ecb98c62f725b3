The desk, the registering page, the document page, the leader's page, the draft page, the signing slip, the books and the search were built in Vietnamese, for wide screens and phones.
