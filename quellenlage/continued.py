"""Whether a claim goes on with the one before it, and so came the same way: rules, in the order of being asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quellenlage import words as tables
from quellenlage.identity.discourse import Discourse, sentence_at
from quellenlage.identity.extents import tokens_between
from quellenlage.identity.pronouns import plural_verb
from quellenlage.records import Claim, Span
from quellenlage.reliance import AttributionStep
from quellenlage.words.verbs import grammar

FREE = ("FreeIndirect", "IndirectFreeIndirect")


@dataclass(slots=True)
class Told:
    """How far the claims of an article are told: what the next one may go on with.

    ``contents`` are start, end and number of claims in which another may be told. ``cues`` has the first cue that each
    speaker, as written in one place, is told with: those of one place share it.
    """

    previous: list[AttributionStep] = field(default_factory=list)
    ways: dict[int, list[AttributionStep]] = field(default_factory=dict)
    contents: list[tuple[int, int, int]] = field(default_factory=list)
    begun: int = 0
    said: int = 0
    cues: dict[tuple[Span, ...], str] = field(default_factory=dict)


def goes_on_freely(claim: Claim, step: AttributionStep | None, d: Discourse, told: Told) -> bool:
    """Free indirect speech, quoted words without a frame, and what "demnach" ties to what stands before.

    "Lange sagte, der Deich halte. Er sei neu." Not where somebody speaks who was not heard before.
    """
    if claim.kind == "outlet" or (step is None and (has_subject(claim, d) or is_charge(claim, d))):
        return False
    words = words_in(claim.frame or claim.cue, d.text)
    begins = min(s.start for s in (*claim.frame, *claim.content))
    behind = sentence_at(d, begins) - sentence_at(d, max(told.said - 1, 0))
    tied = not claim.addressee and bool(words & grammar("ties")) and behind <= (1 if "darin" in words else _TOLD_AGAIN)
    if step is None and _another_gender(claim, d, told):
        return False
    if not (claim.type in FREE or not (claim.cue or claim.frame) or tied) or (step is None and _by_several(claim, d)):
        return False
    return step is None or (step.start or 0) < told.begun or any(step.entity is s.entity for s in told.previous)


def _another_gender(claim: Claim, d: Discourse, told: Told) -> bool:
    """Whether a pronoun that nobody was found for cannot mean the person who spoke before: "sie" after Karl Abel."""
    word = claim.speaker[0].of(d.text).lower() if len(claim.speaker) == 1 else ""
    gender = next((g for g in "mf" if word in grammar(f"personal_{g}")), None)
    before = {s.entity.gender for s in told.previous if s.relation == "speaker" and s.entity.kind == "person"}
    return gender is not None and bool(before) and not before & {gender, None}


def _by_several(claim: Claim, d: Discourse) -> bool:
    """Whether "sie" with a verb in the plural makes a claim: not who spoke before alone."""
    if len(claim.speaker) != 1 or claim.speaker[0].of(d.text).lower() != "sie":
        return False
    return plural_verb(d.doc[tokens_between(d.doc, claim.speaker[0].start, claim.speaker[0].end)[0]])


def has_subject(claim: Claim, d: Discourse) -> bool:
    """Whether an act is told of whoever its own subject means, known or not: "Eine Schätzung beziffert den Schaden"."""
    own = claim.type == "Reported" and len(claim.speaker) == 1
    return own and claim.speaker[0].of(d.text).lower() not in grammar("personal_speakers")


def is_charge(claim: Claim, d: Discourse) -> bool:
    """Whether a claim is what unnamed others say against somebody: "… gegen den Vorwurf. Er habe gelogen"."""
    return len(claim.speaker) == 1 and claim.speaker[0].of(d.text).lower() in grammar("charges")


def goes_on_impersonally(claim: Claim, step: AttributionStep | None, d: Discourse, told: Told) -> bool:
    """Words of a paper, a body or a circle that "heißt es" goes on with: "Laut Prüfbericht … Der Deich, heißt es, …".

    After a person it stays open who says so.
    """
    if step is not None or claim.kind == "outlet" or claim.speaker or not told.previous:
        return False
    if not grammar("impersonal_cues") & words_in(claim.cue, d.text):
        return False
    begins = min(s.start for s in (*claim.content, *claim.frame))
    near = sentence_at(d, begins) - sentence_at(d, max(told.said - 1, 0)) <= 2
    return near and all(s.entity.kind != "person" for s in told.previous)


def goes_on_with_what_was_told(claim: Claim, step: AttributionStep | None, d: Discourse, told: Told) -> bool:
    """Words for what was told, without whose it is: "teilte die Werft mit. Den Angaben zufolge war der Deich alt"."""
    if step is not None or claim.kind == "outlet" or len(claim.speaker) != 1 or not told.previous:
        return False
    article, _, noun = claim.speaker[0].of(d.text).partition(" ")
    entry = tables.noun(noun) if article.lower() in grammar("told_articles") else None
    if entry is None or entry.kind not in ("wrapper", "report"):
        return False
    return sentence_at(d, claim.speaker[0].start) - sentence_at(d, max(told.said - 1, 0)) <= _TOLD_AGAIN


_TOLD_AGAIN = 3  # sentences behind a claim in which "den Angaben zufolge" goes on with it
GOES_ON_RULES = (goes_on_freely, goes_on_impersonally, goes_on_with_what_was_told)


def words_in(spans: Sequence[Span], text: str) -> set[str]:
    """The words of stretches of ``text``, in lower case."""
    return {word for s in spans for word in text[s.start : s.end].lower().split()}
