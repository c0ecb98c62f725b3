"""Units, posts, people and outside agencies."""
