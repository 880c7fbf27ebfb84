"""Each line of the tables holds what it promises: its example is run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from quellenlage.dates import find_dates
from quellenlage.words.conjugation import conjugate
from quellenlage.words.promises import PROMISES
from quellenlage.words.table import HERE, Row, read, rows
from quellenlage.words.verbs import PARTICIPLE, forms, lexicon, using, verbs
from tests.conftest import Finder


@pytest.mark.parametrize("entry", [v.entry for v in verbs()])
def test_example_of_verb(entry: str, claims_in: Finder) -> None:
    verb = next(v for v in verbs() if v.entry == entry)
    fitting = [c for c in claims_in(verb.example) if c.type == verb.type and c.act == verb.act]
    found = [(c.type, c.act, [span.of(verb.example) for span in c.content]) for c in claims_in(verb.example)]
    assert fitting, f"no {verb.type} claim with act {verb.act} in {verb.example!r}; found were {found}"
    if verb.type != "Reported":
        known = {i.form for i in conjugate(verb.base)}
        words = {w.lower() for c in fitting for span in c.cue for w in span.of(verb.example).split()}
        assert any(w == form or w == verb.particle + form for w in words for form in known), words
    if verb.addressee:
        assert any(c.addressee for c in fitting), f"nobody is told anything in {verb.example!r}"


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


@pytest.mark.parametrize("row", rows("name_announcers.csv"), ids=lambda row: row["word"])
def test_a_name_in_marks_is_no_claim(row: Row, claims_in: Finder) -> None:
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
    assert expected <= {i.form for i in conjugate(infinitive)}


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


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Minister verklickert den Nachbarn, dass die Brücke gesperrt wird.",
        "Der Minister verklickerte den Nachbarn, die Brücke werde gesperrt.",
        "Der Minister hat den Nachbarn verklickert, dass die Brücke gesperrt wird.",
        "Den Nachbarn hatte der Minister verklickert, dass die Brücke gesperrt wird.",
        "Der Minister wird den Nachbarn verklickern, dass die Brücke gesperrt wird.",
        "Der Minister will den Nachbarn morgen verklickern, dass die Brücke gesperrt wird.",
        "Die Brücke werde gesperrt, verklickerte der Minister den Nachbarn.",
        "„Die Brücke wird noch heute gesperrt“, verklickerte der Minister den Nachbarn.",
        "Es regnete, als der Minister den Nachbarn verklickerte, dass die Brücke gesperrt wird.",
        "Den Nachbarn wurde vom Minister verklickert, dass die Brücke gesperrt wird.",
    ],
)
def test_linguist_adds_a_verb_with_one_line(sentence: str, tmp_path: Path, claims_in: Finder) -> None:
    table = tmp_path / "verbs.csv"
    line = 'verklickern,direct dass v2,dative,announce,Indirect,"Er verklickerte, dass es regnet."'
    lines = (HERE / "verbs.csv").read_text(encoding="utf-8").splitlines()
    before = [known for known in lines if not known.startswith("verklickern,")]  # whoever has added it may
    table.write_text("\n".join((*before, line, "")), encoding="utf-8")
    promise = PROMISES["words/verbs.csv"]
    with using(lexicon(read(table, promise))):
        (claim,) = claims_in(sentence)
    table.write_text("\n".join((*before, "")), encoding="utf-8")
    with using(lexicon(read(table, promise))):
        assert not [other for other in claims_in(sentence) if other.act == "announce"]
    assert claim.act == "announce"
    assert any("verklicker" in span.of(sentence) for span in claim.cue)
    assert "rücke" in " ".join(span.of(sentence) for span in claim.content)
    assert [span.of(sentence).lower().removeprefix("der ") for span in claim.speaker] == ["minister"]
    assert [span.of(sentence).lower() for span in claim.addressee] == ["den nachbarn"]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Am Montag verklickerte er ihnen den Plan.", dt.date(2025, 8, 25)),
        ("Am Montag hat er ihnen den Plan verklickert.", dt.date(2025, 8, 25)),
        ("Am Montag wird er ihnen den Plan verklickern.", dt.date(2025, 9, 1)),
        ("Am Montag will er ihnen den Plan verklickern.", dt.date(2025, 9, 1)),
        ("Am Montag wurde ihnen der Plan verklickert.", dt.date(2025, 8, 25)),
    ],
)
def test_dates_see_the_tense_of_a_verb_that_nobody_knows(sentence: str, day: dt.date) -> None:
    (found,) = find_dates(sentence, dt.date(2025, 8, 26))
    assert found.first_day == day
