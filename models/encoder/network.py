"""The encoder and what is read off it: one BERT, a layer for each kind of label, a biaffine parser."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.encoder.weights import Shape, Weights

ARC, LABEL = 384, 95  # widths of the parser's two spaces (Dozat and Manning, ICLR 2017)
FEATURE = 24  # width of the table of each feature of word forms


class Linear(nn.Linear):
    """A linear layer that can be trained with weights and inputs rounded as the shipped one rounds them.

    Weights to seven bits with a scale for each output, inputs to eight with one scale for all; the slope passes through
    (Jacob and others, CVPR 2018).
    """

    rounds = False

    def forward(self, x: Tensor) -> Tensor:
        if not self.rounds:
            return super().forward(x)
        scale = self.weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 63
        weight = self.weight + ((self.weight / scale).round() * scale - self.weight).detach()
        low, high = x.detach().amin().clamp(max=0), x.detach().amax().clamp(min=0)
        step = ((high - low) / 255).clamp(min=1e-8)
        x = x + ((x / step).round() * step - x).detach()
        return functional.linear(x, weight, self.bias)


class Layer(nn.Module):
    """A transformer layer with the norms behind their sums, as BERT has it."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.q, self.k, self.v, self.ao = (Linear(shape.hidden, shape.hidden) for _ in range(4))
        self.fi, self.fo = Linear(shape.hidden, shape.feed_forward), Linear(shape.feed_forward, shape.hidden)
        self.aln, self.oln = (nn.LayerNorm(shape.hidden, eps=shape.epsilon) for _ in range(2))
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Hidden states [batch, length, width] from those below; ``mask`` [batch, 1, 1, length] or none."""
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        # written out: torch's own attention takes twice as long backwards on a processor for sentences
        scores = split(self.q(x)) @ split(self.k(x)).transpose(2, 3) * (width // self.heads) ** -0.5
        seen = (scores if mask is None else scores.masked_fill(~mask, -1e4)).softmax(3) @ split(self.v(x))
        x = self.aln(x + self.ao(seen.transpose(1, 2).reshape(batch, length, width)))
        normed: Tensor = self.oln(x + self.dropout(self.fo(functional.gelu(self.fi(x)))))
        return normed


class Features(nn.Module):
    """What dictionaries and clusters say of a word form, as a vector that is added to those of its pieces.

    The last layer begins with zeros, so that the encoder starts as it was trained.
    """

    def __init__(self, rows: tuple[int, ...], width: int) -> None:
        super().__init__()
        starts = [0]
        for count in rows:
            starts.append(starts[-1] + count)
        self.spans = list(pairwise(starts))
        self.table = nn.Embedding(starts[-1], FEATURE)
        nn.init.normal_(self.table.weight, std=0.3)
        self.mix, self.out = nn.Linear(FEATURE * len(rows), width), nn.Linear(width, width, bias=False)
        nn.init.zeros_(self.out.weight)
        self.register_buffer("offsets", torch.tensor(starts[:-1]), persistent=False)
        self.dropout = nn.Dropout(0.2)

    def forward(self, numbers: Tensor) -> Tensor:
        """Vectors [batch, words, width] of the features' numbers [batch, words, features]."""
        found = self.table(numbers + self.offsets).flatten(2)
        vector: Tensor = self.out(functional.relu(self.mix(self.dropout(found))))
        return vector


class Encoder(nn.Module):
    """BERT over pieces."""

    def __init__(self, shape: Shape, layers: int, vocabulary: int) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, shape.hidden)
        self.pos = nn.Embedding(shape.positions, shape.hidden)
        self.ln = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(layers))
        self.dropout = nn.Dropout(0.1)

    def forward(self, pieces: Tensor, more: Tensor, mask: Tensor | None) -> Tensor:
        """Hidden states [batch, length, width] of pieces [batch, length], to whose vectors ``more`` is added.

        ``mask`` [batch, length] is true where a piece stands; None where all do.
        """
        x = self.ln(self.word(pieces) + self.pos.weight[: pieces.shape[1]])
        x = self.dropout(x + more)
        allowed = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, allowed)
        return x

    def load(self, weights: Weights, kept: tuple[int, ...]) -> None:
        """Takes over the original's layers ``kept`` and its vectors of pieces."""
        t = {name: torch.from_numpy(value) for name, value in weights.tensors.items()}
        with torch.no_grad():
            self.word.weight.copy_(t["emb.word"])
            self.pos.weight.copy_(t["emb.pos"] + t["emb.type"][0])
            self.ln.weight.copy_(t["emb.ln.w"])
            self.ln.bias.copy_(t["emb.ln.b"])
            for layer, number in zip(self.layers, kept, strict=True):
                for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                    part = getattr(layer, name)
                    part.weight.copy_(t[f"l{number}.{name}.w"])
                    part.bias.copy_(t[f"l{number}.{name}.b"])


class Morphology(nn.Module):
    """Scores of whole analyses ("Case=Nom|Number=Sing") as the sum of those of their parts and one of their own."""

    def __init__(self, width: int, analyses: list[str]) -> None:
        super().__init__()
        parts = sorted({part for analysis in analyses for part in analysis.split("|")})
        self.parts, self.whole = nn.Linear(width, len(parts)), nn.Linear(width, len(analyses))
        nn.init.zeros_(self.whole.weight)
        nn.init.zeros_(self.whole.bias)
        has = torch.zeros(len(parts), len(analyses))
        for column, analysis in enumerate(analyses):
            for part in analysis.split("|"):
                has[parts.index(part), column] = 1
        self.register_buffer("has", has, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        scores: Tensor = self.parts(x) @ self.has + self.whole(x)
        return scores


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of each kind, in the order of their numbers."""

    pos: list[str]
    tags: list[str]
    morphs: list[str]
    deps: list[str]
    names: list[str]


class Network(nn.Module):
    """Labels of words: part of speech, tag, morphology, names, heads and syntactic labels."""

    def __init__(self, shape: Shape, layers: int, vocabulary: int, rows: tuple[int, ...], labels: Labels) -> None:
        super().__init__()
        width = shape.hidden
        self.encoder = Encoder(shape, layers, vocabulary)
        self.features = Features(rows, width)
        self.pos, self.tag = nn.Linear(width, len(labels.pos)), nn.Linear(width, len(labels.tags))
        self.morph, self.name = Morphology(width, labels.morphs), nn.Linear(width, len(labels.names))
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_dep, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.label_dep, self.label_head = nn.Linear(width, LABEL), nn.Linear(width, LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label = nn.Parameter(torch.zeros(LABEL + 1, len(labels.deps) * (LABEL + 1)))
        nn.init.xavier_uniform_(self.arc)
        nn.init.xavier_uniform_(self.label)
        self.dropout = nn.Dropout(0.2)

    def rounded(self, rounds: bool) -> None:
        """Whether the encoder's layers round from now on as those do that ship."""
        for module in self.modules():
            if isinstance(module, Linear):
                module.rounds = rounds

    def forward(self, pieces: Tensor, of: Tensor, numbers: Tensor, mask: Tensor | None = None) -> dict[str, Tensor]:
        """Scores by kind: pos, tag, morph, name [batch, words, labels], arc [batch, words, 1 + words] (0 the root).

        ``pieces`` [batch, length]; ``of`` [batch, words, length]: the share of each piece in a word's vector, their
        mean; ``numbers`` [batch, words, features]. Beside the scores what :meth:`labels` reads: dep and head.
        """
        vectors = self.features(numbers)
        more = (of > 0).to(vectors.dtype).transpose(1, 2) @ vectors
        x = self.dropout(of.to(vectors.dtype) @ self.encoder(pieces, more, mask))
        found = {"pos": self.pos(x), "tag": self.tag(x), "morph": self.morph(x), "name": self.name(x)}
        heads = torch.cat([self.root.expand(x.shape[0], 1, -1).to(x.dtype), x], dim=1)
        found["arc"] = self._bent_one(self.arc_dep, x) @ self.arc @ self._bent(self.arc_head, heads).transpose(1, 2)
        found["dep"], found["head"] = self._bent_one(self.label_dep, x), self._bent_one(self.label_head, heads)
        return found

    def labels(self, found: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Scores of syntactic labels [batch, words, labels] given each word's head [batch, words]."""
        head = found["head"].gather(1, heads[:, :, None].expand(-1, -1, found["head"].shape[2]))
        scores: Tensor = (self._half(found) @ head[:, :, :, None]).squeeze(3)
        return scores

    def all_labels(self, found: dict[str, Tensor]) -> Tensor:
        """The number of the best label of each word under each head [batch, words, 1 + words]."""
        return (self._half(found) @ found["head"].transpose(1, 2)[:, None]).argmax(2)

    def _half(self, found: dict[str, Tensor]) -> Tensor:
        """The biaffine form with the dependent put in [batch, words, labels, LABEL + 1]."""
        batch, words, width = found["dep"].shape
        return (found["dep"] @ self.label).reshape(batch, words, self.label.shape[1] // (LABEL + 1), width)

    def _bent(self, layer: nn.Linear, x: Tensor) -> Tensor:
        bent: Tensor = self.dropout(functional.relu(layer(x)))
        return bent

    def _bent_one(self, layer: nn.Linear, x: Tensor) -> Tensor:
        """The same with a one behind it, for the biaffine form's own weights."""
        bent = self._bent(layer, x)
        return torch.cat([bent, torch.ones_like(bent[:, :, :1])], dim=2)
