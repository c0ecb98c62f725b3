"""What the ministry holds."""
