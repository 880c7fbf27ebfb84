"""On which day a claim was made: that of its verb, not of what is spoken of, and never after the publication."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from quellenlage.analyse import find
from quellenlage.dates import find_dates
from quellenlage.records import Claim, Segment
from tests.conftest import Finder

PUBLISHED = dt.date(2025, 8, 26)  # a Tuesday


def starting(claims_in: Finder, text: str, content: str) -> list[Claim]:
    """The claims of a text, published on that Tuesday, whose content starts so."""
    claims = claims_in(text, tuple(find_dates(text, PUBLISHED)), PUBLISHED)
    return [c for c in claims if text[c.content[0].start :].startswith(content)]


@pytest.mark.parametrize(
    ("text", "content", "day"),
    [
        (
            "Der Rat empfiehlt die Vorlage zur Ablehnung. Das teilte die Stadt am Montag mit.",
            "Der Rat empfiehlt",
            "2025-08-25",
        ),
        ("Bürgermeisterin Käthe Größler wies die Kritik am Montag zurück.", "Bürgermeisterin", "2025-08-25"),
        ("Die Jury würdigte am Montag ihre Arbeiten über den Deich.", "Die Jury", "2025-08-25"),
        ("Die Stadt hat gestern Warnungen herausgegeben, weil es am Sonntag brannte.", "Die Stadt", "2025-08-25"),
        ("Käthe Größler kündigte am Montag den Bau einer Schule an, die am 1. Juli öffnete.", "Käthe", "2025-08-25"),
        (
            "Am Sonntag kam Bewegung in den Streit. Da erklärte der Verband, er sei zu Gesprächen bereit.",
            "er sei",
            "2025-08-24",
        ),
        ("„So geht es nicht“, warnt Käthe Größler vor dem Auftritt am Dienstag.", "„So geht", None),
        ("„So geht es nicht“, sagte Käthe Größler mit Blick auf die Wahl am Sonntag.", "„So geht", None),
        ("Nach dem Brand am Sonntag sagte Käthe Größler, das Haus sei alt.", "das Haus", None),
        ("Käthe Größler sagte nach der Sitzung am Montag, das Haus sei alt.", "das Haus", "2025-08-25"),
        ("Käthe Größler sagte bei einem Besuch der Schule am Montag, das Haus sei alt.", "das Haus", "2025-08-25"),
        (
            "Käthe Größler sagte in einem am Montag veröffentlichten Interview, das Haus sei alt.",
            "das Haus",
            "2025-08-25",
        ),
        ("Käthe Größler kritisierte die am Montag beschlossene Steuer.", "Käthe", None),
        ("Käthe Größler sagte zu dem Unfall vom Sonntag, die Straße sei glatt gewesen.", "die Straße", None),
        ("Die Anwohner sollen bis zum Montag reagieren, sagte Käthe Größler.", "Die Anwohner", None),
        ("Der Verband kündigte den Streik für Montag an.", "Der Verband", None),
        ("Der Minister will am Montag die Zahlen prüfen.", "Der Minister", None),
        ("Käthe Größler nannte am Montag das Ziel. Es gehe darum, den Deich zu erhöhen.", "Es gehe", "2025-08-25"),
        ("Käthe Größler sagte, sie habe am Montag mit dem Rat gesprochen.", "sie habe", None),
        ("Käthe Größler, die am Sonntag gewählt wurde, sagte, sie sei froh.", "sie sei", None),
        ("Laut einer Mitteilung vom Montag bleibt das Bad zu.", "bleibt", "2025-08-25"),
        ("Nach Angaben der Polizei vom Montag brannte das Dach.", "brannte", "2025-08-25"),
        ("Käthe Größler verwies auf einen Einbruch in Ulm, am Montag.", "Käthe", None),
        ("In ihrer gestrigen Erklärung sagte Käthe Größler, das Haus sei alt.", "das Haus", "2025-08-25"),
        ("„Wir bauen bald“, sagte ein Sprecher der Stadt am Montag.", "„Wir bauen", "2025-08-25"),
        ("Zum Auftakt der Messe am Montag sagte Käthe Größler, das Haus sei alt.", "das Haus", "2025-08-25"),
        ("Der Verband warf der Stadt am Montag Versagen vor.", "Der Verband", "2025-08-25"),
        ("Das Bad bleibt zu, wie die Stadt am Montag mitteilte.", "Das Bad", "2025-08-25"),
        ("Der Verein kritisierte den Auftritt am Sonntag.", "Der Verein", None),
    ],
)
def test_day_on_which_a_claim_was_made(claims_in: Finder, text: str, content: str, day: str | None) -> None:
    claims = starting(claims_in, text, content)
    assert claims
    assert {c.said_on for c in claims} == {dt.date.fromisoformat(day) if day else None}


def test_pronoun_takes_a_day_only_from_the_claim_right_before_it(claims_in: Finder) -> None:
    text = (
        "Der Rat lehnte am Montag die Steuer ab. Die Sitzung dauerte lang. Bürgermeisterin Käthe Größler freute sich. "
        "„Wir müssen sparen“, sagte sie."
    )
    (claim,) = starting(claims_in, text, "„Wir müssen")
    assert claim.said_on is None


def test_a_byline_makes_no_claim(german: Language) -> None:
    text = "Anna Kolb und Peter Roth berichten aus Halmer\n\nDie Stadt baut eine Schule."
    segments = [Segment("byline", 0, 45), Segment("lead", 47, len(text))]
    assert find(german(text), PUBLISHED, segments).claims == ()
