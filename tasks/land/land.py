"""Rows into the lake: a batch in one transaction, and the account of a run at its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from quellenlage.records import Landed, Rejected, Traits
from quellenlage.relations import Compared, Link, find_relations, relations_of
from quellenlage.tasks.accounts import ReadFile, RunAccount, Verdict
from quellenlage.tasks.land.asking import ask, on_days, register_texts
from quellenlage.tasks.land.copying import copies_of, copy_rows
from quellenlage.tasks.land.kept_back import not_kept_yet, quarantine_rows, release
from quellenlage.tasks.land.lake import insert, open_lake, writing
from quellenlage.tasks.land.stems_of_claims import alike
from quellenlage.tasks.tables.definition import Table
from quellenlage.tasks.tables.document_tables import DOCUMENTS
from quellenlage.tasks.tables.ledger_tables import (
    CLAIM_LINKS,
    FINDINGS,
    QUALITY,
    READ_FILES,
    RUN_RECORDS,
    UNLINKED,
)
from quellenlage.tasks.tables.rows import row_of
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, arrow_table
from quellenlage.tasks.tables.selection import without_documents
from quellenlage.version import code_version

# Keys are looked for in all documents, a narrow column at a time; titles and texts only in those of the same days,
# which are told as constants, so that other partitions are not opened.
_MAY_BE_ONE = """
CREATE TEMP TABLE near AS
SELECT article_id FROM documents WHERE article_id IN (SELECT unnest([place, address]) FROM asked)
UNION SELECT article_id FROM documents WHERE uri IN (SELECT place FROM asked)
UNION SELECT article_id FROM documents WHERE url IN (SELECT url FROM asked WHERE url IS NOT NULL)
UNION SELECT article_id FROM documents SEMI JOIN asked
      ON documents.published IS NOT DISTINCT FROM asked.published
      AND (documents.title = asked.title OR documents.text = asked.text)
      WHERE {days}
"""
_LATEST_OF_NEAR = """
SELECT article_id, version, content_hash, uri, url, outlet, published, title, text
FROM documents WHERE article_id IN (SELECT article_id FROM temp.near)
QUALIFY version = max(version) OVER (PARTITION BY article_id, uri)
ORDER BY article_id, version
"""


def landed_articles(data: Path, asked: Sequence[Traits]) -> list[Landed]:
    """What the lake in ``data`` (made if there is none) holds that may be one of those articles.

    Of each article the latest version of each place where it was read, in their order.
    """
    rows = [
        {
            "place": one.article.uri,
            "address": one.address,
            "url": one.url,
            "published": one.published,
            "title": one.title,
            "text": one.article.text,
        }
        for one in asked
    ]
    names = {"place": pa.string(), "address": pa.string(), "url": pa.string(), "published": pa.date32()}
    schema = pa.schema(list((names | {"title": pa.string(), "text": pa.string()}).items()))
    with open_lake(data, create=True) as connection:
        connection.register("asked", pa.Table.from_pylist(rows, schema=schema))
        connection.execute(_MAY_BE_ONE.replace("{days}", on_days({one.published for one in asked})))
        if connection.execute("SELECT 1 FROM temp.near LIMIT 1").fetchone() is None:
            return []
        return [Landed(*row) for row in connection.execute(_LATEST_OF_NEAR).fetchall()]


def files_read(data: Path, uris: Iterable[str] | None = None) -> dict[tuple[str, int, int], int]:
    """How many articles and unreadable parts each file held that today's code has read, by URI, size and time.

    With ``uris``, only of those files.
    """
    query = "SELECT uri, size, modified, items FROM read_files WHERE code_version = ?"
    with open_lake(data, create=True) as connection:
        if uris is not None:
            register_texts(connection, "asked_files", "uri", uris)
            query += " AND uri IN (SELECT uri FROM asked_files)"
        rows = connection.execute(query, [code_version()]).fetchall()
    return {(uri, size, modified): items for uri, size, modified, items in rows}


class Landing(NamedTuple):
    """What became of a batch.

    ``landed`` documents are new, ``known`` ones another run had landed in the meantime; ``quarantined`` is what was not
    in quarantine before.
    """

    landed: int
    known: int
    quarantined: list[Rejected]


def land(
    data: Path,
    run_id: str,
    tables: Mapping[str, pa.Table],
    rejected: Sequence[Rejected],
    at: dt.datetime,
    read: Sequence[ReadFile] = (),
    model: str | None = None,
) -> Landing:
    """Append a batch in one transaction, quarantine included: all of it or nothing.

    What is in quarantine already, for the same reason and as it was then, stays there once.

    ``tables`` are those of :data:`~quellenlage.tasks.tables.schema.DOCUMENT_TABLES`, and ``findings`` where they were
    checked; version, run and time of landing are added here, how claims stand to others of the days around them, and
    which articles are copies. ``read`` are the files that this batch comes to the end of, ``model`` is the pipeline
    that analysed it. What had been in quarantine and lands now leaves it, and ``released`` says so.

    Raises:
        duckdb.TransactionException: another writer committed first; nothing landed, and trying again is right.
    """
    with open_lake(data, create=True) as connection, writing(connection, data):
        documents = tables["documents"]
        connection.register("batch", documents.select(["document_id", "article_id"]))
        known = connection.execute("SELECT document_id FROM documents SEMI JOIN batch USING (document_id)").fetchall()
        versions: dict[str, int] = dict(
            connection.execute(
                "SELECT article_id, max(version) FROM documents SEMI JOIN batch USING (article_id) GROUP BY article_id"
            ).fetchall()
        )
        connection.unregister("batch")
        fresh = without_documents(tables, {document_id for (document_id,) in known})
        documents = fresh["documents"]
        numbers = []
        for article_id in documents["article_id"].to_pylist():
            versions[article_id] = versions.get(article_id, 0) + 1
            numbers.append(versions[article_id])
        stamped = dict(fresh)
        stamped["documents"] = _with_columns(
            documents,
            DOCUMENTS,
            version=numbers,
            run_id=[run_id] * documents.num_rows,
            landed_at=[at] * documents.num_rows,
            code_version=[code_version()] * documents.num_rows,
            model_version=[model] * documents.num_rows,
        )
        links = links_of(connection, stamped)
        copies = copies_of(connection, stamped)
        insert(connection, {name: stamped[name] for name in DOCUMENT_TABLES})
        release(connection, run_id, documents["uri"].to_pylist(), rejected)
        kept = not_kept_yet(connection, rejected)
        insert(connection, {"quarantine": quarantine_rows(run_id, kept), "claim_links": link_rows(run_id, links)})
        insert(connection, {"copy_records": copy_rows(run_id, copies)})
        if documents.num_rows:
            insert(connection, {UNLINKED.name: arrow_table(UNLINKED, [{"run_id": run_id}])})
        _keep_read(connection, run_id, read)
        if FINDINGS.name in fresh:
            insert(connection, {FINDINGS.name: finding_rows(run_id, fresh[FINDINGS.name])})
    return Landing(documents.num_rows, len(known), kept)


def _keep_read(connection: duckdb.DuckDBPyConnection, run_id: str, read: Sequence[ReadFile]) -> None:
    """Remember files that were read, in place of what was remembered of them."""
    if not read:
        return
    version = code_version()
    rows = [row_of(READ_FILES, one, run_id=run_id, code_version=version) for one in read]
    connection.register("read_now", arrow_table(READ_FILES, rows))
    connection.execute("DELETE FROM read_files WHERE uri IN (SELECT uri FROM read_now)")
    connection.unregister("read_now")
    insert(connection, {READ_FILES.name: arrow_table(READ_FILES, rows)})


_COMPARED = """
SELECT claims.claim_id, claims.document_id, claims.published, content, act, negated, certainty, cue, speaker_id,
       speakers.name AS speaker, content_spans[1].start_char AS start
FROM (FROM {claims} WHERE published IS NOT NULL AND ({which})) AS claims
LEFT JOIN (SELECT document_id, source_id, name FROM {sources} WHERE {days}) AS speakers
    ON speakers.document_id = claims.document_id AND speakers.source_id = claims.speaker_id
ORDER BY claims.claim_id
"""


def links_of(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> list[Link]:
    """How each of the claims of ``tables``, about to land, stands to the others of them and to those landed before."""
    names = ("claim_records", "source_records")
    for name in names:
        connection.register(f"landing_{name}", tables[name])
    claims, sources = (f"landing_{name}" for name in names)
    landing = _compared(connection, _COMPARED.format(claims=claims, sources=sources, which="true", days="true"))
    for name in names:
        connection.unregister(f"landing_{name}")
    pairs = list(alike(connection, landing))
    days = on_days({one.published for one in pairs})
    register_texts(connection, "alike_claims", "claim_id", sorted({one.claim_id for one in pairs}))
    which = f"({days}) AND claim_id IN (SELECT claim_id FROM alike_claims)"
    asked = _COMPARED.format(claims=names[0], sources=names[1], which=which, days=days)
    landed = {one.claim_id: one for one in (_compared(connection, asked) if pairs else ())}
    connection.unregister("alike_claims")
    across = relations_of((landing[one.place], landed[one.claim_id]) for one in pairs)
    return sorted({*find_relations(landing), *across})


def _compared(connection: duckdb.DuckDBPyConnection, query: str) -> list[Compared]:
    return [Compared(**row) for row in ask(connection, query)]


def told_across(data: Path, run_id: str) -> dict[str, pa.Table]:
    """The rows of tables that no document has for itself, as far as run ``run_id`` appended them."""
    with open_lake(data) as connection:
        return {
            name: connection.execute(f"FROM {name} WHERE run_id = ? ORDER BY ALL", [run_id]).to_arrow_table()
            for name in ("merges", "claim_links", "copy_records")
        }


def close_run(data: Path, account: RunAccount, verdicts: Sequence[Verdict]) -> None:
    """Append a run's account and what the suites said of it, in one transaction."""
    with open_lake(data, create=True) as connection, writing(connection, data):
        insert(
            connection,
            {"run_records": run_rows(account), "quality": quality_rows(account.run_id, verdicts)},
        )


_LATEST = """
SELECT suite, expectation, list(struct_pack(checked, unexpected) ORDER BY finished_at DESC, run_id)[:$runs]
FROM quality JOIN run_records USING (run_id)
WHERE severity <> 'critical' AND suite <> 'quality' AND checked > 0
GROUP BY suite, expectation
"""
_RUNS = 30


def earlier_shares(data: Path) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """What the latest runs checked and found, at most 30 of them, by suite and expectation.

    Of each figure, and each expectation for which nothing is refused.
    """
    with open_lake(data, create=True) as connection:
        rows = connection.execute(_LATEST, {"runs": _RUNS}).fetchall()
    return {(suite, told): [(one["checked"], one["unexpected"]) for one in runs] for suite, told, runs in rows}


def run_rows(account: RunAccount) -> pa.Table:
    return arrow_table(RUN_RECORDS, [row_of(RUN_RECORDS, account)])


def quality_rows(run_id: str, verdicts: Sequence[Verdict]) -> pa.Table:
    return arrow_table(QUALITY, [row_of(QUALITY, one, run_id=run_id) for one in verdicts])


def link_rows(run_id: str, links: Sequence[Link]) -> pa.Table:
    return arrow_table(CLAIM_LINKS, [row_of(CLAIM_LINKS, one, run_id=run_id) for one in links])


def finding_rows(run_id: str, found: pa.Table) -> pa.Table:
    return _with_columns(found, FINDINGS, run_id=[run_id] * found.num_rows)


def _with_columns(rows: pa.Table, table: Table, **columns: Sequence[object]) -> pa.Table:
    for name, values in columns.items():
        field = table.schema.field(name)
        rows = rows.append_column(field, pa.array(values, field.type))
    return rows
