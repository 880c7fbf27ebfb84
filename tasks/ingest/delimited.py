"""Tables with a separator between cells, as people and spreadsheets write them: CSV and TSV.

Separator, quotation marks and encoding are told from how a file begins. A row that cannot be right does not take the
next ones with it: a quotation mark that is never closed ends with its line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from quellenlage.errors import UnreadableError
from quellenlage.records import PassedOver, Rejected
from quellenlage.tasks.ingest.fields.article_of_row import Rows
from quellenlage.tasks.ingest.fields.layout import Layout, check_fields, layout_of
from quellenlage.tasks.ingest.readers import Input, Item
from quellenlage.tasks.ingest.text_lines import LONGEST_LINE, Broken, need_text, sample_of, text_stream

SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_LINES = 200
_LONGEST_ROW = 16 * 1024 * 1024  # characters of the lines of one row
_MOST_LINES = 5000  # lines of one row
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
#: What trafilatura writes without a first row that names it.
_TRAFILATURA = (
    "url",
    "id",
    "fingerprint",
    "hostname",
    "title",
    "image",
    "date",
    "text",
    "comments",
    "license",
    "pagetype",
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are told apart; ``quote`` is "" where none are quoted, ``escape`` what stands before a quoted mark."""

    separator: str
    quote: str = '"'
    escape: str = ""

    def reader(self, lines: Iterator[str]) -> Any:
        """Python's reader of such rows."""
        if not self.quote:
            return csv.reader(lines, delimiter=self.separator, quoting=csv.QUOTE_NONE)
        if self.escape:
            return csv.reader(
                lines, delimiter=self.separator, quotechar=self.quote, escapechar=self.escape, doublequote=False
            )
        return csv.reader(lines, delimiter=self.separator, quotechar=self.quote)


def read_delimited(source: Input, format_name: str) -> Iterator[Item]:
    """The articles of a table, the one in row n (the first row names the columns) with the uri ``uri#n``.

    Raises:
        UnreadableError: it is empty or no table, or no column is known to hold a text.
    """
    check_fields(source.fields)
    with source.open() as beginning:
        sample = sample_of(beginning)
    need_text(sample)
    with source.open() as raw:
        lines = _Lines(raw, sample)
        if separator := _SEPARATOR_LINE.fullmatch("".join(lines.peek(1))):
            next(lines)
        first = lines.peek(_SAMPLE_LINES)
        if not any(line.strip() for line in first):
            raise UnreadableError("there is nothing in the file; remove it from the sources or fill it.")
        dialect = dialect_of(first, source.fields, separator[1] if separator else None)
        header, has_names = _header(dialect, first)
        layout = layout_of(header, source.fields)
        _check(layout)
        text_at = _text_column(layout)
        rows, number = Rows(format_name, source.fields), 0
        for number, (line, row) in enumerate(_rows(lines, dialect, len(header)), start=0 if has_names else 1):
            if number == 0:
                continue
            uri = f"{source.uri}#{number}"
            if isinstance(row, list) and len(row) != len(header):
                row = _fitted(row, len(header), text_at)
            if isinstance(row, Broken):
                yield Rejected(uri, "ingest", f"line {line}: {row.reason}", row.payload)
            else:
                yield rows.article(dict(zip(header, row, strict=True)), uri, "line", line)
        if number == 0:
            yield PassedOver(source.uri, "table without rows")


def dialect_of(lines: list[str], fields: Mapping[str, str], separator: str | None = None) -> Dialect:
    """How the cells of a table are told apart: so that the most columns have known names, and rows are equally long."""
    best, best_score = Dialect(separator or ","), (-1, -1.0, -1)
    text = "".join(lines)
    for one in (separator,) if separator else SEPARATORS:
        for quote, escape in (('"', ""), ("'", ""), ("", ""), ('"', "\\")):
            if quote and f"{one}{quote}" not in text and not text.startswith(quote) and (quote, escape) != ('"', ""):
                continue
            dialect = Dialect(one, quote, escape)
            if escape and (f'{escape}"' not in text or '""' in text.replace(f'{one}""', "")):
                continue
            score = _score(dialect, lines, fields)
            if score > best_score:
                best, best_score = dialect, score
    return best


def _score(dialect: Dialect, lines: list[str], fields: Mapping[str, str]) -> tuple[int, float, int]:
    """Known columns, share of rows as long as the first one, and columns."""
    try:
        rows = [row for row in dialect.reader(iter(lines)) if row]
    except csv.Error:
        return -1, -1.0, -1
    if not rows or not rows[0]:
        return -1, -1.0, -1
    header = [cell.strip() for cell in rows[0]]
    known = len(layout_of(header, fields).columns)
    body = rows[1:-1] or rows[1:] or rows
    alike = sum(len(row) == len(header) for row in body) / len(body)
    if dialect.quote and not dialect.escape:
        # A cell that begins with a quotation by somebody, and goes on behind it, is not quoted.
        one, mark = re.escape(dialect.separator), dialect.quote
        alike -= 0.1 * len(
            re.findall(rf"(?:^|{one}){mark}[^{mark}\n]*{mark}(?!{mark}|{one}|\s*$)", "".join(lines), re.M)
        )
    return known, alike, len(header)


def is_of_trafilatura(first: list[str]) -> bool:
    """Whether a row is of a table as trafilatura writes it, without a row that names its columns."""
    return len(first) == len(_TRAFILATURA) and re.match(r"https?://|null$", first[0]) is not None


def _header(dialect: Dialect, lines: list[str]) -> tuple[tuple[str, ...], bool]:
    """The names of the columns, each once, and whether the first row gives them."""
    first: list[str] = next((row for row in dialect.reader(iter(lines)) if row), [])
    if is_of_trafilatura(first):
        return _TRAFILATURA, False
    names: dict[str, None] = {}
    for number, cell in enumerate(first, start=1):
        name = cell.strip().removeprefix("\ufeff") or f"column {number}"
        names[name if name not in names else f"{name} {number}"] = None
    return tuple(names), True


def _check(layout: Layout) -> None:
    for name, column in layout.said.items():
        if name not in layout.paths:
            columns = ", ".join(layout.keys[:20])
            raise UnreadableError(f"there is no column {column}, which you named as {name}; the columns are {columns}.")
    if not layout.has_text:
        raise UnreadableError(f"in the first row {layout.no_text('column')}")


def _text_column(layout: Layout) -> int:
    """The number of the first column that may hold the text; a row must reach that far."""
    for name in ("text", "lead", "description"):
        if paths := layout.paths.get(name):
            return min(layout.keys.index(path[0]) for path in paths)
    return 0


def _fitted(row: list[str], width: int, text_at: int) -> list[str] | Broken:
    """A row with as many cells as there are columns; spreadsheets leave out empty ones at the end, or add some."""
    if text_at < len(row) < width:
        return row + [""] * (width - len(row))
    if len(row) > width and not any(row[width:]):
        return row[:width]
    reason = (
        f"{len(row)} cells where there are {width} columns; a cell with a separator, a quotation mark or a line break "
        "in it stands in quotation marks, those in it are doubled."
    )
    return Broken(reason, " | ".join(row)[:20_000])


class _TooLongError(Exception):
    """A row goes on for longer than any does."""


class _Lines(Iterator[str]):
    """The lines of a stream with their ends; ``taken`` are those since :meth:`mark`, ``number`` counts them all."""

    def __init__(self, raw: IO[bytes], sample: bytes) -> None:
        self._stream = text_stream(raw, sample)
        self._ahead: list[str] = []
        self._failed: UnreadableError | None = None
        self.taken: list[str] = []
        self._length = 0
        self.number = 0

    def peek(self, count: int) -> list[str]:
        """The next lines, up to so many, which are still to come."""
        try:
            while len(self._ahead) < count and (line := self._read()):
                self._ahead.append(line)
        except UnreadableError as error:  # is raised when its turn comes
            self._failed = error
            if not self._ahead:
                raise
        return self._ahead[:count]

    def _read(self) -> str:
        if self._failed is not None:
            raise self._failed
        return self._stream.readline(LONGEST_LINE)

    def mark(self) -> None:
        """A new row begins."""
        self.taken.clear()
        self._length = 0

    def give_back(self, keep: int) -> None:
        """All taken lines but the first ``keep`` are still to come."""
        self.number -= len(self.taken) - keep
        self._ahead[:0] = self.taken[keep:]
        del self.taken[keep:]

    def __next__(self) -> str:
        if self._length > _LONGEST_ROW or len(self.taken) >= _MOST_LINES:
            raise _TooLongError
        line = self._ahead.pop(0) if self._ahead else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        self._length += len(line)
        return line


def _rows(lines: _Lines, dialect: Dialect, width: int) -> Iterator[tuple[int, list[str] | Broken]]:
    """The rows of a table with the line that each begins in."""
    csv.field_size_limit(LONGEST_LINE)
    reader = dialect.reader(lines)
    while True:
        lines.mark()
        begins = lines.number + 1
        row: list[str] | None
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLongError):
            row = None
        if row == []:
            continue
        if row is not None and (len(lines.taken) == 1 or len(row) == width) and not _is_open(lines, dialect):
            yield begins, row
            continue
        reason = "a quotation mark is opened and not closed, or the row is cut off; write it again."
        yield begins, Broken(reason, "".join(lines.taken[:1])[:20_000])
        lines.give_back(1)
        reader = dialect.reader(lines)


def _is_open(lines: _Lines, dialect: Dialect) -> bool:
    """Whether the last row of a file ends within quotation marks."""
    if not dialect.quote or dialect.escape or lines.peek(1):
        return False
    raw = "".join(lines.taken)
    return raw.count(dialect.quote) % 2 == 1 and f"{dialect.separator}{dialect.quote}" in raw
