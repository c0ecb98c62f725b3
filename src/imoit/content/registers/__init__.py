"""Books and their numbers."""
