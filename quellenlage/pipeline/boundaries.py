"""Sentence boundaries of German news by rule: abbreviations, ordinals, quotations, headlines without a full stop.

Boundaries are settled before the parser runs, which keeps to them. What counts as an abbreviation and which words
begin a sentence after an ordinal is data, in ``abbreviations.csv`` and ``starters.csv``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language

from quellenlage.pipeline.insertions import breaks
from quellenlage.pipeline.wrapping import wraps
from quellenlage.words.table import rows
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc

FINAL = frozenset((".", "!", "?", "…", "...", "?!", "!!", "!?", "??", "!!!", "???"))
CLOSING = frozenset(("“", "”", "«", "‹", "»", "›", "‘", "’", ")", "]", "''", "'", "<<", ">>"))
OPENING = frozenset(("„", "»", "›", "«", "‹", "‚", "(", "[", "“", "``", ",,", ">>", "<<", "'"))
MARKS = frozenset(("„", "»", "›", "«", "‹", "‚", "``", '"', ",,", ">>", "<<"))
ORDINAL = re.compile(r"\d{1,3}\.|[IVX]+\.")
BEFORE_ORDINAL = grammar("before_ordinal")
BEFORE_FIGURE = grammar("before_figure")
NO_LINE_ENDS = grammar("no_line_ends")
NUMBER = re.compile(r"\d+[\d.,:]*\.")
INITIAL = re.compile(r"[A-ZÄÖÜ]\.|[A-ZÄÖÜ]")


@cache
def abbreviations() -> dict[str, bool]:
    """Abbreviation, lower case and without its last full stop, to whether a sentence may end with it.

    No sentence ends with the first half of one that is written apart: "n. Chr."
    """
    table = {row["abbreviation"].rstrip("."): row["may_end"] == "yes" for row in rows("abbreviations.csv")}
    return {key.split(". ")[0]: False for key in table if ". " in key} | table


@cache
def starters() -> frozenset[str]:
    """Words, capitalised, that after an ordinal, an initial or an abbreviation begin a sentence."""
    return frozenset(row["word"].capitalize() for row in rows("starters.csv"))


def sentence_starts(doc: Doc) -> list[bool]:
    """For each token of ``doc`` whether a sentence begins there; white space belongs to the sentence before it."""
    short, begin = abbreviations(), starters()
    texts = [token.text for token in doc]
    spaced = [bool(token.whitespace_) for token in doc]
    starts = [False] * len(texts)
    wrapped = wraps(doc.text)
    # whether a sentence has ended; what closes it (quotation marks, brackets) may still follow
    ended = weak = False
    quoted = False
    fresh = True
    previous = ""
    for i, text in enumerate(texts):
        if text.isspace():
            lines = text.count("\n")
            if lines == 1 and (doc[i].idx + text.index("\n") in wrapped or (not ended and _goes_on(texts, i))):
                continue
            if lines > 1 or (lines and (ended or _begins(texts, i + 1))):
                fresh, ended, weak, quoted = True, False, False, False
                previous = ""
            continue
        spaced_before = i == 0 or spaced[i - 1] or texts[i - 1].isspace()
        if fresh and i and set(text) <= {":", "*", "#"}:
            continue  # the mark of a list or of an indented line
        if fresh:
            starts[i], fresh = True, False
        elif ended:
            closes = (text in CLOSING and not spaced_before) or (text == '"' and quoted)
            if closes:
                if text == '"':
                    quoted = False
                previous = text
                continue
            apart = spaced_before or (previous == "." and text.istitle() and len(text) > 1)
            if apart and _capital(texts, i) and (not weak or text in begin or text in MARKS):
                starts[i] = True
            ended = weak = False
        if text == '"':
            quoted = not quoted
        if text in FINAL and previous not in ("[", "("):
            ended, weak = True, False
            if text == "." and not spaced[i - 1]:
                ended, weak = _after_stop(previous, short)
        elif text[-1] == "." and len(text) > 1:
            ended, weak = _after_token(text, before_word=previous, short=short)
        previous = text
    return starts


def _after_stop(word: str, short: dict[str, bool]) -> tuple[bool, bool]:
    """Whether a full stop after ``word`` ends a sentence, and whether only before a word that surely begins one."""
    key = word.lower()
    if key in short:
        return short[key], True
    if INITIAL.fullmatch(word) or ORDINAL.fullmatch(word + "."):
        return True, True
    return True, False


def _after_token(text: str, before_word: str, short: dict[str, bool]) -> tuple[bool, bool]:
    key = text.lower().rstrip(".")
    for known in (f"{before_word.lower()} {key}", key):
        if known in short:
            return short[known], True
    if ORDINAL.fullmatch(text):
        return before_word.lower() not in BEFORE_ORDINAL, before_word not in BEFORE_FIGURE
    if NUMBER.fullmatch(text):
        return True, False
    if INITIAL.fullmatch(text):
        return True, True
    return True, "." in text[:-1]


def _capital(texts: list[str], i: int) -> bool:
    """Whether what stands here can begin a sentence: a capital or a figure, behind opening marks or not."""
    for text in texts[i : i + 4]:
        if text in OPENING or text in '"-–—•*' or text == "''":
            continue
        return not text[0].islower() and (text[0].isalnum() or text[0] in "'’…")
    return False


def _goes_on(texts: list[str], i: int) -> bool:
    """Whether no line of its own ends before ``i``: behind a comma, an article, or a verb behind a quotation."""
    if i == 0:
        return False
    before = texts[i - 1]
    behind_quotation = i > 2 and texts[i - 2] == "," and (texts[i - 3] in CLOSING or texts[i - 3] == '"')
    return before == "," or before in NO_LINE_ENDS or (behind_quotation and before.islower())


def _begins(texts: list[str], i: int) -> bool:
    return i < len(texts) and _capital(texts, i)


@Language.component("german_sentences", assigns=["token.is_sent_start"])
def german_sentences(doc: Doc) -> Doc:
    """Pipeline component: sets the sentence boundaries of a document."""
    starts = sentence_starts(doc)
    firsts = [token.idx for token in doc]
    for char in breaks(doc.text):
        at = bisect_left(firsts, char)
        if at < len(starts):
            starts[at] = True
    for token, start in zip(doc, starts, strict=True):
        token.is_sent_start = start
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
