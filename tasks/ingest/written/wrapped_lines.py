"""Lines of one width, as mail and printed pages have them, into the paragraphs that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

NARROWEST, WIDEST = 40, 130  # characters of the longest line of a text that is broken at a fixed width
NEARLY = 0.75  # of that length has a line that is no heading
MOSTLY = 0.6  # so many of the breaks within blocks only wrap
FEWEST = 3  # breaks of which a width can be told
_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"“”«»‘’'›‹)\]]*$")
_GOES_ON = re.compile(r"[a-zäöüß(,;]|\d+[.,]?\d* [a-zäöü]")
_LIST_ITEM = re.compile(r"(?:[-–•*+]|\d{1,2}[.)])\s")
_CUT_WORD = re.compile(r"[^\W\d_](-|\u00ad|‐)$")
#: What stands behind a hyphen that stays: "Ein- und Ausgang".
_KEEPS_HYPHEN = frozenset(("und", "oder", "bzw.", "sowie", "bis", "beziehungsweise", "noch", "statt"))


def blocks_of(text: str) -> list[str]:
    """The blocks of a text, each one line: what blank lines part, or single breaks where lines are not of one width."""
    groups = [[line.strip() for line in group.split("\n") if line.strip()] for group in _BLANK.split(text.strip())]
    if not is_wrapped(text):
        return [line for group in groups for line in group]
    width = max(len(line) for group in groups for line in group)
    return [block for group in groups for block in _joined(group, width)]


def one_block_of(lines: list[str]) -> list[str]:
    """The lines of a paragraph of marked-up text, joined; not where one is long and each ends a sentence."""
    if all(_ENDS_SENTENCE.search(line) for line in lines) and max(map(len, lines)) > WIDEST:
        return lines
    return [_in_one(lines)]


def is_wrapped(text: str) -> bool:
    """Whether most line breaks within the blocks of a text only wrap a line.

    One or two breaks are too few to tell a width: then a sentence must go on behind one of them in lower case or
    within a word. Two headings or paragraphs of about the same width are not one.
    """
    groups = [[line.strip() for line in group.split("\n") if line.strip()] for group in _BLANK.split(text.strip())]
    width = max((len(line) for group in groups for line in group), default=0)
    if not NARROWEST <= width <= WIDEST:
        return False
    pairs = [pair for group in groups for pair in pairwise(group)]
    wrapping = sum(_wraps(line, following, width) for line, following in pairs)
    if not pairs or wrapping < MOSTLY * len(pairs):
        return False
    return len(pairs) >= FEWEST or any(_surely_goes_on(line, following) for line, following in pairs)


def _surely_goes_on(line: str, following: str) -> bool:
    """Whether a sentence, or a word, goes on behind a line as it can only within a paragraph."""
    if _ENDS_SENTENCE.search(line):
        return False
    return _GOES_ON.match(following) is not None or _CUT_WORD.search(line) is not None


def _wraps(line: str, following: str, width: int) -> bool:
    """Whether a break only wraps: the next word had no room, or the sentence goes on."""
    if _LIST_ITEM.match(following):
        return False
    long = len(line) >= NEARLY * width and not _ENDS_SENTENCE.search(line)
    no_room = len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
    return long or no_room or _surely_goes_on(line, following)


def _joined(lines: list[str], width: int) -> Iterator[str]:
    """The lines of one block, joined where they wrap."""
    gathered = lines[:1]
    for line, following in pairwise(lines):
        if not _wraps(line, following, width):
            yield _in_one(gathered)
            gathered = []
        gathered.append(following)
    if gathered:
        yield _in_one(gathered)


def _in_one(lines: list[str]) -> str:
    """Lines as one; a word that was cut at the end of a line is whole again."""
    pieces = lines[:1]
    for line in lines[1:]:
        cut = _CUT_WORD.search(pieces[-1][-2:])
        word = line.split(maxsplit=1)[0].casefold()
        if cut is None or (cut[1] != "\u00ad" and word in _KEEPS_HYPHEN):
            pieces.append(" ")
        elif cut[1] == "\u00ad" or line[0].islower():
            pieces[-1] = pieces[-1][:-1]
        pieces.append(line)
    return "".join(pieces)
