"""What a person is told: in the page at once, by mail in one digest."""
