"""Who can speak: the nouns for people, offices and bodies, and names that are words."""

from __future__ import annotations

from tasks.extract.claims.lexicon import grammar
from tasks.extract.claims.text import Word
from tasks.extract.sources.tables import noun

VOICES = tuple(sorted(grammar("voices")))
SPEAKING = frozenset(("office", "spokes", "person", "outlet", "agency", "organisation", "government", "group"))


def has_voice(word: Word) -> bool:
    """Whether a noun names somebody who speaks: a person, an office, a body, or a report."""
    if word.lower.endswith(VOICES):
        return True
    if not word.text[0].isupper():
        return False
    entry = noun(word.text)
    return entry is not None and entry.kind in SPEAKING
