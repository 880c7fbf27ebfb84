"""Text with line breaks, as fields of tables hold it, into the blocks that a human sees: paragraphs and headings.

Whether a single line break ends a paragraph or only a line is decided for each text: trafilatura and news-please write
a paragraph a line, newspaper4k a blank line between paragraphs, exports of archives lines of one width.
"""

from __future__ import annotations

import re
import unicodedata

from quellenlage.tasks.ingest.block_forms import beside_the_body, is_heading
from quellenlage.tasks.ingest.mojibake import repaired
from quellenlage.tasks.ingest.written.wrapped_lines import WIDEST, blocks_of

Block = tuple[str, str]  # kind of segment, text

_LONGEST_MARK = 60  # characters
#: How a text ends that goes on elsewhere.
_CUT = re.compile(r"\s*(?:(?:…|\.{3})\s*)?(?:\[\+\d+ (?:chars|Zeichen)\]|\[(?:…|\.{3})\])[\s»>→]*$", re.IGNORECASE)
_BEHIND_CUT = frozenset(("]", "»", ">", "→"))  # what _CUT ends with
_MARKED_HEADING = re.compile(r"#{1,6}\s+(?P<words>\S.*)")
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127)) | {0x2028: "\n", 0x2029: "\n\n"}
_HAS_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff]")
_CLOSING = "\"“”«»‘’'›‹)]"
_ENDS = (".", "!", "?", ":", ";", "…")
_LONGEST_BYLINE = 80  # characters, as in block_forms
_LONGEST_BESIDE = 300  # characters of a caption with its credit


def clean(text: str) -> str:
    """``text`` in NFC with ``\\n`` line ends, without control characters or lone surrogates, read as it was meant.

    Raises:
        UnreadableError: its letters were lost before it came here.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if "Ã" in text or "Â" in text or "â€" in text or "√" in text or "\ufffd" in text:
            text = repaired(text)  # of what was read in a wrong encoding, all but little has one of these
    if text.replace("\n", "").isprintable():  # what nearly every text is, found ten times as fast as by a pattern
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _HAS_CONTROL.search(text):
        text = text.translate(_CONTROL).encode("utf-8", "replace").decode("utf-8")
    return text


def uncut(blocks: list[Block], more: re.Pattern[str] | None = None) -> tuple[list[Block], bool]:
    """Blocks without the mark that they go on elsewhere ("… [+1234 chars]"), and whether there was one.

    ``more`` are marks that only some formats have.
    """
    if not blocks:
        return blocks, False
    kind, text = blocks[-1]
    if more is None and text[-1:] not in _BEHIND_CUT:
        return blocks, False
    near = max(0, len(text) - _LONGEST_MARK)
    cut = _CUT.search(text, near) or (more.search(text, near) if more else None)
    if cut is None:
        return blocks, False
    rest = text[: cut.start()]
    if rest and rest[-1] not in ".!?:…":
        rest += " …" if cut[0][0].isspace() else "…"
    return [*blocks[:-1], *([(kind, rest)] if rest else [])], True


def same_words(one: str, other: str) -> bool:
    """Whether two blocks say the same, whatever their blanks and capitals."""
    if one == other:
        return True
    return len(one) <= 2 * len(other) and words_of(one) == words_of(other)


def words_of(text: str) -> str:
    """What a block says, its blanks and capitals folded: what :func:`same_words` compares."""
    return " ".join(text.split()).casefold()


def plain_blocks(text: str) -> list[Block]:
    """The blocks of a clean text, in order, each without line breaks; none of an empty one."""
    text = text.strip()
    if "\n" not in text:
        return [("paragraph", text)] if text else []
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    blocks = blocks_of(text) if _may_be_wrapped(lines) else lines
    last = len(blocks) - 1
    return [_kinded(block, number == last) for number, block in enumerate(blocks)]


def _may_be_wrapped(lines: list[str]) -> bool:
    """Whether sentences go on behind most of the line ends: paragraphs of a line each may be about as wide, too."""
    if max(map(len, lines)) > WIDEST:
        return False
    going_on = sum(line.rstrip(_CLOSING)[-1:] not in _ENDS for line in lines[:-1])
    return going_on > 0.4 * (len(lines) - 1)


def _kinded(block: str, last: bool) -> Block:
    if len(block) > _LONGEST_BESIDE:
        return "paragraph", block
    if block[0] == "#" and (marked := _MARKED_HEADING.fullmatch(block)):
        return "heading", marked["words"]
    short = len(block) <= _LONGEST_BYLINE or ":" in block or "©" in block  # else it is neither of the three
    if short and (beside := beside_the_body(block)):
        return beside, block
    begins = block[0].isupper() or block[0].isdigit() or block[0] in '"„»“'
    return "heading" if begins and not last and is_heading(block) else "paragraph", block
