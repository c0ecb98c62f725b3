"""What can be done with directives and tasks."""
