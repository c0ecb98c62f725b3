"""Finding documents: one box, no marks needed, nothing shown that one may not see."""
