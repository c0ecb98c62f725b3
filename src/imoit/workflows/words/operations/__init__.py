"""Keeping words in step with the database, and asking for them."""
