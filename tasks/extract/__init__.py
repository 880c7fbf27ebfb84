"""Extract: names, claims and who made them, from what is German."""
