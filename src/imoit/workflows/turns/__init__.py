"""One writer at a time: writing requests wait for their turn instead of colliding."""
