"""How things move; knows no document type."""
