"""Claims with a frame in their own unit: for each clause, the first rule that answers for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quellenlage.claims.content_first import content_first
from quellenlage.claims.drafts import Draft
from quellenlage.claims.frame_first import frame_first
from quellenlage.claims.frames import NOBODY_AT_ALL, Frame, frame_at, is_supposed
from quellenlage.claims.pointing import heading, like, that, these_words, without_marks
from quellenlage.reading.reading import Reading
from quellenlage.reading.sentences import Unit

FrameRule = Callable[[Frame, Sequence[Draft]], "list[Draft] | None"]
#: What a clause with a verb can be. The first that does not answer None decides, also with no claim at all.
FRAME_RULES: tuple[FrameRule, ...] = (these_words, like, content_first, that, frame_first)


def introduced(reading: Reading, unit: Unit, found: Sequence[Draft], within: bool = False) -> list[Draft]:
    """The claims that the clauses of a unit introduce; each rule sees those ``found`` and those of clauses before.

    ``within``: also those whose frame is in Konjunktiv, which is to say in the words of somebody else.
    """
    result: list[Draft] = []
    for k, clause in enumerate(unit.clauses):
        if clause.kind == "quotation":
            result += heading(reading, unit, k)
        elif k == 1 and (unmarked := without_marks(reading, unit)) is not None:
            return [unmarked]
        elif clause.kind in ("main", "subordinate", "relative") and clause.fin >= 0:
            frame = frame_at(reading, unit, k, within)
            if is_supposed(frame):
                continue
            answers = (rule(frame, (*found, *result)) for rule in FRAME_RULES)
            said = next((answer for answer in answers if answer is not None), [])
            result += [draft for draft in said if not _by_nobody(reading, draft)]
    return result


def _by_nobody(reading: Reading, draft: Draft) -> bool:
    """Whether a frame tells that nobody says something: "Niemand behauptet, sie komme"."""
    return draft.speaker is not None and reading.words[draft.speaker[0]].lower in NOBODY_AT_ALL
