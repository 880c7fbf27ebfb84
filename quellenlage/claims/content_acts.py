"""What a speaker does by the words alone: a demand, a plan, an expectation, blame or praise.

For frames whose verb does not tell: "Der Minister sagte, die Brücke müsse weg" demands, though sagen only says.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage.claims.cues import PERFECT
from quellenlage.claims.told_by_others import is_perfect, is_to_be_done, is_told_by_others, tail_of
from quellenlage.reading.words import BE
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.reading.words import Word

MUST = grammar("must")
MAY = grammar("may")
MAY_PLURAL, PASSIVE = frozenset(("dürften",)), frozenset(("werden",))
SHOULD = grammar("should")
PLANS = grammar("plans_within")
FUTURE = grammar("future")
LIKELY = grammar("likely")
SPEAKERS_OWN = grammar("speakers_own")
NEEDS = grammar("needs")
WOULD = frozenset(("würde", "würden"))
MIGHT, ANYBODY = frozenset(("könnte", "könnten")), frozenset(("man",))
EXCESS, ONLY = frozenset(("zu",)), frozenset(("nur",))
STATES = frozenset(("befinden", "sein"))  # behind sollen they tell hearsay, no plan
HAD, SHOULD_HAVE = grammar("had"), grammar("should_have")
REMAIN = grammar("remain")
UNSETTLED = grammar("unsettled")
STILL_OPEN = grammar("still_open")
INNOCENT = grammar("innocent")
WRONGS, DANGERS = tuple(sorted(grammar("wrongs"))), tuple(sorted(grammar("dangers")))
LASTS = tuple(sorted(grammar("lasts")))
BLAME, PRAISE = tuple(sorted(grammar("blame"))), tuple(sorted(grammar("praise")))
FORESEEN = grammar("foreseen")
GOOD, GOOD_THINGS = tuple(sorted(grammar("good"))), tuple(sorted(grammar("good_things")))
IN_EXCESS = grammar("in_excess")
BLAMING, BLAMING_NEGATED = tuple(sorted(grammar("blaming"))), tuple(sorted(grammar("blaming_negated")))
SEEM = grammar("seem")
TIMES_TO_COME = grammar("times_to_come")
CHANGES = tuple(sorted(grammar("changes")))


def content_act(clause: Sequence[Word], verb: Word | None, direct: bool, negated: bool) -> str | None:
    """The act of a content by its governing ``clause`` and the ``verb`` of that; None for a plain statement.

    ``direct``: it stands in quotation marks, so that "wir" is the speaker.
    """
    if verb is None:
        return None
    low, last = verb.lower, next((w for w in reversed(clause) if w.text.isalpha()), None)
    rest = [w for w in clause if w.i > verb.i] if verb.form == "finite" else list(clause)
    infinitive = any(w.form in ("infinitive", "zu") for w in clause if w is not verb)
    perfect = (last is not None and last.lower in PERFECT) or any(w.lower == "haben" for w in clause)
    past = perfect and any(w.form == "participle" for w in clause)
    if low in HAD and last is not None and last.lower in SHOULD_HAVE:
        return "criticise"  # hätte ihn abberufen müssen
    if low in MUST:
        return None if negated or past or any(w.lower == "ich" for w in clause) else "demand"
    if low in MAY:
        return "demand" if negated or any(w.lower in ONLY for w in clause) else None
    if low in MAY_PLURAL and negated and not direct and last is not None and last.lower in PASSIVE:
        return "demand"  # "Häuser dürften nicht abgerissen werden": Konjunktiv of "dürfen"
    if low in NEEDS and any(w.lower == "es" for w in clause):
        return "demand"
    if low in SHOULD and not past and not _is_no_plan(clause, verb):
        return _planned(clause, verb, direct)
    if low in PLANS and infinitive and not past:
        return "plan"
    if low in FUTURE:
        return _future(clause, rest, infinitive, direct)
    if low in LIKELY and not past:
        return None if low in MIGHT and _only_possible(clause, negated) else "expect"
    if any(w.lower in FORESEEN or (w.form == "zu" and w.lower == "rechnen") for w in clause):
        return "expect"
    if low in BE | REMAIN and _is_unsettled(clause):
        return "leave open"
    return None


def _only_possible(clause: Sequence[Word], negated: bool) -> bool:
    """Whether könnte tells what can be done rather than what may come: "könnte man bauen", "bestraft werden"."""
    last = next((w for w in reversed(clause) if w.text[0].isalnum()), None)
    return negated or any(w.lower in ANYBODY for w in clause) or (last is not None and last.lower in PASSIVE)


def _is_no_plan(clause: Sequence[Word], verb: Word) -> bool:
    """Whether sollen tells what is or was so: "soll Geld erhalten haben", "solle sich in Kiel befinden"."""
    tail = tail_of(clause, verb)
    if not tail or is_to_be_done(tail):
        return False
    state = tail[-1].lower in STATES and not verb.lower.startswith("sollte")
    return state or is_perfect(tail) or is_told_by_others(clause, verb)


def _planned(clause: Sequence[Word], verb: Word, direct: bool) -> str:
    """Whether sollen plans or demands: "soll gebaut werden", "solle gebaut werden"."""
    demands = verb.lower.startswith(("solle", "sollte")) and verb.lower != "sollen"
    return "demand" if direct or (demands and not is_to_be_done(tail_of(clause, verb))) else "plan"


def _is_unsettled(clause: Sequence[Word]) -> bool:
    """Whether a clause says that something is not known: "sei unklar", "ist noch offen"."""
    pairs = itertools.pairwise(clause)
    still = any(w.lower in STILL_OPEN and after.lower == "offen" for w, after in pairs)
    return still or any(w.lower in UNSETTLED for w in clause)


def told_act(words: Sequence[Word], negated: bool) -> str | None:
    """The act of a statement by what its words are about: a danger, a wrong, innocence, too much of a kind."""
    lowers = [w.lower for w in words]
    if any(low in INNOCENT for low in lowers):
        return None if negated else "deny"
    excess = any(x in EXCESS and y in IN_EXCESS for x, y in itertools.pairwise(lowers))
    if any(low.startswith(BLAMING_NEGATED if negated else BLAMING) for low in lowers) or (excess and not negated):
        return "criticise"
    if any(low.startswith(WRONGS) for low in lowers):
        return None if negated else "accuse"
    if any(low.endswith(DANGERS) for low in lowers) and any(low.startswith(LASTS) for low in lowers):
        return None if negated else "warn"
    return None


def _future(clause: Sequence[Word], rest: Sequence[Word], infinitive: bool, direct: bool) -> str | None:
    """What werden with an infinitive does: announce what the speaker will do, or expect what comes.

    In the passive it announces what is to come: "werde nächste Woche geschlossen".
    """
    if not infinitive:
        done = any(w.form == "participle" for w in clause) and any(w.lower in TIMES_TO_COME for w in clause)
        return "announce" if done else None
    own = SPEAKERS_OWN if not direct else frozenset(("ich", "wir"))
    return "announce" if any(w.lower in own for w in clause) else "expect"


def judgement(words: Sequence[Word]) -> str | None:
    """Whether words that somebody uses of something blame or praise it; None where they do neither, or both."""
    pairs = itertools.zip_longest(words, words[1:])
    # "unglaublich warmherzig" is no blame
    blamed = any(w.lower.startswith(BLAME) and not _strengthens(w, after) for w, after in pairs) or _is_too_much(words)
    praised = any(w.lower.startswith(PRAISE) for w in words) or any(
        w.lower.startswith(GOOD) and after.lower.startswith(GOOD_THINGS) for w, after in itertools.pairwise(words)
    )
    if blamed == praised:
        return None
    return "criticise" if blamed else "praise"


def _strengthens(word: Word, after: Word | None) -> bool:
    """Whether an adjective only strengthens the one behind it: "furchtbar nett"."""
    return word.tag == "ADJD" and after is not None and after.pos == "ADJ"


def _is_too_much(words: Sequence[Word]) -> bool:
    """Whether something is called too much of its kind: "zu optimistisch", "viel zu teuer"."""
    pairs = itertools.pairwise(words)
    return any(w.lower in EXCESS and w.tag == "PTKA" and after.pos in ("ADJ", "ADV") for w, after in pairs)


def judges(words: Sequence[Word], verb: Word | None) -> bool:
    """Whether a clause says how something is: "Das sei ein Fehler"."""
    return verb is not None and verb.lower in BE | SEEM and len(words) > 1


def called(words: Sequence[Word], verb: Word | None, behind: str) -> Sequence[Word]:
    """What something is called in a clause, as stands ``behind`` als or für: "Fehler", of "sah den Erfolg als Fehler".

    The whole clause where neither stands in it.
    """
    at = next((k for k, w in enumerate(words) if w.lower == behind), None)
    if at is None:
        return words
    end = next((k for k, w in enumerate(words) if verb is not None and k > at and w.i == verb.i), len(words))
    return words[at + 1 : end]


def to_come(words: Sequence[Word]) -> bool:
    """Whether words name what is to come: "von einem Rückgang", "kommen würde"."""
    return any(w.lower.startswith(CHANGES) or w.lower in WOULD for w in words)


def predicates(words: Sequence[Word]) -> list[Word]:
    """The words of a clause with sein that may judge its subject: adjectives, and what stands in marks."""
    return [w for w in words if w.tag in ("ADJD", "PTKA") or w.depth]
