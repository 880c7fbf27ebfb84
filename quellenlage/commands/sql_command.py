"""``quellenlage sql``: one query over the lake."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quellenlage.commands.command import DONE, Command, add_data

_EXAMPLE = 'quellenlage sql "FROM who_said_what LIMIT 5"'


def _add_arguments(sql: argparse.ArgumentParser) -> None:
    sql.add_argument(
        "query",
        nargs="?",
        default="-",
        metavar="QUERY",
        help='for example "FROM who_said_what LIMIT 5"; a file that ends in .sql; - for standard input (the default)',
    )
    sql.add_argument(
        "--format",
        choices=("table", "csv", "json", "jsonl", "parquet", "markdown"),
        help="how the answer is printed (default: a table on a terminal, CSV into a pipe)",
    )
    sql.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write the answer here: .csv, .json, .jsonl, .md or .parquet says as what",
    )
    add_data(sql)


def _sql(chosen: argparse.Namespace) -> int:
    from quellenlage.errors import UsageError
    from quellenlage.tasks.land.query import show

    if chosen.format and chosen.out:
        raise UsageError("--format says how an answer is printed; that of a file is said by its ending.")
    show(chosen.data, query_of(chosen.query), sys.stdout, chosen.out, chosen.format)
    return DONE


def query_of(written: str) -> str:
    """The query: as it is written, or of a file, or of standard input.

    Raises:
        UsageError: the file cannot be read.
    """
    from quellenlage.errors import UsageError

    if written == "-":
        return sys.stdin.read()
    if not written.endswith(".sql"):
        return written
    try:
        return Path(written).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{written}: this file cannot be read ({error}).") from error


SQL = Command("sql", "one query over the lake: a table on a terminal, CSV into a pipe", _EXAMPLE, _add_arguments, _sql)
