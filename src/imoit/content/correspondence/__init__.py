"""What incoming and outgoing documents share."""
