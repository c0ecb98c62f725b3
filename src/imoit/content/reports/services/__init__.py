"""Progress and openness over REST."""
