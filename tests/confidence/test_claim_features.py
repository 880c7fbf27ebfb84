"""Each line of the table of features holds what it promises: its example has the feature."""

from __future__ import annotations

import pytest

from quellenlage.confidence.claim_features import FEATURES, features
from quellenlage.confidence.explained import rewritten
from quellenlage.confidence.weighing import EVERY_CLAIM, HERE, shipped
from quellenlage.words import Row, rows
from tests.identity.resolved import story

LINES = rows("claim_features.csv", HERE)


def of_each_claim(text: str) -> list[tuple[str, ...]]:
    """The features of each claim of a text, before any speaker is left out."""
    return [features(telling) for telling in story(text).tellings()]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["feature"])
def test_an_example_has_its_feature(line: Row) -> None:
    found = of_each_claim(line["example"])
    assert any(line["feature"] in one for one in found), found


def test_every_feature_has_a_line_and_a_weight() -> None:
    assert [line["feature"] for line in LINES] == list(FEATURES)
    assert list(shipped()) == [EVERY_CLAIM, *FEATURES]


def test_the_readme_has_today_s_weights() -> None:
    text = (HERE / "README.md").read_text(encoding="utf-8")
    assert rewritten(text, shipped()) == text
