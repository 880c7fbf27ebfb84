"""Each line of the tables holds what it promises: its example is run."""

from __future__ import annotations

import pytest

from quellenlage.records import ACTS, CLAIM_TYPES
from quellenlage.words.table import Row, rows
from quellenlage.words.verbs import PARTICIPLE, conjugate, forms, verbs
from tests.conftest import Finder

COMPLEMENTS = {"direct", "dass", "v2", "wh", "zu", "np", "label", "act"}


def test_verbs_are_well_formed() -> None:
    entries = [verb.entry for verb in verbs()]
    assert len(entries) == len(set(entries))
    for verb in verbs():
        assert verb.act in ACTS, verb.entry
        assert verb.type in CLAIM_TYPES, verb.entry
        assert verb.takes, verb.entry
        assert verb.takes <= COMPLEMENTS, verb.entry
        assert verb.example, verb.entry


@pytest.mark.parametrize("entry", [v.entry for v in verbs()])
def test_example_of_verb(entry: str, claims_in: Finder) -> None:
    verb = next(v for v in verbs() if v.entry == entry)
    fitting = [c for c in claims_in(verb.example) if c.type == verb.type and c.act == verb.act]
    assert fitting, f"no {verb.type} claim with act {verb.act} in {verb.example!r}"
    if verb.type != "Reported":
        known = {form for form, _ in conjugate(verb.base)}
        words = {w.lower() for c in fitting for span in c.cue for w in span.of(verb.example).split()}
        assert any(w == form or w == verb.particle + form for w in words for form in known), words


@pytest.mark.parametrize("row", rows("speech_nouns.csv"), ids=lambda row: row["word"])
def test_example_of_noun(row: Row, claims_in: Finder) -> None:
    found = [c for c in claims_in(row["example"]) if c.kind != "outlet"]
    assert found
    assert any(row["word"] in span.of(row["example"]) for c in found for span in c.frame + c.speaker + c.content)


@pytest.mark.parametrize("row", rows("hedges.csv"), ids=lambda row: row["word"])
def test_example_of_hedge(row: Row, claims_in: Finder) -> None:
    (claim,) = claims_in(row["example"])
    assert claim.kind == "outlet"
    assert not claim.speaker
    assert (claim.certainty, claim.hedge) == ("hedged", row["word"])


@pytest.mark.parametrize("row", rows("works.csv"), ids=lambda row: row["word"])
def test_title_is_no_claim(row: Row, claims_in: Finder) -> None:
    assert claims_in(row["example"]) == []


@pytest.mark.parametrize(
    ("infinitive", "expected"),
    [
        ("fordern", {"fordert", "forderte", "forderten", "gefordert"}),
        ("versprechen", {"verspricht", "versprach", "versprachen", "verspräche", "versprochen"}),
        ("antworten", {"antwortet", "antwortete", "geantwortet"}),
        ("kritisieren", {"kritisiert", "kritisierte"}),
        ("geben", {"gibt", "gab", "gaben", "gäbe", "gegeben"}),
    ],
)
def test_conjugation(infinitive: str, expected: set[str]) -> None:
    assert expected <= {form for form, _ in conjugate(infinitive)}


def test_particle_is_joined_where_german_joins_it() -> None:
    assert any(f.verb.entry == "mit|teilen" and f.joined and f.kind == PARTICIPLE for f in forms()["mitgeteilt"])
    assert any(f.verb.entry == "mit|teilen" for f in forms()["mitzuteilen"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Ministerin kündigte am Abend an, die Steuer zu senken.",
        "Die Ministerin hat am Abend angekündigt, die Steuer zu senken.",
        "Am Abend hatte die Ministerin angekündigt, die Steuer zu senken.",
        "Die Ministerin wird am Abend ankündigen, die Steuer zu senken.",
        "Die Ministerin wollte am Abend ankündigen, die Steuer zu senken.",
        "Die Steuer werde gesenkt, kündigte die Ministerin am Abend an.",
        "Wie die Ministerin am Abend ankündigte, wird die Steuer gesenkt.",
        "Nun wurde angekündigt, dass die Steuer sinkt.",
    ],
)
def test_every_tense_voice_and_order(sentence: str, claims_in: Finder) -> None:
    (claim,) = claims_in(sentence)
    assert claim.act == "announce"
    assert any("künd" in span.of(sentence) for span in claim.cue)
    assert "Steuer" in " ".join(span.of(sentence) for span in claim.content)
    assert [span.of(sentence) for span in claim.speaker] in ([], ["Die Ministerin"], ["die Ministerin"])
    assert bool(claim.speaker) == ("wurde" not in sentence)
