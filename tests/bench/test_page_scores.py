"""The measure of pages: what people found stands in them, gold against itself is perfect, slips count as by hand."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import lxml.html
import pytest

from bench.identity.gold import half
from bench.pages.gold_pages import PAGES, Entry, Page, Part, gold
from bench.pages.measure_pages import main, measure
from bench.pages.page_scores import compare

LEAD, TEXT = "Die Brücke ist gesperrt.", "Das sagte Petra Krahl am Montag in Ahrstetten."
PAGE = Page(
    title="Brücke zu",
    kicker="Ahrstetten",
    parts=(Part("headline", "Brücke zu"), Part("lead", LEAD), Part("paragraph", TEXT), Part("heading", "Was nun?")),
    url="https://www.bote.example/bruecke",
    outlets=("Bote", "bote.example"),
    published="2025-09-25T23:30:00Z",
    authors=("Petra Krahl",),
    section="Lokales",
    paywalled=False,
    optional=("Spalte eins Spalte zwei",),
)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text)


def shown(file: Path) -> str:
    """All that a page shows, without blanks; browsers take Latin-1 for Windows-1252."""
    raw = file.read_bytes()
    page = lxml.html.document_fromstring(raw.decode("cp1252" if b"charset=iso-8859-1" in raw else "utf-8"))
    for hidden in page.xpath("//script | //style | //del | //*[contains(@class, 'visually-hidden')]"):
        hidden.drop_tree()
    return squeezed(page.text_content())


@pytest.mark.parametrize(("file", "page"), list(gold()), ids=lambda value: getattr(value, "stem", ""))
def test_what_people_found_stands_in_the_page(file: Path, page: Page) -> None:
    text = shown(file)
    for part in page.parts:
        pieces = part.text.split() if part.kind == "caption" else [part.text]  # a credit may stand before its caption
        assert [piece for piece in pieces if squeezed(piece) not in text] == []


def test_gold_against_itself_is_perfect() -> None:
    timed = {"entries": 0}  # the times of entries stand in what a reader makes of them, not in the gold's parts
    for name, page, _ in [(file.stem, page, None) for file, page in gold()]:
        one = compare(page, page)
        found = [getattr(one, part.name) for part in dataclasses.fields(one)]
        wrong = [count for count in found if hasattr(count, "f1") and count is not one.entries and count.f1 < 1]
        assert (wrong, one.foreign, one.lost) == ([], 0, 0), name
        timed["entries"] += len(page.entries)
    assert timed["entries"] > 0


def test_at_least_60_pages_of_25_houses_in_two_halves() -> None:
    pages = list(gold())
    assert len(pages) >= 60
    assert len({page.outlets[0] for _, page in pages}) >= 25
    halves = [half(file.stem) for file, _ in pages]
    assert min(halves.count("open"), halves.count("closed")) >= 25
    assert {file.stem for file, _ in pages} == {file.stem for file in PAGES.iterdir()}


def read(**changed: object) -> Page:
    return dataclasses.replace(PAGE, **changed)  # type: ignore[arg-type]


def test_a_teaser_is_foreign_and_costs_precision() -> None:
    one = compare(PAGE, read(parts=(*PAGE.parts, Part("paragraph", "Lesen Sie auch: Wetter"))))
    assert (one.foreign, one.lost, one.body.recall) == (1, 0, 1.0)
    assert one.body.precision == 14 / 18


def test_a_table_costs_nothing() -> None:
    one = compare(PAGE, read(parts=(*PAGE.parts, Part("paragraph", "Spalte eins Spalte zwei"))))
    assert (one.foreign, one.body.f1) == (0, 1.0)


def test_a_heading_that_lands_as_a_paragraph_is_no_heading_and_no_foreign_block() -> None:
    one = compare(PAGE, read(parts=(*PAGE.parts[:-1], Part("paragraph", "Was nun?"))))
    assert (one.headings.right, one.foreign, one.body.f1) == (0, 0, 1.0)


@pytest.mark.parametrize(
    ("title", "right"),
    [("Brücke zu", 1), ("Ahrstetten: Brücke zu", 1), ("Ahrstetten Brücke zu", 1), ("Brücke zu | Bote", 0), ("", 0)],
)
def test_a_title_may_have_its_kicker_before_it_and_not_the_sites_name_behind(title: str, right: int) -> None:
    assert compare(PAGE, read(title=title)).title.right == right


@pytest.mark.parametrize(
    ("published", "day", "time"),
    [
        ("2025-09-26T01:30:59+02:00", 1, 1),
        ("2025-09-26", 1, 0),
        ("26.09.2025", 1, 0),
        ("2025-09-26T01:30:00", 1, 0),
        ("2025-09-25", 0, 0),
        (None, 0, 0),
    ],
)
def test_days_are_those_of_the_newsroom_and_times_need_a_zone(published: str | None, day: int, time: int) -> None:
    one = compare(PAGE, read(published=published))
    assert (one.day.right, one.time.right) == (day, time)


@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("http://bote.example/bruecke/", 1),
        ("https://www.bote.example/bruecke?utm_source=x", 0),
        ("https://m.bote.example/bruecke", 0),
        (None, 0),
    ],
)
def test_an_address_is_the_same_with_www_and_without(url: str | None, right: int) -> None:
    assert compare(PAGE, read(url=url)).url.right == right


def test_an_entry_tells_its_time_before_it_or_not_at_all() -> None:
    ticker = read(entries=(Entry("2025-09-25T14:30:00+02:00", TEXT),))
    timed = read(parts=(Part("heading", "14.30 Uhr"), Part("paragraph", TEXT)))
    assert compare(ticker, timed).entries.recall == 1
    together = read(parts=(*PAGE.parts[:-1], Part("heading", "14:30 Uhr: Was nun?")))
    assert compare(ticker, together).headings.f1 == 1
    assert compare(ticker, timed).foreign == 0
    assert compare(ticker, PAGE).entries.recall == 0


def test_a_page_without_an_article_has_all_to_lose() -> None:
    together, each = measure([("one", PAGE, None), ("two", PAGE, PAGE)])
    assert (together.pages, together.unread, together.lost, len(each)) == (2, 1, 3, 2)
    assert together.title.recall == 0.5
    assert "pages without an article  1" in together.report()


def test_the_closed_half_tells_no_page(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--half", "closed", "--detail"])
    assert "closed half tells no page" in capsys.readouterr().err
