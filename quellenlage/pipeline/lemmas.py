"""Lemmas by dictionary, then by rule: what is not in the tables is taken apart (compounds, endings)."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import srsly
from spacy.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

ADJECTIVE_ENDINGS = ("en", "er", "es", "em", "e")
VERB_ENDINGS = ("test", "tet", "ten", "te", "st", "t", "e")


class GermanLemmatizer:
    """Sets ``token.lemma_``. Deterministic, and the same for a form and its part of speech wherever they stand.

    ``tables`` maps noun, verb and adj to {form: lemma}, and word to {"POS form": lemma} for the closed classes.
    """

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, str]] = {"noun": {}, "verb": {}, "adj": {}, "word": {}}
        self._known: dict[tuple[str, str], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        known = self._known
        for token in doc:
            key = (token.text, token.pos_)
            lemma = known.get(key)
            if lemma is None:
                lemma = known[key] = self.lemma(*key)
                if len(known) > 200_000:
                    known.clear()
            token.lemma_ = lemma
            if key[1] == "PROPN":
                token.lemma_ = name_lemma(token)
        return doc

    def lemma(self, form: str, pos: str) -> str:
        """The lemma of a word form with this universal part of speech."""
        word = self.tables["word"].get(f"{pos} {form}") or self.tables["word"].get(f"{pos} {form.lower()}")
        if word:
            return word
        if pos == "NOUN":
            return self._noun(form)
        if pos in ("VERB", "AUX"):
            return self._verb(form.lower())
        if pos == "ADJ":
            return self._adjective(form.lower() if form[1:].islower() else form)
        if pos in ("PROPN", "NUM", "X", "SYM", "PUNCT", "SPACE"):
            return form
        return form.lower()

    def _noun(self, form: str) -> str:
        table = self.tables["noun"]
        found = table.get(form)
        if found:
            return found
        start = form.rfind("-") + 1
        if start:
            tail = form[start:]
            return form[:start] + (table.get(tail) or self._compound(tail))
        return self._compound(form)

    def _compound(self, form: str) -> str:
        """The lemma of a compound: that of the longest part at its end that is a noun."""
        table = self.tables["noun"]
        for i in range(1, len(form) - 2):
            found = table.get(form[i].upper() + form[i + 1 :])
            if found:
                return form[:i] + found[0].lower() + found[1:]
        return form

    def _verb(self, form: str) -> str:
        table = self.tables["verb"]
        found = table.get(form)
        if found:
            return found
        for i in range(2, min(len(form) - 2, 9)):
            found = table.get(form[i:])
            if found:
                prefix = form[:i]
                return (
                    prefix.removesuffix("zu") + found if prefix.endswith("zu") and len(prefix) > 3 else prefix + found
                )
        for ending in VERB_ENDINGS:
            if form.endswith(ending) and len(form) - len(ending) > 2:
                stem = form[: -len(ending)]
                if ending == "t" and form.startswith("ge") and len(stem) > 4:
                    stem = stem[2:]
                return stem + "en"
        return form

    def _adjective(self, form: str) -> str:
        table = self.tables["adj"]
        found = table.get(form)
        if found:
            return found
        for i in range(1, len(form) - 3):
            found = table.get(form[i:])
            if found and len(form) - i > 4:
                return form[:i] + found
        for ending in ADJECTIVE_ENDINGS:
            if form.endswith(ending) and len(form) - len(ending) > 2:
                return form[: -len(ending)]
        return form

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        data: bytes = srsly.msgpack_dumps(self.tables)
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> GermanLemmatizer:
        self.tables = srsly.msgpack_loads(data)
        self._known.clear()
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        (path / "tables.msgpack.z").write_bytes(zlib.compress(self.to_bytes(), 9))

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> GermanLemmatizer:
        return self.from_bytes(zlib.decompress((Path(path) / "tables.msgpack.z").read_bytes()))


def name_lemma(token: Token) -> str:
    """A name without the genitive's s ("Obamas" is Obama); names that end with s of themselves keep it."""
    text: str = token.text
    if (
        len(text) > 3
        and text.endswith("s")
        and text[-2] not in "sßxz'"
        and text[1:].islower()
        and "Case=Gen" in str(token.morph)
    ):
        return text[:-1]
    return text


@Language.factory("german_lemmatizer", assigns=["token.lemma"], requires=["token.pos"])
def make_lemmatizer(nlp: Language, name: str) -> Any:
    """Pipeline component: sets the lemmas."""
    return GermanLemmatizer()
