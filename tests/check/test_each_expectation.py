"""Every expectation bites: a row that breaks it, and nothing else, is seen by it alone, at its severity.

Each gets a copy of one article with ids of its own and one row changed. All copies are one batch, so that the suites
run once: the document of a copy is refused for exactly its expectation, or found by it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pytest

import quellenlage.tasks.check.checked as checked_module
from quellenlage.project import SUITES
from quellenlage.records import Rejected
from quellenlage.relations import Link
from quellenlage.tasks.accounts import RunAccount, Verdict
from quellenlage.tasks.check.checked import checked
from quellenlage.tasks.check.checker import Checker
from quellenlage.tasks.land.copying import Copy, copy_rows
from quellenlage.tasks.land.kept_back import quarantine_rows
from quellenlage.tasks.land.land import link_rows, quality_rows, run_rows
from quellenlage.tasks.land.linking import Merge
from quellenlage.tasks.tables.ledger_tables import MERGES
from quellenlage.tasks.tables.rows import row_of
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, TABLES, arrow_table
from tests.landed_batches import AT, TODAY, batch

ARTICLE = """ date 2025-03-05 Wetter Es bleibt kalt

05.03.2025

Halmer (dpa) - Der Frost halte an, sagte die Forscherin Ute Behrens (SPD) am Dienstag. "Das ist nicht neu", sagte \
Behrens der Halmer Zeitung.
"""
Row = dict[str, Any]
Change = Callable[[Row, str], Row]

#: What breaks for more than one document: rows without a document, and rows that stand in the batch twice.
OF_THE_BATCH = (
    "Every row belongs to a document of its batch.",
    "Every document has an id.",
    "No two documents of a batch share an id.",
    "No two claims of a batch share an id.",
)
#: What is asked of the sense of a row: broken by sentences of their own, in these tests.
OF_THE_SENSE = ("test_claim_checks.py", "test_name_checks.py")
#: What breaks along, because it says more of the same.
ALONG = {
    "A claim's speaker is a recorded source.": {"The speaker of a claim is the last of its chain."},
    "Every step of a chain belongs to a claim.": {"The speaker of a claim is the last of its chain."},
    "Every step of a chain names a recorded source.": {"The speaker of a claim is the last of its chain."},
}


class Expected(NamedTuple):
    """One expectation as its suite has it."""

    table: str
    sentence: str
    severity: str
    kind: str
    column: str
    told: Mapping[str, Any]


def expectations() -> list[Expected]:
    return [
        Expected(
            path.stem,
            one["description"],
            one["severity"],
            one["type"].removeprefix("expect_column_"),
            one["kwargs"].get("column") or one["kwargs"]["column_A"],
            one["kwargs"],
        )
        for path in sorted(SUITES.glob("*.json"))
        for one in json.loads(path.read_text(encoding="utf-8"))["expectations"]
    ]


def place(start: int | None = None, end: int | None = None) -> Change:
    """Other offsets, and as text what stands there, so that only the offsets are wrong."""

    def changed(row: Row, text: str) -> Row:
        first, last = row["start_char"] if start is None else start, row["end_char"] if end is None else end
        return {"start_char": first, "end_char": last, "text": text[first:last]}

    return changed


def put(**values: object) -> Change:
    return lambda _row, _text: dict(values)


def blank(_: Row, text: str) -> Row:
    at = text.index(" ")
    return {"content": " ", "content_spans": [{"start_char": at, "end_char": at + 1}]}


#: How a row is changed where its column's kind does not tell it, by the column that is compared.
BY_COLUMN: dict[str, Change] = {
    "start_char": place(start=-1),
    "text_length": place(end=99_999),
    "end_char": lambda row, _: {"end_char": row["start_char"], "text": ""},
    "last_number": lambda row, _: {"last_day": row["first_day"] - dt.timedelta(1)},
    "published_number": lambda row, _: {"said_on": row["published"] + dt.timedelta(1)},
    "content": blank,
    "hop": put(hop=-1),
    "confidence": put(confidence=1.5),
    "conflict": put(conflict=True),
    "problem": put(problem="31.02.2025 is no day."),
    "speaker_ends_the_chain": put(speaker_id="e2047d72d80b27c11dc0"),
    "other_id": lambda row, _: {"other_id": row["claim_id"]},
    "similarity": put(similarity=1.5),
    "usual_most": put(usual_most=0.1),
    "other_share": put(other_share=0.0),
    "share": put(usual_least=0.9, usual_most=0.95),
    "from_id": lambda row, _: {"from_id": row["into_id"]},
    "seen": put(seen=9),
    "finished_number": lambda row, _: {"finished_at": row["started_at"] - dt.timedelta(1)},
}
#: Those that are asked of a table of documents for another reason than elsewhere.
BY_SENTENCE: dict[str, Change] = {
    "The day of publication lies between 1945 and tomorrow.": put(published=dt.date(1944, 12, 31)),
    "Every claim says how sure its speaker is.": put(confidence=None),
    "A claim's content is what stands at its offsets.": put(content="Niemand hat das gesagt"),
    "Every merge says what it merges.": put(from_id=None),
    "The share that is copied lies between 0 and 1.": put(share=0.0),
    "A pair of copies goes from the lesser id to the greater.": put(other_id=""),
}


def change_of(one: Expected) -> Change:
    if one.sentence in BY_SENTENCE:
        return BY_SENTENCE[one.sentence]
    if one.kind == "pair_values_to_be_equal" and one.column != "seen":
        return put(**{one.column: "something else"})
    if one.column in BY_COLUMN and one.kind != "values_to_not_be_null":
        return BY_COLUMN[one.column]
    if one.kind == "values_to_not_be_null":
        return put(**{one.column: None})
    if one.kind == "values_to_match_regex":
        return put(**{one.column: " "})
    assert one.kind == "values_to_be_in_set", one
    return put(**{one.column.removesuffix("_is_known"): "no such"})


def is_of_the_sense(one: Expected) -> bool:
    return one.severity == "warning" and one.told.get("value_set") == [True]


def of_documents() -> list[Expected]:
    return [
        one
        for one in expectations()
        if one.table in DOCUMENT_TABLES and one.sentence not in OF_THE_BATCH and not is_of_the_sense(one)
    ]


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Row]]:
    """The rows of one article, by table."""
    folder = tmp_path_factory.mktemp("article")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    rows = {name: table.to_pylist() for name, table in batch(folder / "a.txt").items()}
    rows["documents"][0] |= {"outlet": "Deich-Kurier", "outlet_from": "text"}
    rows["publication_dates"] = rows["publication_dates"][1:]  # the one that stands in the text
    return rows


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Schema]:
    from quellenlage.tasks.tables.rows import tables_of

    return {name: table.schema for name, table in tables_of([]).items()}


def copy_of(article: Mapping[str, list[Row]], number: int) -> dict[str, list[Row]]:
    """Its rows with ids of a document of their own."""
    return {
        name: [row | {key: f"{row[key]}-{number}" for key in ("document_id", "claim_id") if key in row} for row in rows]
        for name, rows in article.items()
    }


def broken(article: Mapping[str, list[Row]], one: Expected, number: int) -> dict[str, list[Row]]:
    rows = copy_of(article, number)
    text = rows["documents"][0]["text"]
    first = rows[one.table][0]
    rows[one.table][0] = first | change_of(one)(first, text)
    if one.sentence == "No document is empty.":  # of an empty text, nothing is told
        rows = {name: [] for name in rows} | {"documents": rows["documents"]}
    if one.sentence == "Every claim has an id.":
        rows["attribution_records"] = [r for r in rows["attribution_records"] if r["claim_id"] != first["claim_id"]]
    return rows


def test_a_row_that_breaks_one_expectation_is_seen_by_it_alone(
    article: dict[str, list[Row]], schemas: dict[str, pa.Schema]
) -> None:
    asked = of_documents()
    copies = [copy_of(article, -1), *(broken(article, one, number) for number, one in enumerate(asked))]
    tables = {
        name: pa.Table.from_pylist([row for rows in copies for row in rows[name]], schema=schema)
        for name, schema in schemas.items()
    }
    checker = Checker()
    refused = checker.check(tables, TODAY)
    found: dict[str, set[str]] = defaultdict(set)
    for finding in checker.findings:
        found[finding.document_id].add(finding.expectation)
    same: dict[tuple[str, str], set[str]] = defaultdict(set)  # what is asked of one column
    for one in expectations():
        same[one.table, one.column].add(one.sentence)
    (plain, *others) = [rows["documents"][0]["document_id"] for rows in copies]
    assert (refused.get(plain), found.get(plain)) == (None, None)
    told = {}
    for one, document_id in zip(asked, others, strict=True):
        seen = set(refused.get(document_id, ())) if one.severity == "critical" else found[document_id]
        assert one.sentence in seen, (one.table, one.sentence)
        assert seen <= {one.sentence} | same[one.table, one.column] | ALONG.get(one.sentence, set()), one.table
        assert one.severity == "critical" or document_id not in refused, one.sentence
        told[one.table, one.sentence] = one.severity
        if one.severity == "critical":
            assert {row["table"] for row in checker.refusals[document_id]} == {one.table}
    verdicts = {(one.suite, one.expectation): one for one in checker.verdicts()}
    for key, severity in told.items():
        assert (verdicts[key].severity, verdicts[key].success) == (severity, False)
        assert verdicts[key].unexpected >= 1


def test_what_breaks_for_a_batch_refuses_all_that_it_may_belong_to(
    article: dict[str, list[Row]], schemas: dict[str, pa.Schema]
) -> None:
    copies = [copy_of(article, number) for number in range(3)]
    for name, rows in copies[0].items():
        if name != "documents":
            rows.append(rows[0] | {"document_id": "nobody"})
    copies[1]["documents"].append(copies[1]["documents"][0])
    copies[2]["documents"].append(copies[2]["documents"][0] | {"document_id": None})
    tables = {
        name: pa.Table.from_pylist([row for rows in copies for row in rows[name]], schema=schema)
        for name, schema in schemas.items()
    }
    checker = Checker()
    refused = checker.check(tables, TODAY)
    assert {rows["documents"][0]["document_id"] for rows in copies} <= refused.keys()
    failed = {(one.suite, one.expectation) for one in checker.verdicts() if not one.success}
    checked = {name for name in schemas if TABLES[name].unchecked is None}  # claim_stems follows from the claims
    assert failed >= {(name, OF_THE_BATCH[0]) for name in checked - {"documents"}}
    assert {sentence for _, sentence in failed} >= set(OF_THE_BATCH)


#: A row of each table that no document has, in which nothing is wrong.
OF_THE_RUN = {
    "claim_links": link_rows("run", [Link("a", "b", "says the same", 0.5, "in common: Hafen")]),
    "copy_records": copy_rows("run", [Copy("a", "b", 0.9, 0.5, 80, "a", "dpa", "agency")]),
    "merges": arrow_table(MERGES, [row_of(MERGES, Merge("b", "a", "same name"), run_id="run")]),
    "quarantine": quarantine_rows("run", [Rejected("x.txt", "ingest", "x.txt: no text.", "")]),
    "quality": quality_rows("run", [Verdict("claim_records", "No claim is empty.", "warning", 10, 2, 0.1, 0.9)]),
    "run_records": run_rows(RunAccount("run", AT, AT, 3, 1, 1, 1, "code", "model")),
}


def test_rows_of_a_run_are_told_by_their_expectation_alone() -> None:
    asked = [one for one in expectations() if one.table not in DOCUMENT_TABLES]
    assert {one.table for one in asked} == OF_THE_RUN.keys()
    tables = {
        name: pa.Table.from_pylist(
            [
                (row := table.to_pylist()[0]),
                *(row | change_of(one)(row, "") for one in asked if one.table == name),
            ],
            schema=table.schema,
        )
        for name, table in OF_THE_RUN.items()
    }
    checker = Checker()
    checker.check(OF_THE_RUN, TODAY)
    assert all(one.success for one in checker.verdicts())
    checker.check(tables, TODAY)
    verdicts = {(one.suite, one.expectation): one for one in checker.verdicts()}
    for one in asked:
        verdict = verdicts[one.table, one.sentence]
        assert (verdict.severity, verdict.success) == (one.severity, False)
        assert 1 <= verdict.unexpected < verdict.checked, verdict  # what has no id is compared with none, too


def test_what_is_asked_of_the_sense_of_a_row_is_tried_where_its_sentences_are() -> None:
    tried = "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in OF_THE_SENSE)
    assert [one.column for one in expectations() if is_of_the_sense(one) and one.column not in tried] == []


def test_a_refused_document_is_in_quarantine_with_the_rows_that_are_wrong(
    article: dict[str, list[Row]], schemas: dict[str, pa.Schema], monkeypatch: pytest.MonkeyPatch
) -> None:
    (expected,) = [one for one in of_documents() if one.sentence == "A claim's cue is what stands at its offsets."]
    rows = broken(article, expected, 1)
    tables = {name: pa.Table.from_pylist(rows[name], schema=schema) for name, schema in schemas.items()}
    monkeypatch.setattr(checked_module, "tables_of", lambda _: tables)
    left, (refused,), _ = checked([], SUITES, TODAY)
    assert all(table.num_rows == 0 for table in left.values())
    text = rows["documents"][0]["text"]
    assert (refused.stage, refused.reason, refused.payload) == ("check", expected.sentence, text)
    (row,) = map(json.loads, (refused.broken_rows or "").splitlines())
    assert (row["table"], row["expectation"]) == ("claim_records", expected.sentence)
    assert (row["row"]["cue"], row["row"]["claim_id"]) == ("something else", rows["claim_records"][0]["claim_id"])
