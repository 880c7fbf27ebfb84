"""Words, as the mended tags of their tokens have them; marks; and the closed classes that several modules ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from quellenlage.words.months_and_weekdays import month_names, weekday_names
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

QUOTE_MARKS = frozenset('„“”"‟»«‚‘’›‹') | {"''", "``", ",,", ">>", "<<"}
END_MARKS = frozenset(".!?…") | {"...", "?!", "!!", "!?"}
OPENING_BRACKETS = frozenset("([{")
CLOSING_BRACKETS = frozenset(")]}")
DASHES = frozenset("–—‒-") | {"--", "––"}
SEPARATORS = frozenset(",;:–‒")

HAVE, BE, BECOME, MODAL = grammar("have"), grammar("be"), grammar("become"), grammar("modal")
TIMES = grammar("times") | month_names() | frozenset(weekday_names())
VerbForm = Literal["finite", "participle", "infinitive", "zu", ""]
Mood = Literal["indicative", "subjunctive1", "subjunctive2", ""]
_FOREIGN = re.compile(r"[à-ãåæçè-ëì-ïñ-õøù-ûýÿ]")  # letters of no German verb: Mouvement démocrate
_FORM_OF_TAG: dict[str, VerbForm] = {
    "PP": "participle",
    "INF": "infinitive",
    "IZU": "zu",
    "FIN": "finite",
    "IMP": "finite",
}


@dataclass(slots=True)
class Word:
    """A token that is no blank space.

    ``i`` is its place among the words, ``head`` that of its head, ``token`` its place among the tokens; ``start`` and
    ``end`` are characters, end exclusive.
    """

    i: int
    token: int
    text: str
    lower: str
    start: int
    end: int
    pos: str
    tag: str
    dep: str
    head: int
    lemma: str
    form: VerbForm = ""
    mood: Mood = ""
    case: str = ""
    plural: bool = False
    relative: bool = False
    name: bool = False  # a surname that is a word or a day
    depth: int = 0  # quotation marks around it
    past: bool = False  # a finite verb in the past

    @property
    def subjunctive(self) -> bool:
        """Whether it is a finite verb in Konjunktiv."""
        return self.mood in ("subjunctive1", "subjunctive2")


def is_time(w: Word) -> bool:
    """Whether a word is a noun of time, and nobody's name."""
    return w.lower in TIMES and not w.name


@cache
def features(morph: str) -> Mapping[str, str]:
    """Morphological features, "Case=Nom|Number=Plur", by name."""
    return dict(feature.split("=", 1) for feature in morph.split("|") if "=" in feature)


def words_of(doc: Doc) -> list[Word]:
    """The words of an article, as the pipeline has tagged them."""
    tokens = [token for token in doc if not token.is_space]
    place = {token.i: i for i, token in enumerate(tokens)}
    words: list[Word] = []
    for i, token in enumerate(tokens):
        words.append(_word(token, i, place.get(token.head.i, i), words[-1].lower if words else ""))
    return words


def _word(token: Token, i: int, head: int, before: str) -> Word:
    """A token as a word; ``before`` is the word before it in lower case."""
    text, tag, morph = token.text, token.tag_, features(str(token.morph))
    form = _FORM_OF_TAG.get(tag[2:], "") if tag[:1] == "V" and not _FOREIGN.search(token.lower_) else ""
    if form == "infinitive" and before == "zu":
        form = "zu"
    mood: Mood = "indicative" if form == "finite" else ""
    if mood and morph.get("Mood") == "Sub":
        mood = "subjunctive1" if morph.get("Tense") == "Pres" else "subjunctive2"
    return Word(
        i,
        token.i,
        text,
        token.lower_,
        token.idx,
        token.idx + len(text),
        token.pos_,
        tag,
        token.dep_,
        head,
        token.lemma_,
        form,
        mood,
        morph.get("Case", ""),
        morph.get("Number") == "Plur",
        tag in ("PRELS", "PRELAT"),
        morph.get("NameType") == "Sur",
        past=mood == "indicative" and morph.get("Tense") == "Past",
    )
