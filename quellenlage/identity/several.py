"""Several speakers of one sentence: "sagten Anna Kolb und Peter Roth", "China und Russland fordern"."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse, named_in, sentence_at
from quellenlage.identity.extents import phrase_start
from quellenlage.identity.grammatical_roles import is_subject
from quellenlage.identity.pronouns import plural_verb
from quellenlage.reading.words import QUOTE_MARKS
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_BRACKET = re.compile(r"\([^()]*\)")

Named = tuple[tuple[int, int], Cluster]


def together_before(d: Discourse, at: int, subjects: bool = True) -> list[Named]:
    """The persons who are the coordinated subject before a character, in its sentence or the one before.

    Without ``subjects`` they need only be named together.
    """
    here = sentence_at(d, at)
    for number in (here, here - 1):
        if number < 0:
            break
        sentence = d.reading.sentences[number]
        names = [n for n in named_in(d, sentence.start_char, min(at, sentence.end_char)) if n[1].kind == "person"]
        for place, c in names:
            others = coordinated(d, place[0], sentence.start_char, min(at, sentence.end_char))
            if any(other.kind == "person" for _, other in others) and (not subjects or is_subject(d, place[0])):
                return [(place, c), *(n for n in others if n[1].kind == "person")]
    return []


def coordinated_parts(d: Discourse, first: int, last: int) -> list[tuple[int, int]]:
    """The noun phrases that are coordinated between two tokens (``last`` exclusive), as tokens; none where one stands.

    "der Beauftragte für Naturschutz, die Grünen und der BUND" are three, and the verb beside them is in the plural.
    """
    if first and d.doc[first - 1].lower_ == "sowohl":  # "sowohl das Ministerium als auch die Polizei"
        too = next((t.i for t in d.doc[first + 1 : last - 1] if t.text == "auch"), None)
        return [(first, too - 1), (too + 1, last)] if too is not None else []
    heads = [t for t in d.doc[first:last] if not first <= t.head.i < last or t.head.i == t.i][:1]
    if not heads or heads[0].tag_ not in ("NN", "NE") or not plural_verb(heads[0]):
        return []
    chain = [heads[0]]
    for t in d.doc[heads[0].i + 1 : last]:
        if t.dep_ == "conj" and t.tag_ in ("NN", "NE") and (t.head in chain or _case(t) == "Nom"):
            chain.append(t)
    starts = [first]
    for before, head in itertools.pairwise(chain):
        start = phrase_start(d.reading, head.i, before.i + 1)
        if not _joins(d.doc[start - 1]) or not _is_somebody_else(d, start, head):
            return []
        starts.append(start)
    if len(starts) < 2 or d.doc[starts[-1] - 1].text == ",":
        return []
    return [(a, b - 1) for a, b in itertools.pairwise([*starts, last + 1])]


def _joins(token: Token) -> bool:
    return token.text == "," or token.text in grammar("joins_speakers")


def _case(noun: Token) -> str:
    """The case of a noun, by its article where it has one."""
    told = next((child for child in noun.children if child.tag_ == "ART"), noun)
    return next(iter(told.morph.get("Case", [])), "")


def _is_somebody_else(d: Discourse, start: int, head: Token) -> bool:
    """Whether a phrase beside another is no attribute ("der Polizei und der Feuerwehr") nor what the other is as well.

    "Petra Krahl, Ärztin und frühere Rätin": one person has no article.
    """
    if _case(head) == "Gen":
        return False
    entry = tables.noun(head.text)
    human = entry is not None and entry.kind in tables.HUMAN and not entry.plural
    bare = d.doc[start].tag_ not in ("ART", "PPOSAT", "PIAT", "CARD")
    return not (human and bare and "Plur" not in head.morph.get("Number", [])) or bool(
        named_in(d, d.doc[start].idx, d.doc[head.i].idx + 1)
    )


def coordinated(d: Discourse, name: int, start: int, end: int) -> list[Named]:
    """The names between two characters that are coordinated with the one at a character, in order of the text."""
    brackets = [match.span() for match in _BRACKET.finditer(d.text, start, end)]
    names = [n for n in named_in(d, start, end) if not any(a < n[0][0] < b for a, b in brackets)]
    names = [n for n in names if n[0][0] == name or not _owns_office(d, n)]
    at = next((i for i, (place, _) in enumerate(names) if place[0] == name), None)
    if at is None:
        return []
    first = last = at
    joined = False
    while first > 0 and (link := _link(d, names[first - 1][0][1], names[first][0][0])):
        first, joined = first - 1, joined or link == "und"
    while last + 1 < len(names) and (link := _link(d, names[last][0][1], names[last + 1][0][0])):
        last, joined = last + 1, joined or link == "und"
    if _tells_office(d, names[first]):
        return []  # "die Außenminister Frankreichs, Italiens und Spaniens" are not the states
    others = names[first:at] + names[at + 1 : last + 1]
    return [n for n in others if n[1].kind != "place"] if joined else []


def _owns_office(d: Discourse, named: Named) -> bool:
    """Whether a name is the genitive before somebody's office: Hamburgs, of "Hamburgs Bürgermeisterin Vera Kolb"."""
    (start, stop), c = named
    span = d.doc.char_span(start, stop, alignment_mode="expand")
    return c.kind != "person" and span is not None and _is_owner(span[-1])


def _tells_office(d: Discourse, named: Named) -> bool:
    """Whether a name in the genitive tells whose an office before it is: Frankreichs, of "Minister Frankreichs"."""
    (start, stop), c = named
    span = d.doc.char_span(start, stop, alignment_mode="expand")
    if c.kind == "person" or span is None or span.start == 0 or span[-1].text[-1] not in "sxz":
        return False
    entry = tables.noun(span[0].nbor(-1).text) if span[0].nbor(-1).tag_ == "NN" else None
    return entry is not None and entry.kind in tables.HUMAN


def _is_owner(token: Token) -> bool:
    """Whether a name in the genitive stands before the noun for an office or a body."""
    if token.tag_ != "NE" or token.text[-1] not in "sxz" or token.i + 1 >= len(token.doc):
        return False
    return token.nbor().tag_ == "NN" and _title(token.nbor().text)


def _link(d: Discourse, start: int, end: int) -> str:
    """How two names are coordinated that only titles stand between: "und", "," or not at all, as an empty string."""
    between = d.doc.char_span(start, end, alignment_mode="contract")
    depth, link = 0, ""
    for token in between or ():
        if token.text in "()":
            depth += 1 if token.text == "(" else -1
        elif (
            depth
            or token.is_space
            or token.text in QUOTE_MARKS
            or token.tag_ in ("ART", "ADJA", "PPOSAT")
            or _is_owner(token)
        ):
            continue
        elif token.text in grammar("joins_speakers"):
            link = "und"
        elif token.text == ",":
            link = link or ","
        elif token.tag_ not in ("NN", "NE") or not (_title(token.text) or _calls_medium(token.text)):
            return ""
    return link


def _title(word: str) -> bool:
    entry = tables.noun(word)
    known = entry is not None and entry.kind in (*tables.HUMAN, "organisation")
    return word in tables.titles() or known or tables.human(word)


def _calls_medium(word: str) -> bool:
    """Whether a noun stands before the name of an outlet: "die Agentur Reuters"."""
    entry = tables.noun(word)
    return entry is not None and entry.kind in ("outlet", "agency")
