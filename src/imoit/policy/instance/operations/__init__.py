"""What can be done with a site of its own: make it, serve it."""
