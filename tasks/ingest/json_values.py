"""The rows of a JSON file, however they are written: a line each, an array, one object, or lists within an object."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from itertools import chain
from typing import IO, Any

import orjson

from quellenlage.errors import UnreadableError
from quellenlage.records import PassedOver, Rejected
from quellenlage.tasks.ingest.fields.article_of_row import Rows, shown
from quellenlage.tasks.ingest.fields.layout import check_fields
from quellenlage.tasks.ingest.json_stream import Value, elements, why_broken
from quellenlage.tasks.ingest.readers import Input, Item
from quellenlage.tasks.ingest.text_lines import (
    LONGEST_LINE,
    Broken,
    ahead,
    encoding_of,
    need_text,
    sample_of,
    text_of,
    text_stream,
)

_FIRST = 20  # rows that are looked at before a file is refused as a whole
_PROSE = 100  # characters from which a string may be an article's text
_DEEPEST = 3  # objects around a list of articles
#: Keys of lists that are no outlet's name, as "Deich-Kurier" is in what fundus saves.
_PLAIN_KEYS = frozenset(
    ("articles", "items", "docs", "documents", "results", "data", "hits", "entries", "news", "rows")
)


def read_json(source: Input, format_name: str, by_line: bool) -> Iterator[Item]:
    """The articles of a JSON file; of one that is not ``by_line``, a single article has the uri of the file itself.

    Such a one whose first values have neither a key known to hold a text nor any prose is no article's (settings, a
    manifest, a list of numbers): it is passed over.

    Raises:
        UnreadableError: it is empty or no JSON, or none of its first rows has a key known to hold a text.
    """
    check_fields(source.fields)
    rows = Rows(format_name, source.fields)
    with source.open() as raw:
        noun, found = _values(source, raw)
        first, values = ahead(found, _FIRST)
        if not by_line and "text" not in source.fields and first and _is_other_data(first, rows):
            yield PassedOver(source.uri, "JSON without an article")
            return
        _check(first, noun, rows)
        alone = len(first) == 1 and not by_line and isinstance(first[0][1], dict)
        for number, value in chain(first, values):
            where = source.uri if alone else f"{source.uri}#{number}"
            if type(value) is dict:
                if (plan := rows.plan(value)).has_own_text(value):
                    yield rows.article(value, where, noun, number, plan)
                else:
                    yield from _articles(rows, value, where, f"{noun} {number}")
            elif isinstance(value, Broken):
                yield Rejected(where, "ingest", f"{value.place or f'{noun} {number}'}: {value.reason}", value.payload)
            else:
                named = _named(value)
                reason = f"{noun} {number}: no object with fields but {named}; give each article its fields by name."
                yield Rejected(where, "ingest", reason, shown(value))


def _articles(rows: Rows, value: dict[str, Any], uri: str, place: str) -> Iterator[Item]:
    value = _unwrapped(value)
    lists = _lists(value, rows)
    if not lists:
        noun, _, at = place.rpartition(" ")
        yield rows.article(value, uri, noun, int(at))
        return
    number = 0
    for key, items in lists:
        for item in items:
            number += 1
            here = f"{uri}#{number}" if "#" not in uri else f"{uri}.{number}"
            if not isinstance(item, dict):
                reason = f"{place}, {key} {number}: no object with fields but {_named(item)}."
                yield Rejected(here, "ingest", reason, shown(item))
                continue
            row = dict(_unwrapped(item))
            if key.casefold() not in _PLAIN_KEYS and not rows.layout(row).paths.get("outlet"):
                row["outlet"] = key
            yield rows.article(row, here, f"{place}, {key}", number)


def _check(first: list[Value], noun: str, rows: Rows) -> None:
    if not first:
        raise UnreadableError("there is nothing in the file; remove it from the sources or fill it.")
    objects = [_unwrapped(value) for _, value in first if isinstance(value, dict)]
    if not objects:
        number, value = first[0]
        reason = value.reason if isinstance(value, Broken) else f"no object with fields but {_named(value)}."
        raise UnreadableError(f"{noun} {number}: {reason}")
    if not any(rows.layout(one).has_text or _lists(one, rows) for one in objects):
        raise UnreadableError(rows.layout(objects[0]).no_text())


def _is_other_data(first: list[Value], rows: Rows) -> bool:
    """Whether whole values hold neither an article nor anything that may be the text of one."""
    if any(isinstance(value, Broken) for _, value in first):
        return False
    objects = [_unwrapped(value) for _, value in first if isinstance(value, dict)]
    told = any(rows.layout(one).has_text or _lists(one, rows) for one in objects)
    return not told and not any(_has_prose(one) for one in objects)


def _has_prose(value: Any, depth: int = 0) -> bool:
    """Whether a string somewhere within a value is long and has words."""
    if isinstance(value, str):
        return len(value) >= _PROSE and value.count(" ") * 12 >= len(value)
    if depth > _DEEPEST or not isinstance(value, dict | list):
        return False
    return any(_has_prose(one, depth + 1) for one in (value.values() if isinstance(value, dict) else value))


def _unwrapped(value: dict[str, Any]) -> dict[str, Any]:
    """What Elasticsearch keeps within ``_source``."""
    inner = value.get("_source")
    return inner if isinstance(inner, dict) else value


def _lists(value: dict[str, Any], rows: Rows, depth: int = 0) -> list[tuple[str, list[Any]]]:
    """The lists of articles within an object that is none itself, with their keys."""
    if depth == 0 and rows.is_article(value):
        return []
    found = [
        (str(key), inner) for key, inner in value.items() if isinstance(inner, list) and _are_articles(inner, rows)
    ]
    if not found and depth < _DEEPEST:
        for inner in value.values():
            if isinstance(inner, dict) and (found := _lists(inner, rows, depth + 1)):
                break
    return found


def _are_articles(items: list[Any], rows: Rows) -> bool:
    some = [_unwrapped(item) for item in items[:5] if isinstance(item, dict)]
    return bool(some) and all(
        {"text", "title"} <= rows.layout(item).paths.keys() or {"lead", "title"} <= rows.layout(item).paths.keys()
        for item in some
    )


def _values(source: Input, raw: IO[bytes]) -> tuple[str, Iterator[Value]]:
    """The values of a file with their numbers, and what is numbered."""
    with source.open() as beginning:
        sample = sample_of(beginning)
    need_text(sample)
    if encoding_of(sample) == "utf-8-sig":
        if _is_by_line(sample):
            return "line", _by_line(raw)
    elif _is_by_line(sample.decode(encoding_of(sample), "replace").encode("utf-8", "replace")):
        return "line", _by_text_line(raw, sample)
    return "element", elements(raw, sample)


def _is_by_line(sample: bytes) -> bool:
    """Whether each line is an object: the first one is, or the second begins like one."""
    sample = sample.removeprefix(b"\xef\xbb\xbf").lstrip()
    first, end, rest = sample.partition(b"\n")
    if first[:1] != b"{":
        return first[:1] != b"["
    if not end:
        return True  # one long line
    if rest.lstrip()[:2] == b'{"':
        return True
    return not isinstance(_loaded(first.strip()), Broken)


def _by_line(raw: IO[bytes]) -> Iterator[Value]:
    number = 0
    while line := raw.readline(LONGEST_LINE):
        number += 1
        try:
            yield number, orjson.loads(line)
        except orjson.JSONDecodeError:
            if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                while (more := raw.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
                    pass
                reason = f"longer than {LONGEST_LINE // 2**20} MB; cut it into several."
                yield number, Broken(reason, text_of(line[:10_000]))
            elif line := line.strip(b" \t\r\n\x1e").removeprefix(codecs.BOM_UTF8):
                yield number, _loaded(line)


def _by_text_line(raw: IO[bytes], sample: bytes) -> Iterator[Value]:
    number, text = 0, text_stream(raw, sample)
    while line := text.readline(LONGEST_LINE):
        number += 1
        if stripped := line.strip().removeprefix("\ufeff"):
            yield number, _loaded(stripped.encode("utf-8", "replace"))


def _loaded(line: bytes) -> Any:
    """The value that a line holds; :class:`Broken` where it holds none."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        # Python's own reader takes what others write all the same: NaN, line breaks and bytes of Windows-1252 in it.
        text = text_of(line)
        try:
            return json.loads(text, strict=False)
        except json.JSONDecodeError as error:
            return Broken(why_broken(error, len(text)), text[:20_000])
        except (RecursionError, ValueError):
            return Broken("too deeply nested, or a number too long; leave that field out.", text[:20_000])


def _named(value: Any) -> str:
    names = {list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false"}
    return names.get(type(value), "nothing")
