"""The pages of progress and openness."""
