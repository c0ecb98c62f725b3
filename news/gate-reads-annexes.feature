The gate reads what stands behind the signature of a letter too, where it needs no eyes; a second file starts the counter of the abstract anew.
