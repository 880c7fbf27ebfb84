"""What of two texts is compared, by what a text is known, and where it comes from."""

from __future__ import annotations

import datetime as dt

import pytest

from quellenlage.copies import Imprint, compared, direction, fingerprint, shares
from quellenlage.copies.compared_words import HERE
from quellenlage.copies.direction import TOLD_BY
from quellenlage.records import Segment, Span
from quellenlage.words.table import Row, rows

COUNCIL = (
    "Der Rat von Ahrstetten hat am Abend beschlossen, die alte Brücke über den Mühlbach nicht wieder aufzubauen. "
    "Stattdessen soll eine Fähre aus Holz die Schulkinder übersetzen, bis das Land Geld für einen Neubau gibt."
)
HARBOUR = (
    "Im Hafen von Halmer lag gestern zum ersten Mal seit elf Jahren wieder ein Walfänger, den ein Verein aus Emden "
    "gekauft und neu gestrichen hat. Bis Sonntag darf an Bord, wer keine Angst vor engen Leitern und Teer hat."
)


@pytest.mark.parametrize("row", rows("standing_lines.csv", HERE), ids=lambda row: row["example"])
def test_every_standing_line_is_left_out_and_nothing_else(row: Row) -> None:
    assert compared(f"{COUNCIL}\n\n{row['example']}\n\n{HARBOUR}") == (*compared(COUNCIL), *compared(HARBOUR))


def test_quotations_captions_and_credits_are_left_out() -> None:
    said = '"Wir bauen hier keine einzige Brücke mehr auf", sagte sie.'
    assert compared(said) == (("„“", "sagte", "sie"),)
    assert compared('Er nannte es "ein Unding".') == (("er", "nannte", "es", "ein", "unding"),)
    text = "Ein Bild.\n\nDer Rat tagt. dpa/kas"
    assert compared(text, [Segment("caption", 0, 9)], [Span(25, 32)]) == (("der", "rat", "tagt"),)
    assert compared("Der\u00ad Rat ta\u00adgt.") == compared("Der Rat tagt.")


def test_twelve_words_in_a_row_are_in_the_fingerprints_of_both_texts() -> None:
    """What winnowing guarantees, with shingles of five and windows of eight."""
    words = compared(COUNCIL)[0]
    known = set(fingerprint(compared(COUNCIL)))
    for at in range(len(words) - 11):
        taken = " ".join(words[at : at + 12])
        assert known & set(fingerprint(compared(f"{HARBOUR[:100]} {taken} {HARBOUR[100:]}")))
    assert not known & set(fingerprint(compared(HARBOUR)))
    assert fingerprint(compared("Zu kurz dafür.")) == ()
    assert all(-(2**31) <= one < 2**31 for one in known)


def test_a_text_within_another_is_all_of_one_and_a_part_of_the_other() -> None:
    longer = f"{HARBOUR} {COUNCIL} {HARBOUR.upper()} {HARBOUR}"
    found = shares(compared(COUNCIL), compared(longer))
    assert (found.share, found.words) == (1.0, len(compared(COUNCIL)[0]))
    assert found.other_share == pytest.approx(0.25, abs=0.05)
    assert found.is_copy
    assert shares(compared(longer), compared(COUNCIL)).share == found.other_share


def test_order_does_not_matter_and_own_words_are_no_copy() -> None:
    first, second = COUNCIL.split(". ", 1)
    assert shares(compared(COUNCIL), compared(f"{second} {first}.")).share == 1.0
    own = (
        "Die Brücke über den Mühlbach wird nicht mehr aufgebaut, entschied der Rat von Ahrstetten. Es gibt eine Fähre."
    )
    assert not shares(compared(COUNCIL), compared(own)).is_copy
    assert not shares(compared(first[:60]), compared(first[:60])).is_copy  # so few words may be anybody's


def imprint(told: str) -> Imprint:
    """What a cell of directions.csv says: ``outlet=Deich-Kurier; at=2025-03-12 09:00; agencies=dpa|AFP``."""
    values = dict(one.strip().split("=") for one in told.split(";"))
    at = dt.datetime.fromisoformat(f"{values['at']}+00:00") if "at" in values else None
    day = dt.date.fromisoformat(values["day"]) if "day" in values else at.date() if at else None
    sets = (frozenset(values[name].split("|")) if name in values else frozenset()
            for name in ("agencies", "outlets", "authors"))  # fmt: skip
    return Imprint(values["outlet"], values.get("is_agency") == "yes", day, at, *sets)


@pytest.mark.parametrize("row", rows("directions.csv", HERE), ids=lambda row: row["example"])
def test_every_example_of_a_direction_is_told_so_from_either_side(row: Row) -> None:
    one, other = imprint(row["one"]), imprint(row["other"])
    first = {"one": 0, "other": 1, "": None}[row["first"]]
    told = direction(one, other)
    assert (told.told_by or "", told.first, told.origin or "") == (row["told_by"], first, row["origin"])
    turned = direction(other, one)
    assert (turned.told_by, turned.origin) == (told.told_by, told.origin)
    assert turned.first == (None if first is None else 1 - first)


def test_every_way_to_tell_a_direction_has_an_example() -> None:
    assert {row["told_by"] for row in rows("directions.csv", HERE)} - {""} == set(TOLD_BY)
