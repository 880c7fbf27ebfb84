"""Sentence boundaries of German news by rule: abbreviations, ordinals, quotations, headlines without a full stop.

Boundaries are settled before the parser runs, which keeps to them. What counts as an abbreviation and which words
begin a sentence after an ordinal is data, in ``abbreviations.csv`` and ``starters.csv``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language

from quellenlage.pipeline.clause_marks import clause_breaks
from quellenlage.pipeline.insertions import breaks, starters
from quellenlage.pipeline.wrapping import wraps
from quellenlage.words.abbreviations import abbreviations
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc

FINAL = frozenset((".", "!", "?", "…", "...", "?!", "!!", "!?", "??", "!!!", "???"))
ELLIPSIS = frozenset(("…", "..", "...", "....", "….", "[...]", "[…]", "(...)", "(…)"))
CLOSING = frozenset(("“", "”", "«", "»", "‹", "›", "‘", "’", ")", "]", "''", "'", "<<", ">>"))
OPENING = frozenset(("„", "»", "›", "‚", "(", "[", "“", "``", ",,", ">>", "<<", "'"))
MARKS = frozenset(("„", "»", "›", "«", "‹", "‚", "``", '"', ",,", ">>", "<<"))
PARTNERS = {"»": "«", "«": "»", "›": "‹", "‹": "›"}  # either may open: »…« in Germany, «…» in Switzerland
BULLETS = frozenset(":*#")
ORDINAL = re.compile(r"\d{1,3}\.|[IVX]+\.")
BEFORE_ORDINAL = grammar("before_ordinal")
BEFORE_FIGURE = grammar("before_figure")
NO_ORDINAL_BEFORE = grammar("never_behind_ordinal")
GOES_ON = grammar("line_goes_on")
MARKED_NAMES = grammar("marked_names")
GIVEN_NAMES = grammar("names_like_abbreviations")
NUMBER = re.compile(r"\d+[\d.,:]*\.")
INITIAL = re.compile(r"[A-ZÄÖÜ]\.|[A-ZÄÖÜ]")
LONGEST_SENTENCE = 400  # tokens; what is longer is no sentence and is cut, so that nothing is slow by its length
INNER_CAPITAL = re.compile(r"[a-zäöü][A-ZÄÖÜ][a-zäöüA-ZÄÖÜ]")  # eBay, iPhone


class End(Enum):
    """Whether a sentence has ended: for sure, or only before a word that begins one (WEAK), or a closed class (FEW)."""

    NONE, FEW, WEAK, SURE = range(4)


def sentence_starts(doc: Doc) -> list[bool]:
    """For each token of ``doc`` whether a sentence begins there; white space belongs to the sentence before it."""
    scan = _Scan([t.text for t in doc], [bool(t.whitespace_) for t in doc], [t.idx for t in doc], wraps(doc.text))
    for i, text in enumerate(scan.texts):
        if text.isspace():
            scan.line_break(i)
        else:
            scan.word(i)
    return scan.starts


class _Scan:
    """One pass over the tokens of an article."""

    def __init__(self, texts: list[str], spaced: list[bool], places: list[int], wrapped: frozenset[int]) -> None:
        self.texts, self.spaced, self.places, self.wrapped = texts, spaced, places, wrapped
        self.starts = [False] * len(texts)
        self.end = End.NONE  # what closes a sentence (quotation marks, brackets) may still follow
        self.quoted = False
        self.opened: list[str] = []  # guillemets that are open
        self.fresh = True
        self.began = 0  # the token with which the sentence begins
        self.before: list[str] = []  # the words of the sentence so far
        self.last = ""  # the last of them that is no ellipsis and no opening bracket

    def line_break(self, i: int) -> None:
        """White space: a blank line ends a sentence, and so does the end of a line before what can begin one."""
        lines = self.texts[i].count("\n")
        if lines > 1 or (lines and not self._wraps(i) and (self.end is not End.NONE or self._begins_line(i + 1))):
            self.fresh, self.end, self.quoted = True, End.NONE, False
            self.opened.clear()
            self._clear()

    def _wraps(self, i: int) -> bool:
        at = self.places[i] + self.texts[i].index("\n")
        return at in self.wrapped or (self.end is End.NONE and (self._previous().lower() in GOES_ON or self._frames()))

    def _frames(self) -> bool:
        """Whether the last word is the verb behind a quotation, whose subject the next line has: „…“, sagte."""
        mark, comma, verb = ["", "", "", *self.before[-3:]][-3:]
        return verb.islower() and comma == "," and (mark in CLOSING or mark == '"')

    def _begins_line(self, i: int) -> bool:
        if i >= len(self.texts) or not _capital(self.texts, i):
            return False
        if self.texts[i] != "(":
            return True
        # a bracket that stands in the middle of a sentence goes on with it: "das Amt\n(BfA) warnt"
        closed = self.texts.index(")", i) if ")" in self.texts[i : i + 12] else len(self.texts)
        return not (closed + 1 < len(self.texts) and self.texts[closed + 1].islower())

    def _previous(self) -> str:
        return self.before[-1] if self.before else ""

    def word(self, i: int) -> None:
        """A token that is no white space."""
        text = self.texts[i]
        spaced = i == 0 or self.spaced[i - 1] or self.texts[i - 1].isspace()
        if self.fresh and i and set(text) <= BULLETS:
            return  # the mark of a list or of an indented line
        if self.fresh or i - self.began >= LONGEST_SENTENCE:
            self._start(i)
        elif self.end is not End.NONE:
            if self._closes(text, spaced):
                self._mark(text)
                self._add(text)
                return
            if (spaced or self._glued(text)) and self._may_start(i):
                self._start(i)
            self.end = End.NONE
        self._mark(text)
        self.end = self._end_at(i)
        self._add(text)

    def _closes(self, text: str, spaced: bool) -> bool:
        if text in PARTNERS and self.opened:
            return self.opened[-1] == PARTNERS[text]
        return (text in CLOSING and not spaced) or (text == '"' and self.quoted)

    def _mark(self, text: str) -> None:
        """Keeps account of the marks that are open."""
        if text == '"':
            self.quoted = not self.quoted
        elif text in PARTNERS and self.opened and self.opened[-1] == PARTNERS[text]:
            self.opened.pop()
        elif text in PARTNERS:
            self.opened.append(text)

    def _glued(self, text: str) -> bool:
        previous = self._previous()
        return text in "„‚" or ((previous == "." or previous in CLOSING) and text.istitle() and len(text) > 1)

    def _add(self, text: str) -> None:
        self.before.append(text)
        if text not in ELLIPSIS and text not in "[(":
            self.last = text

    def _clear(self) -> None:
        self.before, self.last = [], ""

    def _start(self, i: int) -> None:
        self.starts[i], self.fresh, self.began = True, False, i
        self._clear()

    def _may_start(self, i: int) -> bool:
        text = self.texts[i]
        if not _capital(self.texts, i):
            return False
        if self.end is End.FEW:
            return text.lower() in NO_ORDINAL_BEFORE
        return self.end is End.SURE or text in starters() or text in MARKS

    def _end_at(self, i: int) -> End:
        text, previous = self.texts[i], self._previous()
        if text in ELLIPSIS or (text == "]" and previous in ELLIPSIS):
            return self._end_of_ellipsis()
        if text in FINAL and previous not in ("[", "("):
            if text == "." and not self.spaced[i - 1]:
                return _after_stop(previous)
            return End.WEAK if previous + text in MARKED_NAMES else End.SURE
        if text[-1] == "." and len(text) > 1:
            return _after_token(text, self.before)
        return End.NONE

    def _end_of_ellipsis(self) -> End:
        """Dots end a sentence only before a word that begins one, and only where words stand before them."""
        return End.WEAK if self.last and self.last not in MARKS else End.NONE


def _after_stop(word: str) -> End:
    """Whether a full stop after ``word`` ends a sentence, and whether only before a word that surely begins one."""
    key = word.lower()
    if key in abbreviations():
        if word in GIVEN_NAMES:
            return End.SURE  # "sagte Max.", but "max. drei Tage"
        return End.WEAK if abbreviations()[key] else End.NONE
    if key.endswith("str"):
        return End.WEAK  # "Lindenstr. 12"
    return End.WEAK if INITIAL.fullmatch(word) or ORDINAL.fullmatch(word + ".") else End.SURE


def _after_token(text: str, before: Sequence[str]) -> End:
    """Whether a token with a full stop in it ends a sentence: an abbreviation, an ordinal, a number, an initial."""
    key, previous = text.lower().rstrip("."), before[-1] if before else ""
    for length in (3, 2, 1, 0):
        known = " ".join([*(w.lower() for w in before[len(before) - length :]), key]) if length <= len(before) else ""
        if known in abbreviations():
            return End.WEAK if abbreviations()[known] else End.NONE
    if not before and (ORDINAL.fullmatch(text) or INITIAL.fullmatch(text)):
        return End.NONE  # the number of a list: "2. Die Kammer prüft."
    if ORDINAL.fullmatch(text):
        if previous.lower() in BEFORE_ORDINAL:
            return End.FEW
        return End.SURE if previous in BEFORE_FIGURE else End.WEAK
    if NUMBER.fullmatch(text):
        return End.SURE
    return End.WEAK if INITIAL.fullmatch(text) or "." in text[:-1] else End.SURE


def _capital(texts: Sequence[str], i: int) -> bool:
    """Whether what stands here can begin a sentence: a capital or a figure, behind opening marks or not."""
    for text in texts[i : i + 5]:
        if text in OPENING or text in '"-–—•*' or text == "''":
            continue
        if text in ELLIPSIS or text in CLOSING:
            continue
        return (not text[0].islower() and (text[0].isalnum() or text[0] in "'’")) or bool(INNER_CAPITAL.match(text))
    return False


@Language.component("german_sentences", assigns=["token.is_sent_start"])
def german_sentences(doc: Doc) -> Doc:
    """Pipeline component: sets the sentence boundaries of a document."""
    starts = sentence_starts(doc)
    for i in clause_breaks([token.text for token in doc], starts, starters()):
        starts[i] = True
    firsts = [token.idx for token in doc]
    for char in breaks(doc.text):
        at = bisect_left(firsts, char)
        if at < len(starts):
            starts[at] = True
    # all at once: spaCy looks at the whole text for each token that is set by itself
    values: Any = np.where(starts, 1, -1).astype("uint64")
    doc.from_array(["SENT_START"], values)
    return doc


@Language.component("german_spaces", assigns=["token.pos", "token.tag", "token.morph", "token.dep", "token.head"])
def german_spaces(doc: Doc) -> Doc:
    """Pipeline component: white space is no word; it hangs on the word before it, and nothing hangs on it."""
    for token in doc:
        if not token.is_space:
            continue
        token.pos_, token.tag_, token.lemma_ = "SPACE", "_SP", token.text
        token.set_morph("")  # type: ignore[attr-defined]
        if len(doc) == 1:
            token.dep_ = "ROOT"
            continue
        sentence = token.sent
        words = [t for t in sentence if not t.is_space]
        if not words:
            continue
        children = [t for t in sentence if t.head.i == token.i and t.i != token.i]
        if token.head.i == token.i:
            # it was taken for the sentence's root: the first real word under it is
            root = next((t for t in children if not t.is_space), words[0])
            root.head, root.dep_ = root, "ROOT"
            children = [t for t in children if t.i != root.i]
        else:
            root = token.head
        for child in children:
            child.head = root
        before = [t for t in words if t.i < token.i]
        token.head, token.dep_ = before[-1] if before else words[0], "dep"
    return doc
