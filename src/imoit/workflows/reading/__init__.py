"""What is written on a page, printed or scanned: words, and where they stand."""
