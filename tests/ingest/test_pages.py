"""What is known of news pages is right by its examples, and what pages say is read as they mean it."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from quellenlage.records import Article, PassedOver, Rejected
from quellenlage.tasks.ingest.pages import article_of_page
from quellenlage.tasks.ingest.pages.page_authors import authors_in
from quellenlage.tasks.ingest.pages.page_tables import EFFECTS, classes, houses, phrases, role_of
from quellenlage.tasks.ingest.pages.selectors import xpath_of
from quellenlage.tasks.ingest.site_titles import trim_site

PARAGRAPHS = (
    "<p>Das Tor habe sich verzogen, sagte ein Sprecher des Hafenamts am Dienstag. Wann es schließe, sei offen.</p>"
    "<p>Die Reeder seien enttäuscht. „Wir verlieren jeden Tag Geld“, sagte Verbandschef Hinnerk Poppinga.</p>"
)


def page(body: str = PARAGRAPHS, head: str = "", title: str = "Die Schleuse bleibt zu") -> str:
    return (
        f"<html lang='de'><head><title>{title} | Deich-Kurier</title><meta property='og:type' content='article'>{head}"
        f"</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def article(source: str | bytes, url: str | None = None) -> Article:
    found = article_of_page(source, "a.html", url, None)
    assert isinstance(found, Article), found
    return found


def texts(found: Article, *kinds: str) -> list[str]:
    return [found.text[one.start : one.end] for one in found.segments if one.kind in kinds]


@pytest.mark.parametrize(
    ("role", "pattern", "example"), classes(), ids=lambda value: getattr(value, "pattern", value)[:40]
)
def test_names_of_elements_tell_their_role(role: str, pattern: object, example: str) -> None:
    element = lxml_html.fragment_fromstring(example)
    assert role_of(element.get("class") or element.get("id")) == role


@pytest.mark.parametrize("effect", EFFECTS)
def test_phrases_fit_their_examples(effect: str) -> None:
    assert phrases(effect)
    assert [example for pattern, example in phrases(effect) if not pattern.match(example)] == []


@pytest.mark.parametrize("house", houses(), ids=lambda house: house.domains[0])
def test_houses_selectors_select_their_example(house: object) -> None:
    root = lxml_html.document_fromstring(f"<html><body>{house.example}</body></html>")  # type: ignore[attr-defined]
    assert root.xpath(xpath_of(house.body))  # type: ignore[attr-defined]


def test_a_selector_that_is_none_says_where() -> None:
    with pytest.raises(ValueError, match="from character 3 on"):
        xpath_of("div ~ p")


@pytest.mark.parametrize(
    "sentence",
    [
        "Hier geht es um mehr als um Geld.",
        "Mehr im Haushalt zu sparen, sei nicht möglich.",
        "Haben Sie Hinweise darauf, dass jemand nachgeholfen hat?",
        "Jetzt kaufen die Leute wieder Kohle.",
        "Der Rest entfällt auf den Bund, das sind 40 Prozent.",
        "Was meinen Sie damit?",
        "Auch im Norden regnet es.",
        "Anzeige erstattete am Montag der Betreiber.",
    ],
)
def test_sentences_of_an_article_are_no_phrases_of_the_page(sentence: str) -> None:
    assert sentence in texts(article(page(f"{PARAGRAPHS}<p>{sentence}</p>{PARAGRAPHS}")), "paragraph")


@pytest.mark.parametrize(
    ("written", "persons", "agencies"),
    [
        ("Von Birte Eggers und Ole Brandt, Berlin", ["Birte Eggers", "Ole Brandt"], []),
        ("Ein Kommentar von Jan Peters", ["Jan Peters"], []),
        ("Von unserer Korrespondentin Eva Lang, Brüssel", ["Eva Lang"], []),
        ("Eggers, Birte", ["Birte Eggers"], []),
        ("JAN PETERS", ["Jan Peters"], []),
        ("Anna von der Weide (dpa)", ["Anna von der Weide"], []),
        ("dpa/lno", [], ["dpa"]),
        ("Online-Redaktion", [], []),
        ("DER SPIEGEL", [], []),
        ("https://www.facebook.com/deichkurier", [], []),
    ],
)
def test_authors_are_persons(written: str, persons: list[str], agencies: list[str]) -> None:
    assert authors_in(written) == (persons, agencies)


@pytest.mark.parametrize(
    ("title", "outlet", "trimmed"),
    [
        ("Die Schleuse bleibt zu | Deich-Kurier", None, "Die Schleuse bleibt zu"),
        ("Die Schleuse bleibt zu - Politik - Deich-Kurier", "Deich-Kurier", "Die Schleuse bleibt zu - Politik"),
        ("Die Schleuse bleibt zu - deich-kurier.de", None, "Die Schleuse bleibt zu"),
        ("Nachts auf der Brücke – der Tag danach", "Der Spiegel", "Nachts auf der Brücke – der Tag danach"),
        ("Es geht um mehr – eine neue Zeit", "Die Zeit", "Es geht um mehr – eine neue Zeit"),
        ("Es geht um mehr – ZEIT ONLINE", "Die Zeit", "Es geht um mehr"),
        ("Hamburg – Bremen bleibt gesperrt", None, "Hamburg – Bremen bleibt gesperrt"),
    ],
)
def test_titles_lose_the_name_of_the_site(title: str, outlet: str | None, trimmed: str) -> None:
    assert trim_site(title, outlet) == trimmed


def test_one_bad_byte_spoils_no_page() -> None:
    source = page().encode().replace(b"Poppinga", b"Poppinga \x96 so hei\xdft er")
    assert "„Wir verlieren jeden Tag Geld“, sagte Verbandschef Hinnerk Poppinga – so heißt er." in article(source).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    declared = page(head="<meta charset='iso-8859-1'>") if encoding == "cp1252" else page()
    assert "„Wir verlieren jeden Tag Geld“" in article(declared.encode(encoding)).text


def test_og_url_goes_before_canonical_and_relative_ones_are_joined() -> None:
    head = "<link rel='canonical' href='https://www.spiegel.de/a-1.html'><meta property='og:url' content='/b-2.html'>"
    assert article(page(head=head), "https://www.heidebote.example/x").metadata["url"] == (
        "https://www.heidebote.example/b-2.html"
    )
    front = "<link rel='canonical' href='https://a.example/b-1'><meta property='og:url' content='https://a.example/'>"
    assert article(page(head=front)).metadata["url"] == "https://a.example/b-1"


def test_a_page_saved_by_a_browser_knows_its_address() -> None:
    source = "<!-- saved from url=(0042)https://www.deich-kurier.example/politik/a-1 -->\n" + page()
    assert article(source).metadata["url"] == "https://www.deich-kurier.example/politik/a-1"


def test_the_registry_names_the_outlet_of_a_host_that_it_knows() -> None:
    head = "<meta property='og:site_name' content='SPON'>"
    assert article(page(head=head), "https://www.spiegel.de/politik/a-1").metadata["outlet"] == "Der Spiegel"
    assert article(page(head=head), "https://www.deich-kurier.example/a-1").metadata["outlet"] == "Der Spiegel"
    unknown = "<meta property='og:site_name' content='Heidebote'>"
    assert article(page(head=unknown)).metadata["outlet"] == "Heidebote"


def test_a_printed_issues_day_gives_way_to_the_time_that_readers_see() -> None:
    head = "<meta property='article:published_time' content='2025-08-27T00:00:00'>"
    shown = "<p class='date'>26.08.2025, 18:40 Uhr</p>"
    assert article(page(shown + PARAGRAPHS, head)).metadata["published"] == "2025-08-26T18:40:00"


def test_free_pages_that_sell_subscriptions_are_not_paywalled() -> None:
    offer = "<p>Weiterlesen mit Deich-Kurier Plus</p>"
    assert article(page(PARAGRAPHS + offer)).metadata["paywalled"] == "true"
    free = '{"@type": "NewsArticle", "headline": "x", "isAccessibleForFree": true}'
    head = f"<script type='application/ld+json'>{free}</script>"
    assert "paywalled" not in article(page(PARAGRAPHS + offer, head)).metadata


def test_crawl_time_is_kept_and_broken_pages_are_told() -> None:
    found = article_of_page(page(), "a", None, "2025-09-01T00:00:00Z")
    assert isinstance(found, Article)
    assert found.metadata["captured"] == "2025-09-01T00:00:00Z"
    assert isinstance(article_of_page(b"\x89PNG\r\n\x1a\n\x00\x00", "a", None, None), Rejected)
    assert isinstance(article_of_page("", "a", None, None), PassedOver)


def test_a_house_is_read_by_its_selector_only_where_it_agrees() -> None:
    foreign = "<p>Der Verlag lädt zum Tag der offenen Tür ein, es gibt Kuchen und Musik für alle.</p>"
    more = PARAGRAPHS.replace("Tor", "Dock").replace("Reeder", "Fischer")
    parts = (f"<div class='article__text'>{part}</div>" for part in (PARAGRAPHS, more))
    right = page(f"<div>{f'<div>{foreign}</div>'.join(parts)}</div>")
    assert "Kuchen" in article(right).text
    assert "Kuchen" not in article(right, "https://www.n-tv.de/politik/a-1.html").text
    aged = page(f"<div class='article__text'>{foreign}</div><div class='new'>{PARAGRAPHS}{more}</div>")
    assert "Poppinga" in article(aged, "https://www.n-tv.de/politik/a-1.html").text


@pytest.mark.parametrize(
    "title",
    [
        "404 Menschen gerettet",
        "Datenschutz: Was jetzt gilt",
        "Wartungsarbeiten an der Schleuse",
        "Suche nach Vermissten",
    ],
)
def test_headlines_that_begin_like_pages_without_an_article(title: str) -> None:
    assert texts(article(page(PARAGRAPHS * 2, title=title)), "headline") == [title]


@pytest.mark.parametrize(
    "title",
    ["404", "404 - Deich-Kurier", "Fehler 404", "Die Seite wurde nicht gefunden", "Just a moment...", "Access Denied"],
)
def test_pages_of_errors_are_no_articles(title: str) -> None:
    assert article_of_page(page(PARAGRAPHS, title=title), "a", None, None) == PassedOver("a", "no article")


@pytest.mark.parametrize("name", ["comments", "cookie-layer"])
def test_comments_and_consent_are_out_however_long_they_are(name: str) -> None:
    foreign = "<p>Das hätte man schon vor zehn Jahren wissen können, aber auf die Leute hört ja niemand mehr.</p>"
    found = article(page(f"{PARAGRAPHS}<div class='{name}'>{foreign * 30}</div>"))
    assert "Leute" not in found.text
    assert len(texts(found, "paragraph")) == 2


def test_a_page_without_headings_and_json_is_read_by_its_title_and_its_byline() -> None:
    shown = (
        "<b>Die Schleuse bleibt zu</b><br><i>Von Birte Eggers, 14. Februar 2024</i>"
        + PARAGRAPHS
        + "<p>"
        + 5 * "Der Rest ist offen, hieß es. "
    )
    found = article(f"<html><head><title>Halmer Bote - Lokales - Die Schleuse bleibt zu</title></head><body>{shown}")
    assert texts(found, "headline") == ["Die Schleuse bleibt zu"]
    assert (found.metadata["published"], found.metadata["authors"]) == ("2024-02-14", "Birte Eggers")


def test_a_short_notice_that_is_marked_up_as_an_article_is_one() -> None:
    notice = (
        "<h1>Spatenstich</h1><div class='teaser-text' itemprop='description'><p>Die Stadt baut eine Wache.</p></div>"
        "<div itemprop='articleBody'><p>„Heute ist ein guter Tag“, sagte Gesa Lindner am Freitag der Zeitung.</p></div>"
    )
    found = article(f"<html><head><title>Spatenstich</title></head><body><div>{notice}</div></body></html>")
    assert texts(found, "lead") == ["Die Stadt baut eine Wache."]


def test_who_may_be_asked_about_a_press_release_is_no_part_of_it() -> None:
    contact = "<p>Rückfragen bitte an:</p><p>Tina Ruhnau<br>Telefon 0000</p><p>Original-Content von: Polizei</p>"
    assert texts(article(page(PARAGRAPHS + contact)), "paragraph") == texts(article(page()), "paragraph")


def test_a_text_that_says_that_it_is_free_is_not_paid_for() -> None:
    free = "<p>Dieser Text ist kostenlos. Mit einem Abo unterstützen Sie unsere Arbeit.</p>"
    assert "paywalled" not in article(page(PARAGRAPHS + free)).metadata


def test_a_name_goes_before_an_address_as_the_name_of_an_outlet() -> None:
    head = "<meta property='og:site_name' content='www.halmer-bote.example'>"
    assert article(page(head=head)).metadata["outlet"] == "halmer-bote.example"
    named = head + "<meta name='publisher' content='Halmer Bote'>"
    assert article(page(head=named)).metadata["outlet"] == "Halmer Bote"


def test_an_interview_with_a_single_long_answer_keeps_the_short_ones() -> None:
    long = (
        "Das ist nicht meine Aufgabe. Aber wir haben zu lange gewartet, und das Eis wartet nicht auf uns, im Gegenteil."
    )
    said = [
        "Wie geht es dem Gletscher?",
        "Schlecht.",
        "Hat die Politik versagt?",
        long,
        "Was raten Sie?",
        "Weniger Abgase.",
    ]
    shown = "".join(f"<p>{'<b>' * (n % 2 == 0)}{one}{'</b>' * (n % 2 == 0)}</p>" for n, one in enumerate(said))
    assert texts(article(page(f"<div>{shown}</div>")), "paragraph", "heading") == said


@pytest.mark.parametrize(
    "script",
    [
        f"<script>{'var a = 1; ' * 200}</script>",
        f"<!-- <script>{'var a = 1; ' * 200} -->",
        f"<script>{'var a = 1; ' * 200}<!-- </script>",
        f"<SCRIPT>{'var a = 1; ' * 200}</SCRIPT><script>a()</script>",
    ],
)
def test_long_scripts_are_left_out_and_nothing_else(script: str) -> None:
    told = f'{{"@type": "NewsArticle", "headline": "Nebel am Deich", "description": "{"Am Deich war Nebel. " * 40}"}}'
    head = f'<script data-a="{"b" * 700}" type="application/ld+json">{told}</script>{script}'
    found = article(page(head=head))
    assert (found.metadata["description"][:8], len(texts(found, "paragraph"))) == (
        "Am Deich",
        len(texts(article(page()), "paragraph")),
    )


def test_many_scripts_take_no_longer_than_their_number() -> None:
    page = "<html><body>" + "<script>a</script>" * 100_000 + "<script>" * 1000
    assert isinstance(article_of_page(page, "a.html"), PassedOver)
