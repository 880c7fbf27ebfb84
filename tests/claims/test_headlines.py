"""A headline with a source before its colon is said by that source; a kicker is not one."""

from __future__ import annotations

import pytest

from tests.conftest import Finder


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Studie: Kinder schlafen zu wenig", [("Studie", "Kinder schlafen zu wenig")]),
        ("Experten: Deich zu schwach für Fluten", [("Experten", "Deich zu schwach für Fluten")]),
        ("Landrätin Rieke Lahn: Wir brauchen mehr Busse", [("Landrätin Rieke Lahn", "Wir brauchen mehr Busse")]),
        ("Petra Krahl nach Niederlage: Wir brauchen mehr Mut", [("Petra Krahl", "Wir brauchen mehr Mut")]),
        ("Ungarn: Lehrer aus Pécs festgenommen", []),
        ("Trainer: Karl Abel", []),
        ("Streik der Piloten: Werft streicht neun Flüge", []),
        ("Streik: Busse fahren heute nicht", []),
        ("Studie: Schlafen Kinder zu wenig?", []),
    ],
)
def test_headline(text: str, said: list[tuple[str, str]], claims_in: Finder) -> None:
    article = f"{text}\n\nEs regnete in der Stadt."
    found = [(c.speaker[0].of(article), c.content[0].of(article)) for c in claims_in(article)]
    assert found == said
