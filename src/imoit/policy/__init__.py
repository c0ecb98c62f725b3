"""What this ministry chose: profiles, the demo, how the site is built."""
