"""Markdown into blocks of plain text, as CommonMark and GitHub's tables have it; what only marks is taken away.

An asterisk within a word marks nothing: "Schüler*innen" is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quellenlage.tasks.ingest.block_forms import is_caption
from quellenlage.tasks.ingest.fields.fragments import unescape
from quellenlage.tasks.ingest.fields.plain_blocks import Block
from quellenlage.tasks.ingest.written.wrapped_lines import one_block_of

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+(?P<text>.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,}).*")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?P<text>\S.*)")
_QUOTE = re.compile(r" {0,3}> ?(?P<text>.*)")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:[ \t]*\S.*")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]+\]:[ \t]*(?P<text>.*)")
_LONGEST_HEADING = 150  # characters of lines that an underline makes a heading
_DEEPEST = 20  # quotations within each other

_LONGEST_MARKED = 400  # characters between two marks
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = 0xE000  # escaped characters wait here, in a private plane, until marks are gone
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_BRACKETED = r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
_TARGET = r"\((?P<target>(?:[^()\n]|\([^()\n]*\))*)\)"
_IMAGE = re.compile(rf"!{_BRACKETED}(?:{_TARGET}|\[[^\]]*\])")
_LINK = re.compile(rf"(?<!!){_BRACKETED}(?:{_TARGET}|\[[^\]]*\])")
_TITLE = re.compile(r"[ \t]+[\"'(](?P<title>.+)[\"')][ \t]*$")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_DELETED = re.compile(rf"~~(?=\S).{{1,{_LONGEST_MARKED}}}?(?<=\S)~~")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_EMPHASIS = tuple(
    re.compile(rf"(?<![\w\\]){mark}(?=\S)(?P<text>.{{1,{_LONGEST_MARKED}}}?)(?<=\S){mark}(?!\w)")
    for mark in (r"\*\*\*", "___", r"\*\*", "__", r"\*", "_", "==")
)


def markdown_blocks(text: str) -> list[Block]:
    """The blocks of a text without front matter: headings, paragraphs, an item of a list each, captions of pictures."""
    return list(_blocks(_COMMENT.sub("", text).split("\n"), 0))


def _blocks(lines: Sequence[str], depth: int) -> Iterator[Block]:
    pending: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if pending and _UNDERLINE.fullmatch(line):
            short = sum(map(len, pending)) <= _LONGEST_HEADING
            yield from _as_heading(pending) if short else _flushed(pending)
        elif _RULE.fullmatch(line) or _DEFINITION.fullmatch(line) or not line.strip():
            yield from _flushed(pending)
        elif heading := _HEADING.fullmatch(line):
            yield from _flushed(pending)
            yield from _as_heading([heading["text"] or ""])
        elif structure := _structure(lines, at, depth):
            yield from _flushed(pending)
            blocks, at = structure
            yield from blocks
            continue
        else:
            pending.append(line)
        at += 1
    yield from _flushed(pending)


def _structure(lines: Sequence[str], at: int, depth: int) -> tuple[list[Block], int] | None:
    """The blocks of what has several lines of its own kind, and the line behind it; None where none begins here."""
    line, end = lines[at], at + 1
    if fence := _FENCE.fullmatch(line):
        end = next((n for n in range(end, len(lines)) if lines[n].strip().startswith(fence["fence"])), len(lines))
        return [("paragraph", code.strip()) for code in lines[at + 1 : end] if code.strip()], end + 1
    if "|" in line and end < len(lines) and "|" in lines[end] and _TABLE_RULE.fullmatch(lines[end]):
        while end < len(lines) and "|" in lines[end]:
            end += 1
        return list(_rows([line, *lines[at + 2 : end]])), end
    quoted = depth < _DEEPEST and _QUOTE.fullmatch(line) is not None
    item = None if quoted else _ITEM.fullmatch(line) or _FOOTNOTE.fullmatch(line)
    if not quoted and item is None:
        return None
    while end < len(lines) and lines[end].strip():
        if _begins(lines[end]) and not (quoted and _QUOTE.fullmatch(lines[end])):
            break
        end += 1
    if item is not None:
        whole = " ".join([item["text"], *(one.strip() for one in lines[at + 1 : end])])
        return list(_flushed([whole])), end
    inner = [match["text"] if (match := _QUOTE.fullmatch(one)) else one for one in lines[at:end]]
    return list(_blocks(inner, depth + 1)), end


def _begins(line: str) -> bool:
    """Whether a line begins a block of its own, whatever stands above it."""
    return any(form.fullmatch(line) for form in (_HEADING, _RULE, _FENCE, _ITEM, _QUOTE, _FOOTNOTE, _DEFINITION))


def _as_heading(lines: list[str]) -> Iterator[Block]:
    text = plain(" ".join(line.strip() for line in lines))
    lines.clear()
    if text:
        yield "heading", text


def _flushed(pending: list[str]) -> Iterator[Block]:
    """The paragraphs of the lines that were gathered."""
    lines = [said for line in pending if (said := line.rstrip("\\ \t").strip())]
    pending.clear()
    whole = "\n".join(lines)
    if picture := _IMAGE.fullmatch(whole.strip()):
        if caption := _caption(picture):
            yield "caption", caption
        return
    for block in one_block_of(lines) if lines else []:
        bold = block.startswith(("**", "__")) and block.endswith(("**", "__")) and len(block) < 120
        if text := plain(block):
            yield ("heading" if bold and text[-1] not in '.!?:…“"»' else "paragraph"), text


def _caption(picture: re.Match[str]) -> str | None:
    """The caption of a picture that is a paragraph of its own: its title, or its description where that reads so."""
    title = _TITLE.search(picture["target"] or "")
    if title:
        return plain(title["title"])
    text = plain(picture["text"])
    return text if is_caption(text) or (" " in text and text.endswith((".", "!", "?"))) else None


def _rows(lines: Sequence[str]) -> Iterator[Block]:
    """The rows of a table, their cells with a bar between."""
    for line in lines:
        cells = [plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if text := " | ".join(cell for cell in cells if cell):
            yield "paragraph", text


def plain(text: str) -> str:
    """Text within a block without marks, entities and tags; links and code as their words, pictures and notes away."""
    text = _ESCAPED.sub(lambda match: chr(_HIDDEN + ord(match[1])), text)
    text = _CODE.sub(lambda code: _hidden(code[2].strip()), text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _FOOTNOTE_MARK.sub("", _IMAGE.sub("", text))
    for _ in range(2):  # a picture within a link
        text = _LINK.sub(lambda link: link["text"], text)
    text = _DELETED.sub("", _TAG.sub("", text))
    for form in _EMPHASIS:
        text = form.sub(lambda emphasis: emphasis["text"], text)
    text = "".join(chr(ord(c) - _HIDDEN) if _HIDDEN < ord(c) < _HIDDEN + 128 else c for c in text)
    return " ".join(unescape(text).split())


def _hidden(text: str) -> str:
    """Text in which nothing marks."""
    return re.sub(r"[!-/:-@\[-`{-~]", lambda match: chr(_HIDDEN + ord(match[0])), text)
