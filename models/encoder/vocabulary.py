"""The vocabulary of the encoder, cut to the pieces that German news needs, as a tokenizer of the library tokenizers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tokenizers import Tokenizer

from quellenlage.errors import UsageError

if TYPE_CHECKING:
    from models.encoder.examples import Example

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")  # in the order of quellenlage.pipeline.pieces
FORMS = 400_000  # German word forms whose pieces are counted
SIZE = 40_000


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


def tokenizer_of(build: Path, examples: Iterable[Example]) -> tuple[Tokenizer, list[int]]:
    """The cut tokenizer and its pieces' rows in the original, made once and kept in ``build``."""
    from models.lexicon import lookups

    file, rows = build / "tokenizer.json", build / "pieces.json"
    if not file.exists():
        source = installed("semantra_multilingual", "assets/multilingual-e5-small/tokenizer.json")
        text, order = cut(source, (w for e in examples for w in e.words), lookups("lexeme_prob"), SIZE)
        file.write_text(text, encoding="utf-8")
        rows.write_text(json.dumps(order), encoding="utf-8")
    return Tokenizer.from_file(str(file)), json.loads(rows.read_text(encoding="utf-8"))


def cut(source: Path, corpora: Iterable[str], probability: Mapping[str, float], size: int) -> tuple[str, list[int]]:
    """The tokenizer as JSON with ``size`` pieces, and for each its number in the original's vocabulary.

    Kept are all pieces of the words of ``corpora``, every single letter and sign that the original has of Latin script,
    and of the others the ones that the likeliest German words (``probability``, logarithms) are made of.
    """
    whole = json.loads(source.read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(source))
    vocabulary: list[list[Any]] = whole["model"]["vocab"]
    numbers = {piece: i for i, (piece, _) in enumerate(vocabulary)}
    needed = {piece for word in set(corpora) for piece in tokenizer.encode(word, add_special_tokens=False).tokens}
    needed |= {piece for piece in numbers if len(piece.removeprefix("▁")) <= 1 and ord(piece[-1]) < 0x2200}
    weight: Counter[str] = Counter()
    ranked = sorted(probability, key=lambda w: (-probability[w], w))[:FORMS]
    for word, encoded in zip(ranked, tokenizer.encode_batch(ranked, add_special_tokens=False), strict=True):
        for piece in encoded.tokens:
            weight[piece] += 2.0 ** probability[word]
    more = [piece for piece in sorted(weight, key=lambda p: (-weight[p], p)) if piece not in needed]
    kept = needed | set(more[: max(0, size - len(needed) - len(SPECIAL))])
    order = [numbers[s] for s in SPECIAL] + sorted(numbers[p] for p in kept if p in numbers and p not in SPECIAL)
    whole["model"]["vocab"] = [vocabulary[i] for i in order]
    whole["added_tokens"] = [t for t in whole["added_tokens"] if t["content"] in SPECIAL]
    return json.dumps(whole, ensure_ascii=False), order
