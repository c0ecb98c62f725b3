"""Pages of letters that arrive."""
