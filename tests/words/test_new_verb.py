"""A reporting verb that nobody knows, added with one line: content, cue, speaker and addressee in tenses and orders."""

from __future__ import annotations

import pytest

from quellenlage.words.table import Row, rows
from quellenlage.words.verbs import lexicon, using
from tests.conftest import Finder

#: A verb as verbs.csv writes it, then its present, past, past plural and participle, and the past with its particle.
VERBS = (
    ("verklickern", "verklickert", "verklickerte", "verklickerten", "verklickert", "verklickerte"),
    ("verklamüsern", "verklamüsert", "verklamüserte", "verklamüserten", "verklamüsert", "verklamüserte"),
    ("bequasseln", "bequasselt", "bequasselte", "bequasselten", "bequasselt", "bequasselte"),
    ("knöttern", "knöttert", "knötterte", "knötterten", "geknöttert", "knötterte"),
    ("tratzen", "tratzt", "tratzte", "tratzten", "getratzt", "tratzte"),
    ("schwurbelieren", "schwurbeliert", "schwurbelierte", "schwurbelierten", "schwurbeliert", "schwurbelierte"),
    ("vor|flunkern", "flunkert", "flunkerte", "flunkerten", "vorgeflunkert", "vorflunkerte"),
)
#: A sentence, who speaks in it, and to whom.
SENTENCES = (
    ("Der Minister {present} den Nachbarn{}, dass die Brücke gesperrt wird.", "Der Minister", "den Nachbarn"),
    ("Am Montag {past} Petra Krahl den Anwohnern{}, dass die Brücke gesperrt werde.", "Petra Krahl", "den Anwohnern"),
    ("Am Montag {past} Petra Krahl{}, dass die Brücke gesperrt werde.", "Petra Krahl", ""),
    ("Petra Krahl {past} den Anwohnern{}, dass die Brücke gesperrt werde.", "Petra Krahl", "den Anwohnern"),
    ("Petra Krahl {past}{}, die Brücke werde gesperrt.", "Petra Krahl", ""),
    ("Die Behörden {plural} den Anwohnern{}, die Brücke werde gesperrt.", "Die Behörden", "den Anwohnern"),
    ("Den Nachbarn {past} der Minister{}, dass die Brücke gesperrt werde.", "der Minister", "Den Nachbarn"),
    ("Die Brücke werde gesperrt, {past} Petra Krahl den Anwohnern{}.", "Petra Krahl", "den Anwohnern"),
    ("Die Brücke werde gesperrt, {past} die Ministerin am Montag{}.", "die Ministerin", ""),
    ("„Die Brücke wird heute gesperrt“, {past} Petra Krahl den Anwohnern{}.", "Petra Krahl", "den Anwohnern"),
    ("Wie der Minister den Nachbarn {joined}, ist die Brücke gesperrt.", "der Minister", "den Nachbarn"),
    ("Es regnete, als der Minister den Nachbarn {joined}, dass sie zu ist.", "der Minister", "den Nachbarn"),
    ("Der Minister kam und {past} den Nachbarn{}, dass die Brücke gesperrt werde.", "Der Minister", "den Nachbarn"),
    ("Der Minister hat den Nachbarn {participle}, dass die Brücke gesperrt wird.", "Der Minister", "den Nachbarn"),
    ("Die Brücke werde gesperrt, hatte Petra Krahl den Anwohnern {participle}.", "Petra Krahl", "den Anwohnern"),
    ("Den Nachbarn wurde vom Minister {participle}, dass die Brücke gesperrt werde.", "Minister", "Den Nachbarn"),
    ("Der Minister wird den Nachbarn {infinitive}, dass die Brücke gesperrt wird.", "Der Minister", "den Nachbarn"),
    ("Der Minister wollte den Nachbarn {infinitive}, dass die Brücke gesperrt wird.", "Der Minister", "den Nachbarn"),
)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
@pytest.mark.parametrize(("sentence", "who", "told"), SENTENCES, ids=[sentence[:40] for sentence, _, _ in SENTENCES])
def test_a_new_verb(verb: tuple[str, ...], sentence: str, who: str, told: str, claims_in: Finder) -> None:
    entry, present, past, plural, participle, joined = verb
    particle, _, base = entry.rpartition("|")
    text = sentence.format(
        f" {particle}" if particle else "",
        present=present,
        past=past,
        plural=plural,
        participle=participle,
        joined=joined,
        infinitive=particle + base,
    )
    row: Row = {**rows("verbs.csv")[0], "verb": entry, "takes": "direct dass v2 wh", "addressee": "dative"}
    others = (known for known in rows("verbs.csv") if known["verb"] != entry)
    with using(lexicon((*others, row))):
        (claim,) = claims_in(text)
    cue = " ".join(span.of(text) for span in claim.cue)
    assert any(form in cue for form in (present, past, plural, participle, joined, particle + base)), cue
    assert [span.of(text) for span in claim.speaker] == [who]
    assert [span.of(text) for span in claim.addressee] == ([told] if told else [])
    content = " ".join(span.of(text) for span in claim.content)
    assert content
    assert who not in content
