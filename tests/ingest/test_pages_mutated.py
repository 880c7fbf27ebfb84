"""Whatever happened to a page: it becomes an article, or it is told why not; never a traceback."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest

from quellenlage.records import Article, PassedOver, Rejected
from quellenlage.tasks.ingest.pages import article_of_page
from tests.ingest.mutations import mutated

PAGES = [path for path in sorted((Path(__file__).parent / "formats" / "html").iterdir()) if path.suffix != ".json"]
TIMES = 40  # python -m bench.mutated_files does it ten thousand times


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_broken_pages_are_read_or_told(path: Path) -> None:
    rng, data = random.Random(path.name), path.read_bytes()
    for _ in range(TIMES):
        found = article_of_page(mutated(data, rng), path.name, None, None)
        assert isinstance(found, Article | PassedOver | Rejected)
        if isinstance(found, Article):
            parts = [found.text[one.start : one.end] for one in found.segments]
            assert "\n\n".join(parts) == found.text
            assert all(part and part == part.strip() for part in parts)
            assert unicodedata.is_normalized("NFC", found.text)


def line(opening: str, times: int) -> str:
    return f"<html><head><title>Die Schleuse</title></head><body><h1>Die Schleuse</h1>{opening * times}"


@pytest.mark.parametrize(
    "source",
    [
        line("<div>", 20_000),
        line("<b>", 20_000),
        line("<script>", 20_000),
        line("<!--", 20_000),
        line("Wort wort<br>", 20_000),
        line("schreib a@", 20_000),
        line("<a href='http://[x'>Ein Link mit Wörtern</a>", 3_000),
        line("<script type='application/ld+json'>" + "[" * 50_000 + "</script>", 1),
        line("<script type='application/ld+json'>" + '{"a":' * 50_000 + "</script>", 1),
    ],
    ids=lambda source: source[80:100],
)
def test_pages_that_go_on_for_ever_end(source: str) -> None:
    assert isinstance(article_of_page(source, "a", None, None), Article | PassedOver | Rejected)
