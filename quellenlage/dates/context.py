"""The light that an expression is read in: its clause's tense, quoted speech, the layout, and the days named before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from quellenlage.dates.grammar import Tokens
from quellenlage.records import Segment
from quellenlage.words.table import rows

PAST, NONE, PRESENT, FUTURE = -1, 0, 1, 2
_SENTENCE_END = frozenset(".!?…")
_CLAUSE_END = frozenset(",;:–—")
_QUOTES = frozenset('„“”"»«')
_BEFORE_SPEECH = frozenset(",:.!?")
_WINDOW = 40
_MEMORY = 120
#: A weekday belongs to a day long past that was named so many tokens before it at most.
_STORY = 40
_PREFIXES = (
    "ab|an|auf|aus|bei|ein|fest|frei|her|hin|mit|nach|statt|teil|um|unter|vor|weg|wieder|zu|zurück|zusammen|fort"
)
_PARTICIPLE = re.compile(
    r"(?:[a-zäöüß]{0,12}ge\w{2,}|(?:be|ver|er|ent|zer|miss|über|unter)\w{3,})(?:t|en)|\w+iert|worden|gewesen|geworden"
)
_GE = re.compile(r"[a-zäöüß]{0,12}ge\w{2}")
_ZU_INFINITIVE = re.compile(rf"(?:{_PREFIXES}|bekannt|teil)zu\w{{3,}}n")


_PRESENT_PARTICIPLE = re.compile(r"\w{3,}end(?:e|en|er|es|em)")
_PAST_PARTICIPLE = re.compile(r"\w{4,}(?:t|en)(?:e|en|er|es|em)")
_ARTICLES = frozenset(("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"))
_JUST = frozenset(("erst", "schon", "bereits", "noch", "nur", "gerade"))
_PREPOSITIONS = frozenset(("am", "im", "vom", "zum", "in", "für", "seit", "ab", "bis"))


@cache
def _verbs() -> dict[str, str]:
    """Forms that tell the tense, by form; strong preterites with every prefix: "stattfand", "übernahm"."""
    prefixes = ("", *_forms("prefix"))
    verbs = {prefix + stem: "past" for stem in _forms("strong") for prefix in prefixes}
    told = [row for row in rows("tenses.csv") if row["class"] not in ("planned", "strong", "prefix")]
    return verbs | {form: row["class"] for row in told for form in row["forms"].split()}


@cache
def _forms(name: str) -> frozenset[str]:
    return frozenset(form for row in rows("tenses.csv") if row["class"] == name for form in row["forms"].split())


@cache
def verb_class(word: str) -> str:
    """What a lower-case word says about tense: past, aux, future, present, participle, zu-infinitive, or nothing."""
    if listed := _verbs().get(word):
        return listed
    if len(word) < 4 or len(word) > 30:
        return ""
    if _ZU_INFINITIVE.fullmatch(word):
        return "infinitive"
    if word.endswith("te") and len(word) > 4:
        return "past"
    if word.endswith("ten") and len(word) > 5 and not _GE.match(word):
        return "past plural"  # or an infinitive: "antreten"
    if _PARTICIPLE.fullmatch(word):
        return "participle"
    return "present" if word.endswith("t") else ""


class Context:
    """A text while its expressions are resolved, from left to right."""

    def __init__(self, tokens: Tokens, published: dt.date | None, segments: Sequence[Segment]) -> None:
        self.tokens = tokens
        self.published = published
        #: The last day that the narration named, and the token where it did.
        self.day: dt.date | None = None
        self.day_at = -1
        #: The last day, month or year named, as a TIMEX3 value, and its token.
        self.value: str | None = None
        self.value_at = -1
        #: The day told right behind the time of day that is being read: "20 Uhr am 3. Mai".
        self.ahead: dt.date | None = None
        #: The last token of the last "jeden Freitag": the hour behind it is of no single day.
        self.set_at = -9
        #: The first day named exactly: what "in der zweiten Woche" counts from.
        self.started: dt.date | None = None
        #: Does the text name days (Montag, gestern, 20 Uhr) as news does, and essays do not?
        self.names_days = True
        self._segments = segments
        self._segment = 0
        self._quoted: list[bool] | None = None
        self._tense_of = (-1, -1)
        self._tense = NONE

    def anchor(self, token: int) -> dt.date | None:
        """The day that a time of day belongs to: the narration's, in quoted speech that of the publication.

        A day far from the publication holds only for the next :data:`_MEMORY` tokens.
        """
        if self.day is None or self.quoted(token):
            return self.published
        if self.published and abs(self.day - self.published).days > 14 and token - self.day_at > _MEMORY:
            return self.published
        return self.day

    def told(self, token: int) -> dt.date | None:
        """The day that a narration of the past stands on, named just before and long before the publication."""
        if self.day is None or self.published is None or self.quoted(token) or token - self.day_at > _STORY:
            return None
        return self.day if (self.published - self.day).days > 60 else None

    def word(self, token: int) -> str:
        """The lower-case word at a token, empty outside the text."""
        return self.tokens.words[token].lower() if 0 <= token < len(self.tokens.words) else ""

    def kind(self, token: int) -> str:
        """The kind of segment that a token stands in; tokens must be asked for in order."""
        position = self.tokens.starts[token]
        while self._segment < len(self._segments) and self._segments[self._segment].end <= position:
            self._segment += 1
        if self._segment < len(self._segments) and self._segments[self._segment].start <= position:
            return self._segments[self._segment].kind
        return "paragraph"

    def quoted(self, token: int) -> bool:
        """Is the token inside quotation marks?"""
        if self._quoted is None:
            inside = False
            self._quoted = []
            for word in self.tokens.words:
                if word[0] == "\n":
                    inside = False
                elif word == '"':
                    inside = not inside
                elif word in "„«»“”‚‘’›‹":
                    inside = word == "„" or (word in "»«" and not inside)
                self._quoted.append(inside)
        return self._quoted[token]

    def sentence(self, first: int, last: int) -> tuple[int, int]:
        """The tokens of the sentence around an expression, at most some forty to either side."""
        words = self.tokens.words
        low, high = first, last
        while low > 0 and first - low < _WINDOW and not self._ends_sentence(low - 1):
            low -= 1
        while high + 1 < len(words) and high - last < _WINDOW and not self._ends_sentence(high + 1):
            high += 1
        return low, high

    def _ends_sentence(self, token: int) -> bool:
        word = self.tokens.words[token]
        return word in _SENTENCE_END or word[0] == "\n"

    def clause(self, first: int, last: int) -> tuple[int, int]:
        """The tokens of the clause around an expression: up to a comma, a colon, a dash or a change of speaker."""
        words = self.tokens.words
        low, high = first, last
        while low > 0 and first - low < _WINDOW and not self._ends_clause(low - 1):
            low -= 1
        while high + 1 < len(words) and high - last < _WINDOW and not self._ends_clause(high + 1):
            high += 1
        return low, high

    def _ends_clause(self, token: int) -> bool:
        word = self.tokens.words[token]
        if word in _QUOTES:  # those around a name or a single word do not
            return bool({self.word(token - 1), self.word(token + 1)} & _BEFORE_SPEECH)
        return word in _CLAUSE_END or self._ends_sentence(token)

    def tense(self, first: int, last: int) -> int:
        """PAST, PRESENT, FUTURE or NONE: what the verbs of the clause say, else those of the sentence."""
        if self.word(first - 1) == "seit":
            return PAST
        if self._put_off(first):
            return FUTURE
        if beside := self._noun_before(first):
            return beside
        if attributive := self._attribute(first, last):
            return attributive
        if self._tense_of != (first, last):
            self._tense_of = (first, last)
            self._tense = self._tense_in(*self.clause(first, last), first, last) or self._tense_around(first, last)
            if self._tense in (PRESENT, NONE) and self._after_noun(first):
                self._tense = PAST
        return self._tense

    def _noun_before(self, first: int) -> int:
        """The time of the noun that the expression belongs to: "die kommende Wahl im Mai", "das letzte im Juni".

        An adjective of time before it decides.
        """
        noun = first - 1 - (self.word(first - 1) in _PREPOSITIONS)
        if noun < 1 or not self.tokens.words[noun][0].isupper():
            return NONE
        names = {name for name, _ in self.tokens.symbols[noun - 1]}
        return FUTURE if "NEXT" in names else PAST if "LAST" in names else NONE

    def _after_noun(self, first: int) -> bool:
        """Does the expression belong to what is over: "nach dem Brand am Wochenende klagen die Nachbarn"?"""
        for token in range(first - 2, max(first - 8, 0), -1):
            if not self.tokens.words[token][0].isalpha():
                return False
            if self.word(token) == "nach":
                return self.word(token + 1) in _ARTICLES and token + 2 < first - 1
        return False

    def _put_off(self, first: int) -> bool:
        """Is it the day that something was fixed for: "auf den 3. Mai verlegt", "für Montag angesetzt"?"""
        article = self.word(first) in _ARTICLES
        before = first - (not article and self.word(first - 1) in _ARTICLES) - 1
        preposition = self.word(before)
        if preposition not in ("auf", "für") or self.word(first - 2) in ("nacht", "bis"):
            return False
        low, high = self.clause(first, first)
        words = {self.word(token) for token in range(low, high + 1)}
        return bool(words & _forms("planned")) and not words & {"war", "waren"}

    def _attribute(self, first: int, last: int) -> int:
        """The time of an attribute: "die am Montag begonnene Reise", "die im Mai anstehende Wahl"."""
        article = first - 2 - (self.word(first - 2) in _JUST)
        if self.word(article) not in _ARTICLES or self.word(first - 1) not in _PREPOSITIONS:
            return NONE
        for token in range(last + 1, min(last + 7, len(self.tokens.words))):
            word = self.tokens.words[token]
            if not word[0].isalpha():
                return NONE
            if not word[0].islower() or verb_class(word) == "none":
                continue
            if _PRESENT_PARTICIPLE.fullmatch(word):
                return FUTURE
            if _PAST_PARTICIPLE.fullmatch(word):
                return PAST
        return NONE

    def told_before(self, first: int, last: int) -> bool:
        """Does the sentence before or behind the one of an expression speak in the past tense?"""
        low, high = self.sentence(first, last)
        for near in (low - 2, high + 2):
            if 0 <= near < len(self.tokens.words) and self._tense_in(*self.sentence(near, near), first, last) == PAST:
                return True
        return False

    def _tense_around(self, first: int, last: int) -> int:
        """The tense of the nearest clause of the sentence that has one, those behind the expression first."""
        low, high = self.sentence(first, last)
        _, right = self.clause(first, last)
        while right < high:
            start = right + 2
            if start > high:
                break
            _, right = self.clause(start, start)
            if tense := self._tense_in(start, min(right, high), first, last):
                return tense
        left, _ = self.clause(first, last)
        while left > low:
            end = left - 2
            if end < low:
                break
            left, _ = self.clause(end, end)
            if tense := self._tense_in(max(left, low), end, first, last):
                return tense
        return NONE

    def _participle_ends_clause(self, token: int) -> bool:
        """Does a later clause of the sentence end in a participle: "ist am Montag, wie er sagte, gestorben"?"""
        _, high = self.sentence(token, token)
        return any(
            verb_class(self.word(at)) == "participle" and (at == high or self._ends_clause(at + 1))
            for at in range(token + 1, high + 1)
        )

    def _tense_in(self, low: int, high: int, first: int, last: int) -> int:
        """What the verbs between two tokens say of an expression among or beside them."""
        words = self.tokens.words
        classes: dict[str, str] = {}
        distance: dict[str, int] = {}
        place: dict[str, int] = {}
        if low >= first - 2 and last < high and words[last + 1][0].islower():
            # The expression opens the clause: the finite verb comes next.
            second = words[last + 1]
            if verb_class(second) in ("", "participle") and second.endswith(("en", "e")) and not _GE.match(second):
                classes["present"] = second
        for token in range(low, high + 1):
            if first <= token <= last:
                continue
            word = words[token]
            if not word[0].islower() and (token != low or word.lower() not in _verbs()):
                continue
            name = "" if words[token - 1] in ("als", "wie") else verb_class(word.lower())  # "mehr als erwartet"
            if name and name != "none":
                classes.setdefault(name, word.lower())
                place.setdefault(name, token)
                distance[name] = min(distance.get(name, _WINDOW * 2), max(first - token, token - last))
            if word == "zu" and token < high and words[token + 1].endswith("n"):
                classes["infinitive"], place["infinitive"] = words[token + 1], token
        if "past" in classes and "future" in classes and "und" in words[low : high + 1]:
            # "Sie kam gestern und wird am Samstag fliegen": two clauses, the nearer verb is the expression's.
            classes.pop("past" if distance["future"] < distance["past"] else "future")
        if place.get("participle", first) < first and place.get("infinitive", last) > last:
            return FUTURE  # "hat versprochen im Mai zu kommen"
        if "past" in classes:
            return PAST
        if "future" in classes:
            supposed = classes["future"] not in ("wird", "werden", "werde")  # "soll getötet worden sein"
            perfect = supposed and "participle" in classes and {"haben", "sein"} & set(words[low : high + 1])
            return PAST if perfect else FUTURE
        if "aux" in classes:
            return PAST if "participle" in classes or self._participle_ends_clause(high) else PRESENT
        if "past plural" in classes:
            return PAST
        if "infinitive" in classes:
            return PAST if "participle" in classes and classes["infinitive"] in ("haben", "sein") else FUTURE
        if "present" in classes or {"ich", "wir"} & {word.lower() for word in words[low : high + 1]}:
            return PRESENT
        if classes.get("participle", "").endswith("t") and not _GE.match(classes["participle"]):
            return PRESENT  # "verhandelt", which may be the finite verb
        return NONE
