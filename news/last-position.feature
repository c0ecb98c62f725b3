The list of the desk is scrolled as it was on a wide screen when one comes back from a letter.
