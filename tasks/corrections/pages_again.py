"""The pages of articles follow what people correct."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from quellenlage.tasks.evidence.run_pages import write_pages_again
from quellenlage.tasks.land.asking import ask
from quellenlage.tasks.land.lake import open_lake

#: The articles of claims that were corrected, in all versions, and those that name somebody who was.
_CONCERNED = """
WITH made AS (
    SELECT target, value, change, article_id FROM corrections WHERE made_at = $1::TIMESTAMPTZ OR $1 IS NULL
), meant AS (
    FROM made WHERE change <> 'withdrawn'
    UNION SELECT earlier.target, earlier.value, earlier.change, earlier.article_id
    FROM made JOIN corrections AS earlier ON earlier.correction_id = made.target WHERE made.change = 'withdrawn'
), people AS (
    SELECT identity FROM meant JOIN identities ON identities.id IN (meant.target, meant.value) WHERE article_id IS NULL
)
SELECT document_id FROM documents WHERE article_id IN (SELECT article_id FROM meant)
UNION
SELECT document_id FROM entity_records JOIN identities ON identities.id = entity_id
WHERE identity IN (SELECT identity FROM people)
ORDER BY document_id
"""


def write_corrected_pages(data: Path, at: dt.datetime | None = None) -> int:
    """Write the pages below ``data`` of the articles that the corrections made ``at`` that time concern, or all do.

    Returns how many; an article that has no page gets none.
    """
    with open_lake(data, read_only=True) as connection:
        concerned = [row["document_id"] for row in ask(connection, _CONCERNED, at)]
    return write_pages_again(data, concerned)
