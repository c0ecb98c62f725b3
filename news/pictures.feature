Pages are drawn once for the same bytes, seals and signatures included: a telephone shows
them in place of the file, and lists of files show the first page. `@preview` names them.
