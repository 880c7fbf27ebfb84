"""Pages as a browser reads them: parsed, not matched."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from lxml import html

from quellenlage.tasks.evidence.page import page_name, write_pages
from quellenlage.tasks.evidence.safe_text import safe_text, web_address
from quellenlage.tasks.evidence.showing import show_evidence
from quellenlage.tasks.land.lake import open_lake
from tests.evidence.conftest import ADDRESS, OTHER, SECOND
from tests.evidence.selecting import select, words

Page = Callable[[str], html.HtmlElement]


@pytest.fixture
def page(lake: Path) -> Page:
    def shown(what: str) -> html.HtmlElement:
        out = StringIO()
        show_evidence(lake, what, out, "-")
        return html.document_fromstring(out.getvalue())

    return shown


def article_text(shown: html.HtmlElement) -> list[str]:
    """Its parts as they are read: without numbers of rows, values of dates and names of parts."""
    for added in select(shown, ".number, .date .value, .text .kind"):
        added.drop_tree()
    return [element.text_content().strip() for element in select(shown, ".text")]


def card(shown: html.HtmlElement, who: str, content: str) -> html.HtmlElement:
    (found,) = [
        one
        for one in select(shown, ".card")
        if words(select(one, ".who")[0]) == who and content in words(select(one, "dd")[0])
    ]
    return found


def test_the_article_stands_there_as_it_was(page: Page) -> None:
    body = SECOND.split("schließt neue Schulden aus\n", 1)[1]
    wanted = [paragraph for paragraph in body.split("\n") if paragraph]
    headline, *rest = article_text(page(ADDRESS))
    assert headline == "Haushalt Bürgermeisterin Krahl schließt neue Schulden aus"
    assert rest == wanted


def test_a_row_leads_to_its_passage_and_back(page: Page) -> None:
    shown = page(ADDRESS)
    row = card(shown, "Petra Krahl", "Wir geben nicht mehr Geld aus")
    number = row.get("data-number")
    (there,) = select(row, "a.badge")
    (passage,) = select(shown, there.get("href"))
    assert select(shown, passage.get("href")) == [row]
    marked = {
        role: " ".join(words(one) for one in select(shown, f".{role}[data-{where}~='{number}']"))
        for role, where in (("content", "content"), ("cue", "around"), ("speaker", "around"))
    }
    assert marked == {
        "content": '"Wir geben nicht mehr Geld aus, als die Stadt einnimmt"',
        "cue": "sagte",
        "speaker": "Krahl",
    }
    assert row.getparent().getparent() == passage.xpath("ancestor::section")[0]


def test_every_speaker_has_a_colour_and_those_that_are_not_told_have_none(page: Page) -> None:
    shown = page(ADDRESS)
    colours = {words(key): key.get("style") for key in select(shown, ".legend .speaker-key")}
    told = {name: colour for name, colour in colours.items() if colour}
    assert set(told) >= {"Petra Krahl", "Ulla Brandt"}
    assert len(set(told.values())) == len(told)
    for row in select(shown, ".card"):
        assert row.get("style") == colours[words(select(row, ".who")[0])]


def test_dates_have_their_values_and_can_be_reached_by_keyboard(page: Page) -> None:
    (day,) = [one for one in select(page(ADDRESS), ".date") if one.text == "Montag"]
    assert (words(select(day, ".value")[0]), day.get("tabindex")) == ("2025-03-03 · DATE", "0")


def test_doubt_is_visible(page: Page) -> None:
    shown = page(ADDRESS)
    untold = [one for one in select(shown, ".card") if words(select(one, ".who")[0]) == "speaker not told"]
    assert untold
    for row in untold:
        assert "the text does not tell who speaks" in words(row)
        assert float(words(select(row, ".meter .figure")[0])) < 0.7
        assert select(shown, f".doubtful-list a[href='#{row.get('id')}']")
    hedged = card(shown, "Ulla Brandt", "Fehler")
    assert "offenbar" in [words(one) for one in select(shown, ".mark.hedge")]
    assert "offenbar" in words(select(hedged, ".hedged")[0])


def test_the_chain_is_drawn_nearest_to_the_reader_first(page: Page) -> None:
    row = card(page(ADDRESS), "Petra Krahl", "Wir geben nicht mehr Geld aus")
    assert [words(step) for step in select(row, ".chain li")] == ["printed by Deich-Kurier", "said by Petra Krahl"]


def test_what_came_and_what_went_between_versions(page: Page) -> None:
    (change,) = select(page(ADDRESS), ".changes")
    (diff,) = select(change, ".diff")
    assert [words(one) for one in select(diff, "del")] == ["bleibe", "geöffnet"]
    assert [words(one) for one in select(diff, "ins")][:2] == ["schließe", "im Herbst"]
    assert "Ulla Brandt" in words(change.xpath(".//h3[.='Claims that came']/following-sibling::ul[1]")[0])
    assert "Das Freibad bleibe geöffnet" in words(
        change.xpath(".//h3[.='Claims that went']/following-sibling::ul[1]")[0]
    )


def test_an_earlier_version_says_that_it_is_one(page: Page, lake: Path) -> None:
    with open_lake(lake, read_only=True) as connection:
        (((first, second),),) = connection.execute(
            "SELECT list(document_id ORDER BY version) FROM documents GROUP BY article_id HAVING count(*) > 1"
        ).fetchall()
    shown = page(first)
    assert f"quellenlage show {second}" in words(select(shown, ".warning")[0])
    assert "bleibe geöffnet" in " ".join(article_text(shown))


def test_a_claim_is_its_article_open_at_the_claim(page: Page) -> None:
    known = card(page(ADDRESS), "Ulla Brandt", "Fehler").get("id")
    shown = page(known.removeprefix("claim-"))
    assert [one.get("id") for one in select(shown, ".card.chosen")] == [known]
    assert "offenbar" in " ".join(words(one) for one in select(shown, ".mark.chosen"))


def test_a_speaker_has_everything_said_in_order_each_in_its_sentence(page: Page) -> None:
    shown = page("Petra Krahl")
    days = [one.get("datetime") for one in select(shown, ".saying time")]
    assert days == sorted(days)
    outlets = {words(one) for one in select(shown, ".where strong")}
    assert outlets == {"Deich-Kurier", "Halmer Tageblatt"}
    sentences = [words(one) for one in select(shown, "blockquote")]
    assert '"Wir geben nicht mehr Geld aus, als die Stadt einnimmt", sagte Krahl.' in sentences
    assert all(select(one, "blockquote .mark.content") for one in select(shown, ".saying"))
    denied = [words(select(one, "blockquote")[0]) for one in select(shown, ".saying[data-is*='denied']")]
    assert any("neue Schulden ausgeschlossen" in one for one in denied)
    assert "says the same: Petra Krahl, Halmer Tageblatt" in words(shown)
    assert "Bürgermeisterin" in words(select(shown, ".facts")[0])


def test_a_source_has_what_others_say_through_it(page: Page) -> None:
    shown = page("Deich-Kurier")
    assert "mit einem langen Streit" in words(select(shown, "main")[0])
    assert re.search(r"prints \d+ claims", words(select(shown, ".minor")[0]))


def test_nothing_of_an_article_acts_on_the_page(page: Page) -> None:
    for what in ("https://www.boese.example/seite", "Ulla Brandt"):
        shown = page(what)
        assert len(select(shown, "script")) == 1
        assert not select(shown, "img, iframe, object, base")
        assert not [name for one in shown.iter() for name in one.attrib if name.startswith("on")]
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", html.tostring(shown, encoding="unicode"))
    (quotation,) = [one for one in article_text(page("https://www.boese.example/seite")) if "Kommen Sie" in one]
    assert quotation.startswith('"Kommen Sie <img src=x onerror=alert(2)> <b> & ‹U+202E›sofort‹U+202C› ‹U+001B›')


def test_the_page_asks_no_network_and_lets_only_its_own_script_run(page: Page) -> None:
    for what in (ADDRESS, "Petra Krahl"):
        shown = page(what)
        (policy,) = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "script-src 'sha256-" in policy
        assert not shown.xpath("//*[@src]")
        assert shown.xpath("//link/@href") == ["data:,"]
        assert "url(" not in select(shown, "style")[0].text
        links = {one.get("href").split("#:~:")[0] for one in shown.xpath("//a[@href]")}
        assert {link for link in links if not link.startswith("#")} == {ADDRESS}


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "http://[", None]
)
def test_only_addresses_of_the_web_are_links(address: str | None) -> None:
    assert web_address(address) is None


def test_a_link_leads_to_the_words_in_the_original() -> None:
    assert web_address("https://a.example/b", "Das Bad bleibt, komme was-wolle") == (
        "https://a.example/b#:~:text=Das%20Bad%20bleibt%2C%20komme%20was%2Dwolle"
    )


def test_letters_of_every_script_stay_and_what_turns_them_is_shown() -> None:
    assert safe_text("Übergröße שלום 👩‍🚀\n\tSilben\u00adtrennung") == "Übergröße שלום 👩‍🚀\n\tSilben\u00adtrennung"
    assert safe_text("a\u202eb\x00c\u2067") == "a‹U+202E›b‹U+0000›c‹U+2067›"


def test_the_pages_of_a_run_are_written_together(lake: Path, tmp_path: Path) -> None:
    with open_lake(lake, read_only=True) as connection:
        ids = [row[0] for row in connection.execute("SELECT document_id FROM documents ORDER BY ALL").fetchall()]
        claim, document = connection.execute("SELECT claim_id, document_id FROM claims ORDER BY ALL").fetchall()[0]
        written = write_pages(connection, ids, tmp_path / "pages")
    assert [path.name for path in written] == [page_name(one) for one in ids]
    file, _, place = page_name(document, claim).partition("#")
    assert select(html.parse(tmp_path / "pages" / file).getroot(), f"#{place}")


def test_articles_of_other_files_are_not_mixed_in(page: Page) -> None:
    assert OTHER.split("\n\n")[1].strip() in " ".join(article_text(page("Krahl wehrt sich")))
