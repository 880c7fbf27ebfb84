"""Forgetting: an article, or everything that names somebody, is taken out of all that a run has left, for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from quellenlage.errors import UsageError
from quellenlage.tasks.care.pages import clear_pages
from quellenlage.tasks.care.purging import purge
from quellenlage.tasks.evidence.look_up import look_up
from quellenlage.tasks.forgotten import hashed, hashes_of
from quellenlage.tasks.ingest.addresses import canonical, identity
from quellenlage.tasks.land.asking import register_texts
from quellenlage.tasks.land.lake import insert, lake_folder, locked, open_lake, writing
from quellenlage.tasks.land.linking import link
from quellenlage.tasks.land.publish import publish
from quellenlage.tasks.land.shared import refuse_shared
from quellenlage.tasks.tables.ledger_tables import FORGOTTEN
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, LEDGER_TABLES, arrow_table

#: Where rows stay: accounts and figures of runs, which name nothing that came in, and the list itself.
_STAY = frozenset({"quality", "run_records", "schema_version", "forgotten", "unlinked"})
_BROKEN_OFF = ".forgetting"
_OF_ARTICLES = "SELECT document_id FROM documents SEMI JOIN named ON documents.article_id = named.said"
_NAMING = """
SELECT DISTINCT document_id FROM mentions SEMI JOIN entities_named USING (entity_id)
UNION
SELECT document_id FROM documents JOIN named ON contains(
    lower(concat_ws(' ', text, title, uri, url, section, array_to_string(authors, ' '))), lower(named.said))
"""


@dataclass(frozen=True, slots=True)
class _Found:
    """What is to go: documents by id, names of somebody, and what it is known by later, as hashes and their kinds."""

    documents: frozenset[str]
    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    hashes: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Gone:
    """What was forgotten: ``documents`` are versions of articles, ``kept_back`` rows of the quarantine."""

    documents: int
    kept_back: int
    files: int


def forget(data: Path, what: str, why: str, at: dt.datetime) -> Gone:
    """Take ``what`` out of lake, warehouse, quarantine and pages, and see that it does not come back.

    It is an article, by its id, its address, or where it was read: all its versions go. Or it is a speaker or source:
    every article that names it goes. Only hashes are kept, with ``why`` and when. The lake then knows today's state
    alone, no earlier snapshot. The sources themselves, backups, and what was written elsewhere are not touched.

    Raises:
        NoLakeError: nothing has landed in ``data`` yet.
        UsageError: ``what`` names nothing, several things, or a single claim; or the lake is a shared one.
    """
    refuse_shared("forget")
    if not why.strip():
        raise UsageError("--why is empty; say in a few words why this is forgotten.")
    with open_lake(data):  # there is one, and it is up to date
        pass
    with locked(data, "forgetting.lock"):
        if was_broken_off := (lake_folder(data) / _BROKEN_OFF).exists():
            _finish(data, at)
        with open_lake(data) as connection:
            try:
                found = _find(connection, what)
            except UsageError as error:
                if was_broken_off:
                    raise UsageError(f"what had been broken off before is forgotten now. Besides: {error}") from error
                raise
            traces, runs = _traces(connection, found)
            files = clear_pages(data, traces, runs, lambda said: _stays(connection, said))
        (lake_folder(data) / _BROKEN_OFF).touch()
        with open_lake(data) as connection, writing(connection, data):
            documents, kept_back = _delete(connection, found)
            rows = [{"hash": one, "kind": kind, "why": why, "forgotten_at": at} for one, kind in sorted(found.hashes)]
            insert(connection, {FORGOTTEN.name: arrow_table(FORGOTTEN, rows)})
        _finish(data, at)
    return Gone(documents, kept_back, files)


def _finish(data: Path, at: dt.datetime) -> None:
    """What follows the deletion, and follows it still where that was broken off."""
    link(data, f"forgotten {at:%Y-%m-%dT%H:%M:%SZ}")
    purge(data)
    publish(data)
    (lake_folder(data) / _BROKEN_OFF).unlink()


def _find(connection: duckdb.DuckDBPyConnection, what: str) -> _Found:
    try:
        target = look_up(connection, what)
    except UsageError:
        if found := _not_landed(connection, what):
            return found
        raise
    if target.kind == "claim":
        raise UsageError(
            f"{what} is a claim, and what it says stands in its article; forget that: {target.document_id}."
        )
    if target.document_id is not None:
        asked = [target.document_id]
        rows = connection.execute("SELECT article_id FROM documents WHERE document_id = ?", asked).fetchall()
        register_texts(connection, "named", "said", [article_id for (article_id,) in rows])
        return _with_hashes(connection, connection.execute(_OF_ARTICLES).fetchall())
    return _somebody(connection, target.target_id)


def _not_landed(connection: duckdb.DuckDBPyConnection, what: str) -> _Found | None:
    """What is in quarantine, or is an address that nothing has come from yet."""
    rows = connection.execute("SELECT uri, payload FROM quarantine WHERE uri = ?", [what]).fetchall()
    hashes = {(hashed("place", uri), "place") for uri, _ in rows}
    if address := canonical(what) if "://" in what else None:
        hashes.add((hashed("address", identity(address)), "address"))
    return _Found(frozenset(), places=frozenset({what}), hashes=frozenset(hashes)) if hashes else None


def _somebody(connection: duckdb.DuckDBPyConnection, source_id: str) -> _Found:
    rows = connection.execute("SELECT entity_id, name FROM sources WHERE source_id = ?", [source_id]).fetchall()
    entities = [entity_id for entity_id, _ in rows if entity_id]
    named = connection.execute(
        "SELECT DISTINCT name FROM entity_records JOIN identities ON id = entity_id "
        "WHERE list_contains(?, identity) OR list_contains(?, entity_id)",
        [entities, entities],
    ).fetchall()
    names = {name for _, name in rows} | {name for (name,) in named}
    names = {name for name in names if " " in name} or names  # a family name alone may be another's
    register_texts(connection, "named", "said", sorted(names))
    register_texts(connection, "entities_named", "entity_id", entities)
    found = _with_hashes(connection, connection.execute(_NAMING).fetchall())
    return _Found(
        found.documents,
        frozenset(names),
        found.places,
        found.hashes | {(hashed("name", name), "name") for name in names},
    )


def _with_hashes(connection: duckdb.DuckDBPyConnection, documents: Iterable[tuple[str]]) -> _Found:
    ids = sorted(document_id for (document_id,) in documents)
    register_texts(connection, "going", "document_id", ids)
    rows = connection.execute(
        "SELECT article_id, url, uri, title, text FROM documents SEMI JOIN going USING (document_id)"
    )
    hashes: set[tuple[str, str]] = set()
    places: set[str] = set()
    for article_id, url, uri, title, text in rows.fetchall():
        places |= {one for one in (article_id, uri, url) if one}
        hashes |= hashes_of(identity(url) if url else None, uri, title, text)
    return _Found(frozenset(ids), places=frozenset(places), hashes=frozenset(hashes))


def _traces(connection: duckdb.DuckDBPyConnection, found: _Found) -> tuple[set[str], set[str]]:
    """Every text of the rows that are to go, and the runs that landed them."""
    traces: set[str] = set(found.names) | set(found.places) | set(found.documents)
    register_texts(connection, "going", "document_id", sorted(found.documents))
    for table in DOCUMENT_TABLES.values():
        texts = [one.name for one in table.columns if one.type.sql == "VARCHAR" and not one.vocabulary]
        rows = connection.execute(f"SELECT {', '.join(texts)} FROM {table.name} SEMI JOIN going USING (document_id)")
        traces.update(value for row in rows.fetchall() for value in row if value)
    runs = connection.execute("SELECT DISTINCT run_id FROM documents SEMI JOIN going USING (document_id)").fetchall()
    return traces, {run_id for (run_id,) in runs}


def _stays(connection: duckdb.DuckDBPyConnection, said: str) -> bool:
    """Whether an article that is not ``going`` says it too."""
    query = """
        SELECT 1 FROM documents ANTI JOIN going USING (document_id)
        WHERE contains(text, $1) OR contains(concat_ws(' ', title, url, uri, section), $1) LIMIT 1
    """
    return connection.execute(query, [said]).fetchone() is not None


def _delete(connection: duckdb.DuckDBPyConnection, found: _Found) -> tuple[int, int]:
    """Delete every row of those documents, and every other that speaks of them; how many of each kind."""
    register_texts(connection, "going", "document_id", sorted(found.documents))
    ids: set[str] = set(found.documents) | set(found.places)
    ids |= {one.partition("#")[0] for one in found.places if "#" not in one}
    only = {
        "claim_id": "SELECT claim_id FROM claim_records SEMI JOIN going USING (document_id)",
        "entity_id": "SELECT entity_id FROM entity_records GROUP BY entity_id HAVING "
        "bool_and(document_id IN (SELECT document_id FROM going))",
        "source_id": "SELECT source_id FROM source_records GROUP BY source_id HAVING "
        "bool_and(document_id IN (SELECT document_id FROM going))",
    }
    for query in only.values():
        ids |= {one for (one,) in connection.execute(query).fetchall()}
    for name in DOCUMENT_TABLES:
        connection.execute(f"DELETE FROM {name} WHERE document_id IN (SELECT document_id FROM going)")
    register_texts(connection, "ids_going", "said", sorted(ids))
    register_texts(connection, "names_going", "said", sorted(found.names))
    kept_back = _count(connection, "quarantine")
    for table in LEDGER_TABLES.values():
        if table.name in _STAY:
            continue
        texts = [one.name for one in table.columns if one.type.sql == "VARCHAR" and one.name != "run_id"]
        for text in texts:
            connection.execute(f"DELETE FROM {table.name} WHERE {text} IN (SELECT said FROM ids_going)")
        said = f"lower(concat_ws(' ', {', '.join(texts)}))"
        connection.execute(
            f"DELETE FROM {table.name} WHERE EXISTS (SELECT 1 FROM names_going WHERE contains({said}, lower(said)))"
        )
    return len(found.documents), kept_back - _count(connection, "quarantine")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0
