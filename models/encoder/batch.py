"""Sentences as tensors: pieces, which of them make which word, features, and the labels that are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from models.encoder.examples import Example
from models.encoder.network import Labels
from quellenlage.pipeline.pieces import BOS, EOS, FEATURES, PAD, Pieces

MISSING = -100  # what torch's cross entropy leaves out
KINDS = {"pos": "pos", "tag": "tags", "morph": "morphs", "name": "names", "arc": "heads", "label": "deps"}


class Batch:
    """A batch of sentences; ``gold`` holds for each kind of label its numbers, MISSING where there is none."""

    def __init__(self, examples: Sequence[Example], pieces: Pieces, labels: Labels) -> None:
        of = [[pieces.of(word) for word in e.words] for e in examples]
        words = max(len(e.words) for e in examples)
        length = max(sum(map(len, sentence)) for sentence in of) + 2
        self.pieces = torch.full((len(of), length), PAD)
        self.of = torch.zeros(len(of), words, length)
        self.features = torch.zeros(len(of), words, len(FEATURES), dtype=torch.int64)
        for b, sentence in enumerate(of):
            self.pieces[b, 0], at = BOS, 1
            for w, ids in enumerate(sentence):
                self.pieces[b, at : at + len(ids)] = torch.tensor(ids)
                self.of[b, w, at : at + len(ids)] = 1 / len(ids)
                at += len(ids)
            self.pieces[b, at] = EOS
            self.features[b, : len(sentence)] = torch.from_numpy(pieces.features(examples[b].words))
        self.mask = self.pieces != PAD
        self.words = torch.tensor([len(e.words) for e in examples])
        self.gold = {kind: _numbered(examples, kind, words, labels) for kind in KINDS}

    def to(self, device: str) -> Batch:
        """The same on ``device``."""
        for name in ("pieces", "of", "features", "mask", "words"):
            setattr(self, name, getattr(self, name).to(device))
        self.gold = {kind: values.to(device) for kind, values in self.gold.items()}
        return self


def _numbered(examples: Sequence[Example], kind: str, words: int, labels: Labels) -> Tensor:
    found = torch.full((len(examples), words), MISSING)
    name = KINDS[kind]
    known = None if kind == "arc" else {label: i for i, label in enumerate(getattr(labels, name))}
    for b, e in enumerate(examples):
        values: list[Any] | None = getattr(e, name)
        if values is not None:
            numbers = [MISSING if v is None else v if known is None else known.get(v, MISSING) for v in values]
            found[b, : len(values)] = torch.tensor(numbers)
    return found
