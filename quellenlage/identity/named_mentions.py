"""The places of an article that name somebody or something, each with what stands beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.nominative import in_nominative

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LABELS = {
    "person": "PER",
    "place": "LOC",
    "object": "MISC",
    "government": "ORG",
    "organisation": "ORG",
    "party": "ORG",
    "outlet": "ORG",
    "agency": "ORG",
}

_DETERMINERS = frozenset(("ART", "APPRART", "ADJA", "PPOSAT", "PIAT", "PDAT", "CARD"))


_WORD = re.compile(r"\w+")
#: By article, how who is from somewhere ends.
_INHABITANTS = {"der": ("er", "e"), "ein": ("er", "e"), "die": ("erin", "sin"), "eine": ("erin", "sin")}
_ABBREVIATION = re.compile(r"\s*\(([A-ZÄÖÜ][\w&-]{1,9})\)")


@dataclass(slots=True)
class NamedMention:
    """One place that names something; ``kind`` as in :class:`records.Entity`, ``name`` as it will be shown."""

    start: int
    end: int
    kind: str
    name: str
    given: str = ""
    family: str = ""
    gender: str | None = None
    country: str | None = None
    walk: str | None = None
    roles: list[tuple[str, str | None]] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    age: int | None = None
    outlet_id: str | None = None
    credited: bool = False
    local: bool = False
    relative: bool = False
    sorts: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        return _LABELS.get(self.kind, "MISC")


class NameIndex:
    """Names by their first word, the longest first: made once for a table, it serves every article."""

    def __init__(self, names: Iterable[str]) -> None:
        first: dict[str, list[str]] = {}
        for name in names:
            first.setdefault(re.split(r"[^\w]", name, maxsplit=1)[0], []).append(name)
        self.first = {word: sorted(found, key=lambda name: (-len(name), name)) for word, found in first.items()}


class NamedMentions:
    """Collects named mentions; no two overlap, and the first to claim a place keeps it."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, doc.text
        self.found: list[NamedMention] = []
        self.taken = bytearray(len(self.text) + 1)
        self.starts = {token.idx: token.i for token in doc}
        #: The last words of the names of several words that the pipeline has found.
        self.last_words = {ent.text.rpartition(" ")[2] for ent in doc.ents if " " in ent.text}

    def free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def add(self, mention: NamedMention) -> None:
        if mention.name.endswith(".") and mention.name[-2:-1].isdigit():
            mention.name = mention.name[:-1]  # the sentence's full stop: "so der KSV1870."
        self.found.append(mention)
        self.taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)

    def words(self, names: Iterable[str] | NameIndex) -> Iterable[tuple[int, int, str]]:
        """Places where one of ``names`` stands as whole words, longest name first, genitive included."""
        first = names.first if isinstance(names, NameIndex) else NameIndex(names).first
        for word in _WORD.finditer(self.text):
            at = word.start()
            if at and self.text[at - 1] in "-@":
                continue
            stems = (word[0], word[0][:-1]) if word[0].endswith("s") else (word[0],)
            for stem in stems:
                for name in first.get(stem, ()):
                    end = at + len(name)
                    if not self.text.startswith(name, at):
                        continue
                    if self.text[end : end + 1] == "s" and not self.text[end + 1 : end + 2].isalnum():
                        end += 1
                    after = self.text[end : end + 2]
                    if after[:1].isalnum() or (after[:1] == "-" and after[1:].isalnum()):
                        continue
                    if self.free(at, end):
                        yield at, end, name
                        break
                else:
                    continue
                break

    def token(self, start: int) -> Token | None:
        at = self.starts.get(start)
        return self.doc[at] if at is not None else None

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without blanks, quotation marks and brackets at its ends."""
        while start < end and (self.text[start].isspace() or self.text[start] in "\"'„“”»«‚‘’(["):
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in "\"'„“”»«‚‘’)],;:"):
            end -= 1
        return start, end

    def nominative(self, start: int, end: int) -> str:
        """A body's name as it stands in a list: "Deutsche Umwelthilfe", of "der Deutschen Umwelthilfe"."""
        at = self.starts.get(start)
        if at is None:
            return self.text[start:end]
        tokens = [token for token in self.doc[at : at + 8] if token.idx < end]
        head = next((token for token in tokens if token.tag_ == "NN"), tokens[-1])
        if tokens[-1].idx + len(tokens[-1].text) != end:
            return self.text[start:end]
        return in_nominative(tokens, head)

    def abbreviations(self, end: int) -> list[str]:
        """The abbreviation in brackets behind a name that ends at a character: "Deutscher Bauernverband (DBV)"."""
        short = _ABBREVIATION.match(self.text, end)
        return [short[1]] if short is not None and sum(c.isupper() for c in short[1]) >= 2 else []

    def inhabitant(self, start: int) -> bool:
        """Whether the name of a place with an article means somebody from there: "der Villacher", "eine Sächsin"."""
        token = self.token(start)
        if token is None or token.i == 0 or (token.i + 1 < len(self.doc) and token.nbor().tag_ in ("NN", "NE")):
            return False
        article = token.nbor(-1).lower_
        endings = _INHABITANTS.get(article, ())
        return token.text.endswith(endings) and tables.country_of_name(token.text) is None

    def common(self, start: int, name: str) -> bool:
        """Whether a name of one word is a common noun: tagged as one, after an article or an adjective."""
        token = self.token(start)
        if token is None or " " in name or "-" in name or token.tag_ != "NN" or name.isupper():
            return False
        previous = self.doc[token.i - 1] if token.i else None
        return previous is None or previous.tag_ in _DETERMINERS
