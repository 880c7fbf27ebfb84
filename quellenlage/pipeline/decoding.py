"""From scores to a tree and to names: the best ones that are well-formed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
NEVER = -1e9


def tree(scores: Scores) -> list[int]:
    """The best tree with one root: each word's head, 0 the root, else 1 + the head's index.

    ``scores`` [words, 1 + words]: of each head for each word. Chu and Liu 1965, Edmonds 1967; where the best heads make
    a tree with one root already, as they do for most sentences, nothing is searched.
    """
    words = len(scores)
    table = np.full((words + 1, words + 1), NEVER, dtype=np.float64)
    table[1:] = scores - np.logaddexp.reduce(scores.astype(np.float64), axis=1, keepdims=True)
    np.fill_diagonal(table, NEVER)
    heads = _best(table)
    roots = [w for w in range(1, words + 1) if heads[w] == 0]
    if len(roots) == 1:
        return heads[1:]
    # one root: each word in turn, the best whole first
    best, found = -np.inf, heads
    likely = sorted(range(1, words + 1), key=lambda w: (-table[w, 0], w))[: max(4, len(roots))]
    for root in likely:
        only = table.copy()
        only[:, 0] = NEVER
        only[root] = NEVER
        only[root, 0] = table[root, 0]
        tried = _best(only)
        total = sum(table[w, tried[w]] for w in range(1, words + 1))
        if total > best:
            best, found = total, tried
    return found[1:]


def _best(table: NDArray[np.float64]) -> list[int]:
    """The head of each node in the best tree below node 0; ``table`` [nodes, nodes]: of each head (column) for each."""
    heads = table.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if not cycle:
        return [int(h) for h in heads]
    inside = np.zeros(len(table), dtype=bool)
    inside[cycle] = True
    circle, rest = np.array(cycle), np.flatnonzero(~inside)
    # the cycle as one node, the last: what it gains or loses where a word of it gets a head outside
    gain = table[np.ix_(circle, rest)] - table[cycle, heads[cycle]][:, None]
    small = np.full((len(rest) + 1, len(rest) + 1), NEVER, dtype=np.float64)
    small[:-1, :-1] = table[np.ix_(rest, rest)]
    small[-1, :-1] = gain.max(axis=0)
    small[:-1, -1] = table[np.ix_(rest, circle)].max(axis=1)
    small[0] = NEVER
    chosen = _best(small)
    result = [int(h) for h in heads]
    for i, node in enumerate(rest.tolist()):
        if i:
            head = chosen[i]
            within = cycle[int(table[node, cycle].argmax())]
            result[node] = within if head == len(rest) else int(rest[head])
    enters = chosen[-1]
    word = cycle[int(gain[:, enters].argmax())]
    result[word] = int(rest[enters])
    return result


def _cycle(heads: Sequence[int]) -> list[int]:
    """The words of a cycle, in ascending order; none where all lead to node 0."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return sorted(path[path.index(node) :])
        for node in path:
            state[node] = 2
    return []


def names(scores: Scores, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """The best sequence of ``labels`` (O, B-PER, I-PER …) in which no I- stands without its B-, as spans of words.

    ``scores`` [words, labels].
    """
    may_follow = np.array(
        [
            [not label.startswith("I-") or (before[2:] == label[2:] and before != "O") for label in labels]
            for before in labels
        ]
    )
    blocked = np.where(may_follow, 0.0, NEVER)
    total = scores[0] + np.where([label.startswith("I-") for label in labels], NEVER, 0.0)
    came: list[NDArray[np.int64]] = []
    for row in scores[1:]:
        reach = total[:, None] + blocked
        came.append(reach.argmax(axis=0))
        total = reach.max(axis=0) + row
    at = int(total.argmax())
    path = [at]
    for back in reversed(came):
        at = int(back[at])
        path.append(at)
    found: list[tuple[int, int, str]] = []
    for i, number in enumerate(reversed(path)):
        label = labels[number]
        if label.startswith("B-"):
            found.append((i, i + 1, label[2:]))
        elif label.startswith("I-"):
            begin, _, kind = found[-1]
            found[-1] = (begin, i + 1, kind)
    return found
