"""Finding documents, keeping searches, and lists of what was found."""
