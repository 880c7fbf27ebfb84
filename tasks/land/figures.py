"""How the articles and claims of a run are, in figures: a page read wrongly, or an outlet gone, shows in them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from quellenlage.tasks.accounts import Figure
from quellenlage.tasks.land.asking import on_days
from quellenlage.tasks.land.lake import open_lake

#: What these are called in ``quality``, where a suite has its table's name.
SUITE = "figures"


class _Counted(NamedTuple):
    """What is expected, what is counted and for how many of what, in SQL over the rows below."""

    expectation: str
    counted: str
    of: str
    is_share: bool = True


_CLAIMS = "(SELECT count(*) FROM said)"
_ARTICLES = "(SELECT count(*) FROM temp.landed)"
_FIGURES = (
    _Counted("There are as many claims an article as usual.", _CLAIMS, _ARTICLES, is_share=False),
    _Counted("Claims are as long as usual.", "(SELECT sum(length(content)) FROM said)", _CLAIMS, is_share=False),
    _Counted("As many claims as usual have no speaker.", "(SELECT count(*) - count(speaker_id) FROM said)", _CLAIMS),
    _Counted("As many claims as usual are doubtful.", "(SELECT count(*) FROM said WHERE doubtful)", _CLAIMS),
    _Counted(
        "As many claims as usual stand word by word in another article of their outlet.",
        "(SELECT count(*) FROM repeated)",
        _CLAIMS,
    ),
    _Counted(
        "As many articles as usual are of outlets that are new.",
        "(SELECT count(*) FROM temp.landed WHERE outlet IS NOT NULL AND outlet NOT IN (FROM known))",
        "(SELECT count(outlet) FROM temp.landed)",
    ),
)
#: Below this confidence, or where nobody is told to speak, a claim is doubtful.
DOUBTFUL = 0.7
# Front matter, a line of navigation or boilerplate that is read as a claim stands in one article after the other.
_ASKED = f"""
WITH said AS (
    SELECT landed.article_id, landed.outlet, content, speaker_id,
           confidence < {DOUBTFUL} OR speaker_id IS NULL AND kind <> 'outlet' AS doubtful
    FROM claim_records JOIN temp.landed USING (document_id) WHERE {{days}}
), repeated AS (
    FROM said QUALIFY count(DISTINCT article_id) OVER (PARTITION BY outlet, content) > 1
), known AS (
    SELECT DISTINCT outlet FROM documents WHERE outlet IS NOT NULL AND NOT ({{landed}})
)
SELECT {", ".join(f"coalesce({one.counted}, 0)::BIGINT, {one.of}" for one in _FIGURES)}
"""


def figures_of_run(data: Path, run_id: str) -> list[Figure]:
    """The figures of what run ``run_id`` landed in the lake in ``data``; none where it landed nothing.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
    """
    with open_lake(data, read_only=True) as connection:
        return figures(connection, "run_id = $value", run_id)


def figures_since(data: Path, since: dt.datetime) -> list[Figure]:
    """The figures of what landed in the lake in ``data`` from ``since`` on.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
    """
    with open_lake(data, read_only=True) as connection:
        return figures(connection, "landed_at >= $value", since)


def figures(connection: duckdb.DuckDBPyConnection, landed: str, value: Any) -> list[Figure]:
    """The figures of the documents for which ``landed`` holds, a condition in which ``$value`` stands for ``value``."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE landed AS "
        f"SELECT document_id, article_id, outlet, published FROM documents WHERE {landed}",
        {"value": value},
    )
    days = {day for (day,) in connection.execute("SELECT DISTINCT published FROM temp.landed").fetchall()}
    if not days:
        return []
    asked = _ASKED.replace("{days}", on_days(days, "claim_records.")).replace("{landed}", landed)
    row = connection.execute(asked, {"value": value}).fetchall()[0]
    return [
        Figure(SUITE, one.expectation, "warning", of, counted, is_share=one.is_share)
        for one, counted, of in zip(_FIGURES, row[::2], row[1::2], strict=True)
    ]
