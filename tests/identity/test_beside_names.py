"""Titles, offices, parties, age and origin beside a person's name. Hand-made Docs."""

from __future__ import annotations

import pytest

from quellenlage.identity.beside_names import read_left, read_right
from quellenlage.identity.named_mentions import NamedMention, NamedMentions
from tests.made_docs import made, place


def ihde(words: str) -> NamedMention:
    """What stands beside the name Ole Ihde."""
    doc = made(words)
    start, end = place(doc, "Ole Ihde")
    named = NamedMentions(doc)
    person = NamedMention(start, end, "person", "Ole Ihde", "Ole", "Ihde")
    token = named.token(start)
    assert token is not None
    read_left(named, token, person)
    read_right(named, end, person)
    return person


#: Words beside a name, and the offices that they tell, each with the body that it belongs to.
OFFICES = [
    ("Minister/NN Ole/NE Ihde/NE kam/VVFIN ./$.", [("Minister", None)]),
    ("SPD-Chef/NN und/KON Vizekanzler/NN Ole/NE Ihde/NE kam/VVFIN ./$.", [("Vizekanzler", None), ("SPD-Chef", "SPD")]),
    ("Ex-Minister/NN Ole/NE Ihde/NE kam/VVFIN ./$.", [("Ex-Minister", None)]),
    ("Novaterm-Chef/NN Ole/NE Ihde/NE kam/VVFIN ./$.", [("Novaterm-Chef", "Novaterm")]),
    ("der/ART Sprecher/NN der/ART Werft/NN ,/$, Ole/NE Ihde/NE ,/$, kam/VVFIN ./$.", [("Sprecher", "Werft")]),
    ("Ole/NE Ihde/NE ,/$, Sprecher/NN der/ART Werft/NN ,/$, kam/VVFIN ./$.", [("Sprecher", "Werft")]),
    ("Ole/NE Ihde/NE ,/$, Minister/NN und/KON Senator/NN ,/$, kam/VVFIN ./$.", [("Minister", None), ("Senator", None)]),
    ("Ole/NE Ihde/NE ist/VAFIN Minister/NN ./$.", [("Minister", None)]),
    ("Ole/NE Ihde/NE kam/VVFIN ./$.", []),
    ("Seine/PPOSAT Frau/NN traf/VVFIN Ole/NE Ihde/NE ./$.", []),
]


@pytest.mark.parametrize(("words", "offices"), OFFICES, ids=[words[:40] for words, _ in OFFICES])
def test_offices(words: str, offices: list[tuple[str, str | None]]) -> None:
    assert ihde(words).roles == offices


def test_party_age_gender_and_origin() -> None:
    person = ihde("Herr/NN Ole/NE Ihde/NE (/$( SPD/NE )/$( ,/$, 47/CARD ,/$, kam/VVFIN ./$.")
    assert (person.parties, person.age, person.gender) == (["SPD"], 47, "m")
    assert ihde("der/ART norwegische/ADJA Minister/NN Ole/NE Ihde/NE ./$.").country == "NO"
    norwegian = ihde("der/ART Norweger/NN Ole/NE Ihde/NE ./$.")
    assert (norwegian.country, norwegian.roles) == ("NO", [])
