"""The articles of a text that people or programs wrote with header lines above them, or with none at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quellenlage.records import Segment
from quellenlage.tasks.ingest.block_forms import kinds_of
from quellenlage.tasks.ingest.fields.article_of_row import text_and_segments
from quellenlage.tasks.ingest.fields.fragments import unescape
from quellenlage.tasks.ingest.fields.plain_blocks import clean, words_of
from quellenlage.tasks.ingest.written.header_lines import Header, front_matter_of, header_of, is_rule
from quellenlage.tasks.ingest.written.wrapped_lines import blocks_of

#: A page break with the page's number above it, and whether a sentence goes on behind it.
_PAGE_BREAK = re.compile(
    r"(?:\n[^\S\n]*(?:[-–][^\S\n]?)?\d{1,3}(?:[^\S\n]?[-–])?[^\S\n]*(?=\s*\f))?\s*\f\s*(?P<goes_on>[a-zäöüß])?"
)
_QUOTED = re.compile(r"^(?:> ?)+")
_LONGEST_SIGNATURE = 600  # characters


@dataclass(frozen=True, slots=True)
class Written:
    """An article as it stands in a file: the line that it begins in, its header and the text below."""

    line: int
    header: Header
    body: str

    def text_and_segments(self) -> tuple[str, tuple[Segment, ...]]:
        """The text, its title first, and what its parts are; empty where there is no text below the header."""
        body = blocks_of(self.body)
        if not body:
            return "", ()
        title, lead = self.header.fields.get("title"), self.header.fields.get("lead")
        if title and words_of(body[0]) == words_of(title):
            body = body[1:] or body
        if lead and not any(words_of(lead) in words_of(block) for block in body[:3]):
            body = [lead, *body]
        blocks = [title, *body] if title and body[0] != title else body
        return text_and_segments(list(zip(kinds_of(blocks, bool(title)), blocks, strict=True)))


def _unquoted(text: str) -> str:
    """A mail's text without the marks of what it quotes, where that is most of it, and without its signature."""
    at = text.rfind("\n-- \n")  # the mark of RFC 3676, section 4.3
    if at > 0 and len(text) - at <= _LONGEST_SIGNATURE:
        text = text[:at]
    lines = text.split("\n")
    quoted = sum(line.startswith(">") for line in lines)
    if quoted < 2 or quoted * 2 < sum(bool(line.strip()) for line in lines):
        return text
    return "\n".join(_QUOTED.sub("", line) for line in lines)


def plain_text(text: str) -> str:
    """``text`` without entities, page breaks and page numbers, and without a mail's marks of what it quotes."""
    text = _unquoted(text)
    if "\f" in text:
        text = _PAGE_BREAK.sub(lambda page: f"\n{page['goes_on']}" if page["goes_on"] else "\n\n", text)
    return clean(unescape(text))


def written_articles(text: str) -> Iterator[Written]:
    """The articles of a text: one, or several where more headers follow the one that it begins with."""
    if front := front_matter_of(text):
        header, end = front
        first_line = text.count("\n", 0, end)
        lines, starts = text[end:].split("\n"), [(0, 0, header)]
    else:
        first_line, lines = 0, text.split("\n")
        at = _first_said(lines)
        found = header_of(lines[at:], first=True)
        if found is None:
            yield Written(1, Header({}), text)
            return
        starts = [(at, at + found[1], found[0])]
    starts.extend(_further_headers(lines, starts[0][1]))
    for number, (begin, end, header) in enumerate(starts):
        until = starts[number + 1][0] if number + 1 < len(starts) else len(lines)
        body = "\n".join("" if is_rule(line) else line for line in lines[end:until])
        line = 1 if number == 0 else first_line + begin + 1
        yield Written(line, replace(header, rest=""), f"{header.rest}\n{body}".strip())


def _first_said(lines: Sequence[str]) -> int:
    """The first line that says something."""
    return next((at for at, line in enumerate(lines) if line.strip() and not is_rule(line)), 0)


def _further_headers(lines: Sequence[str], after: int) -> Iterator[tuple[int, int, Header]]:
    """The headers below a blank or drawn line: where each begins and ends."""
    at = after
    while at < len(lines):
        at += 1
        if at >= len(lines) or (lines[at - 1].strip() and not is_rule(lines[at - 1])) or ":" not in lines[at]:
            continue
        if found := header_of(lines[at : at + 100], first=False):
            yield at, at + found[1], found[0]
            at += found[1]
