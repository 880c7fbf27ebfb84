"""From the features of a claim to its confidence, and from too little of it to a claim without a speaker."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from quellenlage.confidence.claim_features import features
from quellenlage.confidence.story import Story
from quellenlage.records import Attribution, Resolution
from quellenlage.words import rows

HERE = Path(__file__).parent
#: Below it, a speaker is more likely wrong than right, and not named. README.md has what other floors would do.
FLOOR = 0.4
#: The name under which ``weights.csv`` has what every claim starts with.
EVERY_CLAIM = "every claim"
_DIGITS = 3
_NOBODY = ("nobody",)


def probability(weights: Mapping[str, float], found: Iterable[str]) -> float:
    """The probability, 0 to 1, that the speaker of a claim with these features is right; to three digits."""
    odds = math.fsum([weights[EVERY_CLAIM], *(weights.get(name, 0.0) for name in found)])
    return round(1 / (1 + math.exp(-odds)), _DIGITS)


@cache
def shipped() -> Mapping[str, float]:
    """The weights of ``weights.csv``, by feature."""
    return {row["feature"]: float(row["weight"]) for row in rows("weights.csv", HERE)}


def weigh(story: Story, floor: float = FLOOR) -> Resolution:
    """Who speaks in an article, with the confidence of each claim: the probability that its speaker is right.

    Whoever has less than ``floor`` is not named: the claim's speaker is None, and nobody says it in its chain. Its
    confidence is then that of a claim of which the text does not tell who makes it. What kind of source it is stays:
    that "der Minister" is a person is sure, though not which.
    """
    speakers, confidences = list(story.speakers), []
    unsure: dict[int, str] = {}
    for telling in story.tellings():
        confidence = probability(shipped(), features(telling))
        speaker = speakers[telling.i]
        if confidence < floor and speaker is not None:
            speakers[telling.i] = None
            unsure[telling.i] = story.sources[speaker].kind
            confidence = probability(shipped(), _NOBODY)
        confidences.append(confidence)
    return _told(story.resolution, tuple(speakers), tuple(confidences), unsure)


def _told(
    resolution: Resolution, speakers: tuple[str | None, ...], confidences: tuple[float, ...], unsure: Mapping[int, str]
) -> Resolution:
    """``resolution`` with these speakers, in which nobody says the claims that are ``unsure`` (their kinds)."""
    mention_kinds = tuple(unsure.get(i) for i in range(len(speakers)))
    if not unsure:
        return replace(resolution, confidences=confidences, mention_kinds=mention_kinds)
    kept = _numbered([a for a in resolution.attributions if a.claim not in unsure or a.relation in ("prints", "cites")])
    used = {*speakers, *(step.source_id for step in kept)}
    gone = {step.source_id for step in resolution.attributions} - used
    return replace(
        resolution,
        sources=tuple(one for one in resolution.sources if one.source_id not in gone),
        speakers=speakers,
        attributions=kept,
        confidences=confidences,
        mention_kinds=mention_kinds,
    )


def _numbered(steps: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Steps in order of claim and hop, the hops of a claim without a gap: from 0 where the outlet is known, else 1."""
    numbered: list[Attribution] = []
    for step in steps:
        before = numbered[-1] if numbered and numbered[-1].claim == step.claim else None
        first = 0 if step.relation == "prints" else 1
        numbered.append(replace(step, hop=before.hop + 1 if before is not None else first))
    return tuple(numbered)
