"""Which articles are copies: how much of each text stands in the other, and who has it from whom.

A text is looked for by its fingerprint (``shingles.py``), what is found is compared word by word, and what layout,
credits and time tell of the pair says where the text comes from (``direction.py``).
"""

from quellenlage.copies.compared_words import Compared, compared
from quellenlage.copies.direction import Direction, Imprint, direction
from quellenlage.copies.shingles import FEWEST_WORDS, LEAST_SHARE, Shares, fingerprint, shares

__all__ = [
    "FEWEST_WORDS",
    "LEAST_SHARE",
    "Compared",
    "Direction",
    "Imprint",
    "Shares",
    "compared",
    "direction",
    "fingerprint",
    "shares",
]
