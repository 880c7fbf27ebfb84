"""The encoder as a component: parts of speech, morphology, syntax and names of a document, read off one network.

It is run by ONNX Runtime, sentence by sentence as :mod:`quellenlage.pipeline.boundaries` set them. Sentences of one
document of about the same length go through it together; those of another document never do, so that a document has the
same analysis whatever is read beside it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

from quellenlage.pipeline.decoding import names, tree
from quellenlage.pipeline.pieces import BOS, EOS, FEATURES, PAD, Pieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.vocab import Vocab

LONGEST = 500  # pieces of a sentence that go through the network at once; it has 512 positions
TOGETHER = 256  # pieces of a batch
Words = list[int]  # indices of tokens


class _Table(NamedTuple):
    """The vectors of pieces, blocks of 32 values in 4 bits as models/encoder/weights.py says, and those of places."""

    scales: NDArray[np.float16]
    halves: NDArray[np.uint8]
    positions: NDArray[np.float32]

    def of(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors [batch, length, width] of pieces [batch, length] at their places."""
        halves = self.halves[pieces]
        values = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8
        values *= self.scales[pieces].astype(np.float32)[..., None]
        found: NDArray[np.float32] = values.reshape(*pieces.shape, -1) + self.positions[: pieces.shape[1]]
        return found


class Encoder:
    """The component ``german_encoder``; its files are encoder.onnx, pieces.npz, tokenizer.json and labels.json."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._session: InferenceSession | None = None
        self._labels: dict[str, list[str]] = {"deps": [], "names": ["O"]}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its syntax."""
        return tuple("ROOT" if label == "root" else label for label in self._labels["deps"])

    def __call__(self, doc: Doc) -> Doc:
        sentences = [part for sentence in doc.sents for part in self._parts(sentence)]
        heads, deps = np.arange(len(doc)), ["dep"] * len(doc)
        spans: list[Span] = []
        for batch in self._batches(doc, sentences):
            for words, found in zip(batch, self._read([[doc[i].text for i in words] for words in batch]), strict=True):
                self._write(doc, words, found, heads, deps)
                spans += [Span(doc, words[b], words[e - 1] + 1, label) for b, e, label in found.names]
        _set_syntax(doc, heads, deps)
        doc.set_ents(sorted(spans, key=lambda span: span.start))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """The documents of ``stream``, each by itself; ``batch_size`` changes nothing."""
        return map(self, stream)

    def to_bytes(self, **_: Any) -> bytes:
        """Not kept in memory: a pipeline with this component is kept in a folder."""
        raise NotImplementedError("german_encoder is kept by nlp.to_disk(FOLDER) only.")

    def to_disk(self, path: Path, **_: Any) -> None:
        """Copies its files to ``path``."""
        if Path(path).resolve() != self._folder.resolve():
            shutil.copytree(self._folder, path, dirs_exist_ok=True)

    def from_disk(self, path: Path, **_: Any) -> Encoder:
        """Reads its files from ``path``."""
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        self._folder = Path(path)
        self._labels = json.loads((self._folder / "labels.json").read_text(encoding="utf-8"))
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = InferenceSession(
            str(self._folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        with np.load(self._folder / "pieces.npz") as kept:
            self._table = _Table(kept["scales"], kept["halves"], kept["positions"].astype(np.float32))
        self._pieces = Pieces(Tokenizer.from_file(str(self._folder / "tokenizer.json")), self.vocab)
        self._starts = np.cumsum([0, *FEATURES.values()])[:-1]
        return self

    def _length(self, doc: Doc, words: Words) -> int:
        return sum(len(self._pieces.of(doc[i].text)) for i in words) + 2

    def _parts(self, sentence: Span) -> Iterator[Words]:
        """The words of a sentence in parts that the network can take: one, but for what is no sentence."""
        part: Words = []
        size = 2
        for token in sentence:
            if token.is_space:
                continue
            length = len(self._pieces.of(token.text))
            if part and size + length > LONGEST:
                yield part
                part, size = [], 2
            part.append(token.i)
            size += length
        if part:
            yield part

    def _batches(self, doc: Doc, sentences: Sequence[Words]) -> Iterator[list[Words]]:
        """Sentences of about the same length together."""
        lengths = {words[0]: self._length(doc, words) for words in sentences}
        batch: list[Words] = []
        for words in sorted(sentences, key=lambda words: (lengths[words[0]], words[0])):
            length = lengths[words[0]]
            if batch and (length * (len(batch) + 1) > TOGETHER or length > 1.2 * lengths[batch[0][0]]):
                yield batch
                batch = []
            batch.append(words)
        if batch:
            yield batch

    def _read(self, sentences: Sequence[Sequence[str]]) -> list[_Found]:
        assert self._session is not None, "german_encoder has no files: load the pipeline from its folder."
        of = [[self._pieces.of(word) for word in words] for words in sentences]
        longest = max(sum(map(len, pieces)) for pieces in of) + 2
        most = max(map(len, sentences))
        pieces = np.full((len(of), longest), PAD, dtype=np.int64)
        shares = np.zeros((len(of), most, longest), dtype=np.float32)
        features = np.zeros((len(of), most, len(FEATURES)), dtype=np.int64)
        for b, numbers in enumerate(of):
            flat = [BOS, *(n for word in numbers for n in word), EOS]
            pieces[b, : len(flat)] = flat
            features[b, : len(numbers)] = self._pieces.features(sentences[b])
            at = 1
            for w, word in enumerate(numbers):
                shares[b, w, at : at + len(word)] = 1 / len(word)
                at += len(word)
        given = {
            "vectors": self._table.of(pieces),
            "of": shares,
            "features": features + self._starts,
            "mask": (pieces != PAD).astype(np.int32),
        }
        pos, tag, morph, name, arc, label = self._session.run(None, given)
        result = []
        for b, words in enumerate(sentences):
            n = len(words)
            heads = tree(arc[b, :n, : n + 1])
            result.append(
                _Found(
                    pos[b, :n].tolist(),
                    tag[b, :n].tolist(),
                    morph[b, :n].tolist(),
                    heads,
                    [int(label[b, w, head]) for w, head in enumerate(heads)],
                    names(name[b, :n], self._labels["names"]),
                )
            )
        return result

    def _write(self, doc: Doc, words: Words, found: _Found, heads: NDArray[np.int64], deps: list[str]) -> None:
        known = self._labels
        for w, i in enumerate(words):
            token = doc[i]
            token.pos_ = known["pos"][found.pos[w]]
            token.tag_ = known["tags"][found.tags[w]]
            morph = known["morphs"][found.morphs[w]]
            token.set_morph("" if morph == "_" else morph)  # type: ignore[attr-defined]
            head = found.heads[w]
            heads[i] = words[head - 1] if head else i
            deps[i] = known["deps"][found.deps[w]] if head else "ROOT"
            if head and deps[i] == "root":
                deps[i] = "dep"


class _Found(NamedTuple):
    """What the network says of a sentence, as numbers of labels; heads 0 the root, else 1 + the word's index."""

    pos: list[int]
    tags: list[int]
    morphs: list[int]
    heads: list[int]
    deps: list[int]
    names: list[tuple[int, int, str]]


def _set_syntax(doc: Doc, heads: NDArray[np.int64], deps: Sequence[str]) -> None:
    """Writes heads and labels; white space hangs on the word before it, as the parser of spaCy has it."""
    labels = list(deps)
    for sentence in doc.sents:
        words = [token.i for token in sentence if not token.is_space]
        roots = [i for i in words if heads[i] == i]
        for i in roots[1:]:  # parts of what was too long for the network
            heads[i], labels[i] = roots[0], "parataxis"
        before = words[0] if words else sentence.start
        for token in sentence:
            if not token.is_space:
                before = token.i
            elif token.i == before:
                labels[before] = "ROOT"
            else:
                heads[token.i] = before
    numbers: Any = np.zeros((len(doc), 2), dtype="uint64")
    numbers[:, 0] = (heads - np.arange(len(doc))).astype("int64").astype("uint64")
    numbers[:, 1] = [doc.vocab.strings.add(label) for label in labels]
    doc.from_array(["HEAD", "DEP"], numbers)


@Language.factory(
    "german_encoder",
    assigns=["token.pos", "token.tag", "token.morph", "token.dep", "token.head", "token.ent_iob", "doc.ents"],
    requires=["token.is_sent_start"],
)
def make_encoder(nlp: Language, name: str) -> Encoder:
    """The component, without its files until it is read from a folder."""
    return Encoder(nlp.vocab)
