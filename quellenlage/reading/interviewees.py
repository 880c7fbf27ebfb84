"""Who answers in an interview: whom a label names, whom the questions address, whom its introduction presents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage.reading.voices import PEOPLE
from quellenlage.words import noun
from quellenlage.words.names import is_given_name, titles
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.reading.reading import Reading

Range = tuple[int, int]
_NEAR = 8  # words before a name in which "Gespräch mit" may stand


class Interviewees:
    """Who answers in the interview that begins with word ``first`` and has ``questions``.

    All are words that name somebody, from the first to behind the last.
    """

    def __init__(self, reading: Reading, first: int, questions: Sequence[Range]) -> None:
        self._words, self._reading, self._first = reading.words, reading, first
        people = [self._bare(name) for name in reading.people]
        self._intro = [name for name in people if name[1] <= first]
        asked = [name for name in people if any(a <= name[0] < b for a, b in questions)]
        self._known = [*self._intro, *asked]
        self._addressed = [name for question in questions for name in self._addressed_in(question)]
        self._labels: dict[str, Range | None] = {}

    def of(self, label: str, itself: Range, question: Range) -> Range | None:
        """Who gives an answer with a label, or without one ("") to a question; None where that stays open.

        ``itself`` are the words of the label.
        """
        if label and label.lower() not in grammar("interviewees"):
            if label not in self._labels:
                self._labels[label] = self._labelled(label, itself)
            return self._labels[label]
        if len({self._words[name[1] - 1].text for name in self._addressed}) == 1:
            return self._full(self._addressed[0])
        if self._addressed:
            here = self._addressed_in(question)
            return self._full(here[0]) if len(here) == 1 else None
        full = [name for name in self._intro if name[1] - name[0] > 1]
        presented = [name for name in full if self._presented(name)]
        return self._alone(presented or full) or (None if self._intro else self._described())

    def _bare(self, name: Range) -> Range:
        """A name without titles before it."""
        a, b = name
        while a < b - 1 and self._words[a].text in titles():
            a += 1
        return a, b

    def _text(self, name: Range) -> str:
        start, end = self._reading.span(*name)
        return self._reading.text[start:end]

    def _alone(self, names: Sequence[Range]) -> Range | None:
        """The first of several names that are all the same; None where they are not."""
        return names[0] if len({self._text(name) for name in names}) == 1 else None

    def _presented(self, name: Range) -> bool:
        """Whether the introduction says that the talk is with somebody: "Ein Gespräch mit Anne Lange"."""
        a, b = name
        behind = [w.lower for w in self._words[b : b + 2]]
        before = [w.lower for w in self._words[max(0, a - _NEAR) : a]]
        talk = next((i for i, low in enumerate(before) if low in grammar("talks")), len(before))
        return "mit" in before[talk:] or (behind[:1] == ["im"] and behind[-1] in grammar("talks"))

    def _described(self) -> Range | None:
        """The one person whom the introduction tells by a noun: eine Pflegerin."""
        ws = self._words
        nouns = [(i, noun(ws[i].text)) for i in range(self._first) if ws[i].pos == "NOUN" and not ws[i].plural]
        people = [(i, entry.lemma) for i, entry in nouns if entry is not None and entry.kind in PEOPLE]
        if len({lemma for _, lemma in people}) != 1:
            return None
        a = b = people[0][0]
        while a and ws[a - 1].pos in ("DET", "ADJ", "NUM"):
            a -= 1
        return a, b + 1

    def _addressed_in(self, question: Range) -> list[Range]:
        """Whom a question addresses: Frau Lange, of "Frau Lange, wann"."""
        ws, found = self._words, []
        a, b = question
        for i in range(a, b - 1):
            if ws[i].text not in grammar("polite_titles"):
                continue
            end = i + 1
            while end < b and (ws[end].text[0].isupper() or ws[end].tag == "NE"):
                end += 1
            closed = end < b and not ws[end].text[0].isalnum()
            opens = i == a or not ws[i - 1].text[0].isalnum() or ws[i - 1].lower == "und"
            if end > i + 1 and closed and opens:
                found.append((i, end))
        return found

    def _full(self, name: Range) -> Range:
        """The full name of somebody whom the introduction names; else the name as it is."""
        last = self._words[name[1] - 1].text
        full = [n for n in self._known if n[1] - n[0] > 1 and self._words[n[1] - 1].text == last]
        return self._alone(full) or name

    def _labelled(self, label: str, itself: Range) -> Range | None:
        """The name that a label means: with the same words at its end or beginning, or with its initials."""
        parts = [part for part in re.split(r"[\s.]+", label) if part]
        fits = [name for name in self._known if self._fits(name, parts)]
        longest = max((b - a for a, b in fits), default=0)
        found = self._alone([(a, b) for a, b in fits if b - a == longest])
        if found or fits or max(map(len, parts)) <= 2:
            return found
        return self._in_full(parts[-1]) or (itself if self._words[itself[0]].tag == "NE" else None)

    def _in_full(self, family: str) -> Range | None:
        """A family name behind a given name in the introduction, which the pipeline did not know for a person's."""
        ws = self._words[: self._first]
        behind = (i for i in range(1, len(ws)) if ws[i].text == family and is_given_name(ws[i - 1].text))
        return next(((i - 1, i + 1) for i in behind), None)

    def _fits(self, name: Range, parts: Sequence[str]) -> bool:
        words = [w.text for w in self._words[name[0] : name[1]]]
        if max(map(len, parts)) > 2:
            return words[-len(parts) :] == list(parts) or words[: len(parts)] == list(parts)
        initials = "".join(word[0] for word in words)
        return "".join(parts) in (initials, initials[-1], words[-1][:2])
