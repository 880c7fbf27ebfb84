"""What was taken out for good and is not to come back: known by hashes alone, so that the list tells nothing itself."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from quellenlage.records import Rejected, Traits
from quellenlage.tasks.accounts import ReadFile

#: What stands among the passed over in a run's account.
PASSED_OVER_AS = "forgotten"
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_LONGEST_NAME = 6  # words


def hashed(kind: str, said: str) -> str:
    """The SHA-256 by which something is known, in hexadecimal: blanks folded, and case too where it is a name."""
    folded = " ".join(_WORD.findall(said)).casefold() if kind == "name" else " ".join(said.split())
    return hashlib.sha256(f"{kind}\x1f{folded}".encode("utf-8", "surrogatepass")).hexdigest()


def hashes_of(address: str | None, place: str, title: str | None, text: str) -> set[tuple[str, str]]:
    """By what an article is known again, as hash and kind: its text, and its address.

    Without an address, it is the place where it was read with its headline: another article may come to lie there.
    """
    told = [("text", text), ("address", address) if address else ("place", f"{place} {title or ''}")]
    return {(hashed(kind, said), kind) for kind, said in told}


def names_in(text: str) -> Iterator[str]:
    """The hashes of everything in a text that may be a name: each row of up to six words, its genitive's s off too."""
    words = _WORD.findall(text)
    for start in range(len(words)):
        for stop in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
            name = " ".join(words[start:stop])
            yield hashed("name", name)
            if name.endswith("s"):
                yield hashed("name", name[:-1])


def without_forgotten(
    asked: Sequence[Traits], unreadable: Sequence[Rejected], forgotten: Collection[tuple[str, str]]
) -> tuple[list[Traits], list[Rejected], list[str]]:
    """``asked`` and ``unreadable`` without what is ``forgotten`` (hash and kind), and the places of that."""
    if not forgotten:
        return list(asked), list(unreadable), []
    known, names = set(forgotten), {one for one, kind in forgotten if kind == "name"}
    left = [one for one in asked if not _is_forgotten(one, known, names)]
    readable = [one for one in unreadable if (hashed("place", one.uri), "place") not in known]
    gone = {one.article.uri for one in asked} - {one.article.uri for one in left}
    return left, readable, [*sorted(gone), *(one.uri for one in unreadable if one not in readable)]


def _is_forgotten(one: Traits, known: Collection[tuple[str, str]], names: Collection[str]) -> bool:
    article = one.article
    if not hashes_of(one.address, article.uri, one.title, article.text).isdisjoint(known):
        return True
    return bool(names) and any(name in names for name in names_in(" ".join((article.text, *article.metadata.values()))))


def without_their_files(files: Iterable[ReadFile], places: Iterable[str]) -> list[ReadFile]:
    """``files`` that were read, without those that hold nothing but what is forgotten: nobody keeps their names."""
    held = Counter(place.partition("#")[0] for place in places)
    kept = [replace(file, items=file.items - held[file.uri]) for file in files]
    return [file for file in kept if file.items or not held[file.uri]]
