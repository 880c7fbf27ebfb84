"""Plain text in the layout of an archive's export."""

from __future__ import annotations

import pytest

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, Rejected
from quellenlage.tasks.ingest.readers import Input
from quellenlage.tasks.ingest.readers.plain import read

FULL = """ date 2024-05-06 Hafen Die Schleuse bleibt zu

06.05.2024

Die Schleuse am Abend. (Quelle: Ole Brandt/dpa)

Von Birte Eggers

Seit Montag kommt kein Schiff mehr durch. Die Reparatur dauert.

Das Tor habe sich verzogen, sagte ein Sprecher.

Wann geht es weiter?

Das ist offen.

Neues Tor im Herbst

Der Auftrag sei vergeben.
"""


def articles(text: str, encoding: str = "utf-8") -> list[Article]:
    return [one for one in read(Input.of_bytes(text.encode(encoding), "a.txt")) if isinstance(one, Article)]


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(one.kind, article.text[one.start : one.end]) for one in article.segments]


def test_every_part_is_found_with_its_offsets() -> None:
    (article,) = articles(FULL)
    assert kinds(article) == [
        ("headline", "Hafen Die Schleuse bleibt zu"),
        ("dateline", "06.05.2024"),
        ("caption", "Die Schleuse am Abend. (Quelle: Ole Brandt/dpa)"),
        ("byline", "Von Birte Eggers"),
        ("lead", "Seit Montag kommt kein Schiff mehr durch. Die Reparatur dauert."),
        ("paragraph", "Das Tor habe sich verzogen, sagte ein Sprecher."),
        ("heading", "Wann geht es weiter?"),
        ("paragraph", "Das ist offen."),
        ("heading", "Neues Tor im Herbst"),
        ("paragraph", "Der Auftrag sei vergeben."),
    ]
    assert article.metadata == {"header_date": "2024-05-06"}
    assert article.uri == "a.txt"


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ("Stand: 26.08.2025, 14:32 Uhr", "dateline"),
        ("Montag, 26. August 2025", "dateline"),
        ("Aktualisiert am 26.08.2025 um 9.15 Uhr", "dateline"),
        ("Die Brücke. Foto: Polizei", "caption"),
        ("Das Werk in Halmer © Novatherm AG", "caption"),
        ("Von Anna Müller und Jens Bartel, Berlin", "byline"),
        ("dpa/fst", "byline"),
        ("Von Anna Kolb, dpa", "byline"),
        ("Von Anna Kolb | 12.03.2025, 14:30 Uhr", "byline"),
        ("Von Tyler G. Lange und Łukasz Wójcik", "byline"),
        ("Ein Kommentar von Jan Sellmer", "byline"),
        ("Aufgezeichnet von Mia Lenz", "byline"),
        ("Anna Kolb und Peter Roth berichten aus Halmer", "byline"),
        ("Am 26.08.2025 kam der Regen.", "lead"),
        ("Von der Brücke stürzte am Montag ein Wagen.", "lead"),
    ],
)
def test_a_block_is_told_by_its_form(block: str, kind: str) -> None:
    (article,) = articles(f" date 2025-08-26 Titel\n\n{block}\n\nNoch ein Absatz.\n")
    assert kinds(article)[1] == (kind, block)


@pytest.mark.parametrize("block", ["QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo" * 2, "Von " + "KRAN" * 15 + "!"])
def test_capitals_without_blanks_are_told_at_once(block: str) -> None:
    (article,) = articles(f"Titel\n\nEin Satz steht hier.\n\n{block}\n\nEin Satz steht da.\n")
    assert kinds(article)[2][0] in ("heading", "paragraph")


def test_the_outlet_under_the_byline_is_no_lead() -> None:
    (article,) = articles(" date 2024-05-06 Titel\n\nVon Birte Eggers\n\nHalmer Bote\n\nDer Vorspann.\n\nText.\n")
    assert [kind for kind, _ in kinds(article)] == ["headline", "byline", "byline", "lead", "paragraph"]


def test_a_file_may_carry_several_articles() -> None:
    first, second = articles(" date 2024-05-06 Eins\n\nText eins.\n\n date 2024-05-07 Zwei\n\nText zwei.\n")
    assert (first.uri, first.text) == ("a.txt", "Eins\n\nText eins.")
    assert (second.uri, second.text) == ("a.txt#2", "Zwei\n\nText zwei.")
    assert second.metadata["header_date"] == "2024-05-07"


def test_an_article_needs_no_header() -> None:
    (article,) = articles("Zeugen gesucht\n\nEin Kombi fuhr davon. Die Polizei sucht Zeugen.\n")
    assert kinds(article) == [
        ("headline", "Zeugen gesucht"),
        ("paragraph", "Ein Kombi fuhr davon. Die Polizei sucht Zeugen."),
    ]
    assert article.metadata == {}


@pytest.mark.parametrize(
    "header",
    [
        " date 2024-05-06 Titel\n url https://www.land-bote.example/1\n outlet Land-Bote\n",
        " outlet Land-Bote\n url https://www.land-bote.example/1\n date 2024-05-06 Titel\n",
        " url https://www.land-bote.example/1\n date 2024-05-06 Titel\n outlet Land-Bote\n\n",
    ],
)
def test_header_lines_may_give_address_and_outlet(header: str) -> None:
    first, second = articles(f"{header}Der Text.\n\n date 2024-05-07 Zwei\n outlet Deich-Kurier\n\nText zwei.\n")
    assert first.metadata == {
        "header_date": "2024-05-06",
        "url": "https://www.land-bote.example/1",
        "outlet": "Land-Bote",
    }
    assert kinds(first) == [("headline", "Titel"), ("paragraph", "Der Text.")]
    assert second.metadata == {"header_date": "2024-05-07", "outlet": "Deich-Kurier"}
    assert second.text == "Zwei\n\nText zwei."


def test_an_article_without_a_day_may_have_an_outlet() -> None:
    (article,) = articles(" outlet Land-Bote\n\nZeugen gesucht\n\nEin Kombi fuhr davon. Die Polizei sucht Zeugen.\n")
    assert article.metadata == {"outlet": "Land-Bote"}
    assert article.text == "Zeugen gesucht\n\nEin Kombi fuhr davon. Die Polizei sucht Zeugen."


def test_an_outlet_in_the_text_is_text() -> None:
    (article,) = articles(" date 2024-05-06 Titel\n\noutlet stores\n\n outlet Mode\n\nText.\n")
    assert article.metadata == {"header_date": "2024-05-06"}
    assert article.text == "Titel\n\noutlet stores\n\n outlet Mode\n\nText."


def test_text_that_follows_the_header_line_directly_is_not_the_headline() -> None:
    (article,) = articles(" date 2024-05-06 Titel\nDer Text beginnt gleich.\n\nEr geht weiter.\n")
    assert kinds(article)[:2] == [("headline", "Titel"), ("lead", "Der Text beginnt gleich.")]


def test_a_header_without_an_article_is_rejected_and_the_next_one_read() -> None:
    rejected, article = read(Input.of_bytes(b" date 2024-05-06\n date 2024-05-07 Titel\n\nText.\n", "a.txt"))
    assert isinstance(rejected, Rejected)
    assert "line 1" in rejected.reason
    assert isinstance(article, Article)
    assert article.uri == "a.txt#2"


def test_an_impossible_header_date_is_kept_as_it_is_written() -> None:
    (article,) = articles(" date 2025-02-31 Titel\n\nText.\n")
    assert article.metadata["header_date"] == "2025-02-31"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    text = " date 2024-05-06 Größe\n\n„Das ist übermütig – und teuer“, sagte Jürgen Weiß. Die Straße sei zu schmal.\n"
    (article,) = articles(text, encoding)
    assert article.text == "Größe\n\n„Das ist übermütig – und teuer“, sagte Jürgen Weiß. Die Straße sei zu schmal."


def test_text_is_composed_and_line_ends_are_one() -> None:
    (article,) = articles(" date 2024-05-06 Gro\u0308ße\r\n\r\nU\u0308ber\rdas.\r\n")
    assert article.text == "Größe\n\nÜber\ndas."


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="empty"):
        list(read(Input.of_bytes(data, "a.txt")))


def test_a_picture_is_no_text() -> None:
    with pytest.raises(UnreadableError):
        list(read(Input.of_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x81\x8d\x00\xff\xfe\x00", "a.txt")))


def test_a_day_may_have_a_time_behind_it() -> None:
    (article,) = articles(" date 2025-03-12T23:30:00Z Bau am Deich\n\nDie Stadt baut eine Schule.\n")
    assert kinds(article)[0] == ("headline", "Bau am Deich")
    assert article.metadata == {"published": "2025-03-13T00:30:00+01:00"}


def test_entities_are_read_as_what_they_stand_for() -> None:
    (article,) = articles(" date 2025-03-12 Bau\n\n&bdquo;Wir sind fertig&ldquo;, sagte Frau Gr&ouml;&szlig;ler.\n")
    assert kinds(article)[1] == ("paragraph", "„Wir sind fertig“, sagte Frau Größler.")


def test_a_mail_is_read_without_marks_of_quotation_and_signature() -> None:
    text = (
        "Betreff: Preise steigen\nDatum: 12. März 2025\nVon: Presse <presse@werke.example>\n\n"
        "> Die Werke erhöhen zum 1. Mai die Preise für Strom und\n> Gas, sagte Geschäfts-\n> führerin Anke Söhl.\n>\n"
        "> Der Verbraucherbund riet dazu, den Anbieter zu wechseln.\n\n-- \nPressestelle\nTel. 0123\n"
    )
    (article,) = articles(text)
    assert kinds(article) == [
        ("headline", "Preise steigen"),
        ("lead", "Die Werke erhöhen zum 1. Mai die Preise für Strom und Gas, sagte Geschäftsführerin Anke Söhl."),
        ("paragraph", "Der Verbraucherbund riet dazu, den Anbieter zu wechseln."),
    ]
    assert article.metadata["authors"] == "Presse"
