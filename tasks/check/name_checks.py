"""Whether the name of a person is one name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import pyarrow as pa

from quellenlage import words as tables

_INITIAL = re.compile(r"\w\.")
_GENITIVE = ("s", "'", "’")


def name_columns(batch: Mapping[str, pa.Table]) -> dict[str, list[bool | None]]:
    """Of each row of ``entity_records``, whether its name, here and in the text, is one; None of what is no person."""
    rows = batch["entity_records"].select(["document_id", "entity_id", "name", "kind", "named"]).to_pylist()
    alone: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["kind"] == "person" and " " not in row["name"]:
            alone[row["document_id"]].add(row["name"])
    written: dict[tuple[str, str], set[str]] = defaultdict(set)
    if "mention_records" in batch:
        mentions = batch["mention_records"].select(["document_id", "entity_id", "form", "text"])
        for document_id, entity_id, form, text in zip(*mentions.to_pydict().values(), strict=True):
            if form == "name" and " " in text:
                written[document_id, entity_id].add(text)
    return {
        "name_is_one": [
            _is_one(row["name"].split(), alone[row["document_id"]])
            and not _are_several(written.get((row["document_id"], row["entity_id"]), ()))
            if row["kind"] == "person" and row["named"]
            else None
            for row in rows
        ]
    }


def _is_one(name: Sequence[str], alone: set[str]) -> bool:
    """Whether it is the name of one person, with nothing behind it.

    Not where a given name stands behind a family name ("Pepe Gardel Erik Haller"), where the article calls somebody
    else by what stands in the middle ("Karl Rast Wittbek", beside "Rast"), where a noun for somebody follows a name in
    the genitive ("Tiedes Gitarrist"), nor where it ends in an article or preposition ("Vera der").
    """
    if len(name) == 1:
        return True
    *before, last = name
    if last.isalpha() and last.islower():
        return False
    if any(word in alone for word in before[1:]):
        return False
    if before[-1].endswith(_GENITIVE) and not _given(before[-1]) and tables.noun(last) is not None:
        return last in tables.common_words()
    return not (_given(name[0]) and any(_begins_another(*pair) for pair in pairwise(before[1:])))


def _begins_another(family: str, given: str) -> bool:
    """Whether the name of somebody else begins with the second of two words."""
    joins = family.lower() in tables.PARTICLES or _INITIAL.fullmatch(family) is not None
    return _given(given) and not _given(family) and not joins


def _given(word: str) -> bool:
    return tables.given_gender(word) is not None


def _are_several(written: Iterable[str]) -> bool:
    """Whether full names in the text that are taken for one person's have different given names."""
    given = [
        {tables.fold("given", part) for word in first.split() for part in word.split("-")}
        for first, _ in map(tables.split_name, sorted(written))
        if first and _given(first.split()[0])
    ]
    return any(not one & other for one in given for other in given)
