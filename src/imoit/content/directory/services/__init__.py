"""The directory over REST."""
