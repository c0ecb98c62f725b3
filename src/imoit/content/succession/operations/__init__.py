"""What can be done when a post or a unit changes hands."""
