"""The short form of the campaign: runs that are killed, each followed by one that makes up for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.kills import campaign, prepare
from tests.conftest import ARTICLE


def test_after_a_run_that_was_killed_the_next_one_makes_up_for_it(
    tmp_path: Path, write_article: Callable[..., Path]
) -> None:
    write_article("a.txt")
    write_article("b.txt", ARTICLE.replace("Petra Krahl,", "Petra Krahl (SPD),"))
    outcomes = campaign(prepare([tmp_path / "news"]), 3, seed=1)
    assert len(outcomes) == 3
    assert [one.wrong for one in outcomes if one.wrong] == []
