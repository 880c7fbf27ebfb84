"""What readers of an article understand by its time expressions."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quellenlage.dates import find_dates
from quellenlage.dates.arithmetic import days_of
from quellenlage.records import Segment, TimeExpression
from tests.counting import is_linear

PUBLISHED = dt.date(2025, 8, 26)  # a Tuesday


def found(
    text: str, published: dt.date | None = PUBLISHED, segments: tuple[Segment, ...] = ()
) -> list[tuple[str, str]]:
    return [(text[d.start : d.end], d.value) for d in find_dates(text, published, segments)]


def only(text: str) -> TimeExpression:
    (expression,) = find_dates(text, PUBLISHED)
    return expression


def day(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)


@pytest.mark.parametrize(
    ("text", "kind", "value", "first", "last"),
    [
        ("Am Montag sagte sie das.", "DATE", "2025-08-25", "2025-08-25", "2025-08-25"),
        ("In den vergangenen Tagen wurde verhandelt.", "DURATION", "PXD", "2025-08-19", "2025-08-26"),
        ("Im kommenden Frühjahr wird gebaut.", "DATE", "2026-SP", "2026-03-01", "2026-05-31"),
        ("Seit drei Jahren wird verhandelt.", "DURATION", "P3Y", "2022-08-26", "2025-08-26"),
        ("Ende der Neunzigerjahre zog er um.", "DATE", "199", "1990-01-01", "1999-12-31"),
        ("Die Sitzung beginnt um 20.30 Uhr.", "TIME", "2025-08-26T20:30", "2025-08-26", "2025-08-26"),
        ("In der Nacht zum Sonntag brannte es.", "TIME", "2025-08-23TNI", "2025-08-23", "2025-08-24"),
        ("Ostern 2024 lag früh.", "DATE", "2024-03-31", "2024-03-31", "2024-03-31"),
        ("Zum Jahreswechsel steigen die Preise.", "DATE", "2025-12-31", "2025-12-31", "2026-01-01"),
        ("Vor gut einem Monat begann der Streik.", "DURATION", "P1M", "2025-07-01", "2025-07-31"),
        ("Mitte der Woche wird es kälter.", "DATE", "2025-W35", "2025-08-25", "2025-08-31"),
        ("Im zweiten Quartal 2024 sank der Umsatz.", "DATE", "2024-Q2", "2024-04-01", "2024-06-30"),
        ("Am Wochenende siegte sie.", "DATE", "2025-W34-WE", "2025-08-23", "2025-08-24"),
        ("Im Winter 2024/25 fiel kaum Schnee.", "DATE", "2024-WI", "2024-12-01", "2025-02-28"),
        ("Im 19. Jahrhundert wuchs die Stadt.", "DATE", "18", "1800-01-01", "1899-12-31"),
        ("In den kommenden zwei Wochen fällt die Entscheidung.", "DURATION", "P2W", "2025-08-26", "2025-09-09"),
        ("Vor drei Tagen kam der Brief.", "DURATION", "P3D", "2025-08-23", "2025-08-23"),
    ],
)
def test_calendar_days(text: str, kind: str, value: str, first: str, last: str) -> None:
    expression = only(text)
    assert (expression.type, expression.value) == (kind, value)
    assert (expression.first_day, expression.last_day) == (day(first), day(last))


@pytest.mark.parametrize("text", ["Das Haus ist derzeit zu.", "Damals war es so.", "Der Streit dauerte zwei Stunden."])
def test_what_names_no_stretch_of_the_calendar_has_no_days(text: str) -> None:
    assert (only(text).first_day, only(text).last_day) == (None, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Am Donnerstag sagte der Minister ab.", "2025-08-21"),
        ("Am Donnerstag hat der Minister abgesagt.", "2025-08-21"),
        ("Am Donnerstag will der Minister reisen.", "2025-08-28"),
        ("Am Donnerstag wird gewählt.", "2025-08-28"),
        ("Am Donnerstag beginnen die Gespräche.", "2025-08-28"),
        ("Am Donnerstag soll er getötet worden sein.", "2025-08-21"),
        ("Die am Donnerstag begonnene Reise dauert an.", "2025-08-21"),
        ("Die am Donnerstag anstehende Reise fällt aus.", "2025-08-28"),
        ("Die Anschläge vom Donnerstag bleiben ungeklärt.", "2025-08-21"),
        ("Nachdem die „Neue Post“ am Donnerstag erschien, lachten alle.", "2025-08-21"),
        ("Der Minister hat (wie immer) am Donnerstag abgesagt.", "2025-08-21"),
        ("Im November hatte sie gewarnt.", "2024-11"),
        ("Im November will sie antreten.", "2025-11"),
        ("Zu Weihnachten kam er zurück.", "2024-12-25"),
        ("Die Lesung wurde auf den 12. Dezember vertagt.", "2025-12-12"),
        ("Als das Treffen am Donnerstag stattfand, war er krank.", "2025-08-21"),
        ("Wer am Donnerstag zurücktrat, bekam nichts.", "2025-08-21"),
        ("Die bekannten Sänger treten am Donnerstag auf.", "2025-08-28"),
        ("Die Sitzung wurde für Montag einberufen.", "2025-09-01"),
        ("Er soll im Februar in Ulm gewesen sein.", "2025-02"),
        ("Er gab zu, am Montag gestohlen zu haben.", "2025-08-25"),
        ("Der des am Freitag über Ulm abgestürzten Flugzeugs wegen befragte Zeuge will reden.", "2025-08-22"),
        ("Für die kommende Wahl im November kündigte er einen Antrag an.", "2025-11"),
        ("Nach dem Brand am Donnerstag klagen die Nachbarn.", "2025-08-21"),
        ("Er hat versprochen im November zu kommen.", "2025-11"),
        ("Im November werden drei Züge ersetzt sein.", "2025-11"),
        ("Zu Weihnachten will er zurückkommen.", "2025-12-25"),
    ],
)
def test_tense_decides_where_the_calendar_does_not(text: str, value: str) -> None:
    assert only(text).value == value


def test_time_of_day_belongs_to_the_day_that_the_narration_named() -> None:
    text = "Am 3. Mai 2024 fuhren sie los. Am Abend kamen sie an, am nächsten Tag um 9 Uhr ging es weiter."
    assert found(text) == [
        ("3. Mai 2024", "2024-05-03"),
        ("Abend", "2024-05-03TEV"),
        ("nächsten Tag", "2024-05-04"),
        ("9 Uhr", "2024-05-04T09:00"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Um 20 Uhr am 3. Mai 2024 begann es.", "2024-05-03T20:00"),
        ("Gegen 7.10 Uhr am Montag krachte es.", "2025-08-25T07:10"),
        ("Am Montag, 20 Uhr, am Dienstag, 18 Uhr, wurde gespielt.", "2025-08-25T20:00"),
        ("Freitags um 20 Uhr probt der Chor.", "T20:00"),
    ],
)
def test_clock_belongs_to_the_day_beside_it(text: str, expected: str) -> None:
    assert expected in [value for _, value in found(text)]


def test_a_dateline_gives_the_headline_above_it_no_year() -> None:
    text = "Ticker vom 26. August bis 1. September\n\nMontag, 26. August 2024\n\nDie Armee rückt vor."
    values = [date.value for date in find_dates(text, dt.date(2024, 9, 2))]
    assert values == ["2024-08-26", "2024-09-01", "2024-08-26"]


def test_hours_of_a_live_ticker_are_of_its_day() -> None:
    text = "Nach dem 7. Oktober 2023 begann der Krieg.\n\n10.31 Uhr: Die Armee meldet etwas.\n\n9.05 Uhr\nEs regnet."
    assert [value for _, value in found(text)] == ["2023-10-07", "2025-08-26T10:31", "2025-08-26T09:05"]
    text = "+++ Montag, 25. August +++\n\n10.31 Uhr: Am 3. Mai 2024 brannte es.\n\n9.05 Uhr: Es regnet."
    assert [value for _, value in found(text)][-1] == "2025-08-25T09:05"


def test_short_date_before_a_verb_ends_no_sentence() -> None:
    assert found("Am 14./15.10. ist Markt.", dt.date(2025, 3, 12)) == [("14.", "2025-10-14"), ("15.10.", "2025-10-15")]


def test_appointment_beside_a_sentence_in_the_past_is_past() -> None:
    assert found("Freitag, 20 Uhr, im Stadtsaal.")[0][1] == "2025-08-29"
    assert found("Es krachte laut. Zeit: Freitag, 20 Uhr. Die Straße blieb gesperrt.")[0][1] == "2025-08-22"


def test_weekday_decides_the_year() -> None:
    assert found("Sonntag, 8. Januar: Er trat zurück.", published=dt.date(2025, 2, 3))[0][1] == "2023-01-08"


def test_end_of_the_year_told_in_the_past_is_the_last_one_only_early_in_the_year() -> None:
    text = "Die Firma hat zum Jahresende mehr als erwartet verdient."
    assert found(text, published=dt.date(2025, 2, 11)) == [("Jahresende", "2024")]
    assert found("Sie hat ihren Abschied zum Jahresende verkündet.") == [("Jahresende", "2025")]


def test_second_day_of_a_list_lies_behind_the_first() -> None:
    text = "Die Prüfung ist für den 8. und 9. Februar vorgesehen."
    assert found(text) == [("den 8.", "2026-02-08"), ("9. Februar", "2026-02-09")]


def test_year_before_is_that_before_the_year_of_the_sentence() -> None:
    assert found("2012 kamen mehr Gäste als im Vorjahr.") == [("2012", "2012"), ("Vorjahr", "2011")]
    assert found("Das war 2012. Im Vorjahr blieb es ruhig.")[1] == ("Vorjahr", "2024")


def test_earlier_day_printed_at_the_head_anchors_the_text() -> None:
    text = "Markt in Graz\n10.01.2025 08:15 Uhr\nAm Donnerstag kamen die Händler."
    assert found(text)[-1] == ("Donnerstag", "2025-01-09")


def test_quoted_speech_does_not_move_the_narration_nor_follow_it() -> None:
    text = "Am 3. Mai 2024 brannte es. „Wir reden um 20 Uhr“, sagte er. Am Abend war alles gelöscht."
    assert found(text) == [
        ("3. Mai 2024", "2024-05-03"),
        ("20 Uhr", "2025-08-26T20:00"),
        ("Abend", "2024-05-03TEV"),
    ]


def test_dateline_names_its_own_day_and_does_not_lead_the_text() -> None:
    text = "Kiew, 20. August\n\nAm Abend fielen Schüsse."
    segments = (Segment("dateline", 0, 16), Segment("paragraph", 18, len(text)))
    assert found(text, segments=segments) == [("20. August", "2025-08-20"), ("Abend", "2025-08-26TEV")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie tagen vom 3. bis 5. Mai.", [("3.", "2025-05-03"), ("5. Mai", "2025-05-05")]),
        ("Sie spielten am 3./4. Mai.", [("3.", "2025-05-03"), ("4. Mai", "2025-05-04")]),
        ("Zwischen 1990 und 1995 lebte er dort.", [("1990", "1990"), ("1995", "1995")]),
        ("2019 und 2020 blieb es ruhig.", [("2019", "2019"), ("2020", "2020")]),
        ("Von November bis Jänner 2015 schneite es.", [("November", "2014-11"), ("Jänner 2015", "2015-01")]),
        (
            "Vom 28. Dezember bis zum 3. Jänner 2019 lag Schnee.",
            [("28. Dezember", "2018-12-28"), ("3. Jänner 2019", "2019-01-03")],
        ),
        (
            "Sie spielen am 3., 4. und 5. Oktober, jeweils 20 Uhr.",
            [("3.", "2025-10-03"), ("4.", "2025-10-04"), ("5. Oktober", "2025-10-05"), ("20 Uhr", "T20:00")],
        ),
        ("Offen von 9 bis 12.30 Uhr.", [("9", "2025-08-26T09:00"), ("12.30 Uhr", "2025-08-26T12:30")]),
    ],
)
def test_ranges_and_lists_are_one_expression_for_each_end(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Es waren 26 Grad.",
        "Das kostet 1.500 Euro.",
        "Siehe Kapitel 3.4.",
        "Thomas Mai siegte.",
        "Frau Sonntag klagte.",
        "August von Sachsen regierte.",
        "Rund 2000 Menschen kamen.",
        "Die Firma hat 1980 Mitarbeiter.",
        "Er lief 1500 Meter.",
        "Sie stieg auf 1.998 Höhenmeter.",
        "Der 38-jährige Lehrer lachte.",
        "Das Spiel endete 3:2.",
        "Das Spiel endete 31:23 (18:11).",
        "Der Verbrauch liegt bei 3.4 Litern.",
        "",
        "\n\n",
    ],
)
def test_no_time_expression(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Im Jänner hatte es geschneit.", [("Jänner", "2025-01")]),
        ("Heuer fällt das Fest aus.", [("Heuer", "2025")]),
        ("Am Sonnabend kam er.", [("Sonnabend", "2025-08-23")]),
        ("Im Feber 2020 reiste sie.", [("Feber 2020", "2020-02")]),
        ("Das Stück dauert anderthalb Stunden.", [("anderthalb Stunden", "PT1.5H")]),
        ("Um dreiviertel acht ging es los.", [("dreiviertel acht", "2025-08-26T07:45")]),
    ],
)
def test_austrian_swiss_and_spoken_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_without_a_day_of_publication_the_unknown_stays_unknown() -> None:
    text = "Am Montag und im Mai, seit drei Jahren und am 3. Mai 2024."
    assert found(text, published=None) == [
        ("Montag", "XXXX-WXX-1"),
        ("Mai", "XXXX-05"),
        ("drei Jahren", "P3Y"),
        ("3. Mai 2024", "2024-05-03"),
    ]


def test_impossible_day_is_no_date() -> None:
    assert found("Am 31.02.2025 war nichts, am 30. Februar 2025 auch nicht.") == [("Februar 2025", "2025-02")] or (
        found("Am 31.02.2025 war nichts.") == []
    )


def test_line_breaks_inside_an_expression() -> None:
    assert found("Das war am 26. August\n2025 in Wien.") == [("26. August\n2025", "2025-08-26")]


WORDS = (
    "am|Montag|3.|Mai|2024|bis|und|vor|seit|drei|Jahren|heute|Abend|um|20.30|Uhr|Ende|der|Neunzigerjahre|„|“|.|,|/|-|"
    "vergangenen|Woche|Ostern|9999|0000|00.00.0000|31.|2.2.22|Jahrhundert|99.|KW|60|jeden|\n|\n\n|𝔐|é|\x00"
)
PIECES = st.sampled_from(WORDS.split("|"))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map(" ".join),
    st.one_of(st.none(), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))),
)
def test_any_text_gives_ordered_expressions_inside_the_text(text: str, published: dt.date | None) -> None:
    expressions = find_dates(text, published)
    assert expressions == find_dates(text, published)
    end = 0
    for expression in expressions:
        assert end <= expression.start < expression.end <= len(text)
        assert expression.type in ("DATE", "TIME", "DURATION", "SET")
        assert expression.value
        if expression.first_day and expression.last_day:
            assert expression.first_day <= expression.last_day
        end = expression.end


@pytest.mark.parametrize("piece", ["seit mehr als den vergangenen drei 3., 4. Mai am ", "2 Jahre und ", "am 3. Mai "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    assert is_linear(lambda count: find_dates(piece * count, PUBLISHED), 100)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2024-WI", "2024-12-01", "2025-02-28"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2024-08/2025-07", "2024-08-01", "2025-07-31"),
        ("20", "2000-01-01", "2099-12-31"),
    ],
)
def test_days_of_a_value(value: str, first: str, last: str) -> None:
    assert days_of(value) == (day(first), day(last))


@pytest.mark.parametrize("value", ["PRESENT_REF", "P3Y", "XXXX-WXX-1", "2025-02-31", "2025-W60", "", "XXXX-05"])
def test_values_without_days(value: str) -> None:
    assert days_of(value) == (None, None)
