"""What waits for a person: boxes, lists, counts."""
