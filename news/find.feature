A search is narrowed by type, unit and urgency too, ordered by day or number, and shows the line that was meant; `@find` gives the same over REST.
