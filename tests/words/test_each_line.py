"""Each line of the tables of names, nouns and marks holds what it promises: its example is run, by the whole reader."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from quellenlage.pipeline.boundaries import sentence_starts
from quellenlage.pipeline.word_classes import INNER_ZU
from quellenlage.words import (
    Row,
    cell,
    common_words,
    given_gender,
    noun,
    people,
    person_key,
    rows,
    split_name,
    surnames,
    voiced,
)
from quellenlage.words.conjugation import PARTICIPLE
from quellenlage.words.promises import PROMISES
from quellenlage.words.verbs import lexicon
from tests.conftest import Finder
from tests.identity.resolved import read


def lines(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows(name), ids=lambda row: next(iter(row.values())))


def entities(text: str) -> set[tuple[str, str]]:
    """Name and kind of everybody and everything that a text names."""
    return {(entity.name, entity.kind) for entity in read(text).resolution.entities}


def sentences(text: str, german: Language) -> list[str]:
    doc: Doc = german.tokenizer(text)
    starts = [doc[i].idx for i, start in enumerate(sentence_starts(doc)) if start]
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@lines("acting_adjectives.csv")
def test_a_capital_that_feels_is_its_government(row: Row) -> None:
    assert entities(row["example"]) == {("Regierung (Norwegen)", "government")}


@lines("still_verbs.csv")
def test_a_town_that_does_nothing_is_a_place(row: Row) -> None:
    assert entities(row["example"]) == {("Emden", "place")}


@lines("town_endings.csv")
def test_an_unknown_town_is_a_place(row: Row) -> None:
    ((name, kind),) = entities(row["example"])
    assert (kind, name.endswith(row["ending"])) == ("place", True)


@lines("objects.csv")
def test_a_ship_with_the_name_of_a_person_is_a_thing(row: Row) -> None:
    assert [kind for name, kind in entities(row["example"]) if name != row["noun"]] == ["object"]


@lines("parties.csv")
def test_a_party_is_known_by_its_names(row: Row) -> None:
    assert (row["abbreviation"], "party") in entities(row["example"])


@lines("regions.csv")
def test_a_region_is_known_under_one_name(row: Row) -> None:
    assert cell(row, "names")[0] in {name for name, _ in entities(row["example"])}


@lines("seats.csv")
def test_a_seat_stands_for_who_sits_there(row: Row) -> None:
    ((name, kind),) = entities(row["example"])
    assert kind == "government" if row["stands_for"] == "government" else name == row["stands_for"]


@lines("common_words.csv")
def test_a_word_that_is_a_surname_too_names_nobody_by_itself(row: Row) -> None:
    assert row["word"] in common_words()
    assert noun(row["word"]) is not None or not entities(row["example"])


@lines("voiced_endings.csv")
def test_a_noun_with_the_ending_may_speak(row: Row) -> None:
    (word,) = (w for w in re.findall(r"[\w-]+", row["example"]) if w.endswith(row["ending"]) and len(w) > 5)
    assert voiced(word)


@lines("honorifics.csv")
def test_a_title_is_no_part_of_the_name_and_tells_the_gender(row: Row) -> None:
    assert ("Hinrichs", "person") in entities(f"Am Abend sprach {row['title']} Hinrichs in Emden.")


@lines("people.csv")
def test_a_bare_surname_means_the_well_known(row: Row) -> None:
    given, family = split_name(row["name"])
    known = people()[person_key(given, family)]
    assert (known.gender, known.country, known.parties) == (row["gender"], row["country"], cell(row, "parties"))
    assert (known in surnames().values()) == (row["surname_alone"] == "yes")


def test_a_bare_surname_means_the_well_known_in_a_text() -> None:
    assert ("Boris Pistorius", "person") in entities("„Der Deich hält nicht mehr lange“, sagte Pistorius am Abend.")
    assert ("Johnson", "person") in entities("„Der Deich hält nicht mehr lange“, sagte Johnson am Abend.")


@lines("given_names.csv")
def test_a_given_name_tells_one_gender(row: Row) -> None:
    names = row["names"].split()
    assert len(names) == len(set(names))
    assert {given_gender(name) for name in names} == {row["gender"]}


@lines("common_surnames.csv")
def test_no_common_name_stands_twice(row: Row) -> None:
    names = row["names"].split()
    assert len(names) == len(set(names))


@lines("abbreviations.csv")
def test_a_sentence_ends_behind_an_abbreviation_only_where_the_line_says_so(row: Row, german: Language) -> None:
    short = row["abbreviation"].removesuffix(".").replace("chr", "Chr")
    assert len(sentences(f"Das war {short}. Zorn genug.", german)) == 1
    assert len(sentences(f"Das war {short}. Danach ging er.", german)) == (2 if row["may_end"] == "yes" else 1)


@lines("starters.csv")
def test_a_sentence_starts_behind_an_ordinal(row: Row, german: Language) -> None:
    assert len(sentences(f"Das Team ist 3. {row['word'].capitalize()} folgte viel.", german)) == 2
    assert len(sentences("Das Team ist 3. Zorn folgte viel.", german)) == 1


@lines("idioms.csv")
def test_an_idiom_says_nothing(row: Row, claims_in: Finder) -> None:
    assert claims_in(row["example"]) == []


@lines("verb_particles.csv")
def test_a_particle_parts_from_its_verb_or_not(row: Row) -> None:
    verb, participle = row["example"].split(" = ")
    empty = dict.fromkeys(PROMISES["words/verbs.csv"].columns, "")
    forms = lexicon([{**empty, "verb": verb}]).forms
    assert PARTICIPLE in {form.kind for form in forms[participle]}
    assert verb.replace("|", "").startswith(row["particle"])
    with_zu = verb.replace("|", "zu")
    assert (bool(INNER_ZU.match(with_zu)), with_zu in forms and "|" in verb) == (("|" in verb),) * 2
    assert ("|" in verb) == (row["kind"] == "separable")


@lines("subordinators.csv")
def test_a_subordinate_clause_belongs_to_what_is_said(row: Row, claims_in: Finder) -> None:
    said = {
        "content": f"Sie sagte, {row['word']} es regnet.",
        "wh": f"Sie fragte, {row['word']} der Wirt am Abend mit dem Boot abholt.",
        "purpose": f"Sie sagte, sie gehe, {row['word']} zu zahlen.",
    }
    text = said.get(row["kind"], f"Sie sagte, sie gehe, {row['word']} es regnet.")
    contents = [[span.of(text) for span in claim.content] for claim in claims_in(text)]
    assert [text.split(", ", 1)[1][:-1]] in contents
