"""Open work passes to a successor: of a person, of a post, of a unit."""
