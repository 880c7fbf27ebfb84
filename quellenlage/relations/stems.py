"""A claim's words as it is looked up by them: their stems, how rare each is, and which are rare enough to look for.

What is found here is kept beside each claim that lands: :func:`rules` tells whether it still is what would be found.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from quellenlage.ids import stable_id
from quellenlage.words.table import rows

HERE = Path(__file__).parent
#: The least weight of a word by which claims are looked up.
RARE = 5.0

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{2,}")
_ENDING = re.compile(r"(?<=\w{4})(?:sten|ten|est|te|en|er|em|es|e|st|t|s|n)$")
_SHORTEST = 3  # letters of a word that tells something


def words_of(text: str) -> list[str]:
    """The words and figures of a text, as they stand there."""
    return _WORD.findall(text)


def stem(word: str) -> str:
    """A word in small letters without what declension adds; figures as they are."""
    return word if word[0].isdigit() else _ENDING.sub("", word)


def weights_of(tokens: Iterable[str]) -> Mapping[str, float]:
    """The stems of the words, in small letters, that tell something, each with its weight: the rarer, the heavier."""
    known, most = stem_weights()
    found = {stem(word) for word in tokens if len(word) >= _SHORTEST or word[0].isdigit()}
    return {word: weight for word in sorted(found - _stop_stems()) if (weight := known.get(word, most)) > 0}


def weight_of(words: Iterable[str], weights: Mapping[str, float]) -> float:
    """What some of a claim's words weigh, in whatever order they come."""
    return math.fsum(weights[word] for word in words)


def rare_words(weights: Mapping[str, float]) -> list[str]:
    """Those of the stems by which a claim is looked up."""
    return [word for word, weight in weights.items() if weight >= RARE]


def hash_of(word: str) -> int:
    """A stem as a number of 32 bits with its sign; two may have the same one."""
    number = zlib.crc32(word.encode())
    return number - (number >> 31 << 32)


def looked_up_by(content: str) -> tuple[float, list[int]]:
    """What all stems of a claim's content weigh together, and the hashes of the rare ones, in order."""
    weights = weights_of(words_of(content.casefold()))
    return weight_of(weights, weights), sorted({hash_of(word) for word in rare_words(weights)})


@cache
def rules() -> str:
    """A hash of everything that :func:`looked_up_by` goes by: what was found by other rules has to be found anew."""
    spacy = find_spec("spacy")  # not imported: that takes a second
    stop_words = Path(spacy.origin or "").parent / "lang/de/stop_words.py" if spacy else Path()
    files = (Path(__file__), HERE / "stem_weights.csv", stop_words)
    return stable_id(*(file.read_text(encoding="utf-8") for file in files))


@cache
def stem_weights() -> tuple[Mapping[str, float], float]:
    """How much common stems weigh, and what every other does: the logarithm of one sentence in how many has it."""
    known = {row["stem"]: float(row["weight"]) for row in rows("stem_weights.csv", HERE)}
    return known, known.pop("any other")


@cache
def _stop_stems() -> frozenset[str]:
    from spacy.lang.de.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS) | {stem(word) for word in STOP_WORDS}
