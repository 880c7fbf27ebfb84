"""Who said what: attributed claims in German news, by rules over the shipped pipeline's analysis."""

from quellenlage.claims.find import find_claims, quotations

__all__ = ["find_claims", "quotations"]
