"""Every example that the grammar's tables give is found with the value that they say, and nothing else is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from quellenlage.dates import find_dates
from quellenlage.dates.grammar import Grammar, grammar, read_rules
from quellenlage.dates.meaning import MEANINGS
from quellenlage.words.table import TableError, rows

PUBLISHED = dt.date(2025, 8, 26)
EXAMPLES = [(rule.name, example) for rule in grammar().rules for example in rule.examples]
SENTENCES = [
    line
    for line in (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
TABLES = ("holidays.csv", "months_and_weekdays.csv", "tenses.csv")
EXAMPLES += [(f"{name}: {row['example']}", row["example"]) for name in TABLES for row in rows(name)]


def parse(example: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Text and expected expressions of "Am [Montag] kam er. = 2025-08-25"."""
    marked, _, values = example.rpartition(" = ") if " = " in example else (example, "", "")
    text, starts, spans = "", [], []
    for sign in marked:
        if sign == "[":
            starts.append(len(text))
        elif sign == "]":
            spans.append((starts.pop(), len(text)))
        else:
            text += sign
    wanted = [value.strip() for value in values.split(", ")] if values else []
    assert len(spans) == len(wanted), f"as many values as brackets: {example}"
    return text, [(start, end, value) for (start, end), value in zip(spans, wanted, strict=True)]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example_is_found_as_it_says(rule: str, example: str) -> None:
    text, wanted = parse(example)
    assert [(d.start, d.end, d.value) for d in find_dates(text, PUBLISHED)] == wanted


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_is_found_as_it_says(sentence: str) -> None:
    text, wanted = parse(sentence)
    assert [(d.start, d.end, d.value) for d in find_dates(text, PUBLISHED)] == wanted


def test_every_rule_has_an_example_and_a_meaning() -> None:
    for rule in grammar().rules:
        assert rule.examples, f"the rule “{rule.name}” has no example"
        assert rule.means in MEANINGS or rule.means in ("none", "open day", "open clock", "open number")


def test_pattern_without_brackets_is_refused_with_its_name() -> None:
    with pytest.raises(TableError, match="“broken” marks no expression"):
        Grammar(read_rules([{"name": "broken", "means": "none", "pattern": "am WEEKDAY"}]))


def test_rule_without_a_pattern_is_refused_with_its_name() -> None:
    with pytest.raises(TableError, match="“broken” of the date patterns has no pattern"):
        read_rules([{"name": "broken", "means": "none"}])


def test_linguist_adds_a_pattern_without_touching_code() -> None:
    new = {"name": "new", "means": "reference", "pattern": "[ am sankt nimmerleinstag ]"}
    engine = Grammar(read_rules([{**new, "with": {"value": "FUTURE_REF"}}]))
    tokens = engine.tokenise("Das kommt am Sankt Nimmerleinstag.")
    (match,) = engine.find(tokens)
    assert tokens.text[tokens.starts[match.first] : tokens.ends[match.last]] == "am Sankt Nimmerleinstag"


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Am Montag nahm sie teil.", "2025-08-25"),
        ("Alle wussten, wann sie am Montag teilnahm.", "2025-08-25"),
        ("Wer weiß, ob er am Montag unterschrieb.", "2025-08-25"),
        ("Die Minister beschlossen am Montag den Plan.", "2025-08-25"),
        ("Am Montag wird der Plan beschlossen.", "2025-09-01"),
        ("Am Montag schloß das Werk.", "2025-08-25"),
        ("Am Montag tritt der Trainer zurück.", "2025-09-01"),
        ("Am Montag erhält sie den Preis.", "2025-09-01"),
        ("Am Montag hat sie den Preis erhalten.", "2025-08-25"),
        ("Die Länder erhalten am Montag das Geld.", "2025-09-01"),
        ("Die Länder berichten am Montag über das Geld.", "2025-09-01"),
        ("Sie kommt, um am Montag teilzunehmen.", "2025-09-01"),
    ],
)
def test_tense_follows_from_the_conjugation(sentence: str, day: str) -> None:
    assert [d.value for d in find_dates(sentence, PUBLISHED)] == [day]
