"""What others think of a draft: asked in parallel, with a deadline."""
