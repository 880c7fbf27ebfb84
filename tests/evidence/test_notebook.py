"""The notebook of ``make explore``: it runs, what is chosen narrows it, and its rows lead to the evidence."""

from __future__ import annotations

import datetime as dt
import re
import urllib.error
import urllib.request
from pathlib import Path

import duckdb
import pytest
from starlette.testclient import TestClient

from quellenlage.flows.explore import application
from quellenlage.flows.up import pages_served
from quellenlage.tasks.explore.claims_table import claims_table
from quellenlage.tasks.explore.notebook import app
from quellenlage.tasks.explore.selected import Chosen, Selected, attach, extent, graph
from quellenlage.tasks.land.publish import publish
from tests.flows.test_up import free_port


@pytest.fixture(scope="module")
def published(lake: Path) -> Path:
    publish(lake)
    return lake


@pytest.fixture(scope="module")
def connection(published: Path) -> duckdb.DuckDBPyConnection:
    return attach(published)


def test_it_runs_from_end_to_end(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA", str(published))
    outputs, values = app.run()
    shown = "".join(getattr(one, "text", "") for one in outputs)
    for heading in ("When", "Who speaks most", "Who cites whom", "Anonymous sources", "Hedged and asserted"):
        assert heading in shown
    assert f"{values['whole'].claims} claims of 3 articles" in shown
    assert "marimo-mermaid" in shown
    assert shown.count("vega") >= 3


def test_what_is_chosen_narrows_every_answer(connection: duckdb.DuckDBPyConnection) -> None:
    whole = extent(connection)
    assert (whole.articles, str(whole.first), str(whole.last)) == (3, "2025-03-04", "2025-03-06")
    for chosen, query in (
        (Chosen(), "true"),
        (Chosen(outlets=("Halmer Tageblatt",)), "outlet = 'Halmer Tageblatt'"),
        (Chosen(speaker="brandt"), "speaker = 'Ulla Brandt'"),
        (Chosen(first=dt.date(2025, 3, 6)), "published >= '2025-03-06'"),
        (Chosen(last=dt.date(2025, 3, 4), outlets=("Deich-Kurier",)), "outlet = 'Deich-Kurier'"),
        (Chosen(words='"mehr Geld"', speaker="Krahl"), "contains(content, 'Geld aus')"),
    ):
        selected = Selected(connection, chosen)
        expected = {
            claim for (claim,) in connection.execute(f"SELECT claim_id FROM who_said_what WHERE {query}").fetchall()
        }
        assert expected
        assert {row["claim_id"] for row in selected.rows()} == expected, chosen
        assert selected.counted()["claims"] == len(expected)
        unit, bars = selected.timeline(whole.first, whole.last)
        assert (unit, sum(bar["claims"] for bar in bars)) == ("day", len(expected))
        assert sum(row["claims"] for row in selected.certainty()) == len(expected)
    assert [(row["citing"], row["cited"]) for row in Selected(connection, Chosen()).citations()] == [
        ("Halmer Tageblatt", "Deich-Kurier")
    ]
    assert not Selected(connection, Chosen(outlets=("Deich-Kurier",))).citations()
    nobody = "SELECT outlet, count(*) FROM anonymous_claims GROUP BY outlet ORDER BY 2 DESC, 1"
    found = [(row["outlet"], row["anonymous"]) for row in Selected(connection, Chosen()).anonymous()]
    assert found == connection.execute(nobody).fetchall()
    assert Selected(connection, Chosen(words="Giraffe")).counted()["claims"] == 0


def test_however_much_there_is_an_answer_is_short(connection: duckdb.DuckDBPyConnection) -> None:
    selected = Selected(connection, Chosen())
    assert len(selected.rows(limit=2)) == len(selected.speakers(limit=2)) == 2


def test_a_claim_and_a_speaker_lead_to_the_evidence(published: Path, connection: duckdb.DuckDBPyConnection) -> None:
    rows = Selected(connection, Chosen(outlets=("Böses Blatt",))).rows()
    table = claims_table(rows)
    assert "<img" not in table
    assert "\u202e" not in table
    speaker, claim = re.findall(r'href="(/pages/[^"]+)"', table)
    browser = TestClient(application(published))
    page = browser.get(claim)
    assert page.status_code == 200
    assert f'id="{claim.partition("#")[2]}"' in page.text
    said = browser.get(speaker).text
    assert "Ulla Brandt" in said
    assert f'href="{claim.removeprefix("/pages/")}"' in said
    missing = browser.get("/pages/nobody.html")
    assert missing.status_code == 404
    assert "no article, claim or speaker" in missing.text


def test_make_up_serves_a_page_as_the_lake_has_it_though_no_run_left_one(
    published: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    row = Selected(connection, Chosen(outlets=("Deich-Kurier",))).rows()[0]
    path = str(row["page"]).partition("#")[0]
    assert not (published / path).exists()
    port = free_port()
    with pages_served(published, port), urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}") as answer:
        assert f'id="claim-{row["claim_id"]}"' in answer.read().decode()
    with pages_served(published, port), pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/pages/nobody.html")


def test_nothing_in_a_name_acts_in_the_graph() -> None:
    drawn = graph([{"citing": 'A"]; click n0 "javascript:x"', "cited": "<b>B</b>", "claims": 2}])
    assert '"];' not in drawn
    assert "<b>" not in drawn
    assert "n0 -->|2| n1" in drawn
