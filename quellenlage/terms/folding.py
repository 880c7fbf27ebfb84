"""How a word is written for search: in lower case, umlauts as two letters, other marks left out."""

from __future__ import annotations

import unicodedata

_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"}
)
_PLAIN = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def folded(word: str) -> str:
    """``word`` as it is compared: Müller and Mueller are one. ``search_folded`` in ``search.sql`` does the same.

    Unseen characters go first (a soft hyphen cuts no word), accents last.
    """
    if word.isascii():
        return word.lower()
    seen = "".join(c for c in unicodedata.normalize("NFC", word) if unicodedata.category(c) != "Cf")
    letters = unicodedata.normalize("NFD", seen.lower().translate(_LETTERS))
    return "".join(c for c in letters if not unicodedata.combining(c))


def plain(word: str) -> str:
    """A folded word without umlauts, however they were written: Müller and Muller are one."""
    for umlaut, vowel in _PLAIN:
        word = word.replace(umlaut, vowel)
    return word
