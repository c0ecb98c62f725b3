"""Rules of books, of the numbers in them, of their columns."""
