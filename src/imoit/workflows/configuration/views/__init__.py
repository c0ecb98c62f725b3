"""The pages of the site manager."""
