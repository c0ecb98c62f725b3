"""What is seen before the work begins, and when it cannot go on: log-in and errors."""
