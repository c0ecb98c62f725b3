"""The pages of hand-over and reorganisation."""
