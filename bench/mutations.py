"""Files that went wrong: each golden input of each format, cut, doubled, emptied or with other bytes, is read.

    python -m bench.mutations [FORMAT ...] [--times 10000] [--seed 0]

FORMAT is a folder of ``tests/ingest/formats``; by default all. Reading one may refuse it with a sentence and nothing
else; it must come to an end, and something must be told of every file. Printed are, for each format, how many files
were read, how many were refused as a whole, the slowest, and what went wrong, with the seed that does it again.
"""

from __future__ import annotations

import argparse
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from models.needed import run
from quellenlage.errors import UnreadableError
from quellenlage.records import Article
from quellenlage.tasks.ingest.readers import Input, Item, read_input

FORMATS = Path(__file__).parents[1] / "tests" / "ingest" / "formats"
LONGEST_SECONDS = 30
_OF_ITS_OWN = bytes(range(256)) + b"\"'<>&;,{}[]\r\n\t\0" * 8


def inputs(folder: Path) -> list[Path]:
    """The inputs of a format: the files that have what is expected of them beside them."""
    return [path for path in sorted(folder.iterdir()) if path.with_name(f"{path.name}.json").is_file()]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` with one to four things wrong with it."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(_KINDS)(data, chance)
    return data


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _beheaded(data: bytes, chance: random.Random) -> bytes:
    return data[chance.randrange(min(len(data), 200) + 1) :]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.choice(_OF_ITS_OWN)
    return bytes(changed)


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 5)) + data[end:]


def _dropped(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _inserted(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes(chance.choice(_OF_ITS_OWN) for _ in range(chance.choice((1, 4, 50)))) + data[at:]


def _renumbered(data: bytes, chance: random.Random) -> bytes:
    places = [at for at, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    if not places:
        return data
    at = chance.choice(places)
    return data[:at] + chance.choice((b"9", b"0", b"-1", b"99999999999")) + data[at + 1 :]


def _emptied(data: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"", b"\n", b" ", b"\0" * 100, data[:1]))


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 10, 200, 5000)))


_KINDS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_cut, _cut, _beheaded, _flipped, _flipped, _flipped, _doubled, _dropped, _inserted, _renumbered),
    _emptied,
)


def wrong_with(data: bytes, name: str) -> tuple[str | None, bool]:
    """What is wrong with how a file is read, None where nothing is; and whether it was refused as a whole.

    A refusal is a sentence. Of what is read, no two parts have the same uri, and segments are what the text is made of.
    """
    try:
        items = list(read_input(Input.of_bytes(data, name)))
    except UnreadableError as error:
        return (None if str(error).endswith(".") else f"no sentence: {error}"), True
    except _TooLongError:
        return f"not done after {LONGEST_SECONDS} s", False
    except Exception as error:
        return f"{type(error).__name__}: {error}", False
    return _wrong_items(items), False


def _wrong_items(items: list[Item]) -> str | None:
    if not items:
        return "nothing is told of it"
    uris = [item.uri for item in items if isinstance(item, Article)]
    if len(set(uris)) < len(uris):
        return "two articles have one uri"
    for item in items:
        if isinstance(item, Article):
            ends = [0, *(at for one in item.segments for at in (one.start, one.end)), len(item.text)]
            if ends != sorted(ends):
                return f"{item.uri}: segments are not in order, or not of the text"
            if not all(isinstance(value, str) and value for value in item.metadata.values()):
                return f"{item.uri}: metadata is no text"
            item.text.encode()
    return None


class _TooLongError(BaseException):
    """Reading does not come to an end; no reader may keep this from being told."""


def _ring(number: int, frame: FrameType | None) -> None:
    raise _TooLongError


def cases(folder: Path, times: int, seed: int) -> Iterator[tuple[str, bytes, str]]:
    """The mutated files of a format: a name to do it again by, the bytes, and the file's name."""
    known = [(path.name, path.read_bytes()) for path in inputs(folder)]
    for number in range(times):
        name, data = known[number % len(known)]
        case = f"{seed}/{folder.name}/{number}"
        yield case, mutated(data, random.Random(case)), name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("format", nargs="*")
    parser.add_argument("--times", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    signal.signal(signal.SIGALRM, _ring)
    failed = 0
    for folder in sorted(path for path in FORMATS.iterdir() if path.is_dir()):
        if chosen.format and folder.name not in chosen.format:
            continue
        refused, slowest, wrong = 0, 0.0, []
        for case, data, name in cases(folder, chosen.times, chosen.seed):
            before = time.perf_counter()
            signal.alarm(LONGEST_SECONDS)
            problem, whole = wrong_with(data, name)
            signal.alarm(0)
            slowest = max(slowest, time.perf_counter() - before)
            refused += whole
            if problem:
                wrong.append(f"  {case} {name}: {problem}")
        print(f"{folder.name}: {chosen.times} files, {refused} refused as a whole, slowest {slowest:.2f} s", flush=True)
        print(*wrong[:20], sep="\n", end="\n" if wrong else "", flush=True)
        failed += len(wrong)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    run(main)
