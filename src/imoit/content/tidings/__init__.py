"""Whom an act concerns, and whom a deadline: they are told."""
