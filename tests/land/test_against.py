"""Who goes against whom, and what became of what several claims say: the same in the lake and in the warehouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import land
from quellenlage.tasks.land.linking import link
from quellenlage.tasks.land.publish import publish
from tests.landed_batches import AT, batch

Write = Callable[..., Path]

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


def asked(data: Path, query: str) -> list[tuple[Any, ...]]:
    """The answer of the lake, which is that of the warehouse, brought up to date and written afresh."""
    with open_lake(data, read_only=True) as lake:
        answer = lake.execute(query).fetchall()
    for afresh in (False, True):
        with duckdb.connect(str(publish(data, afresh=afresh)), read_only=True) as warehouse:
            assert warehouse.execute(query).fetchall() == answer
    return answer


@pytest.fixture
def ledger(tmp_path: Path, write_article: Write) -> Path:
    """A lake into which three articles came one by one, published as they came."""
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", THIRD)):
        land(tmp_path / "data", name, batch(write_article(name, text)), [], AT)
        link(tmp_path / "data", name)
        publish(tmp_path / "data")
    return tmp_path / "data"


def test_who_goes_against_whom_and_against_own_words(ledger: Path) -> None:
    assert asked(ledger, AGAINST) == [
        ("2025-03-04", "Werft Halmer", "denies", "Vera Holm", "2025-03-04", False),
        ("2025-03-04", "Werft Halmer", "denies", "Vera Holm", "2025-03-05", False),
        ("2025-03-07", "Vera Holm", "contradicts", "Vera Holm", "2025-03-04", True),
        ("2025-03-07", "Vera Holm", "contradicts", "Vera Holm", "2025-03-05", True),
    ]
    assert asked(ledger, STORIES) == [
        (
            *(2, ["Deich-Kurier", "Halmer Tageblatt"], "2025-03-04", "2025-03-05"),
            *(["2025-03-04 asserted", "2025-03-05 hedged"], 2),
        )
    ]
