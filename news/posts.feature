Whoever may act in several posts read in the head of every page, and over REST, how much
waited in each.
