"""How large a share of rows breaks an expectation in a usual run, so that a day on which it is another is noticed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from quellenlage.tasks.accounts import Verdict

#: By suite and expectation, how many rows earlier runs checked and how many of them broke it.
Earlier = Mapping[tuple[str, str], Sequence[tuple[int, int]]]

_FEWEST_RUNS = 5
_DEVIATIONS = 3
_LEAST_WIDTH = 0.01


def with_bands(verdicts: Sequence[Verdict], earlier: Earlier) -> list[Verdict]:
    """``verdicts`` with the bounds of a usual share, for each that enough ``earlier`` runs tell of."""
    banded = []
    for one in verdicts:
        runs = [run for run in earlier.get((one.suite, one.expectation), ()) if run[0]]
        if one.checked and len(runs) >= _FEWEST_RUNS:
            least, most = band(runs, one.checked)
            one = replace(one, usual_least=least, usual_most=most)
        banded.append(one)
    return banded


def band(runs: Sequence[tuple[int, int]], checked: int) -> tuple[float, float]:
    """The least and the greatest usual share, from 0 to 1, in a run of ``checked`` rows, after ``runs`` as in Earlier.

    The mean share p of all rows of the earlier runs, three standard deviations up and down, and at least one point.
    These are the limits of a control chart for proportions (NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2),
    sqrt(p (1 - p) / checked), so that a run of few rows has a wide band. Runs differ by more than chance, as their
    articles do: the deviation is multiplied by that of the earlier runs' own standardised shares, where it is more than
    1 (Laney, Improved Control Charts for Attributes, Quality Engineering 14, 2002).
    """
    mean = sum(unexpected for _, unexpected in runs) / sum(rows for rows, _ in runs)
    spread = mean * (1 - mean)
    squares = [(unexpected / rows - mean) ** 2 * rows / spread for rows, unexpected in runs] if spread else [0.0]
    beyond_chance = max(1.0, math.sqrt(sum(squares) / len(squares)))
    width = max(_LEAST_WIDTH, _DEVIATIONS * beyond_chance * math.sqrt(spread / checked))
    return max(0.0, mean - width), min(1.0, mean + width)
