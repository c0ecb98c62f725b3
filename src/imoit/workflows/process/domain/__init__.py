"""The definition of a process as plain data, and everything that can be said of it."""
