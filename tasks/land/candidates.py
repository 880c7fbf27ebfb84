"""Which persons have to be looked at after a landing: those that something new may link, or no longer link.

What is decided of a person depends on those of the same family name, and of one that differs by a letter; and on what
articles tell of them, which only a new article changes, or somebody who is by now named too often to tell people apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import duckdb

from quellenlage import words as tables
from quellenlage.tasks.land.profiles import COMMON
from quellenlage.tasks.land.spelling import ends_of, is_misspelt

_FRESH = """
CREATE OR REPLACE TEMP TABLE fresh_documents AS
SELECT document_id FROM documents WHERE run_id IN (SELECT run_id FROM unlinked);
"""
#: Names of persons in new articles, and beside whoever has become too common to tell anybody apart since.
_TOUCHED = """
WITH kinds AS (
    SELECT document_id, entity_id, records.name FROM entity_records AS records
    WHERE named AND kind IN ('person', 'organisation', 'place') AND entity_id IN (
        SELECT entity_id FROM entity_records WHERE document_id IN (SELECT document_id FROM temp.fresh_documents))
), company AS (
    SELECT kinds.document_id, entity_id FROM kinds
    ANTI JOIN credits ON credits.document_id = kinds.document_id AND credits.name = kinds.name
), crossed AS (
    SELECT entity_id FROM company GROUP BY entity_id
    HAVING count(DISTINCT document_id) > $common AND count(DISTINCT document_id) FILTER (
        document_id NOT IN (SELECT document_id FROM temp.fresh_documents)) <= $common
), concerned AS (
    SELECT document_id FROM temp.fresh_documents
    UNION SELECT document_id FROM company SEMI JOIN crossed USING (entity_id)
)
SELECT DISTINCT name FROM entity_records
WHERE kind = 'person' AND named AND entity_id IN (
    SELECT entity_id FROM entity_records WHERE kind = 'person' AND document_id IN (SELECT document_id FROM concerned))
"""
_ALL = "SELECT DISTINCT name FROM entity_records WHERE kind = 'person' AND named"


def names_to_link(connection: duckdb.DuckDBPyConnection) -> set[str] | None:
    """The names of all persons whose links the batches in ``unlinked`` may change; None for all persons of the lake."""
    if connection.execute("SELECT 1 FROM unlinked LIMIT 1").fetchone() is None:
        return None
    connection.execute(_FRESH)
    touched = {name for (name,) in connection.execute(_TOUCHED, {"common": COMMON}).fetchall()}
    connection.execute("DROP TABLE temp.fresh_documents")
    keys = {name: _key(name) for (name,) in connection.execute(_ALL).fetchall()}
    families = _with_neighbours({keys[name][1] for name in touched}, keys.values())
    return {name for name, (_, family) in keys.items() if family in families}


def _key(name: str) -> tuple[str, str]:
    given, family = tables.split_name(name)
    return tables.person_key(given, ""), tables.fold("family", family)


def _with_neighbours(families: Iterable[str], known: Iterable[tuple[str, str]]) -> set[str]:
    """``families`` and those that misspelt names connect them with, over others where need be."""
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    given: dict[str, set[str]] = defaultdict(set)
    for first, family in set(known):
        if first:
            given[family].add(first)
            for end in ends_of(family):
                blocks[first, end].add(family)
    return _reached(set(families), given, blocks)


def _reached(found: set[str], given: Mapping[str, set[str]], blocks: Mapping[tuple[str, str], set[str]]) -> set[str]:
    todo = sorted(found)
    while todo:
        family = todo.pop()
        near = {other for first in given.get(family, ()) for end in ends_of(family) for other in blocks[first, end]}
        fresh = {other for other in near - found if is_misspelt(family, other)}
        found |= fresh
        todo += sorted(fresh)
    return found
