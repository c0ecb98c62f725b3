"""Documents that arrive."""
