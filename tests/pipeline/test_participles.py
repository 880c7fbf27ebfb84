"""Participles before their noun are adjectives, and the same forms as verbs stay verbs. Hand-made Docs."""

from __future__ import annotations

import pytest

from quellenlage.pipeline.participles import german_participles
from tests.made_docs import made


def tag(words: str, word: str) -> tuple[str, str]:
    doc = german_participles(made(words))
    token = next(t for t in doc if t.text == word)
    return token.tag_, token.pos_


#: Sentences in which the tagger took a participle for a finite verb.
PARTICIPLES = [
    ("zwei/CARD mit/APPR dem/ART Vorgang/NN vertraute/VVFIN Beamte/NN///p sagten/VVFIN/ROOT", "vertraute"),
    ("eine/ART mit/APPR der/ART Akte/NN vertraute/VVFIN Person/NN///s", "vertraute"),
    ("Und/KON 22/CARD der/ART Tat/NN beschuldigte/VVFIN Personen/NN///p müssen/VMFIN/ROOT", "beschuldigte"),
    ("Die/ART am/APPRART Montag/NN befragten/VVFIN Zeugen/NN///p schwiegen/VVFIN/ROOT", "befragten"),
]


@pytest.mark.parametrize(("words", "word"), PARTICIPLES, ids=[word for _, word in PARTICIPLES])
def test_a_participle_before_its_noun_is_an_adjective(words: str, word: str) -> None:
    assert tag(words, word) == ("ADJA", "ADJ")


#: Sentences in which such a form is the verb.
VERBS = [
    ("So/ADV warnten/VVFIN/ROOT Vertreter/NN///p der/ART Werft/NN", "warnten"),
    ("Vier/CARD von/APPR ihnen/PPER sagten/VVFIN/ROOT Reportern/NN///p ,/$, es/PPER brenne/VVFIN", "sagten"),
    ("Die/ART Polizei/NN befragte/VVFIN/ROOT Zeugen/NN///p", "befragte"),
    ("Zwei/CARD mit/APPR Booten/NN ,/$, so/ADV sagten/VVFIN/ROOT Zeugen/NN///p", "sagten"),
    ("Die/ART am/APPRART Montag/NN stürzte/VVFIN/ROOT", "stürzte"),
]


@pytest.mark.parametrize(("words", "word"), VERBS, ids=[word for _, word in VERBS])
def test_the_same_form_as_the_verb_stays_it(words: str, word: str) -> None:
    assert tag(words, word)[0] == "VVFIN"
