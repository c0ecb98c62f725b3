"""Who may sign what, and where the paper folder is."""
