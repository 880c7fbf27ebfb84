"""Headlines that name their source before a colon: "Studie: Kinder schlafen zu wenig"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage.claims.drafts import Draft, Range
from quellenlage.claims.speech_nouns import names_source
from quellenlage.reading.voices import has_voice, is_paper
from quellenlage.reading.words import END_MARKS
from quellenlage.words import noun
from quellenlage.words.places import country_of_name

if TYPE_CHECKING:
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit

SOURCE = 6  # words of a source before a colon, at most
SHORTEST = 3  # words of a statement


def headlines(reading: Reading, unit: Unit, found: Sequence[Draft]) -> list[Draft]:
    """A headline of somebody who speaks, a colon, and a statement; none where the statement names its own speaker."""
    ws, clauses = reading.words, unit.clauses
    if found or len(clauses) < 2 or clauses[0].kind != "fragment" or clauses[1].separator != ":":
        return []
    if clauses[1].kind not in ("main", "fragment") or not _is_heading(reading, unit):
        return []
    who = _source(reading, unit.a, clauses[0].b)
    a, b = clauses[1].a, unit.stop
    said = [w for w in ws[a:b] if w.text.isalpha()]
    states = any(w.form or w.tag in ("ADJD", "ADV", "PTKNEG") for w in said)
    if who is not None and clauses[1].kind == "fragment" and not _is_told_by(reading, who):
        return []
    if who is None or len(said) < SHORTEST or not states or ws[b - 1].text == "?":
        return []
    return [Draft("headline", "Indirect", unit.number, ((a, b),), who, frame=((unit.a, a),))]


def _is_heading(reading: Reading, unit: Unit) -> bool:
    """Whether a unit is a paragraph of its own that no full stop ends."""
    units, n = reading.units, unit.number
    alone = all(units[i].paragraph != unit.paragraph for i in (n - 1, n + 1) if 0 <= i < len(units))
    return alone and reading.words[unit.b - 1].text not in END_MARKS


def _is_told_by(reading: Reading, who: Range) -> bool:
    """Whether people or a report speak, who are no topic: not "Kartellamt: Neue Razzien"."""
    ws = reading.words[who[0] : who[1]]
    entries = [noun(w.text) for w in ws if w.pos == "NOUN"]
    return not any(entry is not None and entry.kind in ("organisation", "government") for entry in entries)


def _source(reading: Reading, a: int, b: int) -> Range | None:
    """Who speaks before a colon: a person, an office, an authority or a report, without an article."""
    ws = reading.words
    if b - a > SOURCE or ws[a].pos not in ("NOUN", "PROPN", "ADJ"):
        return None
    person = next((r for r in reading.people if a <= r[0] and r[1] <= b), None)
    behind = next((i for i in range(a, b) if ws[i].pos == "ADP"), b)  # Lahn vor Treffen
    if person is not None and person[0] < behind:
        return a, behind
    owned = next((i for i in range(a + 1, behind) if ws[i].pos == "DET"), behind)  # Streik der Piloten
    head = next((w for w in reversed(ws[a:owned]) if w.pos == "NOUN"), None)
    if head is None or country_of_name(head.text) is not None or any(w.text in (",", "-", "–") for w in ws[a:b]):
        return None
    return (a, b) if has_voice(head) or is_paper(head) or names_source(reading, a, b) else None
