"""The main flow as its users see it: a real Prefect server, a real lake, the pipeline that ships."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quellenlage.flows.ledger import ledger
from quellenlage.flows.serve import deployments
from quellenlage.flows.show import show_landed
from quellenlage.pipeline.installed import model_version
from quellenlage.project import DEPLOYMENTS, PIPELINES, SUITES
from quellenlage.tasks.accounts import RunAccount, Verdict
from quellenlage.tasks.care.forgetting import forget
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import close_run, land
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES
from quellenlage.version import code_version
from tests.conftest import ARTICLE
from tests.landed_batches import AT, batch
from tests.renamed_pipeline import renamed

pytestmark = pytest.mark.usefixtures("prefect_server", "lakes_made_once")
Write = Callable[..., Path]
WITH_A_DAY = "A document has a day of publication."
ENGLISH = " date 2025-03-04 Harbour\n\nThe old lighthouse will reopen, said the mayor on Monday. It was closed.\n"
IMPOSSIBLE = " date 2025-02-31 Wahl Der Tag, den es nicht gibt\n\n31.02.2025\n\nDas sagte Petra Krahl.\n"


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


def run(*sources: Path, data: Path, **parameters: Any) -> Any:
    return ledger([str(source) for source in sources], data, **parameters, return_state=True)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """The data of one run over a folder of articles and of files that are none, and the run's state."""
    data = tmp_path_factory.mktemp("data")
    texts = {
        "a": ARTICLE,
        "b": ARTICLE.replace("Die Bürgermeisterin von Ahrstetten, Petra Krahl,", "Krahl").replace(
            "aus\n", "aus (b)\n", 1
        ),
        "conflict": ARTICLE.replace("04.03.2025", "03.03.2025")
        .replace("Haushalt", "Konflikt")
        .replace("Krahl", "Ihde"),
        "empty": "",
        "english": ENGLISH,
        "impossible": IMPOSSIBLE,
    }
    (data / "news").mkdir()
    for name, text in texts.items():
        (data / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    (data / "news" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x81\x8d\xff\xfe\x00")
    return data, run(data / "news", data=data)


def test_from_a_folder_of_files_to_answers_in_sql(ran: tuple[Path, Any]) -> None:
    data, state = ran
    assert state.is_completed()
    of_hers = "speaker LIKE '%Krahl%' AND type = 'Direct'"
    said = ask(data, f"SELECT content FROM who_said_what WHERE {of_hers}")
    assert ('"Wir geben nicht mehr aus, als wir haben"',) in said
    assert ask(data, "SELECT count(*) FROM quality WHERE severity = 'critical' AND NOT success") == [(0,)]
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as warehouse:
        assert warehouse.execute("SELECT count(*) FROM who_said_what").fetchall() == ask(
            data, "SELECT count(*) FROM who_said_what"
        )
    assert (data / "quality" / "index.html").exists()
    pages = ask(data, f"SELECT DISTINCT split_part(page, '#', 1) FROM who_said_what WHERE {of_hers}")
    assert len(pages) == 2
    for (page,) in pages:
        assert "Wir geben nicht mehr aus" in (data / page).read_text(encoding="utf-8")


def test_a_deployment_may_name_the_pipeline(tmp_path: Path) -> None:
    ours = DEPLOYMENTS.read_text(encoding="utf-8")
    theirs = tmp_path / "prefect.yaml"
    theirs.write_text(ours.replace("model: null", "model: accurate"), encoding="utf-8")
    for path, model in ((DEPLOYMENTS, None), (theirs, "accurate")):
        found = [
            ledger.validate_parameters(deployment.parameters)["model"]
            for deployment in deployments(path)
            if deployment.flow_name == ledger.name
        ]
        assert found == [model, model]


def test_what_articles_say_together_is_linked_and_checked(ran: tuple[Path, Any]) -> None:
    data, _ = ran
    ((links, claims),) = ask(data, "SELECT count(*), count(DISTINCT claim_id) FROM claim_links")
    assert links >= claims > 0
    assert ask(data, "SELECT DISTINCT checked, success FROM quality WHERE suite = 'claim_links'") == [(links, True)]


def test_what_is_forgotten_stays_out_and_what_other_code_read_is_read_again(
    tmp_path: Path, write_article: Write
) -> None:
    gone, kept = write_article("gone.txt"), write_article()
    land(tmp_path, "first", batch(kept.parent), [], AT, (), "another 1.0")
    forget(tmp_path, gone.as_uri(), "asked for", AT)
    assert not gone.exists()  # it lies below the folder of the data
    write_article("gone.txt")
    assert run(tmp_path / "news", data=tmp_path, reprocess=True).is_completed()
    assert ask(
        tmp_path, "SELECT seen, landed, unchanged, quarantined, passed_over, passed_over_as FROM run_records"
    ) == [(1, 0, 1, 0, 1, ["1 × forgotten"])]
    assert ask(tmp_path, "SELECT code_version, model_version FROM documents") == [(code_version(), model_version())]
    assert ask(tmp_path, "SELECT parse_filename(uri) FROM read_files") == [("a.txt",)]


def test_bad_files_go_to_quarantine_and_the_others_land(ran: tuple[Path, Any]) -> None:
    data, state = ran
    assert state.message == "5 landed, 0 unchanged, 2 in quarantine."
    assert ask(data, "SELECT seen, landed, unchanged, quarantined FROM runs") == [(7, 5, 0, 2)]
    reasons = dict(ask(data, "SELECT parse_filename(uri), reason FROM quarantine"))
    assert "empty" in reasons["empty.txt"]
    assert "picture.txt" in reasons["picture.txt"]


def test_an_impossible_day_of_publication_is_not_landed_as_one(ran: tuple[Path, Any]) -> None:
    data, _ = ran
    of_it = "SELECT document_id FROM documents WHERE uri LIKE '%impossible.txt'"
    assert ask(data, f"SELECT published FROM documents WHERE document_id = ({of_it})") == [(None,)]
    assert ask(data, f"SELECT DISTINCT value, chosen FROM publication_dates WHERE document_id = ({of_it})") == [
        (None, False)
    ]


def test_a_conflict_of_header_and_dateline_is_a_row_and_a_warning(ran: tuple[Path, Any]) -> None:
    data, _ = ran
    assert ask(data, "SELECT origin, value::VARCHAR FROM publication_dates WHERE conflict") == [
        ("dateline", "2025-03-03")
    ]
    of_it = "SELECT published::VARCHAR, published_from FROM documents WHERE uri LIKE '%conflict.txt'"
    assert ask(data, of_it) == [("2025-03-04", "header")]
    assert (
        "warning",
        1,
    ) in ask(data, "SELECT severity, unexpected FROM quality WHERE NOT success AND suite = 'publication_dates'")


def test_a_share_that_is_not_usual_is_told(
    tmp_path: Path, write_article: Write, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(5):
        account = RunAccount(f"{number}", AT, AT, 0, 0, 0, 0, "code", "model")
        close_run(tmp_path, account, [Verdict("documents", WITH_A_DAY, "warning", 20, 0)])
    run(write_article(text="Zeugen gesucht\n\nEin Kombi fuhr davon. Die Polizei sucht Zeugen.\n"), data=tmp_path)
    told = f"{WITH_A_DAY} (documents: 1 of 1, 100.0%); usual are 0.0% to 1.0%"
    assert told in caplog.text
    assert ask(tmp_path, "SELECT expectation, usual_most FROM quality WHERE usual_most IS NOT NULL") == [
        (WITH_A_DAY, 0.01)
    ]
    assert ask(tmp_path, "SELECT expectation FROM quality WHERE suite = 'quality' AND NOT success") == [
        ("No share and no figure is greater than in the runs before.",)
    ]
    assert ask(
        tmp_path, f"SELECT title FROM documents JOIN findings USING (document_id) WHERE expectation = '{WITH_A_DAY}'"
    )


def test_what_is_not_german_lands_marked_and_is_not_mined(ran: tuple[Path, Any]) -> None:
    data, _ = ran
    of_it = "documents WHERE uri LIKE '%english.txt'"
    assert ask(data, f"SELECT language, published::VARCHAR FROM {of_it}") == [("en", "2025-03-04")]
    assert ask(data, f"SELECT count(*) FROM claims SEMI JOIN (FROM {of_it}) USING (document_id)") == [(0,)]


def test_rows_do_not_depend_on_order_batches_or_workers(ran: tuple[Path, Any], tmp_path: Path) -> None:
    run(*sorted((ran[0] / "news").iterdir(), reverse=True), data=tmp_path, batch_size=1, workers=2)
    tables = (
        "segments",
        "dates",
        "mentions",
        "claims",
        "attributions",
        "entities",
        "sources",
        "claim_origins",
        "citations",
    )
    for table in tables:
        query = f"SELECT * FROM {table} ORDER BY ALL"
        assert ask(ran[0], query) == ask(tmp_path, query), table


def test_a_refused_document_fails_the_run_and_the_rest_lands_with_the_pipeline_that_was_named(
    ran: tuple[Path, Any], tmp_path: Path, write_article: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(ran[0], "SELECT model_version FROM runs") == [(model_version("fast"),)]
    monkeypatch.setitem(PIPELINES, "accurate", renamed(tmp_path / "second", "quellenlage_accurate"))
    monkeypatch.setenv("QUELLENLAGE_MODEL", "accurate")
    own = tmp_path / "expectations"
    own.mkdir()
    for suite in SUITES.glob("*.json"):
        text = suite.read_text(encoding="utf-8")
        if suite.name == "documents.json":
            text = text.replace('"regex": "\\\\S"', '"regex": "^Haushalt"')
        (own / suite.name).write_text(text, encoding="utf-8")
    write_article("a.txt")
    write_article("b.txt", ARTICLE.replace("Haushalt", "Freibad"))
    state = run(tmp_path / "news", data=tmp_path, expectations=own)
    assert state.is_failed()
    assert state.message.startswith("Critical expectations refused 1 of 2 documents")
    assert ask(tmp_path, "SELECT seen, landed, unchanged, quarantined FROM runs") == [(2, 1, 0, 1)]
    assert ask(tmp_path, "SELECT stage, parse_filename(uri) FROM quarantine") == [("check", "b.txt")]
    assert ask(tmp_path, "SELECT model_version FROM runs") == [("de_quellenlage_accurate 1.2.3",)]


def test_what_is_printed_is_the_account_of_that_run(ran: tuple[Path, Any], capsys: pytest.CaptureFixture[str]) -> None:
    data, state = ran
    show_landed(data, str(state.state_details.flow_run_id))
    assert "7 articles seen: 5 landed" in capsys.readouterr().out
    show_landed(data, "a run that failed")
    assert "not finished" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"sources": ["nothing"]}, "nothing: there is no such file"),
        ({"model": "json"}, "json: this installed package is no"),
    ],
)
def test_what_is_wrong_with_the_input_fails_the_run_with_a_sentence(
    tmp_path: Path, write_article: Write, caplog: pytest.LogCaptureFixture, wrong: dict[str, Any], sentence: str
) -> None:
    state = ledger(**{"sources": [str(write_article())], "data": tmp_path, **wrong}, return_state=True)
    assert state.is_failed()
    assert sentence in str(state.message)
    assert sentence in caplog.text
    assert "Traceback" not in caplog.text


def told_to_prefect(what: str, asked: dict[str, Any]) -> Any:
    """What the server of the tests answers."""
    from prefect.settings import PREFECT_API_URL

    request = urllib.request.Request(
        f"{PREFECT_API_URL.value()}/{what}/filter",
        data=json.dumps(asked).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def test_the_run_is_named_and_leaves_its_artifacts_and_assets(ran: tuple[Path, Any]) -> None:
    data, state = ran
    flow_run_id = str(state.state_details.flow_run_id)
    (flow_run,) = told_to_prefect("flow_runs", {"flow_runs": {"id": {"any_": [flow_run_id]}}})
    assert flow_run["name"].startswith("news · ")
    artifacts = told_to_prefect("artifacts", {"artifacts": {"flow_run_id": {"any_": [flow_run_id]}}})
    found = {one["key"]: one for one in artifacts}
    assert set(found) == {"progress", "batch", "run-summary", "evidence", "expectations", "data-docs"}
    assert found["batch"]["data"] == found["progress"]["data"] == 100
    assert found["batch"]["description"].startswith("batch 1: 5 of 5 articles analysed, ")
    made: dict[str, Any] = {}
    for _ in range(500):  # the server keeps what it is told a moment later
        if len(made) == len(DOCUMENT_TABLES) + 2:
            break
        asked = {"event": {"name": ["prefect.asset.materialization.succeeded"]}}
        events = told_to_prefect("events", {"filter": asked | {"related": {"id": [f"prefect.flow-run.{flow_run_id}"]}}})
        made = {one["resource"]["prefect.resource.id"]: one for one in events["events"]}
    claims = made[f"ducklake://{data}/lake/claim_records"]
    assert claims["payload"]["rows"] > 0
    assert f"file://{data}/news" in {one["prefect.resource.id"] for one in claims["related"]}
    warehouse = made[f"duckdb://{data}/warehouse.duckdb"]
    assert claims["resource"]["prefect.resource.id"] in {one["prefect.resource.id"] for one in warehouse["related"]}
