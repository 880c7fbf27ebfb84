"""What tells how two claims stand to each other, as numbers from about 0 to 1: README.md has what each is for."""

from __future__ import annotations

import math

from quellenlage.relations.compared import Compared
from quellenlage.relations.stems import weight_of

_HEADLINE = 12  # characters: what begins before is the headline


def likeness(one: Compared, other: Compared) -> dict[str, float]:
    """The features of two claims, which are the same the other way round."""
    common = weight_of(one.words & other.words, one.weights)
    shorter = common / (min(one.weight, other.weight) or 1)
    letters = len(one.grams & other.grams)
    shorter_letters = letters / (min(len(one.grams), len(other.grams)) or 1)
    near = one.document_id == other.document_id
    alike = float(one.speaker_id is not None and one.speaker_id == other.speaker_id)
    found = {
        "any": 1.0,
        "words in common": share_of(one, other),
        "words of the shorter in common": shorter,
        "letters in common": letters / (len(one.grams | other.grams) or 1),
        "letters of the shorter in common": shorter_letters,
        "weight in common": math.log1p(common) / 4,
        "weight beside in both": math.log1p(max(0.0, min(one.weight, other.weight) - common)) / 4,
        "less than four words in common": float(len(one.words & other.words) < 4),
        "hardly a word in common": float(len(one.words & other.words) < 2),
        "short": float(min(len(one.words), len(other.words)) < 3),
        "same article": float(near),
        "first in the article": float(near and min(one.start, other.start) < _HEADLINE),
        "first in the article, by letters": float(near and min(one.start, other.start) < _HEADLINE) * shorter_letters,
        "days of the week differ": float(bool(one.weekdays and other.weekdays) and not one.weekdays & other.weekdays),
        "days apart": math.log1p(abs((one.published - other.published).days)) / 3,
        "same speaker": alike,
        "same speaker, by letters": alike * shorter_letters,
        "other speaker": float(None not in (one.speaker_id, other.speaker_id) and one.speaker_id != other.speaker_id),
        "same act": float(one.act == other.act),
        "same certainty": float(one.certainty == other.certainty),
        "both deny": float(one.denial is not None and other.denial is not None),
        "one denies": float((one.denial is None) != (other.denial is None)),
    }
    return found | _opposed(one, other, shorter)


def share_of(one: Compared, other: Compared) -> float:
    """The share of the words of both, by their weight, that is in common."""
    common = weight_of(one.words & other.words, one.weights)
    return common / ((one.weight + other.weight - common) or 1)


def _opposed(one: Compared, other: Compared, shorter: float) -> dict[str, float]:
    differ = bool(differing_figures(one, other))
    negated = one.is_negated != other.is_negated
    against = opposed_words(one, other) is not None
    same = bool(one.numbers & other.numbers)
    return {
        "figures differ": float(differ),
        "figures differ, by words in common": differ * shorter,
        "other figures": float(bool(one.numbers and other.numbers) and not same),
        "figures the same": float(same),
        "figures in one alone": float(bool(one.numbers) != bool(other.numbers)),
        "negated in one": float(negated),
        "negated in one, by words in common": negated * shorter,
        "opposite words": float(against),
        "opposite words, by words in common": against * shorter,
    }


def more_exact(one: Compared, other: Compared) -> dict[str, float]:
    """What tells, beside :func:`likeness`, that ``one`` says what ``other`` does and more."""
    words = one.words & other.words
    return {
        "words of the other in it": weight_of(words, other.weights) / (other.weight or 1),
        "its words in the other": weight_of(words, one.weights) / (one.weight or 1),
        "weight beside the other": math.log1p(weight_of(one.words - other.words, one.weights)) / 4,
        "weight that it lacks": math.log1p(weight_of(other.words - one.words, other.weights)) / 4,
        "figures beside the other": float(bool(one.numbers - other.numbers)),
        "figures that it lacks": float(bool(other.numbers - one.numbers)),
        "longer": math.log((one.weight + 1) / (other.weight + 1)),
    }


def denial_between(one: Compared, other: Compared) -> tuple[Compared | None, Compared | None]:
    """Which of two claims denies and which would be denied; neither where both deny or none does."""
    if (one.denial is None) == (other.denial is None):
        return None, None
    return (one, other) if one.denial is not None else (other, one)


def differing_figures(one: Compared, other: Compared) -> tuple[str, str, str] | None:
    """A unit of which two claims have other numbers, with these: the words, and "500" and "700"."""
    for unit in sorted(one.figures.keys() & other.figures.keys()):
        if unit and not one.figures[unit] & other.figures[unit]:
            return unit, " ".join(sorted(one.figures[unit])), " ".join(sorted(other.figures[unit]))
    return None


def opposed_words(one: Compared, other: Compared) -> tuple[str, str] | None:
    """Words by which two claims say the opposite of each other, as each has it."""
    for i in sorted(one.sides.keys() & other.sides.keys()):
        (side, word), (against, said) = one.sides[i], other.sides[i]
        if side != against:
            return word, said
    return None
