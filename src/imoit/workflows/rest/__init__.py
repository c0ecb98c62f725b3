"""The base of every writing service, and the one form of every error."""
