"""``bench.model`` prints each pipeline's speed beside the others'."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.bench.test_needed import run


def test_pipelines_stand_side_by_side(write_article: Callable[..., Path]) -> None:
    news = write_article().parent
    done = run("-m", "bench.model", "fast", "--rounds", "1", "--articles", str(news))
    assert done.returncode == 0, done.stderr
    told, heads, *rows = done.stdout.splitlines()
    assert re.fullmatch(r"1 articles, \d+ words, \d+ tokens", told)
    assert re.fullmatch(r"\s+fast\s+spaCy's own", heads)
    figures = {row[:44].strip(): [float(cell.replace(",", "")) for cell in row[44:].split()] for row in rows}
    for unit in ("s to load", "MB at most while loading", "tokens a second, read", "words a second, read"):
        ours, theirs = figures[unit]
        assert ours > 0
        assert theirs > 0
    assert figures["articles of 300 words a second, everything"][0] > 0
    assert [row.split()[1] for row in rows if "ratio" in row] == ["1.00", "1.00"]
