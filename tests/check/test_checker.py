"""What the suites refuse, report and let through."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from quellenlage.records import Rejected
from quellenlage.relations import Link
from quellenlage.tasks.accounts import Finding, Verdict
from quellenlage.tasks.check.checker import Checker, CheckError
from quellenlage.tasks.land.copying import Copy, copy_rows
from quellenlage.tasks.land.kept_back import quarantine_rows
from quellenlage.tasks.land.land import link_rows, quality_rows
from quellenlage.tasks.tables.schema import TABLES
from tests.conftest import ARTICLE
from tests.landed_batches import AT, TODAY, batch, changed

Write = Callable[..., Path]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


FROST = " date 2025-03-05 Wetter Es bleibt kalt\n\nHalmer (dpa) - Der Frost hält an, sagte Ute Behrens am Dienstag.\n"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    news = tmp_path_factory.mktemp("news")
    (news / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (news / "b.txt").write_text(FROST, encoding="utf-8")
    return batch(news)


def reasons(checker: Checker, tables: dict[str, pa.Table]) -> list[tuple[int, str]]:
    """The place of each refused document in its batch, with why."""
    ids = tables["documents"]["document_id"].to_pylist()
    refused = checker.check(tables, TODAY)
    return [(ids.index(document_id), " ".join(why)) for document_id, why in refused.items()]


def test_what_the_stages_produce_is_let_through(checker: Checker, tables: dict[str, pa.Table]) -> None:
    assert tables["claim_records"].num_rows > 0
    assert reasons(checker, tables) == []


@pytest.mark.parametrize(
    ("table", "column", "value", "sentence"),
    [
        ("segments", "text", "Etwas anderes", "The text between a segment's offsets is what its row says."),
        ("mention_records", "end_char", 99_999, "No mention ends after its text does."),
        ("dates", "start_char", -1, "No time expression begins before its text does."),
        ("claim_records", "content", "Niemand hat das gesagt", "A claim's content is what stands at its offsets."),
        ("claim_records", "claim_id", None, "Every claim has an id."),
        ("claim_records", "confidence", None, "Every claim says how sure its speaker is."),
        ("claim_records", "confidence", 1.5, "A claim's confidence is a probability, from 0 to 1."),
        ("claim_records", "speaker_id", "unknown", "A claim's speaker is a recorded source."),
        ("documents", "published", dt.date(1944, 12, 31), "The day of publication lies between 1945 and tomorrow."),
        ("documents", "published", TODAY + dt.timedelta(2), "The day of publication lies between 1945 and tomorrow."),
    ],
)
def test_a_broken_critical_expectation_refuses_its_document_alone(
    checker: Checker, tables: dict[str, pa.Table], table: str, column: str, value: object, sentence: str
) -> None:
    ((place, why),) = reasons(checker, changed(tables, table, column, 0, value))
    assert place == 0
    assert sentence in why


def test_two_claims_of_one_id_refuse_their_document(checker: Checker, tables: dict[str, pa.Table]) -> None:
    claim_id = tables["claim_records"]["claim_id"][0].as_py()
    ((place, why),) = reasons(checker, changed(tables, "claim_records", "claim_id", 1, claim_id))
    assert place == 0
    assert "No two claims of a batch share an id." in why


def test_rows_without_a_document_refuse_the_whole_batch(checker: Checker, tables: dict[str, pa.Table]) -> None:
    refused = reasons(checker, changed(tables, "segments", "document_id", 0, "nobody"))
    assert [place for place, _ in refused] == [0, 1]
    assert "Every row belongs to a document of its batch." in refused[0][1]


def test_a_broken_warning_is_reported_and_refuses_nothing(write_article: Write) -> None:
    checker = Checker()
    undated = batch(write_article("undated.txt", "Zeugen gesucht\n\nEin Kombi fuhr davon. Die Polizei sucht Zeugen.\n"))
    assert reasons(checker, undated) == []
    (verdict,) = [one for one in checker.verdicts() if one.expectation == "A document has a day of publication."]
    assert (verdict.severity, verdict.success, verdict.checked, verdict.unexpected) == ("warning", False, 1, 1)


def test_a_row_that_breaks_a_warning_is_found_and_lands(tables: dict[str, pa.Table]) -> None:
    checker = Checker()
    negated = changed(tables, "claim_records", "negated", 0, True)
    negated = changed(negated, "claim_records", "content", 0, None)
    negated = changed(negated, "claim_records", "content_spans", 0, [{"start_char": 0, "end_char": 5}])
    checker.check(negated, TODAY)
    first = negated["claim_records"].to_pylist()[0]
    sentence = "A negated claim has a word that negates."
    found = [one for one in checker.findings if one.expectation == sentence]
    assert found == [Finding("claim_records", sentence, first["document_id"], first["claim_id"])]
    (verdict,) = [one for one in checker.verdicts() if one.expectation == sentence]
    assert (verdict.severity, verdict.unexpected) == ("warning", 1)
    assert verdict.checked == negated["claim_records"]["negated"].to_pylist().count(True)


def test_verdicts_add_up_over_batches(tables: dict[str, pa.Table]) -> None:
    checker = Checker()
    checker.check(tables, TODAY)
    checker.check(changed(tables, "claim_records", "content", 0, "Niemand hat das gesagt"), TODAY)
    said = {one.expectation: one for one in checker.verdicts() if one.suite == "claim_records"}
    verdict = said["A claim's content is what stands at its offsets."]
    assert (verdict.checked, verdict.unexpected, verdict.success) == (2 * tables["claim_records"].num_rows, 1, False)


def test_an_account_that_does_not_add_up_is_told() -> None:
    checker = Checker()
    run = {"run_id": "r", "started_at": AT, "finished_at": AT, "code_version": "1", "model_version": "m"}
    counts = {"seen": 3, "landed": 1, "unchanged": 1, "quarantined": 0}
    checker.check({"run_records": pa.Table.from_pylist([run | counts], schema=TABLES["run_records"].schema)}, TODAY)
    (verdict,) = [one for one in checker.verdicts() if one.expectation.startswith("Everything that came in")]
    assert not verdict.success


def test_data_docs_need_no_network_and_keep_the_runs_before(tmp_path: Path, tables: dict[str, pa.Table]) -> None:
    checker = Checker()
    checker.check(changed(tables, "claim_records", "content", 0, "Something else"), TODAY)
    checker.build_docs(tmp_path / "quality", "run-1", AT)
    page = checker.build_docs(tmp_path / "quality", "run-2", AT + dt.timedelta(hours=1))
    text = page.read_text(encoding="utf-8")
    assert text.index("run run-2") < text.index("run run-1")
    ids = tables["claim_records"].select(["document_id", "claim_id"]).to_pylist()[0]
    assert f'href="../pages/{ids["document_id"]}.html#claim-{ids["claim_id"]}"' in text
    pages = sorted((tmp_path / "quality").rglob("*.html"))
    for link in re.findall(r'href="(validations/[^"]+)"', text):
        assert (page.parent / link) in pages
    assert len([one for one in pages if "claim_records" in one.parts]) == 2
    for one in pages:
        found = one.read_text(encoding="utf-8")
        assert not re.search(r"<script|<link[^>]*https?:|<img[^>]*https?:", found), one
        (style,) = re.findall(r'<link rel="stylesheet" href="([^"]*data_docs.css)"', found)
        assert (one.parent / style).is_file()


def test_a_table_that_no_suite_knows_is_an_error(checker: Checker, tables: dict[str, pa.Table]) -> None:
    with pytest.raises(CheckError, match="claim_record: no suite"):
        checker.check({"claim_record": tables["claim_records"]}, TODAY)


def test_a_word_outside_of_a_column_s_vocabulary_is_told(tables: dict[str, pa.Table]) -> None:
    places = [
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        if column.vocabulary and table.unchecked is None
    ]
    wrong = {
        **tables,
        "claim_links": link_rows("run", [Link("a", "b", "says the same", 0.5, "in common: Hafen")]),
        "copy_records": copy_rows("run", [Copy("a", "b", 0.9, 0.5, 80, "a", "dpa", "agency")]),
        "quarantine": quarantine_rows("run", [Rejected("x.txt", "ingest", "x.txt: no text.", "")]),
        "quality": quality_rows("run", [Verdict("merges", "Every merge has a reason.", "critical", 1, 0)]),
    }
    for table, column in places:
        wrong = changed(wrong, table, column, 0, "no such word")
    checker = Checker()
    checker.check(wrong, TODAY)
    broken = [one for one in checker.verdicts() if one.severity == "critical" and not one.success]
    assert sorted((one.suite, one.unexpected) for one in broken) == sorted((table, 1) for table, _ in places)
