"""The rooms use the fixtures of `tests/site.py`."""
