A book of outgoing documents is filtered by recipient through the catalog: 0.2 s instead of 5 s in a book of 50,000 rows where nobody is found.
