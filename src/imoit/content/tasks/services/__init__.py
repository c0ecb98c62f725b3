"""The REST side of directives and tasks."""
