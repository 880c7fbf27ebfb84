"""When an article is the same, changed or new, wherever it was read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from quellenlage.records import Article, Identified, Segment
from quellenlage.tasks.ingest.versions import Known, identified, identify, traits_of

TODAY = dt.date(2026, 1, 1)
TITLE, TEXT = "Freibad bleibt offen", "Das Freibad bleibt offen, sagte Petra Krahl am Montag im Rathaus von Ahrstetten."
URL = "https://www.deich-kurier.example/lokales/freibad-1.html"
DATED = {"header_date": "2024-05-06"}


def article(place: str = "news/a.txt", title: str = TITLE, text: str = TEXT, **metadata: str) -> Article:
    return Article(place, f"{title}\n\n{text}", (Segment("headline", 0, len(title)),), DATED | metadata)


def read(*articles: Article) -> list[Identified | None]:
    """What becomes of these, one after the other; None is unchanged."""
    known = Known()
    return [identify(traits_of(one, TODAY), known) for one in articles]


def uris(*articles: Article) -> list[str | None]:
    return [one.article_id if one is not None else None for one in read(*articles)]


def test_the_same_article_has_the_same_id() -> None:
    assert identified(article(), TODAY) == identified(article(), TODAY)
    assert len({identified(one, TODAY).document_id for one in (article(), article(text="Es schließt."))}) == 2


def test_an_article_is_its_address_whatever_the_way_that_it_was_copied() -> None:
    copies = [
        article("a.html", url=URL),
        article("2024/b.html", url=URL + "?utm_source=mail#top"),
        article("c.jsonl#17", url=URL.replace("https://www", "http://m")),
    ]
    assert uris(*copies)[0] == "https://deich-kurier.example/lokales/freibad-1.html"
    assert uris(*copies)[1] is None
    third = read(*copies)[2]
    assert third is None or third.article_id == "https://deich-kurier.example/lokales/freibad-1.html"


def test_another_address_is_another_article_even_in_the_same_file() -> None:
    assert len(set(uris(article(url=URL), article(url=URL.replace("-1", "-2"), title="Anderes")))) == 2


@pytest.mark.parametrize("outlet", [{}, {"outlet": "Deich-Kurier"}])
def test_without_an_address_day_title_and_text_tell_the_article(outlet: dict[str, str]) -> None:
    assert uris(article(**outlet), article("archiv/x.md", **outlet))[1] is None
    changed = article("archiv/x.md", text=TEXT.replace("offen", "zu"), **outlet)
    assert uris(article(**outlet), changed) == ["news/a.txt", "news/a.txt"]


def test_a_page_with_an_address_is_the_article_that_had_none() -> None:
    assert uris(article(), article("seite.html", url=URL)) == ["news/a.txt", "news/a.txt"]


def test_two_outlets_or_days_are_two_articles() -> None:
    other = article("b.txt", outlet="Halmer Tageblatt")
    assert uris(article(outlet="Deich-Kurier"), other) == ["news/a.txt", "b.txt"]
    assert uris(article(), replace(other, metadata={"header_date": "2024-05-07"})) == ["news/a.txt", "b.txt"]


def test_a_title_that_comes_every_day_does_not_make_two_articles_one() -> None:
    other = article("b.txt", title="Kurz gemeldet", text="Nach einem Sturm fehlt vielerorts der Strom.")
    assert uris(article(title="Kurz gemeldet"), other) == ["news/a.txt", "b.txt"]


def test_a_changed_file_is_a_new_version() -> None:
    first, second = read(article(), article(title="Freibad schließt", text="Das Freibad schließt."))
    assert first is not None
    assert second is not None
    assert (second.article_id, second.document_id != first.document_id) == (first.article_id, True)


def test_a_row_put_before_the_others_does_not_make_them_versions_of_each_other() -> None:
    rows = [article("a.csv#1"), article("a.csv#1", title="Neue Brücke", text="Ab Juni fahren Autos über die Ahr.")]
    found = read(rows[0], rows[1], replace(rows[0], uri="a.csv#2"))
    assert [one is None for one in found] == [False, False, True]


def test_how_an_article_came_here_does_not_change_it() -> None:
    crawled = article(captured="2024-05-07T10:00:00Z", feed="Lokales", format="html", url=URL)
    assert uris(article(url=URL), crawled)[1] is None


def test_an_article_that_returns_to_an_earlier_wording_is_a_version_of_its_own() -> None:
    first, _, third = read(article(), article(text=TEXT.replace("offen", "zu")), article())
    assert first is not None
    assert third is not None
    assert third.document_id != first.document_id


def test_copies_that_differ_are_versions_once_however_often_they_are_read() -> None:
    page, row = article("a.html", url=URL), article("a.jsonl#1", text=TEXT.replace("Montag", "Montagmorgen"), url=URL)
    assert [one is None for one in read(page, row, page, row)] == [False, False, True, True]
    copy = article("b/a.html", url=URL)
    assert [one is None for one in read(page, row, copy, row, copy)] == [False, False, True, True, True]
    changed = article("a.html", text=TEXT.replace("offen", "zu"), url=URL)
    assert [one is None for one in read(page, row, changed, page, row)] == [False, False, False, False, True]


def test_a_teaser_is_no_version_of_an_article_that_is_known_with_its_text() -> None:
    teaser = article("feed.xml#1", text="Das Freibad bleibt offen …", url=URL, teaser="true")
    assert [one is None for one in read(article("a.html", url=URL), teaser)] == [False, True]
    first, second = read(teaser, article("a.html", url=URL))
    assert first is not None
    assert second is not None
    assert (second.article_id, second.document_id != first.document_id) == (first.article_id, True)


def test_an_agency_s_item_is_its_name_whatever_others_of_the_day_say() -> None:
    items = [article("urn:newsml:kbd.example:1"), article("urn:newsml:kbd.example:2")]
    corrected = article("urn:newsml:kbd.example:1", text=TEXT.replace("offen", "zu"))
    assert uris(*items, corrected) == [items[0].uri, items[1].uri, items[0].uri]
