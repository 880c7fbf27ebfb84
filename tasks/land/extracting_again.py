"""What has landed, extracted again: which documents, what they were, and the new rows in place of the old ones."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from quellenlage.records import Document, PublicationReading, Rejected, Segment
from quellenlage.relations import Link
from quellenlage.tasks.land.asking import ask, register_texts
from quellenlage.tasks.land.copying import copies_of, copies_that_were, keep_copies
from quellenlage.tasks.land.kept_back import not_kept_yet, quarantine_rows
from quellenlage.tasks.land.lake import insert, open_lake, writing
from quellenlage.tasks.land.land import finding_rows, link_rows, links_of
from quellenlage.tasks.tables.document_tables import DOCUMENTS
from quellenlage.tasks.tables.ledger_tables import FINDINGS, UNLINKED
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, arrow_table
from quellenlage.version import code_version

#: What follows from the text alone, and is written afresh. A document with its layout and its days stays as it landed.
AGAIN = tuple(name for name in DOCUMENT_TABLES if name not in ("documents", "segments", "publication_dates"))

_OLD = "(code_version IS DISTINCT FROM $code OR model_version IS DISTINCT FROM $model)"
_WITH_IT = "SEMI JOIN again USING (document_id)"


@dataclass(frozen=True, slots=True)
class Which:
    """Which documents are extracted again: all that are named, or those that other code or another pipeline read.

    Of these, only articles of ``outlet`` and from the day ``since`` on, where that is given.
    """

    documents: Collection[str] | None = None
    since: dt.date | None = None
    outlet: str | None = None


def documents_to_read(data: Path, which: Which, model: str) -> list[str]:
    """The ids of those documents in order, each version of an article; ``model`` is what would read them."""
    conditions = ["true" if which.documents is not None else _OLD]
    values: dict[str, Any] = {} if which.documents is not None else {"code": code_version(), "model": model}
    if which.documents is not None:
        conditions.append("list_contains($ids, document_id)")
        values["ids"] = sorted(which.documents)
    if which.since is not None:
        conditions.append("published >= $since")
        values["since"] = which.since
    if which.outlet is not None:
        conditions.append("contains(lower(outlet), lower($outlet))")
        values["outlet"] = which.outlet
    query = f"SELECT document_id FROM documents WHERE {' AND '.join(conditions)} ORDER BY document_id"
    with open_lake(data) as connection:
        return [document_id for (document_id,) in connection.execute(query, values).fetchall()]


def landed_documents(data: Path, document_ids: Sequence[str]) -> list[tuple[Document, tuple[PublicationReading, ...]]]:
    """Those documents as they landed, each with what says when it was published, in order of their ids."""
    with open_lake(data) as connection:
        register_texts(connection, "again", "document_id", document_ids)
        segments, readings = defaultdict(list), defaultdict(list)
        for row in ask(connection, f"FROM segments {_WITH_IT} ORDER BY document_id, start_char, end_char, kind"):
            segments[row["document_id"]].append(Segment(row["kind"], row["start_char"], row["end_char"]))
        for row in ask(connection, f"FROM publication_dates {_WITH_IT} ORDER BY ALL"):
            readings[row["document_id"]].append(_reading(row))
        documents = ask(connection, f"FROM documents {_WITH_IT} ORDER BY document_id")
    return [(_document(row, segments[row["document_id"]]), tuple(readings[row["document_id"]])) for row in documents]


def land_again(
    data: Path, run_id: str, tables: Mapping[str, pa.Table], rejected: Sequence[Rejected], model: str
) -> int:
    """Put the rows of ``tables`` in place of those that their documents had, in one transaction; how many documents.

    Ids follow from article and place, so what did not change keeps its id, and what others tied to it. Who reads
    meanwhile sees all of the old rows or all of the new ones; the old ones stay in the lake's earlier snapshots. A
    document that is ``rejected`` keeps what it had, and stands in quarantine. What was forgotten stays so.
    """
    with open_lake(data) as connection, writing(connection, data):
        asked = tables["documents"]["document_id"].to_pylist()
        register_texts(connection, "again", "document_id", asked)
        there = {one for (one,) in connection.execute(f"SELECT document_id FROM documents {_WITH_IT}").fetchall()}
        register_texts(connection, "again", "document_id", sorted(there))
        old = {Link(**row) for row in ask(connection, _OLD_LINKS)}
        old_copies = copies_that_were(connection, there)
        for name in AGAIN:
            connection.execute(f"DELETE FROM {name} WHERE document_id IN (SELECT document_id FROM again)")
        connection.execute(f"DELETE FROM {FINDINGS.name} WHERE document_id IN (SELECT document_id FROM again)")
        fresh = {name: _of(tables[name], there) for name in (*AGAIN, FINDINGS.name)}
        links = links_of(connection, fresh)
        copies = copies_of(connection, fresh | {name: _of(tables[name], there) for name in ("documents", "segments")})
        insert(connection, {name: fresh[name] for name in AGAIN})
        insert(connection, {FINDINGS.name: finding_rows(run_id, fresh[FINDINGS.name])})
        _drop_links(connection, old - set(links))
        new = [one for one in links if one not in old]
        kept = quarantine_rows(run_id, not_kept_yet(connection, rejected))
        insert(connection, {"claim_links": link_rows(run_id, new), "quarantine": kept})
        keep_copies(connection, run_id, old_copies, copies)
        connection.execute(
            "UPDATE documents SET code_version = ?, model_version = ? "
            "WHERE document_id IN (SELECT document_id FROM again)",
            [code_version(), model],
        )
        insert(connection, {UNLINKED.name: arrow_table(UNLINKED, [{"run_id": run_id}])})
    return len(there)


_OLD_LINKS = f"""
SELECT claim_id, other_id, relation, similarity, why FROM claim_links
WHERE claim_id IN (SELECT claim_id FROM claim_records {_WITH_IT})
   OR other_id IN (SELECT claim_id FROM claim_records {_WITH_IT})
"""


def _drop_links(connection: duckdb.DuckDBPyConnection, gone: Collection[Link]) -> None:
    """Delete links that no longer hold."""
    texts = pa.string()
    ordered = sorted((one.claim_id, one.other_id) for one in gone)
    connection.register(
        "links_gone",
        pa.table(
            {"claim_id": pa.array([a for a, _ in ordered], texts), "other_id": pa.array([b for _, b in ordered], texts)}
        ),
    )
    connection.execute(
        "DELETE FROM claim_links WHERE (claim_id, other_id) IN (SELECT (claim_id, other_id) FROM links_gone)"
    )
    connection.unregister("links_gone")


def _document(row: Mapping[str, Any], segments: Sequence[Segment]) -> Document:
    names = DOCUMENTS.without("version", "run_id", "landed_at", "code_version", "model_version").names
    told = {name: row[name] for name in names} | {"segments": tuple(segments), "authors": tuple(row["authors"] or ())}
    return Document(**told)


def _reading(row: Mapping[str, Any]) -> PublicationReading:
    return PublicationReading(
        row["origin"],
        row["text"],
        row["value"],
        row["value_at"],
        row["start_char"],
        row["end_char"],
        row["chosen"],
        row["problem"],
    )


def _of(table: pa.Table, documents: Collection[str]) -> pa.Table:
    import pyarrow.compute as pc

    return table.filter(pc.is_in(table["document_id"], value_set=pa.array(sorted(documents), pa.string())))
