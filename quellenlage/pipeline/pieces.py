"""What the encoder sees of a word: the numbers of its pieces, and what dictionaries and clusters say of its form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quellenlage.pipeline.wordfeatures import COLUMNS, table_of

if TYPE_CHECKING:
    from spacy.vocab import Vocab
    from tokenizers import Tokenizer

BOS, PAD, EOS, UNK = range(4)
LONGEST_WORD = 16  # pieces of one word that are looked at
#: How many numbers each feature has; the values of :data:`quellenlage.pipeline.wordfeatures.COLUMNS` are cut to them.
FEATURES = {"shape": 500, "cluster": 1000, "names": 300, "lexicon": 2000, "path4": 31, "path7": 200, "path11": 900}

Numbers = NDArray[np.int64]


class Pieces:
    """From words to numbers; each word by itself, so that it has the same whatever stands beside it."""

    def __init__(self, tokenizer: Tokenizer, vocab: Vocab) -> None:
        self._tokenizer, self._vocab = tokenizer, vocab
        self._of: dict[str, tuple[int, ...]] = {}
        self._columns = [COLUMNS.index(name) for name in FEATURES]
        self._sizes = np.array(list(FEATURES.values()), dtype="uint64")

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, one at least."""
        found = self._of.get(word)
        if found is None:
            if len(self._of) > 500_000:
                self._of.clear()
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids[:LONGEST_WORD]
            found = self._of[word] = tuple(ids) or (UNK,)
        return found

    def features(self, words: Sequence[str]) -> Numbers:
        """The features' numbers [words, features]."""
        table = table_of(self._vocab)
        rows = table.of_words(words)
        values = table.rows[rows][:, self._columns]
        numbers: Numbers = (values % self._sizes).astype(np.int64)
        return numbers
