"""What a reader sees: one short script a page."""
