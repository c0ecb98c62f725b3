"""The REST side of the registers."""
