"""Words of a text, and what a search asks for, in Vietnamese."""
