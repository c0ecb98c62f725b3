"""How a site becomes iMOIT."""
