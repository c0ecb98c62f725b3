"""The site manager's pages: what the Ministry decides for its processes."""
