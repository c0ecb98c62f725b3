Work after the commit was queued with the act and survived the death of its process; the site manager watches it on a page, everybody their own over REST.
