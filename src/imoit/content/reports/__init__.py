"""What is open to see: progress, readings, who can see a document and why."""
