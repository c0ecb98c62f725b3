"""What the site manager does with processes."""
