"""The annotated articles: their texts as the ingest gives them, and who speaks in them. README.md says what is what."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from quellenlage.records import SOURCE_KINDS, Article
from quellenlage.tasks.ingest.readers import Input, plain

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOLDERS = (ROOT / "seeds", HERE / "articles")
GOLD = HERE / "gold"
NOT_ANNOTATED = frozenset({"016_lighthouse_english", "031_bahnfonds_halmer", "032_luftschirm_nachzug"})
_READ = ("header_date",)
KINDS = (*SOURCE_KINDS, "place")
RELATIONS = ("prints", "cites", "speaker", "rests_on")

Edge = tuple[str | None, str]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words that name an entity: offsets into the article's text, base 0, end exclusive."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A claim (the spans of its content, in gold of a snippet of it) and its sources, from the reader outwards."""

    content: tuple[tuple[int, int], ...]
    sources: tuple[str, ...]

    @property
    def edges(self) -> frozenset[Edge]:
        """The claim (None) with its first source, and every source with the next."""
        return frozenset(zip((None, *self.sources), self.sources, strict=False))


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is said of one article, by an annotator or by a resolver."""

    mentions: tuple[Mention, ...] = ()
    chains: tuple[Chain, ...] = ()


def half(name: str) -> str:
    """``open`` or ``closed``, fixed by the stem of the article's file (``name`` may carry ``.N`` after it)."""
    stem = name.split(".")[0]
    return "open" if hashlib.sha256(stem.encode()).hexdigest()[0] < "8" else "closed"


def articles() -> dict[str, Article]:
    """Every article that is annotated or could be, by its id, in order of the ids.

    What the header says beside the day is left out: the annotation is of the texts.
    """
    found: dict[str, Article] = {}
    for path in (path for folder in FOLDERS for path in folder.glob("*.txt")):
        parts = [part for part in plain.read(Input.of_file(path, path.name)) if isinstance(part, Article)]
        for number, part in enumerate(parts, start=1):
            name = path.stem if len(parts) == 1 else f"{path.stem}.{number}"
            found[name] = replace(part, metadata={key: part.metadata[key] for key in _READ if key in part.metadata})
    return dict(sorted(found.items()))


def occurrences(snippet: str, text: str) -> list[tuple[int, int]]:
    """Where ``snippet`` stands in ``text`` as whole words."""
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(snippet)}(?!\w)", text)]


def load(name: str, text: str) -> Annotation:
    """The gold of the article ``name`` with this text.

    Raises:
        ValueError: something in the file is not found in the text, or not as the README says; the message says what.
    """
    data = yaml.safe_load((GOLD / f"{name}.yaml").read_text(encoding="utf-8"))
    known = {str(entity["id"]): entity for entity in data["entities"]}
    if len(known) < len(data["entities"]):
        raise ValueError(f"{name}: an entity is listed twice")
    mentions = sorted(mention for entity in known.values() for mention in _mentions(name, entity, text))
    spans = [(mention.start, mention.end) for mention in mentions]
    for span in spans:
        if spans.count(span) > 1:
            raise ValueError(f"{name}: {text[slice(*span)]!r} at {span[0]} is two mentions")
    return Annotation(tuple(mentions), tuple(_chain(name, chain, known, text) for chain in data["chains"]))


def _mentions(name: str, entity: Mapping[str, Any], text: str) -> Iterator[Mention]:
    identity, kind = entity["id"], entity["kind"]
    if kind not in KINDS or not identity.startswith(f"{kind}/"):
        raise ValueError(f"{name}: {identity} does not begin with its kind, or {kind!r} is none")
    if not entity["mentions"]:
        raise ValueError(f"{name}: {identity} has no mention")
    for surface, number in entity["mentions"]:
        places = occurrences(surface, text)
        if not 1 <= number <= len(places):
            raise ValueError(f"{name}: {identity}: {surface!r} has no occurrence {number}, there are {len(places)}")
        start, end = places[number - 1]
        yield Mention(start, end, identity)


def _chain(name: str, chain: Mapping[str, Any], known: Mapping[str, Any], text: str) -> Chain:
    places = occurrences(chain["claim"], text)
    if len(places) != 1:
        raise ValueError(f"{name}: the claim {chain['claim']!r} stands {len(places)} times in the text, not once")
    strangers = [source for source in chain["sources"] if source not in known]
    if strangers or not chain["sources"]:
        raise ValueError(f"{name}: {chain['claim']!r}: sources without a mention: {strangers}")
    if len(chain["relations"]) != len(chain["sources"]) or set(chain["relations"]) - set(RELATIONS):
        raise ValueError(f"{name}: {chain['claim']!r}: one relation a source, each of {', '.join(RELATIONS)}")
    return Chain(tuple(places), tuple(chain["sources"]))


def load_all(which: str = "all") -> dict[str, Annotation]:
    """The gold of a half (``open``, ``closed`` or ``all``), by article.

    Raises:
        ValueError: as :func:`load`, or gold and articles are not the same set.
    """
    texts = {name: article.text for name, article in articles().items() if name not in NOT_ANNOTATED}
    annotated = {path.stem for path in GOLD.glob("*.yaml")}
    if annotated != set(texts):
        raise ValueError(f"without gold or without article: {sorted(annotated ^ set(texts))}")
    return {name: load(name, text) for name, text in texts.items() if which in ("all", half(name))}
