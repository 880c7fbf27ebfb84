"""To whom something is said in a clause: by a preposition, or as the object that its verb takes (``verbs.csv``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quellenlage.claims.drafts import Range
from quellenlage.reading.noun_phrases import noun_phrase
from quellenlage.reading.subject import CORRELATES
from quellenlage.reading.words import QUOTE_MARKS, is_time
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.claims.cues import Cue
    from quellenlage.reading.reading import Reading

DATIVE = grammar("dative")
CLAUSAL_PRONOUNS = grammar("clausal_pronouns")
ADDRESSING = ("demand", "accuse", "warn")
#: The forms of a preposition behind which a verb names who is told.
PREPOSITIONS = {"an": ("an",), "von": ("von", "vom"), "bei": ("bei", "beim")}
BEGINS_OBJECT = ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM")


def addressee(reading: Reading, a: int, b: int, cue: Cue | None, speaker: Range | None) -> Range | None:
    """Who is told, in the clause from ``a`` to ``b`` (exclusive), by whoever ``speaker`` is."""
    if cue is None or cue.verb is None:
        return None
    told = cue.verb.addressee
    found = _by_preposition(reading, a, b, cue, speaker)
    if found is not None or told not in ("accusative", "dative"):
        return found
    if cue.passive:
        return _of_passive(reading, a, b, cue)
    return None if speaker is None else _object(reading, a, b, cue, speaker, told == "accusative")


def _by_preposition(reading: Reading, a: int, b: int, cue: Cue, speaker: Range | None) -> Range | None:
    """Who stands behind "gegenüber", or behind the preposition that the verb takes."""
    told = cue.verb.addressee if cue.verb else ""
    for i in range(a, b):
        low = reading.words[i].lower
        taken = low in PREPOSITIONS.get(told, ()) and (told == "an" or _of_verb(reading, i, a, cue, speaker))
        if low == "gegenüber" or taken:
            end = _without_object(reading, i + 1, noun_phrase(reading, i + 1, b, loose=False))
            if end > i + 1 and not is_time(reading.words[i + 1]):
                return i + 1, end
    return None


def _without_object(reading: Reading, a: int, b: int) -> int:
    """Where a phrase ends that a noun follows which is no part of it: "warf der Reederei Wortbruch vor"."""
    ws = reading.words
    return next((i for i in range(a + 1, b) if ws[i].pos == ws[i - 1].pos == "NOUN" and not ws[i].name), b)


def _is_singular(reading: Reading, a: int, b: int) -> bool:
    """Whether "den" begins an accusative: "kündigte den Abbau an". In the dative plural a noun ends in -n or -s."""
    noun = next((w for w in reading.words[a:b] if w.pos == "NOUN"), None)
    return noun is not None and noun.case == "Acc" and noun.lower[-1] not in "ns"


def _of_verb(reading: Reading, i: int, a: int, cue: Cue, speaker: Range | None) -> bool:
    """Whether a preposition at ``i`` belongs to the verb: not to a noun before it, nor to whoever speaks.

    "Die Opposition forderte am Montag von der Regierung Auskunft", but "Sie forderte das Ende von Gewalt".
    """
    if cue.passive or speaker is None or speaker[0] <= i < speaker[1]:
        return False
    before = reading.words[i - 1] if i > a else None
    return before is None or i == speaker[1] or before.pos not in ("NOUN", "PROPN", "NUM") or is_time(before)


def _of_passive(reading: Reading, a: int, b: int, cue: Cue) -> Range | None:
    """Who is told in the passive: "Der Wirt wurde aufgefordert, zu gehen", "Dem Wirt wurde erklärt, dass …".

    What demands, accusations and warnings act on is a person, whatever its case.
    """
    anyone = cue.act in ADDRESSING
    if not anyone and (cue.verb is None or cue.verb.addressee != "dative"):
        return None
    for i in (a, cue.fin + 1):
        if i >= b or (not anyone and reading.words[i].lower not in DATIVE):
            continue
        end = noun_phrase(reading, i, b)
        w = reading.words[i] if end > i else None
        if w is not None and w.pos not in ("ADV", "ADP") and w.lower not in CLAUSAL_PRONOUNS:
            return i, end
    return None


def _object(reading: Reading, a: int, b: int, cue: Cue, speaker: Range, accusative: bool) -> Range | None:
    """The object of a verb of telling, behind the verb, behind its subject, or before both."""
    ws = reading.words

    def free(i: int) -> bool:
        return not speaker[0] <= i < speaker[1]

    for start in (cue.fin + 1, speaker[1], a):
        i = start if a <= start < b else b
        while i < b and (ws[i].tag in ("PRF", "ADV", "PAV") or ws[i].lower in CORRELATES) and free(i):
            i += 1
        if i >= b or not free(i) or i in cue.words:
            continue
        w = ws[i]
        if w.pos not in BEGINS_OBJECT and w.text not in QUOTE_MARKS:
            continue
        end = _without_object(reading, i, noun_phrase(reading, i, b, loose=False))
        if end == i or any(is_time(x) for x in ws[i : i + 2]):
            continue
        dative = w.lower in DATIVE and not (w.lower == "den" and _is_singular(reading, i, end))
        if accusative or dative or (w.lower == "der" and w.case == "Dat"):
            return i, end
        bare = w.pos == "NOUN" and w.plural and w.lower.endswith("n")  # "drohte Anlegern", but "kündigte Revision an"
        if i == cue.fin + 1 and (w.lower == "der" or bare):
            return i, end
    return None
