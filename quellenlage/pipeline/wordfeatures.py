"""What the networks see of a word: what it is known as, its ends, its shape, its Brown cluster, what dictionaries say.

A word that the training corpora hardly show is seen through its cluster instead of as itself, so that rare and unseen
words look alike in training and in use. The tables travel in the pipeline's ``vocab.lookups``:

``word_classes``  keys: upper halves of the hashes of word forms, ascending, 4 bytes each; classes: the class of
                  each, 2 bytes each; clusters and bits: what each class stands for, 4 bytes each: a Brown cluster or
                  -1, and bits of models.features.FLAGS; known and common: hashes of the lower-case words that are seen
                  as themselves in the columns "word" and "common word"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.lookups import Lookups
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

DIGIT = re.compile(r"\d")
# bits of models.features.FLAGS: the first NAME_BITS say what names a word can be part of
NAME_BITS = 8
FREQUENCY_BITS = 4
PATHS = (4, 7, 11)
COLUMNS = (
    *("word", "prefix", "suffix", "suffix2", "shape", "cluster", "names", "lexicon", "path4", "path7", "path11"),
    "common word",
)


def shape_of(text: str) -> str:
    """The kinds of characters in a word, runs of more than three cut: "Berlin-Mitte" is Xxxx-Xxxx."""
    shape: list[str] = []
    run = 0
    for character in text:
        kind = "X" if character.isupper() else "x" if character.isalpha() else "d" if character.isdigit() else character
        run = run + 1 if shape and shape[-1] == kind else 1
        if run < 4:
            shape.append(kind)
    return "".join(shape[:12])


class WordTable:
    """The features of word forms, remembered as they come; a function of the form and the lookups alone."""

    def __init__(self, vocab: Vocab) -> None:
        table = vocab.lookups.get_table("word_classes")
        self.classes = np.frombuffer(table["classes"], dtype="<u2")
        self.keys = np.frombuffer(table["keys"], dtype="<u4")
        clusters, bits = np.frombuffer(table["clusters"], dtype="<i4"), np.frombuffer(table["bits"], dtype="<u4")
        self.entries = list(zip(clusters.tolist(), bits.tolist(), strict=True))
        self.known = set(np.frombuffer(table["known"], dtype="<u8").tolist())
        self.common = set(np.frombuffer(table["common"], dtype="<u8").tolist())
        self.strings = vocab.strings
        self.index: dict[int, int] = {}
        self.rows = np.zeros((4096, len(COLUMNS)), dtype="uint64")

    def find(self, form: str) -> int | None:
        """The class of exactly this form."""
        key = hash_string(form) >> 32
        at = int(np.searchsorted(self.keys, np.uint32(key)))
        return int(self.classes[at]) if at < len(self.keys) and int(self.keys[at]) == key else None

    def class_of(self, text: str) -> int | None:
        """The class of a form, or of the longest known word at its end (compounds, hyphens, the genitive's s)."""
        found = self.find(text)
        if found is not None or not any(map(str.isalpha, text)):
            return found
        tries = [text[:-1]] if text.endswith("s") else []
        if text.isupper():
            tries.append(text.capitalize())
        for form in tries:
            found = self.find(form)
            if found is not None:
                return found
        upper = text[0].isupper()
        hyphen = text.rfind("-") + 1
        for i in [hyphen, *range(hyphen + 2, len(text) - 3)] if hyphen else range(2, len(text) - 3):
            tail = text[i:]
            if not tail:
                continue
            found = self.find(tail.capitalize() if upper else tail)
            if found is not None:
                return found
        return None

    def features(self, text: str) -> list[int]:
        entry = None
        found = self.class_of(text)
        if found is not None:
            entry = self.entries[found]
        cluster, bits = entry if entry else (-1, 0)
        lower = DIGIT.sub("0", text.lower())
        shape = shape_of(text)
        key = hash_string(lower)
        kind = hash_string(f"#cluster {cluster}" if cluster >= 0 else f"#shape {shape} {lower[-2:]}")
        names = bits & ((1 << NAME_BITS) - 1)
        path = [hash_string(f"#{n} {cluster & ((1 << n) - 1) if cluster >= 0 else -1}") for n in PATHS]
        return [
            key if key in self.known else kind,
            hash_string(lower[:3]),
            hash_string(lower[-4:] if len(lower) > 6 else lower[-3:]),
            hash_string(lower[-2:]),
            hash_string(shape),
            hash_string(f"#{cluster}"),
            names + 1,
            (bits >> NAME_BITS) + 1,
            *path,
            key if key in self.common else kind,
        ]

    def of(self, doc: Doc) -> list[int]:
        """For each token the row of :attr:`rows` that holds its features."""
        index, strings, at = self.index, self.strings, []
        for orth in doc.to_array("ORTH").tolist():
            i = index.get(orth)
            at.append(self._add(orth, strings[orth]) if i is None else i)
        return at

    def of_words(self, words: Iterable[str]) -> list[int]:
        """The same for words that stand in no Doc."""
        index, at = self.index, []
        for word in words:
            orth = hash_string(word)
            i = index.get(orth)
            at.append(self._add(orth, word) if i is None else i)
        return at

    def _add(self, orth: int, text: str) -> int:
        i = self.index[orth] = len(self.index)
        if i == len(self.rows):
            self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        self.rows[i] = self.features(text)
        return i


_tables: dict[int, tuple[Any, WordTable]] = {}


def table_of(vocab: Vocab) -> WordTable:
    """The table of this vocabulary, made when it is first asked for, and afresh when it has grown too large."""
    known = _tables.get(id(vocab))
    if known is None or known[0] is not vocab or len(known[1].index) > 500_000:
        _tables.clear()
        known = _tables[id(vocab)] = (vocab, WordTable(vocab))
    return known[1]


def _forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], list[Any]]]:
    """Embeds each different word of the batch once: what a word is embedded as does not depend on its neighbours."""
    inner: Model[Any, Any] = model.layers[0]
    if not any(map(len, docs)):
        width = model.get_dim("nO")
        return [model.ops.alloc2f(0, width) for _ in docs], lambda _: []
    table = table_of(docs[0].vocab)
    rows = [table.of(doc) for doc in docs]
    different, inverse = np.unique(np.concatenate([np.asarray(r, dtype="int64") for r in rows]), return_inverse=True)
    embedded, backprop_inner = inner(table.rows[different], is_train)
    places: Any = inverse
    ends = np.cumsum([len(r) for r in rows])[:-1]

    def backprop(gradients: list[Any]) -> list[Any]:
        summed: Any = np.zeros_like(embedded)
        joined: Any = np.concatenate(gradients)
        model.ops.scatter_add(summed, places, joined)
        backprop_inner(summed)
        return []

    return np.split(embedded[places], ends), backprop


def _initialise(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803
    sample = table_of(X[0].vocab).rows[:1] if X else None
    model.layers[0].initialize(sample)


@registry.architectures("quellenlage.WordEmbed.v1")  # type: ignore[untyped-decorator]
def word_embed(width: int, embed: int, rows: list[int], columns: list[int]) -> Model[Any, Any]:
    """Embeds the features of :data:`COLUMNS` whose numbers are ``columns``, each in a table of so many ``rows``.

    ``embed`` is the width of each table, ``width`` that of the result.
    """
    pairs = list(zip(rows, columns, strict=True))
    tables: list[Model[Any, Any]] = [
        HashEmbed(embed, n, column=column, seed=7 + column, dropout=0.0) for n, column in pairs
    ]
    mix: Model[Any, Any] = Maxout(width, embed * len(tables), nP=3, dropout=0.0, normalize=True)
    return Model(
        "word_embed",
        _forward,
        init=_initialise,
        layers=[chain(concatenate(*tables), mix)],
        dims={"nO": width, "nI": None},
    )


@registry.misc("quellenlage.word_tables.v1")  # type: ignore[untyped-decorator]
def word_tables(path: str) -> Lookups:
    """The tables of a pipeline on disk, for a training that starts from them."""
    return Lookups().from_disk(Path(path) / "vocab")
