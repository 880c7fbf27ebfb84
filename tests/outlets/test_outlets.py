"""The outlet of an article, its bylines and its credits, and the registry behind them."""

from __future__ import annotations

import pytest

from quellenlage.outlets import find_credits, find_outlets, outlet_of, outlets
from quellenlage.outlets.credits import Form, forms
from quellenlage.outlets.printed_by import imprints
from quellenlage.outlets.registry import HERE, by_address
from quellenlage.records import Article, Segment
from quellenlage.words.table import Row, rows


def article(text: str, uri: str = "a.txt", **metadata: str) -> Article:
    return Article(uri, text, (), metadata)


def names(text: str) -> list[str]:
    return [mention.outlet.name for mention in find_outlets(text)]


def test_registry_holds_what_the_news_is_printed_by() -> None:
    agencies = [o for o in outlets() if o.agency]
    assert len(outlets()) >= 150
    assert {"dpa", "AFP", "AP", "Reuters", "epd", "KNA", "SID", "APA", "Keystone-SDA", "TASS", "Xinhua"} <= {
        o.name for o in agencies
    }


def test_registry_is_well_formed() -> None:
    ids = [o.outlet_id for o in outlets()]
    domains = [d for o in outlets() for d in o.domains]
    assert len(ids) == len(set(ids))
    assert sorted(d for d in set(domains) if domains.count(d) > 1) == []
    assert all(o.name and o.kind and (o.country or o.outlet_id == "wikinews") for o in outlets())


@pytest.mark.parametrize("form", forms(), ids=lambda form: f"{form.part}-{form.where}")
def test_every_form_of_credit_finds_its_example(form: Form) -> None:
    kind = {"caption": "caption", "start": "dateline"}.get(form.where, "paragraph")
    found = find_credits(form.example, [Segment(kind, 0, len(form.example))])
    assert [(c.kind, c.name) for c in found] == list(form.finds)
    assert all(form.example[c.start : c.end] == c.text for c in found)
    assert form.part in {c.part for c in found}


@pytest.mark.parametrize("row", rows("contexts.csv", HERE), ids=lambda row: row["example"])
def test_every_context_makes_a_common_word_a_name(row: Row) -> None:
    assert bool(names(row["example"])) == (row["side"] != "never_before")


@pytest.mark.parametrize(
    "text",
    [
        "Das Bild an der Wand hing schief.",
        "Die Welt ist klein, sagte sie.",
        "Der Stern von Bethlehem leuchtet im Fokus der Zeit.",
        "Der Kurier brachte das Paket, die Presse wartete vor der Tür.",
        "Im Spiegel sah er den Express vorbeifahren.",
        "Heute gilt der neue Standard.",
    ],
)
def test_common_words_are_no_outlets(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das sagte Ihde der „Zeit“.", "Die Zeit"),
        ("Zuerst hatte das Magazin Stern darüber berichtet.", "Stern"),
        ("Nach Informationen der Süddeutschen Zeitung stimmt das.", "Süddeutsche Zeitung"),
        ("Einem Artikel des Handelsblatts zufolge stimmt das.", "Handelsblatt"),
        ("Der »New York Times« liegt der Brief vor.", "New York Times"),
        ("Das meldet die Nachrichtenagentur Xinhua.", "Xinhua"),
    ],
)
def test_outlets_are_found_inflected_and_in_context(text: str, name: str) -> None:
    assert names(text) == [name]


def test_initials_count_once_the_full_name_was_there() -> None:
    assert names("Die Süddeutsche Zeitung (SZ) fragte nach. Der SZ liegt der Brief vor.") == ["Süddeutsche Zeitung"] * 3


def test_outlet_comes_from_the_address_first() -> None:
    read = outlet_of(article("Quelle: ntv.de", url="https://www.spiegel.de/politik/a-1.html", outlet="taz"))
    assert (read.name, read.outlet_id, read.origin) == ("Der Spiegel", "spiegel", "url")


def test_subdomains_belong_to_their_outlet() -> None:
    assert by_address("https://interaktiv.tagesspiegel.de/x").name == "Der Tagesspiegel"  # type: ignore[union-attr]
    assert by_address("https://notspiegel.de/x") is None


def test_outlet_comes_from_the_metadata_next() -> None:
    assert outlet_of(article("", outlet="FAZ")).name == "Frankfurter Allgemeine Zeitung"
    read = outlet_of(article("", outlet="Aurager Wochenschau"))
    assert (read.name, read.outlet_id, read.origin) == ("Aurager Wochenschau", None, "metadata")


def test_outlet_comes_from_the_text_last() -> None:
    read = outlet_of(article("Die Fähre fährt wieder.\n\nQuelle: ntv.de, mli/dpa"))
    assert (read.name, read.origin) == ("n-tv", "text")


def test_a_cited_outlet_is_not_the_one_that_prints() -> None:
    read = outlet_of(article("Das berichtet die „Financial Times“.\n\n(dpa/uk)"))
    assert (read.name, read.outlet_id, read.origin) == (None, None, None)


def test_unknown_addresses_give_their_host() -> None:
    read = outlet_of(article("", url="https://www.aurager-bote.example/1"))
    assert (read.name, read.outlet_id, read.origin) == ("aurager-bote.example", None, "url")


def test_photo_credit_tells_photographer_from_agencies() -> None:
    text = "Der Kanzler am Kai. (Quelle: Imke Ann Berends/AP/dpa/dpa-bilder)"
    found = find_credits(text, [Segment("caption", 0, len(text))])
    assert [(c.name, c.kind, c.part) for c in found] == [
        ("Imke Ann Berends", "person", "photo"),
        ("AP", "agency", "photo"),
        ("dpa", "agency", "photo"),
        ("dpa", "agency", "photo"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Von Anna Kolb, dpa", ["byline Anna Kolb", "text dpa"]),
        ("Von Anna Kolb | 12.03.2025, 14:30 Uhr", ["byline Anna Kolb"]),
        ("Von Tyler G. Lange und Łukasz Wójcik", ["byline Tyler G. Lange", "byline Łukasz Wójcik"]),
        ("Ein Gastbeitrag von Prof. Dr. Eva Lang", ["byline Prof. Dr. Eva Lang"]),
        ("Kommentar von Jan Sellmer", ["byline Jan Sellmer"]),
        ("Aufgezeichnet von Mia Lenz", ["byline Mia Lenz"]),
        ("Das Interview führten Eva Lang und Uwe Fink.", ["byline Eva Lang", "byline Uwe Fink"]),
        ("Von unserer Korrespondentin Eva Lang", ["byline Eva Lang"]),
        ("Von Jan-Ole d'Alessio", ["byline Jan-Ole d'Alessio"]),
        ("Text: Eva Lang, Fotos: Uwe Fink", ["byline Eva Lang", "photo Uwe Fink"]),
        ("Frankfurt/M., 12.3. (AFP) - Die Stadt baut.", ["text AFP"]),
        ("Kommentar: Jan Sellmer", ["byline Jan Sellmer"]),
        ("Text und Fotos: Eva Lang", ["byline Eva Lang"]),
        ("Text: Eva Lang / Fotos: Uwe Fink", ["byline Eva Lang", "photo Uwe Fink"]),
        ("Von Peter Roth aus Halmer", ["byline Peter Roth"]),
        ("Von Eva Lang mit Agenturmaterial", ["byline Eva Lang"]),
        ("Mit Eva Lang sprach Peter Roth", ["byline Peter Roth"]),
        ("Eva Lang | 12.03.2025", ["byline Eva Lang"]),
        ("Kommentar: Falsche Hoffnung", []),
        ("Analyse Neuer Plan", []),
        ("Von der Schule in den Beruf", []),
        ("Kritik von Greenpeace Deutschland", []),
    ],
)
def test_credits_above_an_article(line: str, expected: list[str]) -> None:
    text = f"Rat stimmt dem Bau zu\n{line}\nDie Stadt baut eine Schule.\nEs gab keine Gegenrede.\nSo endete der Abend."
    assert [f"{c.part} {c.name}" for c in find_credits(text, [])] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("© dpa-infocom, dpa:250312-930-399999/1", ["text dpa"]),
        ("© 2025 dpa", ["text dpa"]),
        ("dpa/lno", ["text dpa"]),
        ("(kas)", ["byline kas"]),
        ("So endete der Tag. (kas)", ["byline kas"]),
        ("So endete der Tag (rot)", []),
        ("(red, dpa)", ["text dpa"]),
        ("Eva Lang/dpa", ["byline Eva Lang", "text dpa"]),
        ("Mit Agenturmaterial (dpa, AFP)", ["material dpa", "material AFP"]),
        ("Mit dpa/AFP", ["material dpa", "material AFP"]),
        ("So endete der Tag. kas", ["byline kas"]),
        ("So endete der Tag. mehr", []),
        ("red/dpa", ["text dpa"]),
        ("(Von Eva Lang)", ["byline Eva Lang"]),
        ("(APA, 12.3.2025)", ["text APA"]),
        ("© 2025 dpa GmbH", ["text dpa"]),
        ("epd lnb kas", ["text epd"]),
        ("Mit Freude und Stolz", []),
        ("Weitere Meldungen", []),
    ],
)
def test_credits_below_an_article(line: str, expected: list[str]) -> None:
    text = f"Rat stimmt dem Bau zu\nDie Stadt baut eine Schule.\nEs gab keine Gegenrede.\n{line}"
    assert [f"{c.part} {c.name}" for c in find_credits(text, [])] == expected


def test_an_aside_in_brackets_is_no_credit() -> None:
    text = "Er blieb (wie immer) sitzen.\n\nSie lobte Ole Ihde (SPD)"
    assert find_credits(text, []) == []


@pytest.mark.parametrize(("example", "outlet"), [(example, outlet) for _, example, outlet in imprints()])
def test_every_imprint_gives_its_outlet(example: str, outlet: str) -> None:
    read = outlet_of(article(f"Die Fähre fährt wieder.\n\n{example}"))
    assert (read.name, read.origin) == (outlet, "text")


@pytest.mark.parametrize(
    "text",
    [
        "Er trat vor die Presse.",
        "Sie sprach mit der Presse.",
        "Der Bund lehnte ab.",
        "Michael Bloomberg kandidiert. Er habe Geld, sagte Bloomberg.",
    ],
)
def test_the_press_the_federation_and_a_man_are_no_outlets(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das stand in der Freien Presse.", "Freie Presse"),
        ("Die „Presse“ berichtete.", "Die Presse"),
        ("Das meldet Bloomberg.", "Bloomberg"),
        ("Das schrieb die Financial Times Deutschland.", "Financial Times Deutschland"),
        ("Laut Bild steigen die Preise.", "Bild"),
        ("Wie der Focus am Montag berichtete, steigen die Preise.", "Focus"),
    ],
)
def test_outlets_of_such_names_are_found_all_the_same(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_line_that_is_a_word_is_no_outlet() -> None:
    text = "Presse\n\nDer Hafen wird tiefer."
    segments = (Segment("headline", 0, 6), Segment("paragraph", 8, len(text)))
    assert outlet_of(Article("a.txt", text, segments)).name is None


def test_a_company_takes_no_pictures_as_a_person() -> None:
    text = "Das Werk in Halmer. © Novatherm AG"
    assert find_credits(text, [Segment("caption", 0, len(text))]) == []


def test_a_source_line_may_have_links_below_it() -> None:
    text = "Die Fähre fährt wieder.\n\nQuelle: ntv.de, mau/dpa\n\nMehr zum Thema\n\nAlle Fähren"
    assert outlet_of(article(text)).name == "n-tv"
