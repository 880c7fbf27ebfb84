"""How much of what people have corrected today's code gets right: gold that grows where the ledger is used.

``python -m bench.rows.corrected --data DIR`` reads the corrections of a lake and compares each that holds with what
was found in its article. ``quellenlage reprocess`` first extracts again what an earlier code had landed. A correction
of a claim that is found no longer counts as right where it said that there is none, and else as lost.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Each correction of a claim that holds, with what was found of that claim, if it was.
_COMPARED = """
WITH placed AS (
    SELECT claim_id, unnest(correction_ids) AS correction_id FROM claim_corrections
)
SELECT told.correction_id, told.change, told.value, told.content, found.claim_id IS NOT NULL AS there,
       coalesce(ids.identity, found.speaker_id) AS speaker_id, coalesce(own.identity, told.value) AS said_speaker_id,
       found.act, found.certainty, found.said_on::VARCHAR AS said_on, found.negated::VARCHAR AS negated
FROM standing_corrections AS told
LEFT JOIN placed ON placed.correction_id = told.correction_id
LEFT JOIN claim_records AS found ON found.claim_id = placed.claim_id
LEFT JOIN identities AS ids ON ids.id = found.speaker_id
LEFT JOIN identities AS own ON own.id = told.value
WHERE told.article_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY told.correction_id ORDER BY found.document_id = told.document_id DESC) = 1
ORDER BY told.made_at, told.correction_id
"""
#: Each correction of who is who that holds, with whether linking alone says the same.
_LINKED = """
WITH linked AS (
    SELECT from_id, into_id FROM merges
    GROUP BY ALL HAVING sum(CASE WHEN withdrawn THEN -1 ELSE 1 END) > 0
), roots AS (
    SELECT from_id AS id, into_id AS root FROM linked
)
SELECT change, coalesce(a.root, target) = coalesce(b.root, value) AS found_same
FROM standing_corrections LEFT JOIN roots AS a ON a.id = target LEFT JOIN roots AS b ON b.id = value
WHERE change IN ('same', 'different')
"""


@dataclass(slots=True)
class Score:
    """Of the corrections of one kind, how many today's code gets right, and how many claims are found no longer."""

    right: int = 0
    wrong: int = 0
    lost: int = 0

    def __str__(self) -> str:
        return f"{self.right} of {self.right + self.wrong + self.lost} right, {self.lost} lost"


def is_right(row: Mapping[str, Any]) -> bool | None:
    """Whether what was found is what a person says; None where the claim is found no longer, which nobody asked for."""
    if row["change"] == "not a claim":
        return not row["there"]
    if not row["there"]:
        return None
    if row["change"] == "speaker":
        return bool(row["speaker_id"] == row["said_speaker_id"])
    return bool(row[row["change"]] == row["value"])


def scores(data: Path) -> dict[str, Score]:
    """By what was corrected, how today's rows of the lake in ``data`` stand to it.

    Raises:
        NoLakeError: nothing has landed there.
    """
    from quellenlage.tasks.land.asking import ask
    from quellenlage.tasks.land.lake import open_lake

    with open_lake(data, read_only=True) as connection:
        verdicts = [(row["change"], is_right(row)) for row in ask(connection, _COMPARED)]
        verdicts += [
            (row["change"], row["found_same"] == (row["change"] == "same")) for row in ask(connection, _LINKED)
        ]
    found: dict[str, Score] = {}
    for change, right in sorted(verdicts, key=lambda one: one[0]):
        score = found.setdefault(change, Score())
        score.right += right is True
        score.wrong += right is False
        score.lost += right is None
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores; 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="DIR")
    found = scores(parser.parse_args(arguments).data)
    for change, score in found.items():
        print(f"{change:12}  {score}")
    if not found:
        print("There are no corrections in this lake.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
