"""Rows of tables: which key holds what, and what its value is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, PassedOver, Rejected
from quellenlage.tasks.ingest.fields.article_of_row import Rows
from quellenlage.tasks.ingest.fields.fragments import footers, prose_blocks
from quellenlage.tasks.ingest.fields.layout import check_fields, known_fields, layout_of
from quellenlage.tasks.ingest.fields.plain_blocks import plain_blocks
from quellenlage.tasks.ingest.fields.timestamps import iso_moment

TEXT = "Am Deich war Nebel."
Item = Article | Rejected | PassedOver


def item(row: dict[str, Any], **fields: str) -> Item:
    return Rows("JSON", fields).article(row, "a.json", "line", 1)


def article(row: dict[str, Any], **fields: str) -> Article:
    found = item(row, **fields)
    assert isinstance(found, Article)
    return found


def blocks(found: Article) -> list[tuple[str, str]]:
    return [(one.kind, found.text[one.start : one.end]) for one in found.segments]


def nested(key: str, value: str) -> dict[str, Any]:
    first, dot, rest = key.partition(".")
    return {first: nested(rest, value) if dot else value}


@pytest.mark.parametrize("row", known_fields(), ids=lambda row: f"{row['name']} {row['key']}")
def test_every_known_key_is_read(row: dict[str, str]) -> None:
    name, example = row["name"], row["example"]
    found = article({**({} if name == "text" else {"volltext": TEXT}), **nested(row["key"], example)})
    kinds = {"title": "headline", "text": "paragraph", "lead": "lead"}
    if name in kinds:
        assert (kinds[name], example) in blocks(found)
    elif name in ("paywalled", "free"):
        assert found.metadata["paywalled"] == "true"
    elif name == "language":
        assert found.metadata[name] == "de"
    elif name in ("published", "modified"):
        assert found.metadata[name].startswith(example[:19])
    else:
        assert found.metadata[name] == example


def test_what_the_user_names_goes_before_what_is_known() -> None:
    row = {"text": "Nicht dieser.", "daten": {"body": TEXT, "kopf": [{"zeile": "Nebel"}]}, "title": "Nicht dieser"}
    found = article(row, text="daten.body", title="daten.kopf.zeile")
    assert blocks(found) == [("headline", "Nebel"), ("paragraph", TEXT)]
    assert blocks(article({"a.b": TEXT}, text="a.b")) == [("paragraph", TEXT)]


def test_a_key_that_is_not_there_is_told_with_those_that_are() -> None:
    found = item({"title": "Nebel", "inhalt": TEXT}, text="bdy")
    assert isinstance(found, Rejected)
    assert found.reason == "line 1: nothing stands under bdy, which you named as the text; there are title, inhalt."


def test_a_field_that_is_none_of_ours_is_told() -> None:
    with pytest.raises(UnreadableError, match="did you mean title"):
        check_fields({"titel": "x"})


def test_a_table_with_columns_for_url_and_outlet_of_one_name_is_told_by_the_value() -> None:
    assert article({"text": TEXT, "source": "Deich-Kurier"}).metadata["outlet"] == "Deich-Kurier"
    assert article({"text": TEXT, "source": "https://a.example/1"}).metadata["url"] == "https://a.example/1"


def test_title_and_lead_stand_once() -> None:
    text = "Nebel am Deich\n\nEs war dicht.\n\nSchiffe warteten."
    found = article({"title": "Nebel am Deich", "text": text, "summary": "Es war dicht."})
    assert blocks(found) == [
        ("headline", "Nebel am Deich"),
        ("lead", "Es war dicht."),
        ("paragraph", "Schiffe warteten."),
    ]


def test_a_row_with_a_teaser_only_is_one() -> None:
    found = article({"title": "Nebel", "teaser": "Es war dicht.", "text": None})
    assert found.metadata["teaser"] == "true"
    assert blocks(found) == [("headline", "Nebel"), ("lead", "Es war dicht.")]
    assert isinstance(item({"title": "Nebel", "text": "null"}), PassedOver)


def test_a_date_that_is_none_is_kept_as_written() -> None:
    metadata = article({"text": TEXT, "date": "03/04/2024"}).metadata
    assert "published" not in metadata
    assert metadata["header_date"] == "03/04/2024"


def test_the_outlet_behind_the_title_goes() -> None:
    found = article({"title": "Nebel – Deich-Kurier", "text": TEXT, "publisher": "Deich-Kurier"})
    assert blocks(found)[0] == ("headline", "Nebel")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-05-06", "2024-05-06"),
        ("2024-05-06T12:30:00Z", "2024-05-06T14:30:00+02:00"),
        ("2024-05-06 12:30:00.123456+02:00", "2024-05-06T12:30:00+02:00"),
        ("2024-05-06 00:00:00", "2024-05-06"),
        ("20240506", "2024-05-06"),
        ("2024/05/06 08:00", "2024-05-06T08:00:00"),
        ("Mon, 06 May 2024 12:30:00 CEST", "2024-05-06T12:30:00+02:00"),
        ("Mo, 06 Mai 2024 12:30:00 MESZ", "2024-05-06T12:30:00+02:00"),
        ("Di, 4 Mär 2025 06:30:00 MEZ", "2025-03-04T06:30:00+01:00"),
        ("Thu, 26 Nov 2020 23:59:59 EST", "2020-11-26T23:59:59-05:00"),
        ("06 May 24 12:30 GMT", "2024-05-06T14:30:00+02:00"),
        ("6.5.2024 12:30 GMT+2", "2024-05-06T12:30:00+02:00"),
        ("06.05.2024, 12:30 Uhr", "2024-05-06T12:30:00"),
        ("12.30 Uhr, 6. Mai 2024", "2024-05-06T12:30:00"),
        ("Montag, 6. Jänner 2025", "2025-01-06"),
        ("May 6, 2024 3:05 PM", "2024-05-06T15:05:00"),
        ("25/06/2024 14:00", "2024-06-25T14:00:00"),
        (1714991400, "2024-05-06T12:30:00+02:00"),
        ("1714991400000", "2024-05-06T12:30:00+02:00"),
        (dt.date(2024, 5, 6), "2024-05-06"),
        (dt.datetime(2024, 5, 6, 12, 30, tzinfo=dt.UTC), "2024-05-06T14:30:00+02:00"),
        ("2025-08-25T22:00:00Z", "2025-08-26"),  # midnight in Berlin: a day
        ("2024-05-06T00:00:00+02:00", "2024-05-06"),
        ("20240506123000", "2024-05-06T12:30:00"),
        ("Mon May 06 2024 12:30:00 GMT+0200 (CEST)", "2024-05-06T12:30:00+02:00"),
        ("2024-05-06T12:30:00MESZ", "2024-05-06T12:30:00+02:00"),
        ("2024-05-06 12:30 Europe/Berlin", "2024-05-06T12:30:00+02:00"),
        ("6. Mai 2024 um 12.30 Uhr", "2024-05-06T12:30:00"),
        ("Stand: 06.05.2024 (9 Uhr), Lesezeit 3:45 Min.", "2024-05-06T09:00:00"),
        ("06.05.2024 | Lesezeit 3:45 Min.", "2024-05-06"),
        ("5/6/2024 2:32:00 PM", "2024-05-06T14:32:00"),
        ("05/06/2024", None),
        ("31.02.2024", None),
        ("0000-00-00 00:00:00", None),
        ("gestern", None),
        (45720, "2025-03-04"),  # as Excel counts days
        ("45720,270833333", "2025-03-04T06:30:00"),
        (20250304, "2025-03-04"),
        (12345, None),
        (True, None),
    ],
)
def test_dates_as_they_are_written(written: Any, moment: str | None) -> None:
    assert iso_moment(written) == moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ein Absatz.", ["Ein Absatz."]),
        ("Eins.\nZwei.\nDrei.", ["Eins.", "Zwei.", "Drei."]),
        ("Eins.\n\nZwei.\n \nDrei.", ["Eins.", "Zwei.", "Drei."]),
        (
            "Der Kran im Hafen steht still, und niemand weiß, wann er\nwieder läuft, sagte die Hafenmeisterin am "
            "Montag, als\nsie kam.\n\nZwei Frachter warten vor der Mole, weil sie ohne den\n"
            "Kran nicht gelöscht werden.",
            [
                "Der Kran im Hafen steht still, und niemand weiß, wann er wieder läuft, sagte die Hafenmeisterin am "
                "Montag, als sie kam.",
                "Zwei Frachter warten vor der Mole, weil sie ohne den Kran nicht gelöscht werden.",
            ],
        ),
        ("- Äpfel\n- Birnen\n- Nüsse", ["- Äpfel", "- Birnen", "- Nüsse"]),
    ],
)
def test_line_breaks_are_read_as_the_text_uses_them(text: str, expected: list[str]) -> None:
    assert [block for _, block in plain_blocks(text)] == expected


def test_short_lines_that_do_not_end_like_sentences_are_headings() -> None:
    text = "Von Birte Eggers\nEs war dicht.\nWer jetzt wartet\nDie Schiffe.\n## Ende\nSchluss."
    assert plain_blocks(text) == [
        ("byline", "Von Birte Eggers"),
        ("paragraph", "Es war dicht."),
        ("heading", "Wer jetzt wartet"),
        ("paragraph", "Die Schiffe."),
        ("heading", "Ende"),
        ("paragraph", "Schluss."),
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Eins &amp; zwei.</p><p>Drei.</p>", [("paragraph", "Eins & zwei."), ("paragraph", "Drei.")]),
        ("&lt;p&gt;Eins.&lt;/p&gt;", [("paragraph", "Eins.")]),
        ("<div>Eins.<br><br/>Zwei.</div>", [("paragraph", "Eins."), ("paragraph", "Zwei.")]),
        ("<p>N<b>a</b> endlich.<script>x()</script></p>", [("paragraph", "Na endlich.")]),
        ("<h2>Kopf</h2><p>Text.</p>", [("heading", "Kopf"), ("paragraph", "Text.")]),
        ("<p>Text.</p><figcaption>Bild. Foto: X</figcaption>", [("paragraph", "Text."), ("caption", "Bild. Foto: X")]),
        ("<p>Alt: <del>eins</del><ins>zwei</ins>.</p>", [("paragraph", "Alt: zwei.")]),
        ("Wer 3 < 5 sagt & lacht.", [("paragraph", "Wer 3 < 5 sagt & lacht.")]),
        ("Er sagte &quot;nein&quot;.", [("paragraph", 'Er sagte "nein".')]),
        ("<p></p>", []),
    ],
)
def test_markup_is_told_from_text(markup: str, expected: list[tuple[str, str]]) -> None:
    assert prose_blocks(markup) == expected


@pytest.mark.parametrize("example", [example for _, example in footers()])
def test_what_feeds_put_below_an_entry_goes(example: str) -> None:
    assert prose_blocks(f"<p>{TEXT}</p><p>{example}</p>") == [("paragraph", TEXT)]


def test_keys_are_compared_as_people_write_them() -> None:
    layout = layout_of(["Veröffentlicht am", "publishDate", "AUTOR:IN", "\ufeffÜberschrift"], {})
    assert layout.paths["title"] == (("\ufeffÜberschrift",),)
    assert layout.paths["published"] == (("publishDate",), ("Veröffentlicht am",))
    assert layout.paths["authors"] == (("AUTOR:IN",),)


def test_authors_are_told_without_what_stands_around_their_names() -> None:
    row = {
        "text": "Die Schleuse ist zu.",
        "site_name": "Deich-Kurier",
        "authors": ["Von Birte Eggers", "Deich-Kurier", "Ole Jepsen <jepsen@deich-kurier.example>"],
    }
    assert article(row).metadata["authors"] == "Birte Eggers; Ole Jepsen"
