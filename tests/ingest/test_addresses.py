"""An article's address is one, however it was copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from quellenlage.tasks.ingest import addresses
from quellenlage.tasks.ingest.addresses import canonical, identity
from quellenlage.words import table

PAGE = "https://www.deich-kurier.example/politik/haushalt-1.html"
ROWS = table.rows("addresses.csv", Path(addresses.__file__).parent)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_each_pattern_takes_away_what_its_example_shows(row: dict[str, str]) -> None:
    assert canonical(row["example"]) == row["canonical"]


@pytest.mark.parametrize(
    "url",
    [
        f"{PAGE}?utm_source=newsletter&utm_medium=mail",
        f"{PAGE}#kommentare",
        f"{PAGE}?fbclid=abc",
        "https://WWW.Deich-Kurier.example:443/politik/haushalt-1.html",
        f" {PAGE} ",
    ],
)
def test_what_does_not_tell_the_article_goes(url: str) -> None:
    assert canonical(url) == PAGE


def test_parameters_that_tell_the_article_stay_in_order() -> None:
    assert canonical("https://a.example/?p=7&c=2") == canonical("https://a.example/?c=2&p=7")
    assert canonical("https://a.example/?p=7") != canonical("https://a.example/?p=8")


@pytest.mark.parametrize("url", ["", "nope", "mailto:a@b.example", "https://", "http://[", "file:///a.html"])
def test_what_is_no_address_is_none(url: str) -> None:
    assert canonical(url) is None


@pytest.mark.parametrize(
    "other",
    [
        PAGE.replace("https", "http"),
        PAGE.replace("www.", ""),
        PAGE.replace("www.", "m."),
        PAGE.replace("www.", "amp.").replace(".html", ".amp.html"),
    ],
)
def test_editions_of_one_page_are_one(other: str) -> None:
    found = canonical(other)
    assert found is not None
    assert identity(found) == identity(PAGE)
