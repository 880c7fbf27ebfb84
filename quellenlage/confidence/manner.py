"""Features of how a claim is told, and of the claims beside it."""

from __future__ import annotations

from quellenlage.confidence.story import Telling
from quellenlage.records import Claim
from quellenlage.words.verbs import infinitives

_LONG_FRAME = 12  # words
_FAR = 3  # sentences
_OFTEN = 4  # claims
_FREE = ("FreeIndirect", "IndirectFreeIndirect")
_ACTORS = ("person", "organisation", "government")


# How it is told.


def indirect(t: Telling) -> bool:
    """Indirect speech."""
    return t.source is not None and t.claim.type == "Indirect"


def quotation(t: Telling) -> bool:
    """A quotation."""
    return t.source is not None and t.claim.type == "Direct"


def quoted(t: Telling) -> bool:
    """Said by somebody; neither told as an act or plan, nor of another's telling."""
    return t.source is not None and t.claim.kind == "quoted"


def subject(t: Telling) -> bool:
    """The speaker is the subject of a clause."""
    return t.place is not None and any(word.dep.startswith("nsubj") for word in t.story.words(*t.place))


def oblique(t: Telling) -> bool:
    """The speaker of what is no indirect speech stands in another case than the nominative."""
    if t.place is None or t.claim.type == "Indirect":
        return False
    words = [word for word in t.story.words(*t.place) if word.tag in ("NN", "NE", "ART", "PPER")]
    return any(word.case not in ("", "Nom") for word in words)


def within_content(t: Telling) -> bool:
    """The speaker is named in the words of the claim."""
    return t.place is not None and t.content[0] <= t.place[0] < t.content[1]


def in_frame_only(t: Telling) -> bool:
    """The speaker is named in the introducing clause, elsewhere than where its speaker stands."""
    if t.place is None or (t.written is not None and t.written[0] <= t.place[0] < t.written[1]):
        return False
    return any(span.start <= t.place[0] < span.end for span in t.claim.frame)


def long_frame(t: Telling) -> bool:
    """The introducing clause has twelve words or more."""
    if t.source is None or t.claim.type not in ("Direct", "Indirect"):
        return False
    return sum(len(t.story.words(span.start, span.end)) for span in t.claim.frame) >= _LONG_FRAME


def unknown_verb(t: Telling) -> bool:
    """No verb that is known to report something introduces it."""
    cue = [word for span in t.claim.cue for word in t.story.words(span.start, span.end)]
    verbs = [word.lemma for word in cue if word.pos in ("VERB", "AUX")]
    parted = [f"{word.lower}{verb}" for word in cue if word.tag == "PTKVZ" for verb in verbs]
    return t.source is not None and bool(verbs) and infinitives().isdisjoint((*verbs, *parted))


def far_away(t: Telling) -> bool:
    """The words that name the speaker stand three or more sentences before the claim."""
    return t.place is not None and t.story.sentence(t.content[0]) - t.story.sentence(t.place[0]) >= _FAR


# What stands beside it.


def speaks_often(t: Telling) -> bool:
    """The speaker makes four claims of the article or more."""
    return t.source is not None and t.story.spoken[t.source.source_id] >= _OFTEN


def speaks_on(t: Telling) -> bool:
    """The speaker makes the next claim, too."""
    return t.source is not None and t.neighbour(1) == t.source.source_id


def in_between(t: Telling) -> bool:
    """The claims before and behind are both of one other."""
    around = {t.neighbour(-1), t.neighbour(1)}
    return t.source is not None and len(around) == 1 and not around & {None, t.source.source_id}


def same_words_of_another(t: Telling) -> bool:
    """Words of the claim stand in one of another speaker, and neither together nor as what one tells of the other."""
    others = [t.story.claims[j] for j in _overlapping_others(t)]
    return any(
        not (_together(t.claim, other) or _told_within(t.claim, other) or _told_within(other, t.claim))
        for other in others
    )


def holds_another(t: Telling) -> bool:
    """The claim holds one of another speaker."""
    return any(_within(t.story.claims[j], t.claim) for j in _overlapping_others(t))


def others_in_free_speech(t: Telling) -> bool:
    """Free indirect speech that names others."""
    if t.entity is None or t.claim.type not in _FREE:
        return False
    return any(
        m.form == "name" and m.entity_id != t.entity.entity_id and t.story.entities[m.entity_id].kind in _ACTORS
        for m in t.story.meant(*t.content)
    )


def _overlapping_others(t: Telling) -> list[int]:
    """The claims of other speakers that have words of this one."""
    if t.source is None:
        return []
    speakers = t.story.speakers
    return [j for j in t.story.overlapping[t.i] if speakers[j] not in (None, t.source.source_id)]


def _together(one: Claim, other: Claim) -> bool:
    return one.content == other.content and one.cue == other.cue and one.frame == other.frame


def _told_within(one: Claim, other: Claim) -> bool:
    """Whether the content of ``other`` has all of ``one``, and the words that introduce it."""
    return _within(one, other) and any(s.start <= cue.start < s.end for cue in one.cue for s in other.content)


def _within(one: Claim, other: Claim) -> bool:
    inside = other.content[0].start <= one.content[0].start and one.content[-1].end <= other.content[-1].end
    return inside and one.content != other.content
