"""The pages where the site manager keeps units, posts and people."""
