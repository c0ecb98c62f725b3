"""A draft: its versions, its words, its form, and who is writing."""
