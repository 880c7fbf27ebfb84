"""Plain text in the layout of an archive's export: header lines, dateline, caption, lead, paragraphs, headings.

    ␠date 2025-08-26 Kicker und Titel
    ␠url https://www.deich-kurier.example/politik/1
    ␠outlet Deich-Kurier
                                        (a blank line ends a block)
    26.08.2025

    Wer auf dem Bild ist. (Quelle: Name/Agentur)

    Der Vorspann.

    Ein Absatz.

    Eine Zwischenüberschrift

    Ein Absatz.

Any part may be missing. Each ``date`` line begins a new article; ``url`` and ``outlet``, a blank before them, stand
directly above or below it, or, where there is none, at the beginning of the file. A day may have a time behind it
(``2025-08-26T14:30:00+02:00``). Entities (``&uuml;``) are read as what they stand for.

What people write instead is read too, see :mod:`quellenlage.tasks.ingest.written`: ``Titel:``, ``Datum:``, ``Quelle:``,
``URL:`` and the like in lines above the text, YAML front matter, paragraphs broken into lines of one width, a paragraph
a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, Rejected, Segment
from quellenlage.tasks.ingest.block_forms import kinds_of
from quellenlage.tasks.ingest.decode import decode
from quellenlage.tasks.ingest.fields.fragments import unescape
from quellenlage.tasks.ingest.fields.timestamps import iso_moment
from quellenlage.tasks.ingest.readers import Format, Input
from quellenlage.tasks.ingest.written.wrapped_lines import is_wrapped
from quellenlage.tasks.ingest.written.written_articles import Written, plain_text, written_articles

_MORE = r"[ \t]+(?:url[ \t]+\S*\.\S+|outlet[ \t]+\S.*)"
_CLOCK = r"(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?(?!\S))?"
_HEADER = re.compile(
    rf"(?P<above>(?:^{_MORE}\n)*)^[ \t]*date[ \t]+(?P<date>\d[\d.\-/]*{_CLOCK})[ \t]*(?P<headline>.*)"
    rf"(?P<below>(?:\n{_MORE})*)$",
    re.MULTILINE,
)
_UNDATED = re.compile(rf"\s*^(?P<above>(?:{_MORE}(?:\n|$))+)", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*")


def read(source: Input) -> Iterator[Article | Rejected]:
    """The articles of one file; the first carries its ``uri`` itself, the n-th ``uri#n``.

    Raises:
        UnreadableError: the bytes are no text, or there is none.
    """
    text, uri = unescape(decode(source.data())), source.uri
    if not text.strip():
        raise UnreadableError("the file is empty; remove it from the sources or fill it.")
    if not _HEADER.search(text) and not _UNDATED.match(text) and (written := _written(text)):
        yield from _of_written(written, uri)
        return
    for number, part in enumerate(_split(text), start=1):
        place = uri if number == 1 else f"{uri}#{number}"
        if not part.body:
            yield Rejected(
                place, "ingest", f"line {part.line}: a header line without an article below it.", part.header
            )
            continue
        yield Article(place, part.body, tuple(_segments(part.body, part.has_headline)), part.metadata)


def _written(text: str) -> list[Written]:
    """The articles where a text is not in this layout: it has another header, or its lines are no blocks."""
    said = plain_text(text)
    found = list(written_articles(said))
    has_header = len(found) > 1 or bool(found[0].header.fields) or found[0].body != said
    lines = [line for line in said.split("\n") if line.strip()]
    is_a_paragraph_a_line = len(lines) > 1 and not _BLANK_LINE.search(said.strip())
    return found if has_header or said != text or is_a_paragraph_a_line or is_wrapped(said) else []


def _of_written(articles: list[Written], uri: str) -> Iterator[Article | Rejected]:
    for number, one in enumerate(articles, start=1):
        place = uri if number == 1 else f"{uri}#{number}"
        text, segments = one.text_and_segments()
        if not text:
            header = "\n".join(f"{name}: {value}" for name, value in one.header.fields.items())
            yield Rejected(place, "ingest", f"line {one.line}: header lines without an article below them.", header)
            continue
        metadata = one.header.metadata()
        yield Article(place, text, segments, {**metadata, "format": FORMAT.name} if one.header.fields else {})


@dataclass(frozen=True, slots=True)
class _Part:
    line: int
    header: str
    metadata: dict[str, str]
    has_headline: bool
    body: str


def _split(text: str) -> Iterator[_Part]:
    headers = list(_HEADER.finditer(text))
    before = text[: headers[0].start()] if headers else text
    if before.strip():
        undated = _UNDATED.match(before)
        body = before[undated.end() if undated else 0 :].strip()
        yield _Part(1, undated[0] if undated else "", _further(undated["above"]) if undated else {}, False, body)
    for header, following in zip_longest(headers, headers[1:]):
        end = following.start() if following else len(text)
        headline = header["headline"].strip()
        body = (text[header.start("headline") : header.end("headline")] + text[header.end() : end]).strip()
        moment = iso_moment(header["date"]) if "T" in header["date"] else None
        dated = {"published": moment} if moment else {"header_date": header["date"]}
        metadata = {**dated, **_further(header["above"] + header["below"])}
        yield _Part(text.count("\n", 0, header.start()) + 1, header[0], metadata, bool(headline), body)


def _further(lines: str) -> dict[str, str]:
    """What the header lines beside the date say, by key; the first of a key counts."""
    found: dict[str, str] = {}
    for line in filter(str.strip, lines.split("\n")):
        key, value = line.split(maxsplit=1)
        found.setdefault(key, value.strip())
    return found


def _segments(text: str, has_headline: bool) -> Iterator[Segment]:
    """The blocks of an article with what each of them is."""
    blocks = _blocks(text, has_headline)
    kinds = kinds_of([text[start:end] for start, end in blocks], has_headline)
    return (Segment(kind, start, end) for kind, (start, end) in zip(kinds, blocks, strict=True))


def _blocks(text: str, has_headline: bool) -> list[tuple[int, int]]:
    """Start and end of each block; the header line ends the headline even where no blank line follows it."""
    blocks = [(match.start(), match.start() + len(match[0].rstrip())) for match in _BLOCK.finditer(text)]
    if has_headline and blocks:
        start, end = blocks[0]
        line_end = text.find("\n", start, end)
        if line_end >= 0:
            blocks[:1] = [(start, line_end), (line_end + 1, end)]
    return blocks


FORMAT = Format("plain text", (".txt",), read)
