"""How large a share of findings is usual after the runs before."""

from __future__ import annotations

import pytest

from quellenlage.tasks.accounts import Verdict
from quellenlage.tasks.check.bands import band, with_bands

NEGATION = ("claim_records", "A negated claim has a word that negates.")


def verdict(checked: int, unexpected: int) -> Verdict:
    return Verdict(*NEGATION, "warning", checked, unexpected)


@pytest.mark.parametrize(
    ("unexpected", "usual"),
    [(20, True), (45, False), (12, True), (0, False)],
)
def test_a_share_far_from_that_of_the_runs_before_is_not_usual(unexpected: int, usual: bool) -> None:
    (one,) = with_bands(
        [verdict(1000, unexpected)], {NEGATION: [(1000, 20), (1000, 22), (1000, 18), (500, 10), (800, 16)]}
    )
    assert one.is_usual is usual


def test_what_never_broke_may_break_in_one_row_of_a_hundred() -> None:
    assert band([(100, 0)] * 5, 200) == (0.0, 0.01)


def test_a_run_of_few_rows_may_differ_more() -> None:
    runs = [(1000, 20)] * 5
    assert with_bands([verdict(20, 2)], {NEGATION: runs})[0].is_usual
    assert not with_bands([verdict(1000, 100)], {NEGATION: runs})[0].is_usual


def test_where_runs_differ_among_themselves_the_band_is_wide() -> None:
    alike, different = [(1000, 50)] * 6, [(1000, 10), (1000, 90)] * 3
    assert band(different, 1000)[1] > band(alike, 1000)[1]
    assert band(different, 1000)[1] > 0.09


@pytest.mark.parametrize("runs", [[], [(1000, 20)] * 4, [(0, 0)] * 9])
def test_four_runs_tell_nothing(runs: list[tuple[int, int]]) -> None:
    (one,) = with_bands([verdict(1000, 500)], {NEGATION: runs})
    assert (one.usual_least, one.usual_most, one.is_usual) == (None, None, True)


def test_nothing_checked_has_no_share() -> None:
    (one,) = with_bands([verdict(0, 0)], {NEGATION: [(1000, 20)] * 5})
    assert (one.share, one.usual_most, one.is_usual) == (None, None, True)


def test_a_run_that_was_not_usual_itself_does_not_make_the_next_one_so() -> None:
    runs = [(1000, 20), (1000, 22), (1000, 18), (1000, 21), (1000, 19), (800, 16)]
    assert band([*runs, (10_000, 9_000)], 1000) == band(runs, 1000)


def test_a_mean_may_be_more_than_one_and_has_its_band() -> None:
    least, most = band([(100, 250), (100, 240), (100, 260), (100, 255), (100, 245)], 100, is_share=False)
    assert 1.7 < least < 2.5 < most < 3.3
