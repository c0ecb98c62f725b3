"""Pages of documents that leave."""
