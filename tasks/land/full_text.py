"""What ``quellenlage search`` prints: a table on a terminal, CSV into a pipe."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import duckdb
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quellenlage.errors import FaultError, UsageError
from quellenlage.tasks.evidence.safe_text import safe_line
from quellenlage.tasks.land.lake import NoLakeError, has_lake
from quellenlage.tasks.land.publish import NAME, is_current

_MARK = re.compile(r"\*\*(.+?)\*\*")
_SHARES = {"outlet": 2, "who": 2, "where it stands": 7}
_NARROW = 100  # columns of a terminal below which day and outlet stand in one column


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for and where: ``speaker`` and ``outlet`` hold words of a name, ``first`` and ``last`` days."""

    words: str
    articles: bool = False
    speaker: str | None = None
    outlet: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    limit: int = 20


def search(data: Path, asked: Asked, out: TextIO, told: TextIO) -> None:
    """Write the claims or articles that are found to ``out``, the best first; what else there is to know to ``told``.

    The warehouse in ``data`` is asked, as it was last published.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet, or nothing has been published from it.
        UsageError: nothing is named to look for, or a speaker is for articles, which have none.
        FaultError: the warehouse is damaged, or the machine does not let it be read.
    """
    if asked.articles and asked.speaker:
        raise UsageError("an article has no speaker: --speaker goes with claims, so without --articles.")
    with open_warehouse(data) as connection:
        sought = connection.execute(
            "SELECT count(*) FROM search_elements(?) WHERE NOT excluded", [asked.words]
        ).fetchone()
        if not sought or not sought[0]:
            raise UsageError("nothing is named to look for; 'quellenlage search Haushalt' looks for a word.")
        query, values = _query(asked)
        names = [column[0] for column in connection.execute(f"{query} LIMIT 0", values).description or ()]
        (number,) = connection.execute(f"SELECT count(*) FROM ({query})", values).fetchone() or (0,)
        rows = connection.execute(f"{query} LIMIT {asked.limit}", values).fetchall()
        missing = _missing(connection, asked.words) if not number else []
    if out.isatty():
        _show(names, rows, out)
    else:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)
    print(_account(asked, number, missing), file=told)
    if not is_current(data):
        print(f"The lake has changed since; 'quellenlage publish --data {data}' has search know it.", file=told)


def open_warehouse(data: Path) -> duckdb.DuckDBPyConnection:
    """A connection that reads the published file in ``data``, and can search in it.

    Raises:
        NoLakeError: nothing has landed there yet, or nothing has been published from it.
        FaultError: the file is damaged.
    """
    if not has_lake(data):
        raise NoLakeError(f"{data}: nothing has landed here yet; 'quellenlage run SOURCE --data {data}' does that.")
    publish = f"'quellenlage publish --data {data}' does that."
    if not (data / NAME).exists():
        raise NoLakeError(f"{data}: nothing has been published from this lake, and search asks that; {publish}")
    try:
        connection = duckdb.connect(str(data / NAME), read_only=True)
    except duckdb.Error as error:
        raise FaultError(f"{data / NAME}: cannot be opened ({error}); write it afresh: {publish}") from error
    found = connection.execute(
        "SELECT count(*) FROM duckdb_functions() WHERE function_name = 'search_articles'"
    ).fetchone()
    if not found or not found[0]:
        connection.close()
        raise NoLakeError(f"{data / NAME}: it was published before search was there and must be anew; {publish}")
    return connection


def _query(asked: Asked) -> tuple[str, list[Any]]:
    """The query without its limit, ordered as the macro orders, and its values."""
    conditions = {
        "list_has_all(search_words_of(speaker), search_words_of(?))": asked.speaker,
        "list_has_all(search_words_of(outlet), search_words_of(?))": asked.outlet,
        "published >= ?": asked.first,
        "published <= ?": asked.last,
    }
    held = {condition: value for condition, value in conditions.items() if value is not None}
    where = f" WHERE {' AND '.join(held)}" if held else ""
    return f"FROM {'search_articles' if asked.articles else 'search'}(?){where}", [asked.words, *held.values()]


def _missing(connection: duckdb.DuckDBPyConnection, words: str) -> list[str]:
    """The elements of what is asked that stand nowhere at all."""
    query = (
        "SELECT array_to_string(asked, ' ') FROM search_elements($words) AS elements WHERE NOT excluded "
        "AND element NOT IN (SELECT element FROM search_hits($words)) ORDER BY element"
    )
    return [word for (word,) in connection.execute(query, {"words": words}).fetchall()]


def _account(asked: Asked, number: int, missing: Sequence[str]) -> str:
    kind = "article" if asked.articles else "claim"
    if number > asked.limit:
        return f"{asked.limit} of {number} {kind}s; --limit {number} shows all."
    if number:
        return f"{number} {kind}{'s' if number > 1 else ''}."
    if missing:
        return f"No {kind} is found: {', '.join(missing)} stands in no article."
    more = "; --articles looks in whole articles" if not asked.articles else ""
    return f"No {kind} is found{more}."


def _show(names: Sequence[str], rows: Sequence[Sequence[Any]], out: TextIO) -> None:
    width = shutil.get_terminal_size().columns
    console = Console(file=out, width=width, highlight=False)
    narrow, claims = width < _NARROW, "speaker" in names
    headings = ["day", *([] if narrow else ["outlet"]), *(["who"] if claims else []), "where it stands"]
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True, leading=1)
    for heading in headings:
        table.add_column(heading, ratio=_SHARES.get(heading), min_width=10)
    for values in rows:
        row = {
            name: safe_line(value) if isinstance(value, str) else value
            for name, value in zip(names, values, strict=True)
        }
        day, outlet = Text(str(row["published"] or "")), Text(row["outlet"] or "")
        where = [Text("\n").join((day, outlet)) if outlet else day] if narrow else [day, outlet]
        who = [Text(row["speaker"] or "—")] if claims else []
        table.add_row(*where, *who, Text("\n").join(_lines(row)))
    if rows:
        console.print(table)


def _lines(row: dict[str, Any]) -> Iterator[Text]:
    """The sentence with what was found in it, the article and the ids by which it is shown and asked for."""
    if "claim_id" not in row and row["title"]:
        yield Text(row["title"], style="bold")
    sentence, end = Text(), 0
    for mark in _MARK.finditer(row["sentence"]):
        sentence.append(row["sentence"][end : mark.start()])
        sentence.append(mark.group(1), style="bold yellow")
        end = mark.end()
    sentence.append(row["sentence"][end:])
    yield sentence
    if "claim_id" in row and row["title"]:
        yield Text(row["title"], style="dim")
    if row["url"]:
        yield Text(row["url"], style="dim")
    yield Text(row.get("claim_id") or row["document_id"], style="dim")
