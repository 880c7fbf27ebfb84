"""Edited copies of free texts, with what is known of each pair because it was made: how much of either is the other's.

The texts are the Wikinews articles of the quotation corpus (CC BY 2.5, without its annotation), read when they are
needed. A text is a list of words that know where they come from, so that an edit may do with them what it likes. A text
that is edited lends its words to no other family; what stands around copied text comes from texts of their own.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from models.needed import CORPORA, need

_PARTS = ("train", "dev")
_NAME = re.compile(r"\d+ - (?P<title>.+) \((?P<day>\d{4}-\d\d-\d\d)\)$")
_SENTENCE = re.compile(r"(?<=[.!?])[“\"]?\s+(?=[A-ZÄÖÜ„\"])|\n+")
_FEWEST, _MOST = 90, 900
#: What stands below agencies' copy and on pages of every house, whoever wrote the text.
BOILERPLATE = (
    "© dpa-infocom, dpa:250312-930-399999/1",
    "Dieser Text wurde mit Material von dpa und AFP erstellt.",
    "Die Deutsche Presse-Agentur hat diesen Text automatisiert übermittelt. Die Redaktion hat ihn nicht bearbeitet.",
    "Mit Material der Deutschen Presse-Agentur (dpa)",
    "Alle Rechte vorbehalten. Jede Vervielfältigung und Verbreitung bedarf der Zustimmung des Verlages.",
    "Lesen Sie auch: Was heute sonst noch wichtig ist.",
    "Hier können Sie unseren kostenlosen Newsletter bestellen. Jeden Morgen das Wichtigste aus der Region.",
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with the text that it comes from and its place there; ``said`` is how it is written."""

    said: str
    text: str
    place: int


Sentence = tuple[Word, ...]


@dataclass(frozen=True)
class Text:
    """A free text: its name, day and sentences."""

    name: str
    title: str
    day: dt.date
    sentences: tuple[Sentence, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is in the half on which things are tuned: the first hex digit of the hash of its name says."""
        return hashlib.sha256(self.name.encode()).hexdigest()[0] < "8"


@dataclass(frozen=True)
class Made:
    """An article that was made: ``family`` is the text that it is a copy of, its own name where it is none."""

    name: str
    kind: str
    family: str
    published: dt.date
    title: str
    sentences: tuple[Sentence, ...]
    below: str

    @cached_property
    def text(self) -> str:
        """As it is read: the headline, the text in paragraphs, and what stands below it."""
        said = [" ".join(word.said for word in one) for one in self.sentences]
        paragraphs = [" ".join(said[at : at + 3]) for at in range(0, len(said), 3)]
        return "\n\n".join(filter(None, (self.title, *paragraphs, self.below)))

    @cached_property
    def words(self) -> frozenset[tuple[str, int]]:
        return frozenset((word.text, word.place) for one in self.sentences for word in one)


def texts(corpora: Path = CORPORA) -> list[Text]:
    """The texts that are neither very short nor very long, in order of the hashes of their names.

    Raises:
        UsageError: the corpus is not there.
    """
    found = {}
    for part in _PARTS:
        path = corpora / "quotations" / f"{part}.jsonl.gz"
        need(corpora, f"quotations/{part}.jsonl.gz")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                one = json.loads(line)
                name = one["documentName"]
                told = _NAME.fullmatch(name)
                sentences = _sentences(name, one["originalText"])
                if told and _FEWEST <= sum(map(len, sentences)) <= _MOST:
                    found[name] = Text(name, told["title"], dt.date.fromisoformat(told["day"]), sentences)
    return [found[name] for name in sorted(found, key=lambda name: hashlib.sha256(name.encode()).hexdigest())]


def _sentences(name: str, text: str) -> tuple[Sentence, ...]:
    place = 0
    found = []
    for sentence in _SENTENCE.split(text):
        if words := sentence.split():
            found.append(tuple(Word(word, name, place + i) for i, word in enumerate(words)))
            place += len(words)
    return tuple(found)


def true_shares(one: Made, other: Made) -> tuple[float, float]:
    """How much of each is text of the other, in words that both have from the same place."""
    common = len(one.words & other.words)
    return common / max(1, len(one.words)), common / max(1, len(other.words))


Edit = Callable[[Text, Sequence[Text], random.Random], tuple[Sentence, ...]]


def _count(sentences: Sequence[Sentence]) -> int:
    return sum(map(len, sentences))


def _first(sentences: Sequence[Sentence], share: float) -> tuple[Sentence, ...]:
    """So many sentences from the beginning on that they have at least that share of the words."""
    taken: list[Sentence] = []
    for one in sentences:
        if _count(taken) >= share * _count(sentences):
            break
        taken.append(one)
    return tuple(taken)


def _replaced(sentences: Sequence[Sentence], share: float, around: Text, chance: random.Random) -> tuple[Sentence, ...]:
    """With that share of the words in place of which others stand."""
    others = [word for one in around.sentences for word in one]
    return tuple(tuple(chance.choice(others) if chance.random() < share else word for word in one) for one in sentences)


def verbatim(text: Text, around: Sequence[Text], chance: random.Random) -> tuple[Sentence, ...]:
    return text.sentences


def first_third(text: Text, around: Sequence[Text], chance: random.Random) -> tuple[Sentence, ...]:
    return _first(text.sentences, 1 / 3)


def reordered(text: Text, around: Sequence[Text], chance: random.Random) -> tuple[Sentence, ...]:
    blocks = [text.sentences[at : at + 2] for at in range(0, len(text.sentences), 2)]
    chance.shuffle(blocks)
    return tuple(one for block in blocks for one in block)


def dropped(text: Text, around: Sequence[Text], chance: random.Random) -> tuple[Sentence, ...]:
    return tuple(one for one in text.sentences if chance.random() > 0.35) or text.sentences[:1]


def replaced(text: Text, around: Sequence[Text], chance: random.Random) -> tuple[Sentence, ...]:
    return _replaced(text.sentences, chance.choice((0.06, 0.12, 0.2)), around[0], chance)


def embedded(text: Text, around: Sequence[Text], chance: random.Random) -> tuple[Sentence, ...]:
    frame = [*around[0].sentences, *around[1].sentences]
    at = chance.randrange(len(frame))
    return (*frame[:at], *text.sentences, *frame[at:])


def a_third(text: Text, around: Sequence[Text], chance: random.Random) -> tuple[Sentence, ...]:
    """Own words, and among them so much of the text that it is a little more than a third of all."""
    at = chance.randrange(max(1, len(text.sentences) // 2))
    taken = text.sentences[at:]
    own = _first(around[0].sentences, min(1.0, 1.7 * _count(taken) / max(1, _count(around[0].sentences))))
    most = 0.62 * _count(own)
    kept: list[Sentence] = []
    for one in taken:
        if kept and _count(kept) > most:
            break
        kept.append(one)
    return (*own[: len(own) // 2], *kept, *own[len(own) // 2 :])


def updated(text: Text, around: Sequence[Text], chance: random.Random) -> tuple[Sentence, ...]:
    """What is new in front, the rest shortened."""
    rest = tuple(one for one in text.sentences if chance.random() > 0.2)
    return (*_first(around[0].sentences, 0.3), *rest)


def everything(text: Text, around: Sequence[Text], chance: random.Random) -> tuple[Sentence, ...]:
    """Shortened, words replaced, in another order."""
    left = [one for one in text.sentences if chance.random() > 0.25]
    chance.shuffle(left)
    return _replaced(left, 0.06, around[0], chance)


EDITS: dict[str, Edit] = {
    "verbatim": verbatim,
    "first third": first_third,
    "reordered": reordered,
    "sentences dropped": dropped,
    "words replaced": replaced,
    "embedded": embedded,
    "a third": a_third,
    "updated": updated,
    "all of it": everything,
}


def same_event(text: Text, around: Sequence[Text], chance: random.Random) -> tuple[Sentence, ...]:
    """No copy: other words about the same people, with what these are quoted with, as two reporters write it."""
    names = [word for one in text.sentences for word in one[1:] if word.said[:1].isupper()] or [text.sentences[0][0]]
    own = [
        tuple(chance.choice(names) if i and word.said[:1].isupper() and chance.random() < 0.6 else word
              for i, word in enumerate(one))
        for one in around[2].sentences
    ]  # fmt: skip
    quoted = [one for one in text.sentences if any("„" in word.said or '"' in word.said for word in one)]
    at = chance.randrange(len(own))
    return (*own[:at], *(_unplaced(_quotation(one)) for one in quoted[:2]), *own[at:])


def one_sentence(text: Text, around: Sequence[Text], chance: random.Random) -> tuple[Sentence, ...]:
    """No copy: a text of its own with one sentence that another has too."""
    own = around[3].sentences
    return (*own[:2], chance.choice(text.sentences), *own[2:])


NO_COPIES: dict[str, Edit] = {"same event": same_event, "one sentence": one_sentence}


def _quotation(sentence: Sentence) -> Sentence:
    """What stands in quotation marks, with the marks; the whole sentence where they are not closed in it."""
    first = next(i for i, word in enumerate(sentence) if "„" in word.said or '"' in word.said)
    last = next((i for i in range(len(sentence) - 1, first, -1) if re.search('[“"]', sentence[i].said)), None)
    return sentence[first : last + 1] if last else ()


def _unplaced(sentence: Sentence) -> Sentence:
    """The same words, as nobody's: a quotation is free to all."""
    return tuple(Word(word.said, "quoted", word.place) for word in sentence)


_AROUND = 4
_KINDS_EACH = 4


def families(among: Sequence[Text]) -> Iterator[list[Made]]:
    """Of each fifth text a family: itself, four edited copies, and one or two articles that are no copies of it."""
    for number in range(0, len(among) - _AROUND, _AROUND + 1):
        text, *around = among[number : number + _AROUND + 1]
        chance = random.Random(text.name)
        made = [("original", text.sentences, text.name)]
        for kind in chance.sample(sorted(EDITS), _KINDS_EACH):
            made.append((kind, EDITS[kind](text, around, chance), text.name))
        for kind in chance.sample(sorted(NO_COPIES), chance.choice((1, 2))):
            made.append((kind, NO_COPIES[kind](text, around, chance), f"{text.name}, {kind}"))
        yield [
            Made(
                f"{text.name}, {kind}",
                kind,
                family,
                text.day + dt.timedelta(chance.randrange(5)),
                text.title if kind == "original" else chance.choice(around).title,
                sentences,
                "\n\n".join(chance.sample(BOILERPLATE, chance.choice((0, 1, 2)))),
            )
            for kind, sentences, family in made
        ]
