"""Hand-over and reorganisation over REST."""
