"""Making and running a site of its own."""
