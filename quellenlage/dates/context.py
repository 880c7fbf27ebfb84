"""The light that an expression is read in: its clause's tense, quoted speech, the layout, and the days named before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.dates.grammar import Tokens
from quellenlage.dates.tenses import follows_ge, is_moved, is_planned, known, listed, verb_class
from quellenlage.records import Segment
from quellenlage.words.table import word_list

PAST, NONE, PRESENT, FUTURE = -1, 0, 1, 2
_SENTENCE_END = frozenset(".!?…")
_CLAUSE_END = frozenset(",;:–—")
_QUOTES = frozenset('„“”"»«')
_BEFORE_SPEECH = frozenset(",:.!?")
_WINDOW = 40
_MEMORY = 120
#: A weekday belongs to a day long past that was named so many tokens before it at most.
_STORY = 40
#: More years before the publication a year is one of history.
_LONG_PAST = 2
_PRESENT_PARTICIPLE = re.compile(r"\w{3,}end(?:e|en|er|es|em)")
_PAST_PARTICIPLE = re.compile(r"\w{4,}(?:t|en)(?:e|en|er|es|em)")
#: Characters around an expression that are looked at for the edges of its line.
_MARGIN = 8
_BULLETS = " \t+•*-–|(►"
_BEHIND_HOURS = ("", "\n", ":", "+", "|", "–", "-", "•", "*")
_ARTICLES = word_list("articles")
_JUST = word_list("before_attributes")
_PREPOSITIONS = word_list("before_dates")
BE = word_list("be")


@dataclass(slots=True)
class _Said:
    """The first word of a class in a clause, its token, and how near to the expression the class comes."""

    word: str
    place: int
    distance: int


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
        self.value_before: str | None = None
        #: The day told right behind the time of day that is being read: "20 Uhr am 3. Mai".
        self.ahead: dt.date | None = None
        #: The last token of the last "jeden Freitag": the hour behind it is of no single day.
        self.set_at = -9
        #: The first day named exactly: what "in der zweiten Woche" counts from.
        self.started: dt.date | None = None
        #: The last day that stood in a line by itself, as over the entries of a live ticker.
        self.line_day: dt.date | None = None
        #: Does the text name days (Montag, gestern, 20 Uhr) as news does, and essays do not?
        self.names_days = True
        #: Is it about the past: are most of the times that it names long past?
        self.history = False
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

    @property
    def tells_history(self) -> bool:
        """Does a year that was named hold on: in a text about the past, where the one before it was long past too?"""
        before = self.value_before
        return self.history and (before is None or self.long_past(before))

    def long_past(self, value: str) -> bool:
        """Does a value or a year lie some years before the publication?"""
        return bool(self.published and value[:4].isdigit() and int(value[:4]) < self.published.year - _LONG_PAST)

    def word(self, token: int) -> str:
        """The lower-case word at a token, empty outside the text."""
        return self.tokens.words[token].lower() if 0 <= token < len(self.tokens.words) else ""

    def opens_line(self, first: int, last: int) -> bool:
        """Does an expression stand at the start of a line, cut off from what follows: "10.31 Uhr: Die Armee meldet"?"""
        text, start = self.tokens.text, self.tokens.starts[first]
        before = text[max(0, start - _MARGIN) : start].rstrip(_BULLETS)
        after = text[self.tokens.ends[last] : self.tokens.ends[last] + _MARGIN].lstrip(" \t)")
        return (before.endswith("\n") or (not before and start < _MARGIN)) and after[:1] in _BEHIND_HOURS

    def unit(self, token: int) -> str | None:
        """The unit of time that the word at a token names, as in ``units.csv``: "Wochen" is W, "Minute" TM."""
        return next((value for name, value in self.tokens.symbols[token] if name == "UNIT"), None)

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
        if word == "." and any(name == "SHORTDATE" for name, _ in self.tokens.symbols[token - 1]):
            return not self.word(token + 1).isalpha() or self.tokens.words[token + 1][0].isupper()  # "am 15.10. ist"
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
        for token in range(first - 2, max(first - 8, -1), -1):
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
        return bool(words & (listed("planned") | listed("planning"))) and not words & {"war", "waren"}

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
                return NONE if is_planned(word) and self.word(first - 1) in ("auf", "für") else PAST
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
        said = self._verbs_in(low, high, first, last)
        words = set(self.tokens.words[low : high + 1])
        if "past" in said and "future" in said and "und" in words:
            # "Sie kam gestern und wird am Samstag fliegen": two clauses, the nearer verb is the expression's.
            said.pop("past" if said["future"].distance < said["past"].distance else "future")
        done, to_do = said.get("participle"), said.get("infinitive")
        if done and to_do and done.place < first and to_do.place > last:
            return FUTURE  # "hat versprochen im Mai zu kommen"
        if "past" in said:
            return PAST
        if "future" in said:
            supposed = said["future"].word not in ("wird", "werden", "werde")  # "soll getötet worden sein"
            return PAST if supposed and done and {"haben", "sein"} & words else FUTURE
        if "aux" in said:
            if done and said["aux"].word in BE and not (is_moved(done.word) or "worden" in words):
                return PRESENT  # "ist bis Freitag gesperrt", "sind am Samstag geplant": a state
            return PAST if done or self._participle_ends_clause(high) else PRESENT
        if "past plural" in said:
            return PAST
        if to_do:
            return PAST if done and to_do.word in ("haben", "sein") else FUTURE
        if "present" in said or {"ich", "wir"} & {word.lower() for word in words}:
            return PRESENT
        if done and not follows_ge(done.word):
            return PRESENT  # "verhandelt", "bekommen", which may be the finite verb
        return NONE

    def _verbs_in(self, low: int, high: int, first: int, last: int) -> dict[str, _Said]:
        """What is said of tense between two tokens, by class of :func:`verb_class`; the first word of each counts."""
        words = self.tokens.words
        said: dict[str, _Said] = {}
        if low >= first - 2 and last < high and words[last + 1][0].islower():
            # The expression opens the clause: the finite verb comes next.
            second = words[last + 1]
            if verb_class(second) in ("", "participle") and second.endswith(("en", "e")) and not follows_ge(second):
                said["present"] = _Said(second, last + 1, 1)
        for token in range(low, high + 1):
            word = words[token]
            if first <= token <= last or not (word[0].islower() or (token == low and word.lower() in known())):
                continue
            compared = words[token - 1] in ("als", "wie")  # "mehr als erwartet"
            name = "" if compared or is_planned(word) else verb_class(word.lower())
            if name and name != "none":
                entry = said.setdefault(name, _Said(word.lower(), token, _WINDOW * 2))
                entry.distance = min(entry.distance, max(first - token, token - last))
            if word == "zu" and token < high and words[token + 1].endswith("n"):
                said["infinitive"] = _Said(words[token + 1], token, 1)
        for finite in ("past", "present"):
            if either := said.pop(f"{finite} or participle", None):
                said.setdefault("participle" if said.keys() & {"aux", "future"} else finite, either)
        return said
