"""What is printed of confidence: how far it is from the share that is right, and what a floor does."""

from __future__ import annotations

import pytest

from bench.rows.calibration import Judged, expected_error, floors, judged, report
from bench.rows.labelled import LabelledRow
from models.confidence import as_csv, fit
from quellenlage.confidence.weighing import EVERY_CLAIM


def rows(many: int, right: int, *features: str) -> list[LabelledRow]:
    return [LabelledRow(f"a{i}", features, 0.5, True, i < right, False) for i in range(many)]


def test_confidence_that_is_the_share_of_what_is_right_has_no_error() -> None:
    tenth = [Judged(0.75, True, i < 3) for i in range(4)]
    assert expected_error(tenth) == 0
    assert expected_error([*tenth, Judged(0.2, True, None)]) == 0  # nobody has said whether this is right


def test_the_error_is_a_mean_over_rows() -> None:
    assert expected_error([Judged(0.9, True, True)] * 3 + [Judged(0.3, True, True)]) == pytest.approx(25)


def test_the_report_says_how_sure_rows_fare() -> None:
    told = report([Judged(0.95, True, True)] * 3 + [Judged(0.5, True, False), Judged(0.92, True, None)])
    assert "75.0 % of them, of which 100.0 % right (3/3); 80.0 % of all 5 rows" in told


def test_a_row_below_the_floor_is_right_where_nobody_may_be_named() -> None:
    unsure = [LabelledRow("a", (), 0.5, True, False, nobody) for nobody in (True, False)]
    predicted = [(row, 0.3, 0.25) for row in unsure]
    assert judged(predicted, 0.4) == [Judged(0.25, False, True), Judged(0.25, False, False)]
    assert judged(predicted, 0.2) == [Judged(0.3, True, False)] * 2
    assert floors(predicted).splitlines()[1].split() == ["0.00", "0", "0", "2", "0.0", "%"]


def test_a_feature_of_wrong_rows_weighs_less_and_one_of_right_rows_more() -> None:
    weights = fit([], [*rows(40, 10, "rivals"), *rows(40, 38, "full name")])
    assert weights["rivals"] < 0 < weights["full name"]
    assert weights["spokesperson"] == 0
    assert as_csv(weights).startswith(f"feature,weight\n{EVERY_CLAIM},")


def test_that_the_rules_were_made_by_a_half_does_not_make_others_surer() -> None:
    judged_alone = fit([], rows(40, 20, "full name"))
    with_open_half = fit(rows(400, 396, "full name"), rows(40, 20, "full name"))
    assert abs(sum(with_open_half.values()) - sum(judged_alone.values())) < 0.3
