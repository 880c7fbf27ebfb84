"""Files as accidents leave them: cut, doubled, bytes flipped, in another encoding; of one seed the same each time."""

from __future__ import annotations

import random
from collections.abc import Callable

Change = Callable[[bytes, random.Random], bytes]
_FOREIGN = (
    b"\x00",
    b"\xff\xfe",
    b"<",
    b">",
    b'"',
    b"{",
    b"[" * 50,
    b"<!--",
    b"</div>",
    b"<div>" * 300,
    b"&#xD800;",
    b"\n",
)


def mutated(data: bytes, rng: random.Random) -> bytes:
    """``data`` after one to three accidents."""
    for _ in range(rng.randint(1, 3)):
        data = rng.choice(CHANGES)(data, rng)
    return data


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _drop(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.randint(1, 400) :]


def _double(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at : at + rng.randint(1, 400)] * rng.randint(2, 20) + data[at:]


def _flip(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 30) if changed else 0):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _insert(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(_FOREIGN) + data[at:]


def _empty(data: bytes, rng: random.Random) -> bytes:
    return b"" if rng.random() < 0.2 else data + data


def _recode(data: bytes, rng: random.Random) -> bytes:
    return data.decode("utf-8", "ignore").encode(rng.choice(("utf-16", "cp1252", "utf-16-le", "mac_roman")), "ignore")


CHANGES: tuple[Change, ...] = (_cut, _drop, _double, _flip, _insert, _empty, _recode)
