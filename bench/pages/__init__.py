"""Pages of publishers as saved, and what a reader should find in them."""
