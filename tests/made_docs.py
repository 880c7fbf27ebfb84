"""Hand-made Docs: what the tagger and the parser say is written beside each word, so that a test names its rule.

    made("Die/ART/det/Werft Werft/NN/nsubj schwieg/VVFIN/ROOT ./$.")

A word is ``word/tag/dep/head/features/lemma``; what is left out at the end has a default. ``head`` is a word of the
same sentence, the first that is spelt so, by default the one with the dep ROOT, else a finite verb, else the first.
``features`` are divided by commas: a case (Nom), a number (Plur or p, Sing or s), k1 or k2 for Konjunktiv, or as
Universal Dependencies write them; finite verbs are in the indicative without being told. A sentence ends with the tag
``$.``. Words are divided by blanks; before punctuation the text has none.
"""

from __future__ import annotations

from functools import cache

import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse, begin
from quellenlage.reading import Reading, read

_TAGS = {
    "NOUN": "NN",
    "PROPN": "NE",
    "DET": "ART PDAT PPOSAT PIAT PRELAT",
    "NUM": "CARD",
    "ADJ": "ADJA ADJD",
    "ADV": "ADV PAV PWAV",
    "ADP": "APPR APPRART APPO PTKVZ",
    "PART": "PTKZU PTKNEG",
    "CCONJ": "KON",
    "SCONJ": "KOUS KOUI KOKOM",
    "X": "XY FM",
}
_POS = {tag: pos for pos, tags in _TAGS.items() for tag in tags.split()}
_FEATURES = {
    "k1": "Mood=Sub|Tense=Pres",
    "k2": "Mood=Sub|Tense=Past",
    "p": "Number=Plur",
    "Plur": "Number=Plur",
    "s": "Number=Sing",
    "Sing": "Number=Sing",
}
_NO_SPACE_BEFORE = (",", ".", "?", "!", ":", ";", ")", "“", "’")
_NO_SPACE_AFTER = ("(", "„")


@cache
def _vocab() -> Vocab:
    return spacy.blank("de").vocab


def made(words: str, names: dict[str, str] | None = None) -> Doc:
    """A Doc of words with their tags; ``names`` are labels of named entities by their words."""
    rows = [(row.split("/") + [""] * 5)[:6] for row in words.split()]
    texts = [row[0] for row in rows]
    starts = [i == 0 or rows[i - 1][1] == "$." for i in range(len(rows))]
    doc = Doc(
        _vocab(),
        words=texts,
        spaces=[
            i + 1 < len(texts) and texts[i + 1] not in _NO_SPACE_BEFORE and texts[i] not in _NO_SPACE_AFTER
            for i in range(len(texts))
        ],
        tags=[row[1] for row in rows],
        pos=[_pos(row[1]) for row in rows],
        heads=[_head(rows, starts, i) for i in range(len(rows))],
        deps=[row[2] or ("punct" if row[1][:1] == "$" else "dep") for row in rows],
        morphs=[_morph(row[1], row[4]) for row in rows],
        lemmas=[row[5] or row[0] for row in rows],
        sent_starts=starts,  # type: ignore[arg-type]
    )
    doc.ents = tuple(_name(doc, name, label) for name, label in (names or {}).items())
    return doc


def _pos(tag: str) -> str:
    if tag[:1] == "P" and tag not in _POS:
        return "PRON"
    return _POS.get(tag, {"VV": "VERB", "VA": "AUX", "VM": "AUX", "$.": "PUNCT", "$,": "PUNCT"}.get(tag[:2], "PUNCT"))


def _head(rows: list[list[str]], starts: list[bool], i: int) -> int:
    first = max(j for j in range(i + 1) if starts[j])
    last = next((j for j in range(i + 1, len(rows)) if starts[j]), len(rows))
    if rows[i][2] == "ROOT":
        return i
    if rows[i][3]:
        return next(j for j in range(first, last) if rows[j][0] == rows[i][3])
    root = next((j for j in range(first, last) if rows[j][2] == "ROOT"), None)
    return root if root is not None else next((j for j in range(first, last) if rows[j][1].endswith("FIN")), first)


def _morph(tag: str, told: str) -> str:
    features = [_FEATURES.get(name, name if "=" in name else f"Case={name}") for name in told.split(",") if name]
    if tag.endswith("FIN"):
        features += ["VerbForm=Fin"] if "Mood" in "".join(features) else ["VerbForm=Fin", "Mood=Ind"]
    return "|".join(features)


def _name(doc: Doc, name: str, label: str) -> Span:
    at = doc.text.index(name)
    span = doc.char_span(at, at + len(name), label=label)
    assert span is not None
    return span


def tagged(words: str) -> Reading:
    """The reading of words with their tags."""
    return read(made(words))


def words_between(reading: Reading, place: tuple[int, int] | None) -> str | None:
    """The text from one word to another (exclusive); None for no place."""
    return None if place is None else reading.text[slice(*reading.span(*place))]


def place(doc: Doc, words: str, nth: int = 0) -> tuple[int, int]:
    """The characters of the ``nth`` place where ``words`` stand in the text of ``doc``."""
    at = -1
    for _ in range(nth + 1):
        at = doc.text.index(words, at + 1)
    return at, at + len(words)


def entity(doc: Doc, words: str, kind: str = "person", **known: object) -> Cluster:
    """An entity that is named by ``words`` where they stand first; ``known`` are further fields of the cluster."""
    label = {"person": "PER", "anonymous": "PER", "place": "LOC", "document": "MISC"}.get(kind, "ORG")
    c = Cluster(kind, label, words, (kind, words.casefold()))
    for name, value in known.items():
        setattr(c, name, value)
    c.mentions.append((*place(doc, words), "name"))
    return c


def discourse(doc: Doc, *clusters: Cluster, printed_by: str | None = None) -> Discourse:
    """The discourse of a hand-made article whose names are ``clusters``."""
    return begin(doc, read(doc), "d", list(clusters), printed_by)
