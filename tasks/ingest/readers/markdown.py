"""Markdown, with YAML front matter or header lines above the text: one article a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quellenlage.errors import UnreadableError
from quellenlage.tasks.ingest.decode import decode
from quellenlage.tasks.ingest.fields.plain_blocks import clean
from quellenlage.tasks.ingest.readers import Format, Input, Item
from quellenlage.tasks.ingest.written.header_lines import Header, front_matter_of, header_of
from quellenlage.tasks.ingest.written.markdown_blocks import markdown_blocks
from quellenlage.tasks.ingest.written.marked_articles import article_of_marked

NAME = "Markdown"
_FIRST_HEADING = re.compile(r"\s*#[ \t]+\S.*\n\s*")


def read(source: Input) -> Iterator[Item]:
    """The article of a file, without the marks.

    Raises:
        UnreadableError: the bytes are no text, or there is none.
    """
    text = clean(decode(source.data()))
    if not text.strip():
        raise UnreadableError("the file is empty; remove it from the sources or fill it.")
    header, above, rest = _split(text)
    yield article_of_marked(source.uri, header, markdown_blocks(above + rest), {"format": NAME})


def _split(text: str) -> tuple[Header, str, str]:
    """The header of a text, a heading above that, and what is below it."""
    if front := front_matter_of(text):
        return front[0], "", text[front[1] :]
    heading = _FIRST_HEADING.match(text)
    above, rest = (heading[0], text[heading.end() :]) if heading else ("", text.lstrip("\n"))
    lines = rest.split("\n")
    found = header_of([line.rstrip("\\ ") for line in lines], first=True)
    if found is None:
        return Header({}), above, rest
    header, end = found
    return header, above, "\n".join([header.rest, *lines[end:]])


FORMAT = Format(NAME, (".md", ".markdown", ".mdown", ".mkd"), read)
