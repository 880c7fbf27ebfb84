"""Every line of the tables of compounds, and compounds that no line names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from quellenlage.pipeline.lemmas import GermanLemmatizer
from quellenlage.project import DEFAULT_MODEL, PIPELINES
from quellenlage.terms import compounds as module
from quellenlage.terms.compounds import Compounds
from quellenlage.words.table import Row, cell, rows

TABLES = Path(module.__file__).parent


@cache
def compounds() -> Compounds:
    tables = GermanLemmatizer().from_disk(PIPELINES[DEFAULT_MODEL] / "german_lemmatizer").tables
    return Compounds(tables["noun"], tables["verb"], tables["adj"])


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Haushaltsloch", ("Loch", "Haushalt")),
        ("Haushaltslöcher", ("Loch", "Haushalt")),
        ("Bundeshaushalt", ("Haushalt", "Bund")),
        ("Arbeitsamt", ("Amt", "Arbeit")),
        ("Landeshaushaltsloch", ("Loch", "Landeshaushalt", "Haushalt", "Land")),
        ("Schulleiter", ("Leiter", "Schule")),
        ("Großstadt", ("Stadt",)),
        ("Wohnraum", ("Raum",)),
        ("Ministerpräsident", ("Präsident", "Minister")),
        ("Menschenrechte", ("Recht", "Mensch")),
        ("Kommission", ()),
        ("Minister", ()),
        ("Regierung", ()),
        ("Reisende", ()),
        ("Klima", ()),
        ("x" * 5000, ()),
    ],
)
def test_a_compound_has_the_nouns_that_it_is_made_of(word: str, parts: tuple[str, ...]) -> None:
    assert compounds().parts(word) == parts


@pytest.mark.parametrize("row", rows("opaque.csv", TABLES), ids=lambda row: row["word"])
def test_an_opaque_word_has_only_the_parts_of_its_line(row: Row) -> None:
    assert row["word"] in row["example"]
    assert compounds().parts(row["word"]) == cell(row, "parts")


@pytest.mark.parametrize("row", rows("no_parts.csv", TABLES), ids=lambda row: row["word"])
def test_what_is_no_part_is_none(row: Row) -> None:
    assert row["word"] not in compounds().parts(row["example"])


@pytest.mark.parametrize("row", [*rows("short_parts.csv", TABLES), *rows("modifiers.csv", TABLES)], ids=str)
def test_a_short_part_or_modifier_lets_its_example_be_taken_apart(row: Row) -> None:
    word, _, part = row["example"].partition(" = ")
    assert part in compounds().parts(word)
