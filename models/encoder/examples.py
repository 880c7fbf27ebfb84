"""What the encoder learns from: sentences of the corpora with the labels that each corpus has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.tokens import Doc

from models import corpora as readers
from models import prepare
from models.encoder.network import Labels

NAMES = ["O", *(f"{begin}-{label}" for label in ("PER", "ORG", "LOC", "MISC") for begin in "BI")]
LONGEST = 150  # words of a sentence that trains


@dataclass(slots=True)
class Example:
    """A sentence: words, and for each the labels that are known; None where the corpus has none."""

    words: list[str]
    pos: list[str | None] | None = None
    tags: list[str | None] | None = None
    morphs: list[str | None] | None = None
    heads: list[int | None] | None = None  # 0 the root, else 1 + the word's index
    deps: list[str | None] | None = None
    names: list[str | None] | None = None


def treebank_example(words: Sequence[readers.Word]) -> Example:
    """A treebank sentence; the tag is unknown where a corpus has none of STTS."""
    return Example(
        [w.form for w in words],
        [w.pos for w in words],
        [w.tag or None for w in words],
        [w.morph or "_" for w in words],
        [0 if w.head == i else w.head + 1 for i, w in enumerate(words)],
        [w.dep for w in words],
    )


def name_example(doc: Doc) -> Example:
    """A sentence with names; a word of which it is unknown whether it is in one has None."""
    names: list[str | None] = []
    for token in doc:
        if token.is_space:
            continue
        iob = token.ent_iob_
        names.append(None if iob == "" else "O" if iob == "O" else f"{iob}-{token.ent_type_}")
    return Example([t.text for t in doc if not t.is_space], names=names)


def syntax(corpora: Path, part: readers.Part, adjectives: frozenset[str], with_dev: bool) -> list[Example]:
    """The treebanks' sentences of a part, as :func:`models.prepare.trees` has them."""
    return [treebank_example(s) for s in prepare.trees(corpora, part, with_dev, adjectives)]


def names(corpora: Path, part: readers.Part, with_dev: bool) -> dict[str, list[Example]]:
    """Sentences with names, by corpus."""
    found = prepare.name_documents(spacy.blank("de"), corpora, part, with_dev)
    return {corpus: [name_example(doc) for doc in docs if len(doc)] for corpus, docs in found.items()}


def together(trees: Iterable[Example], named: Iterable[Example]) -> list[Example]:
    """Sentences of a corpus that has both (PUD) once, with trees and names.

    Those of ``named`` without a tree stay by themselves.
    """
    by_words = {tuple(e.words): e for e in named}
    found = []
    for tree in trees:
        other = by_words.pop(tuple(tree.words), None)
        found.append(tree if other is None else replace(tree, names=other.names))
    return found + list(by_words.values())


def labels_of(examples: Iterable[Example]) -> Labels:
    """All labels of ``examples``, the most frequent first, by the alphabet where equal."""

    def ordered(kind: str) -> list[str]:
        counts = Counter(label for e in examples for label in (getattr(e, kind) or ()) if label is not None)
        return sorted(counts, key=lambda label: (-counts[label], label))

    examples = list(examples)
    return Labels(ordered("pos"), ordered("tags"), ordered("morphs"), ordered("deps"), NAMES)
