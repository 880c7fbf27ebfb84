"""Text with line breaks, as fields of tables hold it, into the blocks that a human sees: paragraphs and headings.

Whether a single line break ends a paragraph or only a line is decided for each text: trafilatura and news-please write
a paragraph a line, newspaper4k a blank line between paragraphs, exports of archives lines of one width.
"""

from __future__ import annotations

import re
import unicodedata

Block = tuple[str, str]  # kind of segment, text

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"“”«»‘’'›‹)\]]*$")
_MARKED_HEADING = re.compile(r"#{1,6}\s+(?P<words>\S.*)")
_BYLINE = re.compile(r"(?:Von|Ein (?:Gastbeitrag|Kommentar) von) (?!der |dem |den )(?:[A-ZÄÖÜ][\w.'’-]*[\s,/]*|und )+")
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127)) | {0x2028: "\n", 0x2029: "\n\n"}
_HAS_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff]")

LONGEST_HEADING = 110
_WIDEST_LINE = 130  # what people and programs wrap at: 60 to 100, with some slack
_NARROWEST_LINE = 40


def clean(text: str) -> str:
    """``text`` in NFC with ``\\n`` line ends and without control characters or lone surrogates."""
    if text.isascii():
        if "\r" not in text and not _HAS_CONTROL.search(text):
            return text
    else:
        text = unicodedata.normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _HAS_CONTROL.search(text):
        text = text.translate(_CONTROL).encode("utf-8", "replace").decode("utf-8")
    return text


def plain_blocks(text: str) -> list[Block]:
    """The blocks of a clean text, in order, each without line breaks; none of an empty one."""
    text = text.strip()
    if "\n" not in text:
        return [("paragraph", text)] if text else []
    groups = [group.split("\n") for group in _BLANK_LINE.split(text)] if "\n\n" in text or "\n " in text else []
    groups = groups or [text.split("\n")]
    if _is_wrapped(groups):
        blocks = [" ".join(" ".join(group).split()) for group in groups]
    else:
        blocks = [line.strip() for group in groups for line in group]
    blocks = [block for block in blocks if block]
    last = len(blocks) - 1
    return [_kinded(block, number == last) for number, block in enumerate(blocks)]


def _is_wrapped(groups: list[list[str]]) -> bool:
    """Whether line breaks within the groups only end lines: these are about as wide as each other, sentences go on."""
    lines = [line.strip() for group in groups for line in group[:-1]]
    if not lines:
        return True
    widest = max(map(len, lines))
    if not _NARROWEST_LINE <= widest <= _WIDEST_LINE:
        return False
    going_on = sum(1 for line in lines if len(line) >= 0.6 * widest and not _ENDS_SENTENCE.search(line))
    return going_on > 0.5 * len(lines)


def _kinded(block: str, last: bool) -> Block:
    if block[0] == "#" and (marked := _MARKED_HEADING.fullmatch(block)):
        return "heading", marked["words"]
    if len(block) > LONGEST_HEADING:
        return "paragraph", block
    if block.startswith(("Von ", "Ein ")) and _BYLINE.fullmatch(block):
        return "byline", block
    if last or _ENDS_SENTENCE.search(block) or not (block[0].isupper() or block[0].isdigit() or block[0] in '"„»“'):
        return "paragraph", block
    return "heading", block
