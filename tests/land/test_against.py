"""Who goes against whom, and what became of what several claims say: the same in the lake and in the warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from quellenlage.tasks.evidence.gathered import sayings
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import land
from quellenlage.tasks.land.publish import publish
from tests.landed_batches import AT, batch

pytestmark = pytest.mark.usefixtures("lakes_made_once")

FIRST = (
    " date 2025-03-04 Werft\n outlet Deich-Kurier\n\n04.03.2025\n\nDie Werft in Halmer wolle 200 Stellen im Schiffbau "
    "streichen, sagte Betriebsrätin Vera Holm. Die Werft dementierte, dass sie Stellen im Schiffbau streichen wolle.\n"
)
SECOND = (
    " date 2025-03-05 Werft\n outlet Halmer Tageblatt\n\n05.03.2025\n\nDie Werft in Halmer wolle wohl 200 Stellen im "
    "Schiffbau streichen, sagte Betriebsrätin Vera Holm.\n"
)
THIRD = (
    " date 2025-03-07 Werft\n outlet Ostsee-Rundschau\n\n07.03.2025\n\nDie Werft in Halmer wolle keine 200 Stellen im "
    "Schiffbau streichen, sagte Betriebsrätin Vera Holm.\n"
)
AGAINST = (
    "SELECT day::VARCHAR, speaker, relation, other_speaker, other_day::VARCHAR, own FROM contradictions ORDER BY ALL"
)
STORIES = "SELECT claims, outlets, first_day::VARCHAR, last_day::VARCHAR, certainties, len(against) FROM stories"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake into which a third article came after two had been published, and the warehouse brought up to date."""
    folder = tmp_path_factory.mktemp("against")
    for run, texts in (("first", (FIRST, SECOND)), ("then", (THIRD,))):
        paths = [folder / f"{run} {number}.txt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        land(folder / "data", run, batch(*paths), [], AT)
        publish(folder / "data")
    return folder / "data"


def asked(data: Path, query: str) -> list[tuple[Any, ...]]:
    """The answer of the lake, which is that of the warehouse."""
    with (
        open_lake(data, read_only=True) as lake,
        duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as warehouse,
    ):
        answer = lake.execute(query).fetchall()
        assert warehouse.execute(query).fetchall() == answer
    return answer


def test_who_goes_against_whom_and_against_own_words(ledger: Path) -> None:
    assert asked(ledger, AGAINST) == [
        ("2025-03-04", "Werft Halmer", "denies", "Vera Holm", "2025-03-04", False),
        ("2025-03-04", "Werft Halmer", "denies", "Vera Holm", "2025-03-05", False),
        ("2025-03-07", "Vera Holm", "contradicts", "Vera Holm", "2025-03-04", True),
        ("2025-03-07", "Vera Holm", "contradicts", "Vera Holm", "2025-03-05", True),
    ]


def test_a_story_has_its_days_its_outlets_and_how_sure_it_was(ledger: Path) -> None:
    assert asked(ledger, STORIES) == [
        (
            *(2, ["Deich-Kurier", "Halmer Tageblatt"], "2025-03-04", "2025-03-05"),
            *(["2025-03-04 asserted", "2025-03-05 hedged"], 2),
        )
    ]


def test_a_page_shows_who_contradicts_and_who_denies(ledger: Path) -> None:
    with open_lake(ledger, read_only=True) as connection:
        ((claim_id,),) = connection.execute(
            "SELECT claim_id FROM who_said_what WHERE speaker = 'Vera Holm' AND outlet = 'Deich-Kurier'"
        ).fetchall()
        (claim,) = sayings(connection, "claim_id", [claim_id])
    assert [(other.relation, other.speaker, other.outlet) for other in claim.beside] == [
        ("denied by", "Werft Halmer", "Deich-Kurier"),
        ("says the same", "Vera Holm", "Halmer Tageblatt"),
        ("contradicts", "Vera Holm", "Ostsee-Rundschau"),
    ]
