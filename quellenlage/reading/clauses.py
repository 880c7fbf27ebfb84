"""The chunks of a sentence: what kind of clause each is, and what the tagger or a comma hides of it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.reading.quotes import Quote
from quellenlage.reading.tokens import FINITE_FORM, PARTICIPLE_FORM, ZU_FORM, Word, make_finite
from quellenlage.words.verbs import FINITE, PARTICIPLE, forms, grammar, words

QUOTE_MARKS = frozenset('„“”"‟»«‚‘’›‹') | {"''", "``"}
END_MARKS = frozenset(".!?…") | {"...", "?!", "!!", "!?"}
OPENERS = frozenset("([{")
CLOSERS = frozenset(")]}")
CONJUNCTIONS = grammar("conjunctions")
BEFORE_SUBORDINATORS = grammar("before_subordinators")
RELATIVES = grammar("relatives")
ADVERBS_IN_E = grammar("adverbs_in_e")
INTERRUPTED = grammar("interrupted")
UNKNOWN = frozenset(("ADV", "ADJD", "$(", "XY", "FM", "NE", "NN", "VVPP", "VVINF", "VVIMP", "PTKVZ"))


@dataclass(slots=True)
class Chunk:
    """What stands between two separators: ``kind`` is main, sub, rel, inf, frag or quote.

    ``sep`` is the separator before it ("" at a sentence's start, "conj" where a conjunction divides two verbs),
    ``fin`` the index of its finite verb or -1, ``intro`` the word that makes it subordinate, ``first`` its first word
    of weight.
    """

    a: int
    b: int
    sep: str
    kind: str = "frag"
    fin: int = -1
    intro: str = ""
    first: int = -1
    conj: bool = False
    quote: Quote | None = None


def extent(
    chunks: Sequence[Chunk], k: int, before: Sequence[str] = ("frag", "rel"), after: Sequence[str] = ()
) -> tuple[int, int]:
    """The first and last chunk of the clause that chunk ``k`` is the middle of, by the kinds that may stand beside."""
    first, last = k, k
    while first > 0 and chunks[first - 1].kind in before:
        first -= 1
    while last + 1 < len(chunks) and chunks[last + 1].kind in after:
        last += 1
    return first, last


def mended(ws: Sequence[Word], chunks: list[Chunk]) -> list[Chunk]:
    """The chunks of a sentence, classified, and put right where the tagger or a comma misleads."""
    for chunk in chunks:
        if chunk.kind != "quote":
            classify(ws, chunk)
    _participle(ws, chunks)
    _repair(ws, chunks)
    _subjunctive(ws, chunks)
    _conditional(ws, chunks)
    return _joined(ws, chunks)


def _participle(ws: Sequence[Word], chunks: list[Chunk]) -> None:
    """Finds the participle of a perfect behind an insertion in commas: "hatte der Wirt, Max Abel, erklärt"."""
    for k, told in enumerate(chunks):
        if told.kind != "main" or told.fin < 0 or ws[told.fin].lemma != "haben":
            continue
        if any(w.form for w in ws[told.fin + 1 : told.b]) or told.b - told.fin > 12:
            continue
        c = next((c for c in chunks[k + 1 :] if c.kind not in ("rel", "sub", "frag")), None)
        if c is None or c.kind != "main" or c.sep != "," or c.fin != c.b - 1 or c.conj:
            continue
        w = ws[c.fin]
        if any(f.kind == PARTICIPLE for f in forms().get(w.lower, ())):
            w.form, w.mood, w.tag = PARTICIPLE_FORM, "", "VVPP"
            classify(ws, c)


def _repair(ws: Sequence[Word], chunks: list[Chunk]) -> None:
    """Finds the finite verb of a sentence in which the tagger saw none: a form of the lexicon in second place."""
    if chunks and chunks[0].kind == "frag" and len(chunks) > 1 and chunks[1].kind == "main" and chunks[1].sep == ",":
        chunks = chunks[: int(chunks[1].fin != chunks[1].first)]
    elif any((c.fin >= 0 and c.kind == "main") or c.kind == "quote" for c in chunks):
        colon = next((k for k, c in enumerate(chunks) if c.sep == ":" and c.kind == "frag"), None)
        if colon is None or any(c.kind == "main" and c.fin >= 0 for c in chunks[colon:]):
            return
        if not any(c.kind == "sub" and c.sep == "," for c in chunks[colon + 1 :]):
            return
        chunks = chunks[colon : colon + 1]
    for c in chunks:
        if c.kind != "frag":
            continue
        for i in range(c.first + 1, min(c.b, c.first + 14)):
            w = ws[i]
            if w.text != w.lower or w.tag[:1] not in "VA" or ws[i - 1].lower == "zu":
                continue
            after = ws[i + 1] if i + 1 < c.b else None
            if w.tag == "ADJA" and after is not None and after.pos in ("NOUN", "PROPN", "ADJ"):
                continue
            if any(f.kind == FINITE for f in forms().get(w.lower, ())):
                make_finite(w)
                classify(ws, c)
                return


def _subjunctive(ws: Sequence[Word], chunks: list[Chunk]) -> None:
    """Finds the Konjunktiv I behind a verb of saying where the tagger knew no verb: "meldete, der Kahn treibe"."""
    for told, c in itertools.pairwise(chunks):
        if c.kind != "frag" or c.sep not in (",", ":") or told.kind != "main" or told.fin < 0:
            continue
        if c.sep == "," and not any(w.lower in forms() for w in ws[told.a : told.b] if w.pos == "VERB"):
            continue
        for i in range(c.first + 1, min(c.b, c.first + 9)):
            w, before = ws[i], ws[i - 1]
            if w.text != w.lower or not w.lower.endswith("e") or len(w.text) < 4 or w.lower in ADVERBS_IN_E:
                continue
            if w.tag in UNKNOWN and (before.pos in ("NOUN", "PROPN", "PRON", "NUM") or before.tag == "PAV"):
                make_finite(w)
                w.mood = "k1"
                classify(ws, c)
                break


def _conditional(ws: Sequence[Word], chunks: list[Chunk]) -> None:
    """A clause that opens with its verb and goes before the main clause is a condition: "Käme er, so …"."""
    if len(chunks) < 2 or chunks[0].kind != "main" or chunks[0].fin != chunks[0].first:
        return
    after = next((c for c in chunks[1:] if c.kind == "main" and c.sep == ","), None)
    if after and (after.fin == after.first or ws[after.first].lower in ("so", "dann")) and not after.conj:
        chunks[0].kind, chunks[0].intro = "sub", "wenn"


def _joined(ws: Sequence[Word], chunks: list[Chunk]) -> list[Chunk]:
    """Puts a subordinate clause together again that an apposition in commas cuts before its verb."""
    joined: list[Chunk] = []
    k = 0
    while k < len(chunks):
        c = chunks[k]
        if c.kind in ("sub", "frag") and c.fin < 0 and ws[c.first].lower in INTERRUPTED:
            for m in range(k + 1, min(k + 4, len(chunks))):
                d = chunks[m]
                if d.kind == "quote" or d.sep not in (",", "–"):
                    break
                if (d.fin >= d.b - 2 and d.fin > d.first) or (d.fin == d.first and d.b - d.a == 1):
                    c.b, c.fin, c.kind, c.intro = d.b, d.fin, "sub", ws[c.first].lower
                    k = m
                    break
                if d.kind not in ("frag", "rel"):
                    break
        joined.append(c)
        k += 1
    return joined


def classify(ws: Sequence[Word], chunk: Chunk) -> None:
    """Tells what kind of clause a chunk is, and which word is its finite verb."""
    i = chunk.a
    while i < chunk.b and (ws[i].text in QUOTE_MARKS or ws[i].lower in CONJUNCTIONS):
        chunk.conj = chunk.conj or ws[i].lower in CONJUNCTIONS
        i += 1
    chunk.first = min(i, chunk.b - 1)
    fins = [k for k in range(chunk.a, chunk.b) if ws[k].form == FINITE_FORM]
    chunk.fin = fins[0] if fins else -1
    table = words("subordinators.csv")
    j = i
    while j < chunk.b - 1 and ws[j].lower in BEFORE_SUBORDINATORS and ws[j + 1].lower in table:
        j += 1
    intro = ws[j].lower if j < chunk.b else ""
    row = table.get(intro)
    if not fins:
        zu = any(w.form == ZU_FORM for w in ws[chunk.a : chunk.b])
        chunk.kind = "inf" if zu else "frag"
        if (zu and row and row["kind"] == "purpose") or (row and row["kind"] != "maybe" and row["kind"] != "purpose"):
            chunk.kind, chunk.intro = "sub", intro
        return
    late = fins[-1]
    if (
        late > i
        and len(fins) == 1
        and ws[late].lower == "werden"
        and any(w.form == ZU_FORM for w in ws[late - 2 : late])
    ):
        chunk.kind, chunk.fin = "inf", -1
        return
    rest = []
    for w in ws[late + 1 : chunk.b]:
        if w.text in OPENERS or w.text in END_MARKS:
            break
        if w.text not in QUOTE_MARKS:
            rest.append(w)
    final = late > i and all(w.form or w.pos in ("PUNCT", "PART") for w in rest)
    if row and (row["kind"] in ("always", "content") or (fins[0] > j + 1 and (final or row["kind"] == "wh"))):
        chunk.kind, chunk.intro, chunk.fin = "sub", intro, late
        return
    pronoun = i
    if i + 1 < chunk.b and ws[i].pos == "ADP":
        pronoun = i + 1
    opener = ws[pronoun] if pronoun < chunk.b else None
    if opener and opener.lower in RELATIVES and chunk.sep in (",", "conj", "–", "quote"):
        follows = ws[pronoun + 1] if pronoun + 1 < chunk.b else None
        if pronoun > i:
            article = opener.tag == "ART" and (follows is None or follows.pos not in ("ADP", "PRON"))
            relative = (final and not article) or (opener.relative and len(rest) <= 3)
        elif opener.tag in ("PRELS", "PRELAT", "PWS", "PWAV"):
            relative = final or (len(rest) <= 4 and fins[0] > pronoun + 1)
        elif opener.tag == "ART":
            noun = follows is not None and follows.pos in ("NOUN", "PROPN", "ADJ", "NUM")
            # Before a last verb "den Abel" is no object of a main clause, which had its subject behind the verb.
            relative = final and (not noun or (opener.lower in ("den", "dem") and late > pronoun + 2))
        else:
            relative = final
        if relative:
            chunk.kind, chunk.intro, chunk.fin = "rel", opener.lower, late
            return
    chunk.kind = "main"
