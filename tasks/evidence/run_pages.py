"""The pages that a run leaves: one for each article that it landed, and one that lists them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from quellenlage.tasks.evidence.page import page_name, page_of_pages, write_pages
from quellenlage.tasks.land.asking import ask
from quellenlage.tasks.land.lake import open_lake

#: Below the folder of the lake.
FOLDER = "pages"
_AT_ONCE = 100
_LISTED = """
SELECT documents.document_id, any_value(outlet) AS outlet, any_value(documents.published) AS published,
       any_value(title) AS title, any_value(uri) AS uri, count(claims.claim_id) AS claims,
       coalesce(list_sort(list(DISTINCT sources.name) FILTER (sources.named)), []) AS speakers
FROM documents
LEFT JOIN claims ON claims.document_id = documents.document_id
LEFT JOIN sources ON sources.source_id = claims.speaker_id
WHERE documents.run_id = ?
GROUP BY documents.document_id
ORDER BY published DESC NULLS LAST, outlet, title, documents.document_id
"""


def write_pages_of_run(data: Path, run_id: str) -> Path | None:
    """Write the evidence page of each article that run ``run_id`` landed, and ``index.html``, which lists them.

    Returns the list; None where the run landed nothing, and the pages of the runs before stay as they are.
    """
    folder = data / FOLDER
    with open_lake(data, read_only=True) as connection:
        landed = ask(connection, _LISTED, run_id)
        _write(connection, [row["document_id"] for row in landed], folder)
    if not landed:
        return None
    index = folder / "index.html"
    index.write_text(page_of_pages(landed, run_id), encoding="utf-8")
    return index


def write_pages_again(data: Path, document_ids: Iterable[str]) -> int:
    """Write anew the pages below ``data`` of those versions of articles that have one; returns how many."""
    folder = data / FOLDER
    held = [one for one in document_ids if (folder / page_name(one)).is_file()]
    with open_lake(data, read_only=True) as connection:
        _write(connection, held, folder)
    return len(held)


def _write(connection: duckdb.DuckDBPyConnection, ids: list[str], folder: Path) -> None:
    for start in range(0, len(ids), _AT_ONCE):
        write_pages(connection, ids[start : start + _AT_ONCE], folder)
