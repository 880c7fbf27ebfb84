"""What runs and in which order. No text analysis, no SQL."""
