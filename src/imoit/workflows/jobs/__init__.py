"""Work after the commit: queued with an act, run after it, not lost with a process."""
