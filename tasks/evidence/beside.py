"""Which claims of current versions confirm, contradict or deny those that a page shows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from quellenlage.tasks.land.asking import ask

#: What is done to a claim, by what the other claim does.
_DONE_TO = {
    "says more exactly": "said more exactly by",
    "denies": "denied by",
    "corrects": "corrected by",
    "takes back": "taken back by",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """Another claim, and how the shown one stands to it in words: says the same, denies, denied by."""

    claim_id: str
    relation: str
    speaker: str | None
    content: str
    outlet: str | None
    published: dt.date | None
    why: str | None

    @property
    def told(self) -> str:
        """Who says it, and where and when."""
        place = self.outlet or "outlet not told"
        return ", ".join((self.speaker or "speaker not told", place, str(self.published or "day not told")))


_LINKS = """
WITH asked AS (SELECT unnest(?::VARCHAR[]) AS claim_id), links AS (
    SELECT claim_links.claim_id, other_id, relation, why, false AS done
    FROM claim_links SEMI JOIN asked USING (claim_id)
    UNION ALL
    SELECT other_id, claim_links.claim_id, relation, why, true
    FROM claim_links SEMI JOIN asked ON asked.claim_id = claim_links.other_id
)
SELECT links.*, sources.name AS speaker, claims.content, current_documents.outlet, current_documents.published
FROM links
JOIN claims ON claims.claim_id = links.other_id
JOIN current_documents ON current_documents.document_id = claims.document_id
LEFT JOIN sources ON sources.source_id = claims.speaker_id
ORDER BY current_documents.published, links.relation, other_id
"""


def beside(connection: duckdb.DuckDBPyConnection, claim_ids: Sequence[str]) -> dict[str, list[Beside]]:
    """The claims of current versions that links tie to those, by the id of each, in order of days."""
    found = defaultdict(list)
    for row in ask(connection, _LINKS, list(claim_ids)):
        relation = str(row["relation"])
        if row["done"]:
            relation = _DONE_TO.get(relation, relation)
        told = (row[name] for name in ("speaker", "content", "outlet", "published", "why"))
        found[row["claim_id"]].append(Beside(row["other_id"], relation, *told))
    return found
