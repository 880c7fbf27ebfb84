"""What a run left in a lake, in a few figures and five claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from quellenlage.tasks.land.asking import ask
from quellenlage.tasks.land.figures import DOUBTFUL
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.publish import NAME, is_current
from quellenlage.tasks.land.upgrade import lake_version
from quellenlage.tasks.tables.schema import VERSION

_ACCOUNT = ("seen", "landed", "unchanged", "quarantined", "passed_over", "passed_over_as")
_TELLING = 5
_REASONS = 6

# Of an article the one claim that tells most of what a row holds: a way of several steps, an act that is no mere
# statement, a speaker with an office, a sentence that can be read in one go.
_CLAIMS = f"""
WITH own AS (
    SELECT who_said_what.*,
           4 * least(len(via), 4) + 2 * (act NOT IN ('assert', 'plan'))::INT + 2 * (speaker_role IS NOT NULL)::INT
               + 2 * (certainty <> 'asserted')::INT + 2 * (confidence >= 0.9)::INT
               + 3 * (length(content) BETWEEN 30 AND 130)::INT + (type = 'Direct')::INT
               + 2 * (outlet IS NOT NULL)::INT AS weight
    FROM who_said_what SEMI JOIN (SELECT document_id FROM documents WHERE run_id = $run) AS landed USING (document_id)
    WHERE speaker IS NOT NULL AND kind = 'quoted' AND confidence >= {DOUBTFUL}
), best AS (
    FROM own QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY weight DESC, claim_id) = 1
), apart AS (
    FROM best QUALIFY row_number() OVER (PARTITION BY speaker ORDER BY weight DESC, claim_id) = 1
), chosen AS (
    FROM apart ORDER BY weight DESC, published DESC, claim_id LIMIT {_TELLING}
)
SELECT coalesce(outlet, 'outlet not told') AS outlet, published, speaker, speaker_role, act, certainty, content, via,
       page, claim_id
FROM chosen ORDER BY published DESC, outlet, claim_id
"""
_FIGURES = f"""
WITH landed AS (
    SELECT document_id FROM current_documents WHERE run_id = $run
), made AS (
    SELECT claims.claim_id, speaker_id, sources.named,
           claims.confidence < {DOUBTFUL} OR speaker_id IS NULL AND claims.kind <> 'outlet' AS doubtful
    FROM claims SEMI JOIN landed USING (document_id) LEFT JOIN sources ON sources.source_id = claims.speaker_id
), before AS (
    SELECT DISTINCT speaker_id FROM claims ANTI JOIN landed USING (document_id)
    SEMI JOIN current_documents USING (document_id)
)
SELECT count(*) AS claims, count(DISTINCT speaker_id) FILTER (named) AS speakers,
       count(DISTINCT speaker_id) FILTER (named AND speaker_id NOT IN (
           SELECT speaker_id FROM before WHERE speaker_id IS NOT NULL)) AS new_speakers,
       count(*) FILTER (doubtful) AS doubtful
FROM made
"""
_QUARANTINED = f"""
SELECT reason, parse_filename(uri) AS file FROM quarantine WHERE run_id = $run
ORDER BY reason, uri LIMIT {_REASONS}
"""


@dataclass(frozen=True, slots=True)
class Overview:
    """The account of one run if it was closed, why what is in quarantine is there, and what the run landed.

    ``figures`` are how many claims, speakers and new_speakers there are, and how many claims are doubtful; ``claims``
    are rows of who_said_what of several articles. ``said`` is how many claims were found in all versions
    of all articles of the lake.
    """

    run: dict[str, Any] | None
    said: int
    quarantined: list[tuple[str, str]] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)
    claims: list[dict[str, Any]] = field(default_factory=list)


def way(claim: Mapping[str, Any]) -> str:
    """Where the article of one of the ``claims`` has it from, the nearest first; the outlet alone where that is all."""
    return " ← ".join(claim["via"]) if len(claim["via"]) > 1 else str(claim["outlet"])


def day(claim: Mapping[str, Any]) -> str:
    """The day of publication of one of the ``claims``, in words where nothing tells it."""
    return str(claim["published"] or "day not told")


def overview(data: Path, run_id: str) -> Overview:
    """What run ``run_id`` did in the lake in ``data``.

    Raises:
        NoLakeError: nothing has landed there yet.
    """
    with open_lake(data, read_only=True) as connection:
        found = ask(connection, "FROM run_records WHERE run_id = $run", run=run_id)
        run = {name: found[0][name] for name in _ACCOUNT if name in found[0]} if found else None
        ((said,),) = connection.execute("SELECT count(*) FROM claim_records").fetchall()
        if lake_version(connection) != VERSION:  # of an earlier version, which nothing has been written to since
            return Overview(run, said)
        quarantined = [(one["file"], one["reason"]) for one in ask(connection, _QUARANTINED, run=run_id)]
    with _state(data) as connection:
        return Overview(
            run, said, quarantined, ask(connection, _FIGURES, run=run_id)[0], ask(connection, _CLAIMS, run=run_id)
        )


@contextmanager
def _state(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, which keeps what views tell, where it is current; else the lake."""
    if (data / NAME).is_file() and is_current(data):
        with duckdb.connect(str(data / NAME), read_only=True) as connection:
            yield connection
    else:
        with open_lake(data, read_only=True) as connection:
            yield connection
