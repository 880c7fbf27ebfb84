"""Quotation marks in every hand, over paragraphs, and in texts made of nothing else."""

from __future__ import annotations

import pytest

from quellenlage.reading.quotes import find_quotes
from tests.counting import is_linear


def quoted(text: str) -> list[tuple[int, str]]:
    return [(q.depth, text[q.start : q.end]) for q in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er sagte: „Ja.“ Dann ging er.", ["„Ja.“"]),
        ("Er sagte: »Ja.« Dann ging er.", ["»Ja.«"]),
        ("Er sagte: «Ja.» Dann ging er.", ["«Ja.»"]),
        ("Er sagte: “Ja.” Dann ging er.", ["“Ja.”"]),
        ('Er sagte: "Ja." Dann ging er.', ['"Ja."']),
        ('Er sagte: „Ja." Dann ging er.', ['„Ja."']),
        ("Er sagte ‚Ja‘ und ging.", ["‚Ja‘"]),
        ('"Ja", sagte er, "das ist so."', ['"Ja"', '"das ist so."']),
        ("Das ist Peters Haus, rock 'n' roll.", []),
    ],
)
def test_hands(text: str, expected: list[str]) -> None:
    assert [span for _, span in quoted(text)] == expected


def test_nested() -> None:
    assert quoted("„Er rief ‚Halt‘, dann lief er“, sagte sie.") == [
        (0, "„Er rief ‚Halt‘, dann lief er“"),
        (1, "‚Halt‘"),
    ]


def test_repeated_mark_on_the_next_paragraph() -> None:
    assert quoted("„Erster Absatz.\n\n„Zweiter Absatz.“ Ende.") == [(0, "„Erster Absatz.\n\n„Zweiter Absatz.“")]


def test_forgotten_mark_ends_with_its_paragraph() -> None:
    assert quoted("„Nie geschlossen.\n\nEin anderer Absatz mit „Marken“.") == [(0, "„Marken“")]


@pytest.mark.parametrize("mark", ['"', "„", "“", "»", "‚", '„"', '" '])
def test_only_marks_takes_linear_time(mark: str) -> None:
    assert is_linear(lambda size: find_quotes(mark * (size // len(mark))), 20_000)
