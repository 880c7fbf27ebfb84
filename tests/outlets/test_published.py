"""When an article says that it was published, and what is believed of it."""

from __future__ import annotations

import datetime as dt

import pytest

from quellenlage.outlets.published import cue_table, printed_day, published_at, read_publication
from quellenlage.records import Article, PublicationReading, Segment

TODAY = dt.date(2025, 8, 27)
DAY = dt.date(2025, 8, 26)


def read(text: str = "Text.", segments: tuple[Segment, ...] = (), **metadata: str) -> list[PublicationReading]:
    return read_publication(Article("artikel.txt", text, segments, metadata), TODAY)


def chosen(readings: list[PublicationReading]) -> PublicationReading | None:
    believed = [reading for reading in readings if reading.chosen]
    assert len(believed) <= 1
    return believed[0] if believed else None


def test_header_and_dateline_of_the_seed_layout_agree() -> None:
    readings = read("26.08.2025\n\nEs geht los.", (Segment("dateline", 0, 10),), header_date="2025-08-26")
    assert [(r.origin, r.value, r.start, r.end) for r in readings] == [
        ("header", DAY, None, None),
        ("dateline", DAY, 0, 10),
    ]
    assert readings[0].chosen


def test_header_that_disagrees_with_the_dateline_is_seen_as_a_conflict() -> None:
    readings = read("25.08.2025\n\nEs geht los.", (Segment("dateline", 0, 10),), header_date="2025-08-26")
    assert {r.value for r in readings} == {DAY, dt.date(2025, 8, 25)}
    assert chosen(readings) == readings[0]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("31.02.2025", "not a day of the calendar"),
        ("2025-02-31", "not a day of the calendar"),
        ("2025-08-29", "future"),
        ("1899-12-31", "before 1945"),
        ("gestern", "not a date"),
    ],
)
def test_impossible_date_has_no_value_but_a_reason(written: str, words: str) -> None:
    (reading,) = read(header_date=written)
    assert reading.value is None
    assert reading.at is None
    assert not reading.chosen
    assert reading.problem is not None
    assert words in reading.problem
    assert reading.problem.endswith(".")


def test_tomorrow_is_believed() -> None:
    assert chosen(read(header_date="2025-08-28")) is not None


def test_believable_dateline_replaces_an_impossible_header() -> None:
    readings = read("26.08.2025\n\nText.", (Segment("dateline", 0, 10),), header_date="31.02.2025")
    best = chosen(readings)
    assert best is not None
    assert (best.origin, best.value) == ("dateline", DAY)


def test_the_epoch_is_no_day_of_publication() -> None:
    readings = read("26.08.2025\n\nText.", (Segment("dateline", 0, 10),), header_date="1970-01-01")
    best = chosen(readings)
    assert best is not None
    assert (best.origin, best.value) == ("dateline", DAY)
    assert "unknown day" in next(reading.problem or "" for reading in readings if reading.origin == "header")


@pytest.mark.parametrize("row", cue_table(), ids=lambda row: row["cue"])
def test_every_cue_reads_its_example(row: dict[str, str]) -> None:
    (reading,) = read(row["example"])
    assert (reading.origin, reading.value) == (row["origin"], DAY)
    assert reading.text in row["example"]


@pytest.mark.parametrize(
    "line",
    [
        "BERLIN, 26. August (dpa) - Der Kanzler reist nach Kiew.",
        "Berlin (dpa) – 26. August. Der Kanzler reist nach Kiew.",
        "Wien (APA), 26.8.25 - Der Kanzler reist nach Kiew.",
        "Frankfurt am Main, 26. Aug. (Reuters) - Der Kanzler reist.",
        "Bern, 26. August 2025 (sda) Der Bundesrat reist.",
    ],
)
def test_wire_line(line: str) -> None:
    (reading,) = read(line)
    assert (reading.origin, reading.value, reading.chosen) == ("wire", DAY, True)
    assert reading.start is not None
    assert line[reading.start : reading.end] == reading.text


@pytest.mark.parametrize(
    "line",
    [
        "26.08.2025, 14:32 Uhr",
        "Dienstag, 26. August 2025",
        "Di., 26. Aug. 2025 | 14:32",
        "Wien, am 26. August 2025",
        "Berlin, den 26.08.2025",
        "26.8.25",
    ],
)
def test_line_that_is_a_date_and_nothing_else_is_a_dateline(line: str) -> None:
    (reading,) = read(f"Neuwahlen rücken näher\n{line}\nDer Kanzler reist nach Kiew. Am 3. Mai kam er.")
    assert (reading.origin, reading.value, reading.chosen) == ("dateline", DAY, True)


def test_line_that_is_a_date_far_down_is_no_dateline() -> None:
    assert read("Eins.\nZwei.\nDrei.\nVier.\nFünf.\n3. Mai 2024\nSechs.") == []


@pytest.mark.parametrize("written", ["Tue, 26 Aug 2025 14:32:00 +0200", "20250826", "2025-08-26T14:32:00+02:00"])
def test_machine_readable_metadata(written: str) -> None:
    (reading,) = read(published=written)
    assert (reading.origin, reading.value) == ("metadata", DAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Markt\n09.01.2025 08:15 Uhr\nHändler kamen.", dt.date(2025, 1, 9)),
        ("Stand: 09.01.2025, 08:15 Uhr\nHändler kamen.", dt.date(2025, 1, 9)),
        ("Berlin, 9. Januar 2025 (dpa) - Händler kamen.", dt.date(2025, 1, 9)),
        ("Markt\n25.08.2025\nHändler kamen.", None),
        ("Markt\n09.01.2023\nHändler kamen.", None),
        ("Im Land fehlen Lehrer (Stand: 09.01.2025).", None),
        ("Aktualisiert am 09.01.2025\nHändler kamen.", None),
        ("Am 9. Januar 2025 kamen Händler.", None),
    ],
)
def test_day_printed_at_the_head(text: str, day: dt.date | None) -> None:
    assert printed_day(text, (), DAY) == day
    assert printed_day(text, (), None) is None


def test_date_in_running_text_is_no_wire_line() -> None:
    assert read("Der Kanzler, 26. August hin oder her, reist nach Kiew. Am 3. Mai kam er.") == []


def test_missing_year_comes_from_the_other_readings() -> None:
    readings = read("BERLIN, 30. Dezember (dpa) - Text.", url="https://zeitung.example/politik/2024/12/30/artikel.html")
    assert [(r.origin, r.value) for r in readings] == [
        ("url", dt.date(2024, 12, 30)),
        ("wire", dt.date(2024, 12, 30)),
    ]


def test_missing_year_alone_is_the_latest_that_has_been() -> None:
    (reading,) = read("BERLIN, 30. Dezember (dpa) - Text.")
    assert reading.value == dt.date(2024, 12, 30)


@pytest.mark.parametrize(("written", "year"), [("26.08.25", 2025), ("26.08.98", 1998), ("26.08.26", 2026)])
def test_two_digit_year(written: str, year: int) -> None:
    (reading,) = read(header_date=written)
    assert (reading.value.year if reading.value else year) == year


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("Stand: 26.08.2025, 14:32 Uhr", "2025-08-26T12:32+00:00"),
        ("Aktualisiert am 26. August 2025 um 9.05 Uhr", "2025-08-26T07:05+00:00"),
        ("Stand: 15.01.2025, 14:32 Uhr", "2025-01-15T13:32+00:00"),
        ("Stand: 26.08.2025, 14:32 Uhr MESZ", "2025-08-26T12:32+00:00"),
        ("Stand: 26.08.2025, 14:32 UTC", "2025-08-26T14:32+00:00"),
        ("Stand: Dienstag, 26. August 2025, 14.32 Uhr", "2025-08-26T12:32+00:00"),
        ("Aktualisiert: Di, 26.08.2025, 14:32", "2025-08-26T12:32+00:00"),
        ("Update, 26. August 2025, 14:32 Uhr", "2025-08-26T12:32+00:00"),
    ],
)
def test_clock_time_has_its_zone(text: str, utc: str) -> None:
    at = published_at(read(text))
    assert at is not None
    assert at == dt.datetime.fromisoformat(utc)


def test_machine_readable_moment_late_in_the_evening_is_the_next_day_here() -> None:
    (reading,) = read(published="2025-08-25T22:30:00Z")
    assert reading.value == DAY


def test_clock_time_of_another_day_does_not_become_the_moment_of_publication() -> None:
    readings = read("Text.\nAktualisiert am 27.08.2025, 8:00 Uhr", header_date="2025-08-26")
    assert published_at(readings) is None
    assert {r.origin: r.value for r in readings} == {"header": DAY, "updated": dt.date(2025, 8, 27)}


def test_nothing_said_nothing_read() -> None:
    assert read("Ein Text ohne Tag.") == []
    assert published_at([]) is None
