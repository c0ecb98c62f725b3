"""Reading what others wrote; nothing here changes anything."""
