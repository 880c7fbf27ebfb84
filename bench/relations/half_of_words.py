"""The rule before: two claims say the same where half of their words are the same. It is measured beside today's."""

from __future__ import annotations

import re

from quellenlage.relations import Compared
from quellenlage.relations.stems import stem

DAYS = 3
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{3,}")
_NEGATION = re.compile(r"\b(?:nicht|nichts|nie|niemals|niemand\w*|kein\w*|weder)\b", re.IGNORECASE)


def say_the_same(one: Compared, other: Compared) -> bool:
    """Whether the letters of words in common are half of all, or nine tenths of the shorter claim's."""
    from spacy.lang.de.stop_words import STOP_WORDS

    words = [
        {stem(word) for word in _WORD.findall(claim.content.casefold()) if word not in STOP_WORDS}
        for claim in (one, other)
    ]
    denies = [claim.negated or claim.act == "deny" or bool(_NEGATION.search(claim.content)) for claim in (one, other)]
    figures = [{word for word in found if word[0].isdigit()} for found in words]
    if abs((one.published - other.published).days) > DAYS or denies[0] != denies[1]:
        return False
    if not (figures[0] <= figures[1] or figures[1] <= figures[0]) or min(map(len, words)) < 3:
        return False
    common = words[0] & words[1]
    if len(common) < 4 and words[0] != words[1]:
        return False
    weight, least = sum(map(len, common)), min(sum(map(len, found)) for found in words)
    return weight >= 0.5 * sum(map(len, words[0] | words[1])) or weight >= 0.9 * least
