"""Working days, deadlines, the clock of the Ministry."""
