"""The REST side of every document."""
