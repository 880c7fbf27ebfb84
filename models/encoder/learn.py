"""Trains the encoder on what ``BUILD/dataset.npz`` holds, on an accelerator where there is one, else on all cores.

It reads ``BUILD/dataset.npz`` and ``BUILD/start.npz`` and nothing else: this part needs torch, no corpora, no spaCy.
It goes on where it was stopped: weights are kept in ``BUILD/checkpoint.pt`` after every epoch, the weights
of every round in ``BUILD/after-N.pt``; the mean of these is ``BUILD/network.pt``.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from models.encoder.network import Network
from models.encoder.stored import MISSING, Batch, Dataset, Sentence, Words, batches, drawn, load
from models.encoder.weights import read_start
from quellenlage.pipeline.decoding import names

SEED = 1
WEIGHTS = {"pos": 0.5, "tag": 0.5, "morph": 1.0, "name": 1.0, "arc": 1.0, "label": 1.0}


@dataclass(frozen=True, slots=True)
class Round:
    """Epochs, the highest rates of the encoder and of what is read off it, and how many of the epochs, the last, round.

    In those, weights and inputs are rounded as those are that ship.
    """

    epochs: int
    rate: float
    rest: float
    rounding: int


LAYERS = tuple(range(12))
SIZE = 1_100  # pieces of a batch
#: The second goes on where the first came to rest; the mean of both ends is better than either.
ROUNDS = (Round(6, 2e-4, 1e-3, 0), Round(3, 1e-4, 5e-4, 1))
#: How often an epoch takes each part of the dataset; a half is every other sentence in turn.
TIMES = {"trees": 1.0, "germeval": 2.0, "own": 1.0, "smartdata": 0.5, "forms": 1.0}


def of_epoch(data: Dataset, epoch: int) -> list[Sentence]:
    """The sentences of an epoch, counted from 0."""
    chance = random.Random(SEED + epoch)
    found: list[Sentence] = []
    for part, times in TIMES.items():
        groups = data.parts.get(part, [])
        for _ in range(int(times)):
            found += drawn(groups, chance)
        if times % 1:
            step = round(1 / (times % 1))
            found += drawn(groups[epoch % step :: step], chance)
    return found


def scores(network: Network, batch: Batch) -> dict[str, Tensor]:
    """All scores of a batch; a head beyond a sentence's end is impossible."""
    found = network(batch.pieces, batch.of, batch.features, batch.mask)
    places = torch.arange(found["arc"].shape[2], device=found["arc"].device)
    found["arc"] = found["arc"].masked_fill(places[None, None, :] > batch.words[:, None, None], -1e4)
    return found


def loss(network: Network, batch: Batch, known: frozenset[str]) -> Tensor:
    """The weighted sum of the losses of the kinds of labels that are ``known`` in the batch."""
    found = scores(network, batch)
    if "label" in known:
        found["label"] = network.labels(found, batch.gold["arc"].clamp(min=0))
    total = torch.zeros((), device=batch.pieces.device)
    for kind in sorted(known & WEIGHTS.keys()):
        flat = found[kind].float().flatten(0, 1)
        total = total + WEIGHTS[kind] * functional.cross_entropy(flat, batch.gold[kind].flatten(), ignore_index=MISSING)
    return total


def known_in(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The kinds of labels that any of these has."""
    return frozenset(kind for s in sentences for kind, values in s.gold.items() if (values != MISSING).any())


@torch.no_grad()
def measure(network: Network, data: Dataset, device: str) -> dict[str, float]:
    """Of the development part, in percent: UPOS, UAS and LAS of words without a tree's constraint, F1 of names."""
    network.eval()
    right = dict.fromkeys(("pos", "morph", "UAS", "LAS"), 0)
    words = 0
    hits = dict.fromkeys(("names_dev", "own_dev"), (0, 0))
    for part in ("trees_dev", *hits):
        sentences = [group[0] for group in data.parts[part]]
        for chosen in batches(sentences, data.words, 8_000, SEED):
            some = [sentences[i] for i in chosen]
            batch = Batch(some, data.words).to(device)
            found = scores(network, batch)
            if part in hits:
                both, all_of = _named(found["name"].float().cpu().numpy(), some, data.labels.names)
                hits[part] = hits[part][0] + both, hits[part][1] + all_of
                continue
            heads = found["arc"].argmax(2)
            label = network.labels(found, heads).argmax(2)
            known = batch.gold["arc"] != MISSING
            same = (heads == batch.gold["arc"]) & known
            words += int(known.sum())
            right["UAS"] += int(same.sum())
            right["LAS"] += int((same & (label == batch.gold["label"])).sum())
            for kind in ("pos", "morph"):
                right[kind] += int(((found[kind].argmax(2) == batch.gold[kind]) & known).sum())
    network.train()
    result = {kind: 100 * n / max(words, 1) for kind, n in right.items()}
    return {**result, **{part: 200 * both / max(all_of, 1) for part, (both, all_of) in hits.items()}}


def _named(told: NDArray[np.float32], sentences: Sequence[Sentence], labels: list[str]) -> tuple[int, int]:
    """How many names are found as annotated, and how many are found and annotated together."""
    one = np.eye(len(labels), dtype=np.float32)
    both = all_of = 0
    for scored, sentence in zip(told, sentences, strict=True):
        gold = sentence.gold["name"]
        if (gold == MISSING).any():
            continue
        found, true = set(names(scored[: len(gold)], labels)), set(names(one[gold], labels))
        both, all_of = both + len(found & true), all_of + len(found) + len(true)
    return both, all_of


def new_network(data: Dataset, build: Path) -> Network:
    """The network with the original's layers; its vectors of pieces and places stay as they are."""
    weights = read_start(build / "start.npz")
    vocabulary = len(weights.tensors["emb.word"])
    network = Network(weights.shape, len(LAYERS), vocabulary, data.rows, data.labels)
    network.encoder.load(weights, LAYERS)
    network.encoder.word.weight.requires_grad_(False)
    network.encoder.pos.weight.requires_grad_(False)
    return network


def optimiser_of(
    network: Network, steps: int, part: Round
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.OneCycleLR]:
    """AdamW with a rate of its own for the encoder, up for a tenth of the steps and then down to zero."""
    own = set(map(id, network.encoder.parameters()))
    kept = [p for p in network.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in kept if id(p) in own]},
        {"params": [p for p in kept if id(p) not in own]},
    ]
    fused = next(network.parameters()).is_cuda
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=fused)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [part.rate, part.rest], total_steps=steps, pct_start=0.1, anneal_strategy="linear"
    )
    return optimiser, schedule


def plan_of(data: Dataset, epochs: range) -> Iterator[list[list[Sentence]]]:
    """The batches of each epoch."""
    for epoch in epochs:
        sentences = of_epoch(data, epoch)
        yield [[sentences[i] for i in part] for part in batches(sentences, data.words, SIZE, SEED + epoch)]


def learn(build: Path) -> None:
    """Trains, or goes on with what ``build`` holds: a training that was finished is not begun again."""
    torch.manual_seed(SEED)
    data = load(build / "dataset.npz")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network, checkpoint = new_network(data, build).to(device).train(), build / "checkpoint.pt"
    kept: dict[str, Any] = {"epoch": 0}
    if checkpoint.exists():
        kept = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(kept["network"])
    ends, first = [], 0
    for part in ROUNDS:
        last = first + part.epochs
        if kept["epoch"] < last:
            _round(network, data, part, range(first, last), kept, checkpoint)
            _save(network.state_dict(), build / f"after-{last}.pt")
        ends.append(build / f"after-{last}.pt")
        first = last
    _save(_mean(ends), build / "network.pt")
    known = {"labels": asdict(data.labels), "layers": list(LAYERS)}
    (build / "labels.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")


def _round(network: Network, data: Dataset, part: Round, epochs: range, kept: dict[str, Any], checkpoint: Path) -> None:
    """The epochs of a round that ``kept`` has not done."""
    device = next(network.parameters()).device.type
    plan = list(plan_of(data, epochs))
    optimiser, schedule = optimiser_of(network, sum(map(len, plan)) + 1, part)
    done = max(0, kept["epoch"] - epochs.start)
    if done:
        optimiser.load_state_dict(kept["optimiser"])
        for _ in range(sum(map(len, plan[:done]))):
            schedule.step()
    for number, batches_of_it in zip(epochs[done:], plan[done:], strict=True):
        torch.manual_seed(SEED + number)
        network.rounded(number >= epochs.stop - part.rounding)
        _epoch(network, batches_of_it, data.words, (optimiser, schedule), f"epoch {number + 1}")
        state: dict[str, Any] = {"network": network.state_dict(), "optimiser": optimiser.state_dict()}
        _save({**state, "epoch": number + 1}, checkpoint)
        figures = measure(network, data, device)
        print(f"epoch {number + 1}: " + ", ".join(f"{kind} {v:.2f}" for kind, v in figures.items()), flush=True)
    network.rounded(False)


def _mean(files: list[Path]) -> dict[str, Tensor]:
    """The mean of the weights that the rounds came to."""
    kept = [torch.load(file, map_location="cpu", weights_only=True) for file in files]
    return {
        name: torch.stack([weights[name] for weights in kept]).mean(0) if value.is_floating_point() else value
        for name, value in kept[-1].items()
    }


def _save(state: dict[str, Any], path: Path) -> None:
    torch.save(state, path.with_suffix(".new"))
    os.replace(path.with_suffix(".new"), path)


def _epoch(
    network: Network,
    parts: list[list[Sentence]],
    words: Words,
    by: tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.OneCycleLR],
    name: str,
) -> None:
    """Trains on all batches once, and prints how far it is."""
    optimiser, schedule = by
    device = next(network.parameters()).device.type
    began = time.monotonic()
    total = torch.zeros((), device=device)
    for n, part in enumerate(parts, start=1):
        batch = Batch(part, words).to(device)
        with torch.autocast(device, dtype=torch.bfloat16):
            one = loss(network, batch, known_in(part))
        optimiser.zero_grad()
        one.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += one.detach()
        if n % 200 == 0 or n == len(parts):
            spent = time.monotonic() - began
            print(f"{name}, {n} of {len(parts)}: loss {float(total) / n:.3f}, {spent:.0f} s", flush=True)
