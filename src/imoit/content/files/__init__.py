"""The files of a document."""
