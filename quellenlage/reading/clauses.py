"""The clauses of a unit: cut at separators, quotations and conjunctions, and what kind each is."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quellenlage.reading.words import (
    CLOSING_BRACKETS,
    DASHES,
    END_MARKS,
    OPENING_BRACKETS,
    QUOTE_MARKS,
    Word,
)
from quellenlage.words.verbs import FINITE, forms, grammar, words

if TYPE_CHECKING:
    from quellenlage.reading.quotes import Quote
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit

CONJUNCTIONS = grammar("conjunctions")
BEFORE_SUBORDINATORS = grammar("before_subordinators")
OBLIQUE_ARTICLES = grammar("oblique_articles")
RELATIVES = grammar("relatives")
INTERRUPTED = grammar("interrupted")
RESUMPTIVE = grammar("resumptive")
LONG = 8  # words of a quotation that stands for a clause though no comma parts it from its verb

ClauseKind = Literal["main", "subordinate", "relative", "infinitive", "fragment", "quotation"]


@dataclass(slots=True)
class Clause:
    """What stands between two separators: the words from ``a`` to ``b`` (exclusive).

    ``separator`` is what stands before it ("" at a unit's start, "conj" where a conjunction divides two verbs, "quote"
    beside a quotation), ``fin`` the index of its finite verb or -1, ``opener`` the word that makes it subordinate,
    ``first`` its first word of weight, and ``conj`` tells whether a conjunction stands before that.
    """

    a: int
    b: int
    separator: str
    kind: ClauseKind = "fragment"
    fin: int = -1
    opener: str = ""
    first: int = -1
    conj: bool = False

    @property
    def verb_first(self) -> bool:
        """Whether it opens with its finite verb."""
        return self.fin == self.first

    @property
    def verb_last(self) -> bool:
        """Whether its finite verb is its last word, or the last but one."""
        return self.fin >= self.b - 2 and self.fin > self.first


def extent(
    clauses: Sequence[Clause],
    k: int,
    before: Sequence[ClauseKind] = ("fragment", "relative"),
    after: Sequence[ClauseKind] = (),
) -> tuple[int, int]:
    """The first and last of the clauses around clause ``k`` that belong to it, by the kinds that may stand beside."""
    first, last = k, k
    while first > 0 and not _begins_anew(clauses[first]) and clauses[first - 1].kind in before:
        first -= 1
    while last + 1 < len(clauses) and clauses[last + 1].kind in after:
        last += 1
    return first, last


def _begins_anew(clause: Clause) -> bool:
    """Whether nothing before a clause belongs to it: behind a colon, or "Neuer Streit – Abel fordert Geld"."""
    whole = clause.kind == "main" and not clause.verb_first
    return clause.separator == ":" or (clause.separator in DASHES and whole)


def clauses_of(reading: Reading, unit: Unit) -> list[Clause]:
    """The clauses of a unit, in order."""
    ws = reading.words
    pieces = cut(reading, unit, quotations_as_clauses(reading, unit))
    clauses = [clause for piece in pieces for clause in divide(ws, piece)]
    for clause in clauses:
        if clause.kind != "quotation":
            classify(ws, clause)
    make_conditional(ws, clauses)
    return joined(ws, clauses)


def quotations_as_clauses(reading: Reading, unit: Unit) -> dict[int, Quote]:
    """Quotations of a unit that stand for a clause of their own, by their first word."""
    ws = reading.words
    found: dict[int, Quote] = {}
    lo = bisect_left(reading.quotes, ws[unit.a].start, key=lambda q: q.start)
    hi = bisect_right(reading.quotes, ws[unit.b - 1].end, key=lambda q: q.start)
    for quote in reading.quotes[lo:hi]:
        if quote.depth:
            continue
        a, b = reading.at(quote.start), reading.at(quote.end)
        if b > unit.b or a + 1 >= b:
            continue
        before = ws[a - 1].text if a > unit.a else ""
        after = ws[b].text if b < unit.b else ""
        verb = any(w.form == "finite" for w in ws[a:b])
        closed = b >= 2 and ws[b - 2].text in END_MARKS
        opens = before in ("", ":", ",", ";") or before in DASHES
        ends = after in ("", ",", ";", ":") or after in END_MARKS or after in DASHES
        told = opens and verb and b - a >= LONG and b < unit.b and _tells(ws[b])
        if before == ":" or told or (closed and (opens or ends)) or (opens and ends and (verb or not before)):
            found[a] = quote
    return found


def _tells(w: Word) -> bool:
    """Whether a word is a finite verb that introduces quotations."""
    return w.form == "finite" and any("direct" in f.verb.takes for f in forms().get(w.lower, ()) if f.kind == FINITE)


def cut(reading: Reading, unit: Unit, quotations: Mapping[int, Quote]) -> list[Clause]:
    """The pieces of a unit between separators and quotations, not yet classified."""
    ws, stop = reading.words, unit.stop
    pieces: list[Clause] = []
    start, separator, i, brackets = unit.a, "", unit.a, 0
    while i < stop:
        text = ws[i].text
        if i in quotations:
            if i > start:
                pieces.append(Clause(start, i, separator))
                separator = "quote"
            end = reading.at(quotations[i].end)
            pieces.append(Clause(i, end, separator, "quotation"))
            start, separator, i = end, "quote", end
            continue
        if text in OPENING_BRACKETS:
            brackets += 1
        elif text in CLOSING_BRACKETS:
            brackets = max(0, brackets - 1)
        elif not brackets and (text in ",;:" or text in DASHES) and not _within_title(ws, i):
            if i > start:
                pieces.append(Clause(start, i, separator))
            start, separator = i + 1, text
        i += 1
    if stop > start:
        pieces.append(Clause(start, stop, separator))
    return pieces


def _within_title(ws: Sequence[Word], i: int) -> bool:
    """Whether a dash stands amid words in marks that have no verb: der Bereich „Deiche und Dämme – links“."""
    if not ws[i].depth or ws[i].text not in DASHES:
        return False
    a, b = i, i
    while a > 0 and ws[a - 1].depth and i - a < LONG:
        a -= 1
    while b + 1 < len(ws) and ws[b + 1].depth and b - i < LONG:
        b += 1
    closed = ws[a].text in QUOTE_MARKS and ws[b].text in QUOTE_MARKS
    return closed and not any(w.form == "finite" for w in ws[a:b])


def divide(ws: Sequence[Word], piece: Clause) -> list[Clause]:
    """Divides a piece at the conjunction before a second finite verb."""
    fins = [i for i in range(piece.a, piece.b) if ws[i].form == "finite"]
    if piece.kind == "quotation" or len(fins) < 2:
        return [piece]
    parts, start, separator = [], piece.a, piece.separator
    for left, right in itertools.pairwise(fins):
        conj = [i for i in range(left + 1, right) if ws[i].pos == "CCONJ" and ws[i].lower in CONJUNCTIONS]
        if conj:
            parts.append(Clause(start, conj[-1], separator))
            start, separator = conj[-1], "conj"
    parts.append(Clause(start, piece.b, separator))
    return parts


def classify(ws: Sequence[Word], clause: Clause) -> None:
    """Tells what kind of clause a piece is, and which word is its finite verb."""
    i = clause.a
    while i < clause.b and (ws[i].text in QUOTE_MARKS or ws[i].lower in CONJUNCTIONS):
        clause.conj = clause.conj or ws[i].lower in CONJUNCTIONS
        i += 1
    clause.first = min(i, clause.b - 1)
    fins = [k for k in range(clause.a, clause.b) if ws[k].form == "finite"]
    clause.fin = fins[0] if fins else -1
    table = words("subordinators.csv")
    j = i
    while j < clause.b - 1 and ws[j].lower in BEFORE_SUBORDINATORS and ws[j + 1].lower in table:
        j += 1
    opener = ws[j].lower if j < clause.b else ""
    subordinator = table[opener]["kind"] if opener in table else ""
    if not fins:
        _without_verb(ws, clause, opener, subordinator)
        return
    late = fins[-1]
    zu = any(w.form == "zu" for w in ws[late - 2 : late])
    if late > i and len(fins) == 1 and ws[late].lower == "werden" and zu:
        clause.kind, clause.fin = "infinitive", -1
        return
    rest = _behind(ws, late, clause.b)
    final = late > i and all(w.form or w.pos in ("PUNCT", "PART") for w in rest)
    subordinates = subordinator in ("always", "content") or (
        subordinator != "" and fins[0] > j + 1 and (final or subordinator == "wh")
    )
    if subordinates:
        clause.kind, clause.opener, clause.fin = "subordinate", opener, late
        return
    pronoun = _relative_pronoun(ws, clause, i, fins, len(rest), final)
    if pronoun:
        clause.kind, clause.opener, clause.fin = "relative", pronoun, late
        return
    clause.kind = "main"


def _without_verb(ws: Sequence[Word], clause: Clause, opener: str, subordinator: str) -> None:
    """Classifies a piece without a finite verb: an infinitive, a fragment, or a clause whose verb is yet to come."""
    zu = any(w.form == "zu" for w in ws[clause.a : clause.b])
    clause.kind = "infinitive" if zu else "fragment"
    if (zu and subordinator == "purpose") or subordinator not in ("", "maybe", "purpose"):
        clause.kind, clause.opener = "subordinate", opener


def _behind(ws: Sequence[Word], fin: int, end: int) -> list[Word]:
    """The words behind a finite verb, without quotation marks, up to a bracket or the sentence's end."""
    rest = []
    for w in ws[fin + 1 : end]:
        if w.text in OPENING_BRACKETS or w.text in END_MARKS:
            break
        if w.text not in QUOTE_MARKS:
            rest.append(w)
    return rest


def _relative_pronoun(ws: Sequence[Word], clause: Clause, i: int, fins: Sequence[int], rest: int, final: bool) -> str:
    """The pronoun that makes a relative clause of a piece, or nothing.

    ``i`` is its first word of weight; ``rest`` words stand behind its last verb, which ``final`` calls the last of all.
    """
    pronoun = i + 1 if i + 1 < clause.b and ws[i].pos == "ADP" else i
    opener = ws[pronoun] if pronoun < clause.b else None
    if not opener or opener.lower not in RELATIVES or clause.separator not in (",", "conj", "–", "quote"):
        return ""
    follows = ws[pronoun + 1] if pronoun + 1 < clause.b else None
    if pronoun > i:
        article = opener.tag == "ART" and (follows is None or follows.pos not in ("ADP", "PRON"))
        relative = (final and not article) or (opener.relative and rest <= 3)
    elif opener.tag in ("PRELS", "PRELAT", "PWS", "PWAV"):
        relative = final or (rest <= 4 and fins[0] > pronoun + 1)
    elif opener.tag == "ART":
        noun = follows is not None and follows.pos in ("NOUN", "PROPN", "ADJ", "NUM")
        # Before a last verb "den Abel" is no object of a main clause, which had its subject behind the verb.
        relative = final and (not noun or (opener.lower in OBLIQUE_ARTICLES and fins[-1] > pronoun + 2))
    else:
        relative = final
    return opener.lower if relative else ""


def make_conditional(ws: Sequence[Word], clauses: Sequence[Clause]) -> None:
    """A clause that opens with its verb and goes before the main clause is a condition: "Käme er, so …"."""
    if len(clauses) < 2 or clauses[0].kind != "main" or not clauses[0].verb_first:
        return
    after = next((c for c in clauses[1:] if c.kind == "main" and c.separator == ","), None)
    if after and (after.verb_first or ws[after.first].lower in RESUMPTIVE) and not after.conj:
        clauses[0].kind, clauses[0].opener = "subordinate", "wenn"


def joined(ws: Sequence[Word], clauses: Sequence[Clause]) -> list[Clause]:
    """Puts a subordinate clause together again that an apposition in commas cuts before its verb."""
    result: list[Clause] = []
    k = 0
    while k < len(clauses):
        c = clauses[k]
        if c.kind in ("subordinate", "fragment") and c.fin < 0 and ws[c.first].lower in INTERRUPTED:
            for m in range(k + 1, min(k + 4, len(clauses))):
                d = clauses[m]
                if d.kind == "quotation" or d.separator not in (",", "–"):
                    break
                if d.verb_last or (d.verb_first and d.b - d.a == 1):
                    c.b, c.fin, c.kind, c.opener = d.b, d.fin, "subordinate", ws[c.first].lower
                    k = m
                    break
                if d.kind not in ("fragment", "relative"):
                    break
        result.append(c)
        k += 1
    return result
