A filter of a register answers at once also in a book of 50,000 rows: the catalog says which letters fit, the ledger which rows they have.
