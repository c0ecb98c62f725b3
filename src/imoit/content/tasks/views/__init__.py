"""Pages on which work is given, done and judged."""
