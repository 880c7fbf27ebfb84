"""The best well-formed trees and names, against all that there are."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from quellenlage.pipeline.decoding import Scores, names, tree

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether there is one root, and every word is below it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen = set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]
        if word:
            return False
    return True


def drawn(seed: int, words: int, labels: int) -> Scores:
    return np.random.default_rng(seed).normal(size=(words, labels)).astype(np.float32)


@pytest.mark.parametrize("seed", range(40))
def test_no_tree_is_better(seed: int) -> None:
    words = 2 + seed % 4
    scores = drawn(seed, words, words + 1)
    log = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    trees = [heads for heads in product(range(words + 1), repeat=words) if is_tree(heads)]
    best = max(trees, key=lambda heads: sum(log[w, h] for w, h in enumerate(heads)))
    assert tuple(tree(scores)) == best


@pytest.mark.parametrize("words", [1, 30, 150])
def test_any_scores_give_a_tree(words: int) -> None:
    assert is_tree(tuple(tree(drawn(words, words, words + 1))))


def test_two_words_that_hang_on_each_other_are_parted_where_it_costs_least() -> None:
    scores = np.array([[1, -9, 5], [0, 5, -9]], dtype=np.float32)
    assert tree(scores) == [0, 1]


@pytest.mark.parametrize("seed", range(20))
def test_no_sequence_of_labels_is_better(seed: int) -> None:
    scores = drawn(seed, 4, len(LABELS))

    def allowed(path: tuple[int, ...]) -> bool:
        before = "O"
        for number in path:
            label = LABELS[number]
            if label.startswith("I-") and before[2:] != label[2:]:
                return False
            before = label
        return True

    paths = [path for path in product(range(len(LABELS)), repeat=4) if allowed(path)]
    best = max(paths, key=lambda path: sum(scores[w, n] for w, n in enumerate(path)))
    found = ["O"] * 4
    for begin, end, kind in names(scores, LABELS):
        found[begin:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - begin - 1)]
    assert found == [LABELS[n] for n in best]


def test_an_inside_without_a_beginning_is_no_name() -> None:
    scores = np.zeros((2, len(LABELS)), dtype=np.float32)
    scores[0, 0], scores[1, 2], scores[1, 1] = 3, 2, 1.9
    assert names(scores, LABELS) == [(1, 2, "PER")]
