"""The day on which a claim was made, where its frame, the act that it tells or the claim before it names one."""

from __future__ import annotations

import datetime as dt
import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quellenlage.claims.drafts import Draft, Range, within
from quellenlage.words.verbs import grammar, words

if TYPE_CHECKING:
    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit
    from quellenlage.reading.words import Word
    from quellenlage.records import TimeExpression

#: Days as stretches of words.
Days = Sequence[tuple[int, int, dt.date]]

PLACE_ACTS = grammar("place_acts_on_days")
ABOUT_EVENTS = grammar("about_events")
OCCASIONS = grammar("occasions")
PUBLICATIONS = grammar("publications")
PUBLISHED = grammar("published_participles")
POINT_TO_DAYS = grammar("point_to_days")
JUST = grammar("before_attributes")
IN_PHRASE = ("ADJ", "DET", "NOUN", "PROPN", "NUM", "ADP", "CCONJ", "X")
LONGEST_PHRASE = 14  # words to the left of a day that may belong to one phrase with it
LONGEST_ATTRIBUTE = 6  # words between a day and its participle: "die am Montag in Ulm vorgestellte Studie"
ATTRIBUTE_OPENERS = ("ART", "PDAT", "PIAT", "PPOSAT")
NO_ACTS = ("plan", "own")


def said_on(
    reading: Reading, drafts: Sequence[Draft], dates: Sequence[TimeExpression], published: dt.date | None = None
) -> dict[Draft, dt.date]:
    """The day of each draft that was made on one, and not after the day of publication.

    The day must belong to the verb of saying: that of an event spoken of ("vor dem Auftritt am Dienstag"), of a
    deadline or of an attribute does not count. A claim without a day of its own takes that of the claim before it in
    the paragraph, where the speaker is the same or a pronoun.
    """
    days = [
        (reading.at(d.start), reading.at(d.end), d.first_day)
        for d in dates
        if d.first_day and d.first_day == d.last_day and (published is None or d.first_day <= published)
    ]
    days.sort()
    told = [draft for draft in drafts if draft.rule not in NO_ACTS]
    found = {draft: day for draft in told if (day := _day_of(reading, draft, days))}
    _point_back(reading, told, found)
    _go_on(reading, told, found, days)
    return found


def _point_back(reading: Reading, drafts: Sequence[Draft], found: dict[Draft, dt.date]) -> None:
    """The day of "Das teilte sie am Montag mit" holds for an act that the sentence before it tells."""
    pointing = {draft.unit - 1: found[draft] for draft in drafts if draft.rule == "that" and draft in found}
    for draft in drafts:
        if draft.type == "Reported" and draft.unit in pointing:
            found.setdefault(draft, pointing[draft.unit])


def _go_on(reading: Reading, drafts: Sequence[Draft], found: dict[Draft, dt.date], days: Days) -> None:
    """The days of claims that go on with the one before them."""
    previous: Draft | None = None
    names: set[str] = set()
    for draft in sorted(drafts, key=lambda d: (d.content[0], d.content[-1])):
        if draft.speaker is None:
            previous = None if draft.frame else previous  # somebody else speaks in between
            continue
        own = {w.lower for w in reading.words[slice(*draft.speaker)] if w.pos == "PROPN"}
        goes_on = previous is not None and _goes_on(reading, previous, draft, names & own)
        if draft not in found and draft.type != "Reported":
            day = found.get(previous) if goes_on and previous is not None else None
            if day is None and draft.rule == "free":
                day = _day_of_unit(reading, draft.unit - 1, draft.speaker[0], days)
            if day is not None:
                found[draft] = day
        names = names | own if goes_on else own
        previous = draft


def _goes_on(reading: Reading, previous: Draft, draft: Draft, shared: set[str]) -> bool:
    """Whether a claim is of the paragraph and of the speaker of the one before; a pronoun must stand right behind."""
    if reading.units[previous.unit].paragraph != reading.units[draft.unit].paragraph or draft.speaker is None:
        return False
    pronoun = reading.words[draft.speaker[0]].tag == "PPER"
    near = _unit_at(reading, draft.content[0][0]).number - previous.unit <= 1
    return previous.speaker == draft.speaker or bool(shared) or (pronoun and near)


def _day_of(reading: Reading, draft: Draft, days: Days) -> dt.date | None:
    """The day that belongs to a draft's own verb."""
    stretches = draft.frame or (draft.content if draft.type == "Reported" else ())
    for a, b in stretches:
        unit = _unit_at(reading, a)
        for clause in unit.clauses:
            if clause.b <= a or b <= clause.a or not _tells(draft, clause):
                continue
            where = (max(a, clause.a), min(b, clause.b))
            kept = () if stretches is draft.content else draft.content
            for day in _days_within(reading, where, days, draft.speaker, kept):
                return day
        if reading.words[a].lower in POINT_TO_DAYS and (opening := _opening_day(reading, unit.number - 1, days)):
            return opening
    return None


def _tells(draft: Draft, clause: Clause) -> bool:
    """Whether a clause of a frame is that of its verb, or a part of it that a bracket or comma cuts off."""
    return clause.kind in ("main", "fragment") or any(clause.a <= i < clause.b for i in draft.cue)


def _unit_at(reading: Reading, i: int) -> Unit:
    return reading.units[max(bisect_right(reading.units, i, key=lambda unit: unit.a) - 1, 0)]


def _day_of_unit(reading: Reading, number: int, speaker: int, days: Days) -> dt.date | None:
    """The day of what a unit tells of the speaker: "Sie nannte am Montag das Ziel. Es gehe um …"."""
    if number < 0 or reading.words[speaker - 1].pos == "ADP":
        return None
    for clause in reading.units[number].clauses:
        if clause.kind == "main" and clause.a <= speaker < clause.b:
            return next(_days_within(reading, (clause.a, clause.b), days, (speaker, speaker + 1), ()), None)
    return None


def _opening_day(reading: Reading, number: int, days: Days) -> dt.date | None:
    """The day that opens a unit: "Am Sonntag kam Bewegung in den Streit. Da erklärte …"."""
    if number < 0:
        return None
    a = reading.units[number].a
    return next((day for first, _, day in days if a <= first <= a + 1), None)


def _days_within(
    reading: Reading, where: Range, days: Days, speaker: Range | None, content: Sequence[Range]
) -> Iterator[dt.date]:
    """The days in a clause that are those of its verb."""
    lo = bisect_left(days, where[0], key=lambda day: day[0])
    for first, end, day in days[lo:]:
        if first >= where[1]:
            break
        if end <= where[1] and not within(content, first) and _is_of_verb(reading, where, first, end, speaker):
            yield day


def _is_of_verb(reading: Reading, where: Range, first: int, end: int, speaker: Range | None) -> bool:
    ws = reading.words
    at = first - 1
    preposition = ws[at] if at >= where[0] and ws[at].pos == "ADP" else None
    if preposition is None:
        at = first
    elif preposition.lower in ("vom", "von"):
        return at > where[0] and _is_published_by(ws, where[0], at)
    elif preposition.lower not in PLACE_ACTS:
        return False
    start = at
    while start > where[0] and ws[start - 1].lower in JUST:
        start -= 1
    if _is_added(ws, start):
        return False
    if ws[first].tag == "ADJA" and end < where[1] and _is_publication(ws[end]):
        return True  # "in ihrer heutigen Erklärung"
    if start > where[0] and (ws[start - 1].tag in ATTRIBUTE_OPENERS or ws[start - 1].pos == "ADP"):
        return _is_published(ws, end, where[1])
    return not _is_of_event(ws, where[0], start, first, end, speaker)


def _is_added(ws: Sequence[Word], start: int) -> bool:
    """Whether the first comma of a sentence adds a day to a noun: "verweist auf einen Anschlag in Ulm, am 1. Mai".

    Behind an apposition it were the second: "sagte Abel, Chefin der Werft, am Montag".
    """
    if start < 2 or ws[start - 1].text != "," or ws[start - 2].pos not in ("NOUN", "PROPN"):
        return False
    before = itertools.takewhile(lambda w: w.tag != "$.", reversed(ws[: start - 1]))
    return not any(w.text in (",", ":") for w in before)


def _is_published_by(ws: Sequence[Word], low: int, at: int) -> bool:
    """Whether something said stands before "vom", with whose it is: "nach Angaben der Polizei vom Montag"."""
    for w in reversed(ws[max(low, at - LONGEST_ATTRIBUTE) : at]):
        if _is_publication(w):
            return True
        if w.pos not in ("NOUN", "PROPN", "ADJ") and not (w.pos == "DET" and w.case == "Gen"):
            return False
    return False


def _is_publication(w: Word) -> bool:
    """Whether a noun is what something is said in: "in der Ausgabe vom Montag", "laut Mitteilung vom Montag"."""
    return w.text in PUBLICATIONS or w.lower in words("speech_nouns.csv")


def _is_published(ws: Sequence[Word], end: int, stop: int) -> bool:
    """Whether the participle behind a day says that words came out on it: "in einem am Montag erschienenen Brief"."""
    for w in ws[end : min(end + LONGEST_ATTRIBUTE, stop)]:
        if w.tag == "ADJA" and any(w.lower.startswith(stem) for stem in PUBLISHED):
            return True
    return False


def _is_of_event(ws: Sequence[Word], low: int, start: int, first: int, end: int, speaker: Range | None) -> bool:
    """Whether a day belongs to the noun before it, and that is something spoken of: "vor dem Auftritt am Dienstag"."""
    phrases: list[tuple[bool, bool]] = []  # from right to left: about an event? an occasion?
    noun: Word | None = None
    at = start
    while at > low and start - at < LONGEST_PHRASE and ws[at - 1].pos in IN_PHRASE:
        at -= 1
        w = ws[at]
        if w.pos == "ADP":
            accusative = w.lower == "auf" and ws[at + 1].case == "Acc"
            phrases.append((w.lower in ABOUT_EVENTS or accusative, noun is not None and noun.lower in OCCASIONS))
            noun = None
        elif w.pos in ("NOUN", "PROPN"):
            noun = w
    if not phrases:
        return _hangs_on_object(ws, start, first, end, speaker)
    if ws[start - 1].pos not in ("NOUN", "PROPN", "NUM"):
        return False
    if all(phrases[-1]):  # "nach der Sitzung in Ulm am Montag"
        return False
    return any(about and not occasion for about, occasion in phrases)


def _hangs_on_object(ws: Sequence[Word], start: int, first: int, end: int, speaker: Range | None) -> bool:
    """Whether the parse hangs a day on an object before it: "kritisierte den Auftritt am Sonntag"."""
    if ws[start - 1].pos != "NOUN" or (speaker and speaker[0] <= start - 1 < speaker[1]):
        return False
    heads = {ws[i].head for i in range(first, end)} - set(range(first, end))
    return start - 1 in heads
