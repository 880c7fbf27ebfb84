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
        ("'Wir bauen weiter', sagte sie in Marx' Haus.", ["'Wir bauen weiter'"]),
        (",,Ich nicht'', sagte er.", [",,Ich nicht''"]),
        ("``Die Schule bleibt'', sagte er.", ["``Die Schule bleibt''"]),
        (">>Mag sein<<, sagte sie. <<Nein>>, sagte er.", [">>Mag sein<<", "<<Nein>>"]),
        ("« Das geht nicht », sagte er. « Doch », sagte sie.", ["« Das geht nicht »", "« Doch »"]),
        ("Das »Ja«-Lager («zu klein») wächst.", ["»Ja«", "«zu klein»"]),
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


def test_paragraphs_within_one_pair_of_marks() -> None:
    text = "„Wir bleiben. Das Haus ist offen.\n\nIm Mai bauen wir an“, sagt Krahl."
    assert quoted(text) == [(0, "„Wir bleiben. Das Haus ist offen.\n\nIm Mai bauen wir an“")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Nie geschlossen. So ging es weiter.\n\nEin Absatz mit „Marken“.", ["„Nie geschlossen.", "„Marken“"]),
        (
            'Krahl sagte: "Wir bauen. Roth sagte: "Die Schule bleibt." Dann war Ruhe.',
            ['"Wir bauen.', '"Die Schule bleibt."'],
        ),
        ("Er las den „Kurier bis zum Abend.", []),
        ("Krahl: «Wir bauen weiter. Die Schule", ["«Wir bauen weiter."]),
    ],
)
def test_forgotten_mark_ends_with_its_first_sentence(text: str, expected: list[str]) -> None:
    assert [span for _, span in quoted(text)] == expected


@pytest.mark.parametrize(
    "mark", ['"', "„", "“", "»", "‚", '„"', '" ', 'a: "b. ', "a 'b c ", "„a\n\n", "„“ »a\n\n", ">>"]
)
def test_only_marks_takes_linear_time(mark: str) -> None:
    assert is_linear(lambda size: find_quotes(mark * (size // len(mark))), 20_000)
