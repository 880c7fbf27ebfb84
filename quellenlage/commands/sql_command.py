"""``quellenlage sql``: one query over the lake."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quellenlage.commands.command import DONE, Command, add_data

_EXAMPLE = 'quellenlage sql "FROM who_said_what LIMIT 5"'


def _add_arguments(sql: argparse.ArgumentParser) -> None:
    sql.add_argument("query", metavar="QUERY", help='for example "FROM who_said_what LIMIT 5"')
    sql.add_argument(
        "--out", type=Path, metavar="FILE", help="write the answer here: .csv, .json, .jsonl or .parquet says as what"
    )
    add_data(sql)


def _sql(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.land.query import show

    show(chosen.data, chosen.query, sys.stdout, chosen.out)
    return DONE


SQL = Command("sql", "one query over the lake: a table on a terminal, CSV into a pipe", _EXAMPLE, _add_arguments, _sql)
