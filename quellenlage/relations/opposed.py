"""Whether of two claims one rejects the other, or both cannot be true: by rules, each with what it goes by.

``denials.csv``, ``denied_nouns.csv``, ``opposites.csv`` and ``quantities.csv`` have the words; README.md the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from quellenlage.relations.compared import HERE, Compared, weight_of
from quellenlage.relations.denials import denial_of
from quellenlage.relations.likeness import denial_between, differing_figures, opposed_words, share_of
from quellenlage.words.table import cell, rows

CONTRADICTS, CORRECTS, TAKES_BACK, DENIES = "contradicts", "corrects", "takes back", "denies"
#: What points back with a noun or a pronoun: it means the nearest claim that fits, where it does not mean several.
BEFORE_IT = ("denies the accusation before it", "denies what is said of its speaker", "denies what stands before it")
_BESIDE = 300  # characters between a denial and what it points to
_REPEATED = 0.4  # share of the denied words that the other claim has
_ONE_SUBJECT = 8.0  # the weight from which one word in common makes one subject
_TWO_WORDS = 12.0  # what at least two words weigh together
_ALIKE = 0.5
_SAYS_NOTHING = re.compile(r"\b(?:Stellungnahme|Auskunft|Kommentar|Interview|äußern)\b")
_POINTS = re.compile(
    r"^\W*(?:Dies\w{0,2}\b|(?:Das|Dem|Davon) "
    r"(?:wies|weis|bestrei|bestritt|dementier|widers|lehn|kann|könn|sei|ist|stimm|tr[ei]ff))"
)
#: A pronoun that stands for a whole claim, and is no article or relative pronoun: "Eggers bestritt das".
_STANDS_FOR_IT = re.compile(r"(?<!, )\b(?:das|dies|dem)\b(?! (?:[a-zäöüß]+e[nrsm]? )?[A-ZÄÖÜ„\"\d])")
_THIS = re.compile(r"\b[Dd]ies(?:e[mnrs]?) ")
_ALLEGED = re.compile(r"\b(?:soll|sollen|mutmaßlich\w*|angeblich\w*)\b")
_NOT_ONLY = re.compile(r"\bnicht (?:nur|allein|zuletzt)\b", re.IGNORECASE)
_LOOSE = re.compile(r"\b(?:über|mehr als|mindestens|bis zu|rund|etwa|knapp|fast|gut|weniger als|ca)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opposed:
    """``first`` does to the other claim what ``relation`` says; ``why`` is what it goes by, in words."""

    first: Compared
    relation: str
    why: str


def opposed(one: Compared, other: Compared) -> Opposed | None:
    """How two claims go against each other, None where no rule finds that they do."""
    return _denied(one, other) or _cannot_both_be(one, other)


def _denied(one: Compared, other: Compared) -> Opposed | None:
    denying, denied = denial_between(one, other)
    if denying is None or denied is None or denying.denial is None or _SAYS_NOTHING.search(denying.content):
        return None
    own = _one_speaker(denying, denied)
    relation = denying.denial.relation
    if own != (relation == TAKES_BACK):
        if own or (relation == TAKES_BACK and denying.speaker_id and denied.speaker_id):
            return None  # nobody denies what he says himself, nor takes back what others said
        relation = DENIES
    why = _repeats(denying, denied) or _points_to(denying, denied, denying.denial.acts)
    return Opposed(denying, relation, f"{why}: {denying.denial.words}") if why else None


def _repeats(denying: Compared, denied: Compared) -> str | None:
    """The denied words are those of the other claim."""
    words = denying.words - denying.own_name
    common = weight_of(words & denied.words, denying.weights)
    whole = weight_of(words, denying.weights)
    fits = common >= max(_REPEATED * whole, _TWO_WORDS) and not denied.is_negated
    return "denies its words" if fits else None


def _points_to(denying: Compared, denied: Compared, acts: frozenset[str]) -> str | None:
    """A noun or a pronoun of the denial means the other claim, which stands in the same article."""
    if denying.document_id != denied.document_id or _one_speaker(denying, denied):
        return None
    before = 0 < denying.start - denied.start <= _BESIDE
    accuses = denied.act in ("accuse", "criticise")
    if acts and denied.surname and denied.surname in denying.words - denying.own_name:
        return "denies what its speaker said"
    if accuses and denied.act in acts and before:
        return BEFORE_IT[0]
    if "accuse" in acts and denying.surname in denied.words and _ALLEGED.search(denied.content) and before:
        return BEFORE_IT[1]
    if before and (_means_it(denying, acts) or _answers(denying, denied)) and (not acts or denied.act in acts):
        return BEFORE_IT[2]
    return None


def _means_it(denying: Compared, acts: frozenset[str]) -> bool:
    """Whether a pronoun or "diese Darstellung" stands for what was said before."""
    told = denying.content
    return bool(_POINTS.search(told) or _STANDS_FOR_IT.search(told) or (acts and _THIS.search(told)))


def _answers(denying: Compared, denied: Compared) -> bool:
    """The verb denies, the content is how it was instead: "Sie widersprach: Alle Zeugen seien gehört worden"."""
    verb_alone = denial_of("", denying.cue) is not None and denial_of(denying.content, None) is None
    return verb_alone and bool(denying.words & denied.words)


def _cannot_both_be(one: Compared, other: Compared) -> Opposed | None:
    near = one.document_id == other.document_id
    if near and one.start == other.start:
        return None
    counted = _counted_otherwise(one, other)
    if counted and one.speaker and one.speaker == other.speaker and one.published != other.published:
        return Opposed(max(one, other, key=lambda claim: claim.published), CORRECTS, counted)
    found = counted or _negated(one, other) or _opposite(one, other)
    return Opposed(min(one, other, key=lambda claim: claim.claim_id), CONTRADICTS, found) if found else None


def _counted_otherwise(one: Compared, other: Compared) -> str | None:
    """Of one thing, on days beside each other, each claim has one number, and these differ."""
    if abs((one.published - other.published).days) > 1 or len(one.counts) != 1 or len(other.counts) != 1:
        return None
    things = things_counted(one.content) & things_counted(other.content)
    if not things or one.counts == other.counts or _LOOSE.search(one.content) or _LOOSE.search(other.content):
        return None
    shared = weight_of(one.words & other.words, one.weights)
    if one.document_id != other.document_id and shared < 2 * _ONE_SUBJECT:
        return None
    if shared < _ONE_SUBJECT:
        return None
    (left,), (right,) = one.counts, other.counts
    first, then = sorted(((one.claim_id, left), (other.claim_id, right)))
    return f"figures differ: {first[1]} / {then[1]} ({min(things)})"


def _negated(one: Compared, other: Compared) -> str | None:
    """One says no to what the other says, in much the same words."""
    if one.is_negated == other.is_negated or _NOT_ONLY.search(one.content) or _NOT_ONLY.search(other.content):
        return None
    if differing_figures(one, other):
        return None
    alike = share_of(one, other) >= _ALIKE and min(len(one.words), len(other.words)) > 2
    return "one of them is negated" if alike else None


def _opposite(one: Compared, other: Compared) -> str | None:
    """Much the same words, and one word with its opposite."""
    words = opposed_words(one, other)
    if words is None or share_of(one, other) < _ALIKE or one.is_negated != other.is_negated:
        return None
    first, then = sorted(((one.claim_id, words[0]), (other.claim_id, words[1])))
    return f"opposite words: {first[1]} / {then[1]}"


def _one_speaker(one: Compared, other: Compared) -> bool:
    """Whether both are one speaker's: by id, or one is called by the last word of the other's name alone."""
    lengths = sorted(len((claim.speaker or "").split()) for claim in (one, other))
    bare = one.surname is not None and one.surname == other.surname and lengths[0] == 1 < lengths[1]
    return bare or (one.speaker_id is not None and one.speaker_id == other.speaker_id)


def things_counted(content: str) -> frozenset[str]:
    """Of what a content gives a number (``quantities.csv``): dead, injured, jobs cut."""
    return frozenset(thing for thing, pattern in _quantities() if pattern.search(content))


@cache
def _quantities() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for row in rows("quantities.csv", HERE):
        forms = (r".*\b".join(re.escape(word) for word in form.split()) for form in cell(row, "words"))
        found.append((row["thing"], re.compile(rf"\b(?:{'|'.join(forms)})")))
    return tuple(found)
