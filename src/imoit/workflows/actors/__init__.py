"""Who may act: the port to units, posts and people."""
