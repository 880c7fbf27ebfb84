"""Colons and semicolons at which a sentence ends: both sides are clauses, and no verb of saying takes what follows.

A quotation or a clause that its verb of saying announces stays in the sentence of the verb ("Sie sagte: „…“"), and so
does what a label or a list announces ("Zum Vergleich: …", "drei Orte: Emden, Leer und Aurich").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from quellenlage.words.conjugation import irregular, particles
from quellenlage.words.table import rows
from quellenlage.words.verbs import forms, grammar

AUXILIARIES = grammar("auxiliary_indicative") | grammar("konjunktiv_1") | grammar("konjunktiv_2")
DETERMINERS = grammar("before_ordinal") | grammar("before_attribute")
NO_VERBS = grammar("no_verbs_in_t")
WORDINGS = grammar("wordings")
MARKS = frozenset("„»›‚“«”\"'([")
CONTENT = frozenset(row["word"] for row in rows("subordinators.csv") if row["kind"] in ("content", "wh"))
ADVERBIAL = frozenset(row["word"] for row in rows("subordinators.csv") if row["kind"] in ("always", "maybe"))
RELATIVES = frozenset(("der", "die", "das", "den", "dem", "dessen", "deren", "denen", "was", "wo"))
SHORTEST = 3  # words of a clause


@cache
def _irregular_forms() -> frozenset[str]:
    found = set()
    for prefix in ("", *particles("inseparable")):
        for row in irregular().values():
            past = prefix + row["past"]
            plural = past + ("n" if past.endswith("e") else "en")
            found |= {prefix + row["infinitive"], prefix + row["present"], past, plural, prefix + row["subjunctive"]}
    return frozenset(f for f in found if not (f.startswith("ge") and f.endswith(("te", "ten"))))  # "so genannte"


@cache
def _subordinators() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("subordinators.csv") if row["kind"] != "maybe")


def may_be_finite(word: str, before: str) -> bool:
    """Whether a word looks like a finite verb: an auxiliary, an irregular verb, or an ending in -t, -te, -ten."""
    if not word.islower() or word in NO_VERBS:
        return False
    if word in AUXILIARIES or word in _irregular_forms():
        return True
    regular = len(word) > 3 and word.endswith(("t", "te", "ten")) and not word.startswith("ge")
    return regular and before.lower() not in DETERMINERS


def is_clause(words: Sequence[str]) -> bool:
    """Whether words hold a finite verb, as far as their form tells."""
    return sum(w[0].isalnum() for w in words) >= SHORTEST and bool(_finite(words))


def _finite(words: Sequence[str]) -> list[int]:
    """Where words look like finite verbs."""
    return [i for i, w in enumerate(words) if may_be_finite(w, words[i - 1] if i else "")]


def says(words: Sequence[str]) -> bool:
    """Whether a verb of saying that takes a quotation stands among words, or a noun such as "Frage" or "Worten"."""
    lower = {w.lower() for w in words}
    if lower & WORDINGS:
        return True
    for word in words:
        for form in forms().get(word, ()) if word.islower() else ():
            verb = form.verb
            whole = form.joined or not verb.particle or verb.particle in lower
            whole = whole and lower.issuperset(w.lower() for w in verb.fixed)
            if "direct" in verb.takes and whole and (verb.reflexive or "sich" not in lower):
                return True
    return False


def _announcing(words: Sequence[str]) -> Sequence[str]:
    """The clause before a colon that what follows hangs on: the last that is no apposition and no subordinate clause.

    A clause with "dass" or "ob" is what was said, and nothing else hangs on the verb of saying before it.
    """
    commas = [-1, *(i for i, w in enumerate(words) if w == ","), len(words)]
    clauses = [words[a + 1 : b] for a, b in pairwise(commas)]
    for clause in reversed(clauses):
        if not _finite(clause):
            continue
        if clause[0].lower() in CONTENT:
            return ()
        clause = _last_coordinate(clause)
        finite = _finite(clause)
        hangs = bool({w.lower() for w in clause[:1]} & ADVERBIAL) or any(w in RELATIVES for w in clause[:2])
        if hangs and finite[-1] == len(clause) - 1 and not says(clause):
            continue
        return clause
    return words


def _last_coordinate(clause: Sequence[str]) -> Sequence[str]:
    """What follows "und" in a clause, where it has a verb of its own: "Er bedankte sich und sagte"."""
    for i in range(len(clause) - 2, -1, -1):
        if clause[i] == "und":
            return clause[i + 1 :] if may_be_finite(clause[i + 1], "") else clause
    return clause


def clause_breaks(texts: Sequence[str], starts: Sequence[bool], starters: frozenset[str]) -> list[int]:
    """The tokens behind a colon or semicolon with which a sentence begins."""
    found = []
    a = depth = 0
    for i, text in enumerate(texts):
        if starts[i]:
            a, depth = i, 0
        depth += (text in "([") - (text in ")]")
        if text not in (":", ";") or depth > 0 or i + 1 >= len(texts) or starts[i + 1]:
            continue
        end = next((j for j in range(i + 1, len(texts)) if starts[j]), len(texts))
        left, right = texts[a:i], texts[i + 1 : end]
        if _parts(text, left, right, starters):
            found.append(i + 1)
            a = i + 1
    return found


def _parts(mark: str, left: Sequence[str], right: Sequence[str], starters: frozenset[str]) -> bool:
    if right[0].isspace() or not (is_clause(left) and is_clause(right)):
        return False
    word = next((w for w in right if w not in MARKS), "")
    if mark == ";":
        return word.lower() not in _subordinators()
    if not (word[:1].isupper() or word[:1].isdigit()) or says(_announcing(left)):
        return False
    return word in starters or right[0] in MARKS or _verb_follows_name(right)


def _verb_follows_name(words: Sequence[str]) -> bool:
    """Whether words begin with up to four, capitals, figures or "und", and a finite verb: "Ida Petersen kam"."""
    at = next((i for i, w in enumerate(words) if (w[0].islower() and w != "und") or not w[0].isalnum()), len(words))
    return 0 < at < min(5, len(words)) and may_be_finite(words[at], "")
