"""How large a share of rows breaks an expectation in a usual run, so that a day on which it is another is noticed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from quellenlage.tasks.accounts import Figure, Verdict

#: What runs checked, and how much of it was counted.
Runs = Sequence[tuple[int, int]]
#: By suite and expectation, how many rows earlier runs checked and how many of them broke it.
Earlier = Mapping[tuple[str, str], Runs]

_FEWEST_RUNS = 5
_DEVIATIONS = 3
_LEAST_WIDTH = 0.01
#: What makes the median of absolute deviations a standard deviation where these are normal.
_OF_MEDIAN = 1.4826


def with_bands(verdicts: Sequence[Verdict], earlier: Earlier) -> list[Verdict]:
    """``verdicts`` with the bounds of a usual share, for each that enough ``earlier`` runs tell of."""
    banded = []
    for one in verdicts:
        runs = [run for run in earlier.get((one.suite, one.expectation), ()) if run[0]]
        if one.checked and len(runs) >= _FEWEST_RUNS:
            least, most = band(runs, one.checked, is_share=not isinstance(one, Figure) or one.is_share)
            one = replace(one, usual_least=least, usual_most=most)
        banded.append(one)
    return banded


def band(runs: Runs, checked: int, *, is_share: bool = True) -> tuple[float, float]:
    """The least and the greatest usual share in a run of ``checked`` rows, after ``runs`` as in Earlier.

    The mean share p of all rows of the earlier runs, three standard deviations up and down, and at least one point.
    These are the limits of a control chart for proportions (NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2),
    sqrt(p (1 - p) / checked), so that a run of few rows has a wide band. Runs differ by more than chance, as their
    articles do: the deviation is multiplied by that of the earlier runs' own standardised shares, where it is more than
    1 (Laney, Improved Control Charts for Attributes, Quality Engineering 14, 2002). Runs that were not as usual
    themselves are left out of both. What is no share but a mean is taken to vary from row to row by as much as it is.
    """
    runs = _usual(runs, is_share)
    mean = sum(unexpected for _, unexpected in runs) / sum(rows for rows, _ in runs)
    spread = _spread(mean, is_share)
    squares = [(unexpected / rows - mean) ** 2 * rows / spread for rows, unexpected in runs] if spread else [0.0]
    beyond_chance = max(1.0, math.sqrt(sum(squares) / len(squares)))
    width = max(_LEAST_WIDTH, _DEVIATIONS * beyond_chance * math.sqrt(spread / checked))
    most = mean + width
    return max(0.0, mean - width), min(1.0, most) if is_share else most


def _usual(runs: Runs, is_share: bool) -> Runs:
    """The runs but those that are far from all others together, by the median of how far each of them is.

    At least half of them stay, and so do all that chance explains.
    """
    rows, counted = (sum(part) for part in zip(*runs, strict=True))
    away = []
    for own_rows, own in runs:
        others, found = rows - own_rows, counted - own
        chance = _spread((found + 1) / (others + 2), is_share) * (1 / own_rows + 1 / others)
        away.append(abs(own / own_rows - found / others) / math.sqrt(chance))
    limit = _DEVIATIONS * max(1.0, _OF_MEDIAN * median(away))
    return [run for run, distance in zip(runs, away, strict=True) if distance <= limit]


def _spread(mean: float, is_share: bool) -> float:
    """The variance of a row."""
    return mean * (1 - mean) if is_share else mean * mean
