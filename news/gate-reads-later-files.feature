The gate reads all pages of a letter, and files that are added to a letter later, before they are stored.
