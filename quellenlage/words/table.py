"""The one reader of tables and lists: comma-separated files, one line an entry, and YAML files.

What a table promises of its lines stands in ``promises.py``; a line that breaks it is an error that says in a sentence
which file, line and column is wrong.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from quellenlage.errors import QuellenlageError
from quellenlage.words.promises import PROMISES, Promise

HERE = Path(__file__).parent
Row = Mapping[str, str]


class TableError(QuellenlageError):
    """A table or list of words cannot be read as it is."""


@cache
def rows(name: str, folder: Path = HERE) -> tuple[Row, ...]:
    """The lines of a table, by column, as ``promises.py`` says of it; raises :class:`TableError` where one is wrong."""
    return read(folder / name, PROMISES.get(f"{folder.name}/{name}"))


def read(path: Path, promise: Promise | None = None) -> tuple[Row, ...]:
    """The lines of the table at ``path``; without a promise only its shape is checked."""
    table = csv.reader(_text(path).splitlines(keepends=True), strict=True)
    found: list[Row] = []
    keys: dict[tuple[str, ...], int] = {}
    try:
        header = next(table, [])
        _check_header(path, header, promise)
        for line in table:
            row = MappingProxyType(dict(zip(header, line, strict=False)))
            for complaint in _complaints(line, header, row, promise):
                raise TableError(f"{_place(path, table.line_num)}, {complaint}")
            if promise and promise.key:
                key = tuple(row[column] for column in promise.key)
                if key in keys:
                    columns, values = " and ".join(promise.key), " and ".join(f"“{cell}”" for cell in key)
                    raise TableError(
                        f"{_place(path, table.line_num)}, column {columns}: {values} stands in line {keys[key]} "
                        "already; keep one of the two lines."
                    )
                keys[key] = table.line_num
            found.append(row)
    except csv.Error as error:
        raise TableError(
            f"{_place(path, table.line_num)}: the line cannot be taken apart ({error}); a cell with a comma or a "
            "quotation mark in it stands in quotation marks, those in it are doubled."
        ) from None
    return tuple(found)


def _check_header(path: Path, header: list[str], promise: Promise | None) -> None:
    if not header:
        raise TableError(f"{_place(path, 1)}: the table is empty; its first line names the columns.")
    if promise is None or header == list(promise.columns):
        return
    wanted = ",".join(promise.columns)
    for column in promise.columns:
        if column not in header:
            raise TableError(f"{_place(path, 1)}: the column {column} is missing; the first line must be {wanted}.")
    for column in header:
        if column not in promise.columns:
            raise TableError(f"{_place(path, 1)}: the column {column} is unknown; the first line must be {wanted}.")
    raise TableError(f"{_place(path, 1)}: the columns stand in another order; the first line must be {wanted}.")


def _complaints(line: list[str], header: list[str], row: Row, promise: Promise | None) -> Iterator[str]:
    if len(line) < len(header):
        yield f"column {header[len(line)]}: the line ends before it; it needs {len(header)} cells and has {len(line)}."
    if len(line) > len(header):
        yield (
            f"behind column {header[-1]}: the line has {len(line)} cells in place of {len(header)}; a cell with a "
            "comma in it stands in quotation marks."
        )
    for column, value in row.items():
        if value != value.strip():
            yield f"column {column}: “{value}” begins or ends with a blank; take it away."
        if promise is None:
            continue
        if not value and column not in promise.empty:
            yield f"column {column}: the cell is empty; write a value."
        known = promise.among.get(column)
        for word in value.replace("|", " ").split() if column in promise.several else [value]:
            if known and word and word not in known:
                yield f"column {column}: “{word}” is unknown; write one of {', '.join(sorted(known))}."


def cell(row: Row, column: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, split at ``|``."""
    return tuple(part.strip() for part in row[column].split("|") if part.strip())


#: The parser in C, ten times as fast, where PyYAML was built with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def entries(path: Path) -> Any:
    """What a YAML file holds, read once; raises :class:`TableError` where it is none. Callers must not change it."""
    try:
        return yaml.load(_text(path), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = _place(path, mark.line + 1) + f", column {mark.column + 1}" if mark else _place(path, 1)
        raise TableError(f"{place}: the file is no YAML from here on ({error.problem}); mend it.") from None


@cache
def word_list(name: str, path: Path = HERE / "function_words.yaml") -> frozenset[str]:
    """A closed class of words, by the name of its list in ``function_words.yaml``."""
    lists = entries(path)
    if not isinstance(lists.get(name), str):
        raise TableError(f"{_place(path)}: there is no list {name}; write it as “{name}: >-” with its words below.")
    return frozenset(lists[name].split())


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TableError(f"{_place(path)}: the file cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TableError(f"{_place(path, line)}: the file is not in UTF-8 here; save it as UTF-8.") from None


def _place(path: Path, line: int | None = None) -> str:
    return "/".join(path.parts[-2:]) + (f", line {line}" if line else "")
