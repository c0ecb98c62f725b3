"""What is done with books and their numbers."""
