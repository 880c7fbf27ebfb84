"""Static vectors out of the German Brown clusters of spacy-lookups-data: one row a cluster, built from its bit path."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import spacy_lookups_data
import srsly

WIDTH = 128
DEPTH = 22
DECAY = 0.85


def lookups(name: str) -> dict[str, Any]:
    """A German table of spacy-lookups-data."""
    table: dict[str, Any] = srsly.read_gzip_json(
        Path(spacy_lookups_data.__file__).parent / "data" / f"de_{name}.json.gz"
    )
    return table


def cluster_vector(cluster: int, seed: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """A vector of this cluster; two clusters are the nearer, the longer the path that they share.

    spaCy stores a path with its first bit lowest. Every inner node of the tree has a random direction of its own.
    """
    vector = np.zeros(WIDTH, dtype=np.float32)
    for depth in range(1, DEPTH + 1):
        node = cluster & ((1 << depth) - 1)
        generator = np.random.default_rng([seed, depth, node])
        vector += np.float32(DECAY ** (DEPTH - depth)) * generator.standard_normal(WIDTH, dtype=np.float32)
        if cluster < (1 << depth):
            break
    return vector / np.float32(np.linalg.norm(vector))


def cluster_vectors(words: int, seed: int = 0) -> tuple[np.ndarray[Any, np.dtype[np.float32]], dict[str, int]]:
    """The rows, and which row each of the most frequent ``words`` word forms has."""
    clusters: dict[str, int] = lookups("lexeme_cluster")
    probability: dict[str, float] = lookups("lexeme_prob")
    chosen = sorted(clusters, key=lambda w: (-probability.get(w, -99.0), w))[:words]
    numbers = sorted({clusters[w] for w in chosen})
    row = {number: i for i, number in enumerate(numbers)}
    return np.stack([cluster_vector(n, seed) for n in numbers]), {w: row[clusters[w]] for w in chosen}
