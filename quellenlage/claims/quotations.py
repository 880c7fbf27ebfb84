"""Direct speech that no frame reaches: quoted words within a claim, behind a colon, quotations on their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quellenlage.claims.complements import has_frame_behind
from quellenlage.claims.cues import find_cue
from quellenlage.claims.drafts import SOURCES, Draft, Range, RuleName, by_unit, within
from quellenlage.claims.labels import BEFORE_NAME, label, wording
from quellenlage.claims.speakers import acting, speaker
from quellenlage.claims.speech_nouns import is_pointer
from quellenlage.reading.voices import PEOPLE, has_voice
from quellenlage.words import noun
from quellenlage.words.verbs import grammar, words

if TYPE_CHECKING:
    from quellenlage.claims.free import Turn
    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.quotes import Quote
    from quellenlage.reading.reading import Reading
    from quellenlage.reading.sentences import Unit

DEFINITE = grammar("definite")
LONG = 5  # words of a quotation, marks included, that is a statement by itself


def given_back(reading: Reading, found: Sequence[Draft], course: Sequence[Turn]) -> list[Draft]:
    """``found`` with quotations behind frames that only tell of things given to whom the article has quoted before.

    "Krahl sagte, der Damm sei fest. Die Arbeit sei schwer gewesen: „Wir haben viel gelernt.“"
    """
    drafts = by_unit(found)
    given = [_given_back(reading, draft, course[draft.unit].speaker, drafts[draft.unit]) for draft in found]
    return [_told_on(reading, draft, course[draft.unit]) for draft in given]


def _told_on(reading: Reading, draft: Draft, turn: Turn) -> Draft:
    """A plan of others that is told in the words of who spoke last, as "man" in Konjunktiv I behind it shows.

    "Sie werde bleiben, sagte Holm. Die Händler beabsichtigten, sie zu reizen, darauf falle man nicht herein": a weak
    verb has one form for preterite and Konjunktiv II.
    """
    unit, ws = reading.units[draft.unit], reading.words
    if draft.rule != "pre" or draft.speaker is None or turn.origin is None or turn.origin.unit != unit.number - 1:
        return draft
    if draft.verb is None or draft.act != "plan" or not ws[draft.cue[0]].lower.endswith(("te", "ten")):
        return draft
    mains = [c for c in unit.clauses if c.kind == "main" and c.fin >= 0 and ws[c.fin].mood == "subjunctive1"]
    if not any(w.lower == "man" for c in mains for w in ws[c.a : c.b]):
        return draft
    content = ((unit.a, unit.b),)
    return Draft("free", "IndirectFreeIndirect", unit.number, content, turn.speaker, origin=turn.origin)


def _given_back(reading: Reading, draft: Draft, earlier: Range | None, beside: Sequence[Draft]) -> Draft:
    if draft.rule != "pre" or draft.type != "Direct" or draft.verb is not None:
        return draft
    if draft.speaker is None or earlier is None:
        return draft
    ws = reading.words
    verb = next((w for a, b in draft.frame for w in ws[a:b] if w.form == "finite"), None)
    around = next((d for d in beside if d.speaker and verb is not None and within(d.content, verb.i)), None)
    if around is not None:
        return replace(draft, speaker=around.speaker)  # "Holm widersprach dem Vorwurf, er sei krank: „…“"
    told = verb is not None and verb.mood == "subjunctive1"
    who = ws[draft.speaker[0] : draft.speaker[1]][:5]
    head = next((w for w in who if w.pos in ("NOUN", "PROPN", "PRON")), who[0])
    shown = ws[draft.frame[0][0]].tag == "PAV" and not has_voice(head) and head.pos == "NOUN" if draft.frame else False
    if shown:
        return replace(draft, speaker=None)  # "Darauf waren die Worte zu lesen: „…“"
    thing = head.pos == "NOUN" and not has_voice(head) and any(w.pos == "ADP" for w in who)  # Das Treffen mit Vera Holm
    named = not thing and any(w.pos in ("PROPN", "PRON") or has_voice(w) for w in who)
    return draft if named and not told else replace(draft, speaker=earlier)


@dataclass(frozen=True, slots=True)
class _Quotation:
    """A quotation with the words from ``a`` to ``b`` (exclusive) in a clause; ``said`` are the claims of its unit."""

    reading: Reading
    quote: Quote
    a: int
    b: int
    unit: Unit
    clause: Clause
    said: Sequence[Draft]

    def draft(self, rule: RuleName, who: Range | None, frame: tuple[Range, ...] = ()) -> Draft:
        return Draft(rule, "Direct", self.unit.number, ((self.a, self.b),), who, frame=frame)

    def like(self, rule: RuleName, who: Range | None, said: Draft) -> Draft:
        """The quotation with the frame of another claim."""
        made = self.draft(rule, who, said.frame)
        return replace(made, cue=said.cue, addressee=said.addressee, verb=said.verb, act=said.act)


def quotations(reading: Reading, found: Sequence[Draft], course: Sequence[Turn]) -> list[Draft]:
    """The quotations of an article that are no claim yet."""
    said = by_unit(found)
    taken = {r for d in found if d.type == "Direct" for r in d.content}
    result: list[Draft] = []
    last: Draft | None = None
    n = 0
    for quote in reading.quotes:
        a, b = reading.at(quote.start), reading.at(quote.end)
        if quote.depth or b - a < 2:
            continue
        while n + 1 < len(reading.units) and reading.units[n].b <= a:
            n += 1
        unit = reading.units[n]
        if (a, b) in taken:
            last = next((d for d in said.get(n, ()) if (a, b) in d.content), last)
            continue
        clause = next((c for c in unit.clauses if c.a <= a < c.b), None)
        if clause is None:
            continue
        draft = _claim(_Quotation(reading, quote, a, b, unit, clause, said.get(n, ())), said, course, last)
        if draft is not None:
            result.append(draft)
            said.setdefault(n, []).append(draft)
            last = draft if len(unit.clauses) == 1 or draft.rule == "colon" else last
    return result


def _claim(
    one: _Quotation, said: Mapping[int, Sequence[Draft]], course: Sequence[Turn], last: Draft | None
) -> Draft | None:
    """Whose words a quotation is: alone, within a claim, behind a colon, a wording, a label, in this order."""
    clause, is_clause = one.clause, one.clause.kind == "quotation"
    whole = is_clause and one.b - one.a >= LONG
    if whole and all(c.kind in ("quotation", "fragment") for c in one.unit.clauses):
        return _alone(one, course, last)
    name = is_name(one.reading, one.quote)
    around = [d for d in one.said if d.type != "Direct" and any(x <= one.a and one.b <= y for x, y in d.content)]
    if around and not name:
        inner = min(around, key=lambda d: sum(y - x for x, y in d.content))
        if inner.type == "Reported" and clause.kind == "relative" and not one.reading.words[clause.fin].subjunctive:
            return None  # "Der Bericht verweist auf Reden, in denen von „Freiheit“ die Rede ist": said in the speeches
        return one.like("inner", inner.speaker, inner.origin or inner)
    if whole and clause.separator == ":":
        return _behind_colon(one)
    worded = wording(one.reading, one.unit, clause, one.a, one.b)
    if worded is not None or is_clause:
        return worded
    before = one.reading.words[max(one.a - 3, 0) : one.a]
    if name and not any(w.lower in BEFORE_NAME for w in before) and not _is_named_so(one):
        return None
    return label(one.reading, one.unit, clause, one.a, one.b)


def _is_named_so(one: _Quotation) -> bool:
    """Whether somebody calls something so, though nouns prevail: "nannte den Bau „das Tor zum Hafen der Stadt“"."""
    cue = find_cue(one.reading, one.clause.a, one.clause.b, one.clause.fin) if one.clause.fin >= 0 else None
    first = one.reading.words[one.a + 1]
    return cue is not None and cue.entry == "nennen" and first.text == first.lower and first.pos == "DET"


def _behind_colon(one: _Quotation) -> Draft | None:
    """A quotation behind a clause that hangs on its main clause: "Sie hat den Mut, es zu sagen: „…“"."""
    clauses = one.unit.clauses
    k = clauses.index(one.clause)
    mains = [j for j in range(k) if clauses[j].kind == "main" and clauses[j].fin >= 0]
    told = [j for j in mains if one.reading.words[clauses[j].fin].mood != "subjunctive1"] or mains
    main = max(told, default=None)  # "Holm weist zurück, er sei krank: „…“"
    if main is None or has_frame_behind(one.reading, one.unit, k):
        return None
    source = next((d for d in one.said if d.rule in SOURCES and within(d.content, clauses[main].fin)), None)
    if source is not None:
        return one.like("colon", source.speaker, source)
    who = speaker(one.reading, one.unit, clauses[main].a, clauses[main].b, main, None)
    return one.draft("colon", who, ((one.unit.a, one.a),))


def _alone(one: _Quotation, course: Sequence[Turn], last: Draft | None) -> Draft:
    """A quotation that is a unit of its own: of whom the unit before announces, or was quoted last, or speaks."""
    reading, n = one.reading, one.unit.number
    before = reading.units[n - 1] if n else None
    if before is not None and reading.words[before.b - 1].text == ":":
        main = next((k for k, c in enumerate(before.clauses) if c.fin >= 0 and c.kind == "main"), None)
        who = None if main is None else speaker(reading, before, before.a, before.stop, main, None)
        return one.draft("colon", who, ((before.a, before.b),))
    between = acting(reading, before) if before is not None and last is not None and last.unit == n - 2 else None
    if between is not None and _is_person(reading, between) and not is_pointer(reading, between):
        return one.draft("alone", between)  # "„…“, sagte Abel. Auch Torwart Ruhl freute sich. „…“"
    if last is not None and last.unit in (n - 1, n - 2):
        return one.like("again", last.speaker, last)
    turn = course[n]
    if n and turn.origin is not None and turn.origin.unit == n - 1 and turn.origin.type != "Reported":
        return one.like("alone", turn.speaker, turn.origin)
    return one.draft("alone", _behind(one) or (turn.speaker if _can_say(reading, turn.speaker) else None))


def _behind(one: _Quotation) -> Range | None:
    """Who acts in the sentence behind a quotation that opens its paragraph: "„…“ Trainer Olm war bester Laune"."""
    reading, n = one.reading, one.unit.number
    opens = n == 0 or reading.units[n - 1].paragraph != one.unit.paragraph
    if not opens or n + 1 == len(reading.units) or reading.units[n + 1].paragraph != one.unit.paragraph:
        return None
    who = acting(reading, reading.units[n + 1])
    return who if _can_say(reading, who) else None


def _is_person(reading: Reading, who: Range) -> bool:
    """Whether words name a person or tell one by an office: no body, which the one who speaks may only tell of."""
    named = reading.has_person(*who)
    head = next((w for w in reading.words[slice(*who)] if w.pos in ("NOUN", "PROPN")), None)
    entry = noun(head.text) if head is not None else None
    return named or (entry is not None and entry.kind in PEOPLE)


def _can_say(reading: Reading, who: Range | None) -> bool:
    """Whether words name a person, or have a noun or pronoun for somebody: not "Portugal"."""
    if who is None:
        return False
    named = reading.has_person(*who)
    return named or any(w.pos == "PRON" or has_voice(w) for w in reading.words[who[0] : who[1]][:5])


def is_name(reading: Reading, quote: Quote) -> bool:
    """Whether marks stand for a name or a title rather than for words that somebody said."""
    ws = reading.words
    a, b = reading.at(quote.start), reading.at(quote.end)
    inner = [w for w in ws[a:b] if w.text[0].isalnum()]
    if not inner:
        return True
    before = ws[a - 1] if a else None
    capital = sum(w.text[0].isupper() or w.text[0].isdigit() for w in inner)
    if before is not None and before.lower in words("name_announcers.csv"):
        return True
    if inner[0].text.rstrip(".").isdigit() and inner[0].text.endswith(".") and all(w.form != "finite" for w in inner):
        return True  # the „12. Pokal der Hafenstadt“
    if any(w.form for w in inner) and len(inner) > 4:
        return False
    if before is not None and before.lower in DEFINITE and capital == len(inner):
        return True
    if before is not None and before.pos in ("NOUN", "PROPN") and capital >= len(inner) / 2:
        return True
    return len(inner) <= 3 and all(w.pos == "PROPN" for w in inner)
