"""What confidence does to claims: likely speakers stay, unlikely ones are not named, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quellenlage.confidence import FLOOR, weigh
from quellenlage.confidence.weighing import EVERY_CLAIM, probability
from quellenlage.records import Resolution
from tests.identity.resolved import story

PLAIN = "Die Bürgermeisterin Petra Krahl sagte, der Deich halte."
#: A pronoun that may mean three, told of far before it.
OPEN = (
    "Petra Krahl, Anna Kolb und Vera Holm kamen früh. Es regnete. Das Wasser stieg. Der Wind blies. "
    "„Der Deich hält“, sagte sie."
)
CITED = "Ole Ihde sagte der »Zeit«, der Deich halte."


def relations(resolution: Resolution, claim: int = 0) -> list[tuple[int, str]]:
    return [(step.hop, step.relation) for step in resolution.attributions if step.claim == claim]


def test_a_speaker_who_is_named_in_full_is_surer_than_one_of_three_whom_a_pronoun_may_mean() -> None:
    (sure,), (unsure,) = weigh(story(PLAIN)).confidences, weigh(story(OPEN), floor=0.0).confidences
    assert sure > 0.9 > 0.75 > unsure


def test_every_claim_has_a_probability() -> None:
    told = story(f"{PLAIN} {CITED} Offenbar brach er. Es hieß, das Wasser steige.")
    found = weigh(told).confidences
    assert len(found) == len(told.claims)
    assert all(0 <= confidence <= 1 for confidence in found)


def test_whoever_is_below_the_floor_is_not_named_and_the_words_stay() -> None:
    told = story(CITED, outlet="taz")
    named, open_ = weigh(told, floor=0.0), weigh(told, floor=1.0)
    assert None not in named.speakers
    assert open_.speakers == (None,) * len(named.speakers)
    assert [claim.speaker[0].of(told.text) for claim in told.claims] == ["Ole Ihde"]
    assert relations(named) == [(0, "prints"), (1, "cites"), (2, "speaker")]
    assert relations(open_) == [(0, "prints"), (1, "cites")]
    assert {source.name for source in named.sources} - {source.name for source in open_.sources} == {"Ole Ihde"}
    assert (open_.entities, open_.mentions) == (named.entities, named.mentions)


def test_the_chain_of_a_claim_that_nobody_says_has_no_gap() -> None:
    told = story("Die »Zeit« beruft sich auf zwei Beamte. Laut Petra Krahl, sagte sie der dpa, hält der Deich.")
    for claim in range(len(told.claims)):
        found = relations(weigh(told, floor=1.0), claim)
        assert [hop for hop, _ in found] == list(range(1, len(found) + 1))


def test_a_claim_without_a_speaker_is_as_sure_as_one_that_never_had_any() -> None:
    (nobody,) = weigh(story("Es hieß, der Deich halte noch.")).confidences
    assert weigh(story(PLAIN), floor=1.0).confidences == (nobody,)


def test_the_floor_is_what_ships() -> None:
    told = story(OPEN)
    assert weigh(told) == weigh(told, FLOOR)


@pytest.mark.parametrize(("found", "expected"), [((), 0.5), (("a",), 0.731), (("a", "b"), 0.269)])
def test_weights_add_to_log_odds(found: tuple[str, ...], expected: float) -> None:
    assert probability({EVERY_CLAIM: 0.0, "a": 1.0, "b": -2.0}, found) == expected


def test_the_order_of_features_changes_nothing() -> None:
    weights = {EVERY_CLAIM: 0.31, "a": 0.1, "b": 0.2, "c": -0.3}
    assert probability(weights, ("a", "b", "c")) == probability(weights, ("c", "b", "a"))


def test_nothing_else_of_who_is_meant_changes() -> None:
    told = story(f"{PLAIN} {CITED}")
    assert replace(weigh(told, floor=0.0), confidences=(), mention_kinds=()) == told.resolution


def test_what_kind_of_source_speaks_stays_known() -> None:
    told = story(PLAIN)
    assert weigh(told, floor=0.0).mention_kinds == (None,)
    assert weigh(told, floor=1.0).mention_kinds == ("person",)
