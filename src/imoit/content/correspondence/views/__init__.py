"""Pages that documents of both directions have in common."""
