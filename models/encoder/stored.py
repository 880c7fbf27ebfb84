"""Sentences as numbers: what the encoder learns from, in one file that is read without spaCy or the corpora.

``dataset.npz`` holds each distinct word once (its pieces and features), the sentences as numbers of words, and what is
known of each word as numbers of labels. So an accelerator's machine needs that file, the encoder's weights and torch.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.encoder.network import Labels

MISSING = -100  # what torch's cross entropy leaves out
BOS, PAD, EOS = 0, 1, 2  # as in quellenlage.pipeline.pieces
KINDS = {"pos": "pos", "tag": "tags", "morph": "morphs", "name": "names", "arc": "heads", "label": "deps"}

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """All distinct words: the numbers of their pieces, one behind the other, where each begins, and its features."""

    pieces: NDArray[np.int32]
    starts: NDArray[np.int32]  # one more than there are words
    features: NDArray[np.int16]  # [words, features]

    def lengths(self, numbers: Numbers) -> Numbers:
        """How many pieces each of these words has."""
        found: Numbers = (self.starts[numbers + 1] - self.starts[numbers]).astype(np.int64)
        return found


@dataclass(slots=True)
class Sentence:
    """A sentence: numbers of words, and by kind of label the numbers of labels, MISSING where none is known."""

    words: Numbers
    gold: dict[str, Numbers]


@dataclass(frozen=True, slots=True)
class Dataset:
    """``parts`` are groups of sentences: the forms in which one sentence is read, of which each epoch takes one."""

    words: Words
    parts: dict[str, list[list[Sentence]]]
    labels: Labels
    rows: tuple[int, ...]  # how many numbers each feature has


class Batch:
    """Sentences as tensors; ``gold`` holds for each kind of label its numbers [batch, words], MISSING where none is."""

    def __init__(self, sentences: Sequence[Sentence], words: Words) -> None:
        counts = np.array([len(s.words) for s in sentences])
        flat = np.concatenate([s.words for s in sentences])
        sizes = words.lengths(flat)
        of_sentence = np.repeat(np.arange(len(sentences)), counts)
        word = np.concatenate([np.arange(n) for n in counts])
        totals = np.bincount(of_sentence, sizes, len(sentences)).astype(np.int64)
        ends = np.cumsum(sizes)
        before = np.repeat(np.cumsum(totals) - totals, totals)
        where = np.arange(ends[-1]) - before + 1  # behind the mark of the beginning
        in_word = np.arange(ends[-1]) - np.repeat(ends - sizes, sizes)
        values = words.pieces[np.repeat(words.starts[flat], sizes) + in_word]
        b, w = np.repeat(of_sentence, sizes), np.repeat(word, sizes)
        length, widest = int(totals.max()) + 2, int(counts.max())
        pieces = np.full((len(sentences), length), PAD, dtype=np.int64)
        pieces[:, 0] = BOS
        pieces[b, where] = values
        pieces[np.arange(len(sentences)), totals + 1] = EOS
        shares = np.zeros((len(sentences), widest, length), dtype=np.float32)
        shares[b, w, where] = np.repeat(1 / sizes, sizes)
        features = np.zeros((len(sentences), widest, words.features.shape[1]), dtype=np.int64)
        features[of_sentence, word] = words.features[flat]
        self.pieces, self.of, self.features = map(torch.from_numpy, (pieces, shares, features))
        self.mask, self.words = self.pieces != PAD, torch.from_numpy(counts)
        self.gold = {kind: _padded(sentences, kind, widest, of_sentence, word) for kind in KINDS}

    def to(self, device: str) -> Batch:
        """The same on ``device``."""
        for name in ("pieces", "of", "features", "mask", "words"):
            setattr(self, name, getattr(self, name).to(device, non_blocking=True))
        self.gold = {kind: values.to(device, non_blocking=True) for kind, values in self.gold.items()}
        return self


def _padded(sentences: Sequence[Sentence], kind: str, widest: int, row: Numbers, column: Numbers) -> Tensor:
    found = np.full((len(sentences), widest), MISSING, dtype=np.int64)
    known = [s.gold.get(kind) for s in sentences]
    if any(values is not None for values in known):
        found[row, column] = np.concatenate(
            [np.full(len(s.words), MISSING) if v is None else v for s, v in zip(sentences, known, strict=True)]
        )
    return torch.from_numpy(found)


def batches(sentences: Sequence[Sentence], words: Words, size: int, seed: int) -> list[list[int]]:
    """Batches of indices into ``sentences``, in an order that ``seed`` decides.

    Sentences of about the same length stand together; a batch has at most ``size`` pieces, those that fill up its
    shorter sentences included.
    """
    chance = random.Random(seed)
    length = [int(words.lengths(s.words).sum()) + 2 for s in sentences]
    noise = [chance.random() * 4 for _ in sentences]
    order = sorted(range(len(sentences)), key=lambda i: length[i] + noise[i])
    found: list[list[int]] = []
    longest = 0
    for i in order:
        longest = max(longest, length[i])
        if not found or longest * (len(found[-1]) + 1) > size:
            found.append([])
            longest = length[i]
        found[-1].append(i)
    chance.shuffle(found)
    return found


def save(data: Dataset, path: Path) -> None:
    """Writes a dataset; sentences keep their order."""
    names = list(data.parts)
    told = [(p, g, s) for p, name in enumerate(names) for g, group in enumerate(data.parts[name]) for s in group]
    arrays: dict[str, NDArray[np.generic]] = {
        "pieces": data.words.pieces,
        "starts": data.words.starts,
        "features": data.words.features,
        "part_names": np.array(names),
        "part": np.array([p for p, _, _ in told], dtype=np.int8),
        "group": np.array([g for _, g, _ in told], dtype=np.int32),
        "length": np.array([len(s.words) for _, _, s in told], dtype=np.int32),
        "words": np.concatenate([s.words for _, _, s in told]).astype(np.int32),
        "rows": np.array(data.rows),
    }
    for kind in KINDS:
        arrays["has_" + kind] = np.array([kind in s.gold for _, _, s in told])
        known = [s.gold[kind] for _, _, s in told if kind in s.gold]
        arrays["gold_" + kind] = np.concatenate(known).astype(np.int16) if known else np.zeros(0, np.int16)
    for field in Labels.__dataclass_fields__:
        arrays["labels_" + field] = np.array(getattr(data.labels, field))
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def load(path: Path) -> Dataset:
    """Reads what :func:`save` wrote."""
    with np.load(path) as file:
        kept: Mapping[str, NDArray[np.generic]] = {name: file[name] for name in file.files}
    words = Words(*(kept[name] for name in ("pieces", "starts", "features")))  # type: ignore[arg-type]
    ends = np.cumsum(kept["length"])
    flat = kept["words"].astype(np.int64)
    gold: list[dict[str, Numbers]] = [{} for _ in ends]
    for kind in KINDS:
        values, at = kept["gold_" + kind].astype(np.int64), 0
        for i in np.flatnonzero(kept["has_" + kind]).tolist():
            n = int(kept["length"][i])
            gold[i][kind] = values[at : at + n]
            at += n
    parts: dict[str, list[list[Sentence]]] = {str(name): [] for name in kept["part_names"].tolist()}
    names = list(parts)
    for i, (part, group) in enumerate(zip(kept["part"].tolist(), kept["group"].tolist(), strict=True)):
        groups = parts[names[part]]
        if group == len(groups):
            groups.append([])
        groups[group].append(Sentence(flat[ends[i] - kept["length"][i] : ends[i]], gold[i]))
    labels = Labels(**{field: kept["labels_" + field].tolist() for field in Labels.__dataclass_fields__})
    return Dataset(words, parts, labels, tuple(kept["rows"].tolist()))


def drawn(groups: Iterable[Sequence[Sentence]], chance: random.Random) -> list[Sentence]:
    """One form of each sentence."""
    return [group[0] if len(group) == 1 else chance.choice(group) for group in groups]
