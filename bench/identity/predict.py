"""What the pipeline makes of the annotated articles, in the layout that score.py reads.

    python -m bench.identity.predict OUTPUT.jsonl [--half open|closed|all] [--model MODEL]

Articles go through ingest, normalise and extract as in a run; identities across articles are those of the linking over
all articles of the half.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from bench.identity.gold import NOT_ANNOTATED, articles, half
from quellenlage.pipeline.load import load
from quellenlage.records import Extracted
from quellenlage.tasks.extract.extract import extract
from quellenlage.tasks.ingest.versions import identified
from quellenlage.tasks.land.linking import find_merges
from quellenlage.tasks.land.profiles import Profile
from quellenlage.tasks.normalise.normalise import normalise

_KNOWN = ("name", "gender", "party", "role", "with", "of", "in")
_TODAY = dt.date(2030, 1, 1)


def extracted(which: str, model: str | None) -> dict[str, Extracted]:
    """Every annotated article of a half with what was found in it, by id."""
    names = [name for name in articles() if which in ("all", half(name)) and name not in NOT_ANNOTATED]
    documents = []
    for name in names:
        documents.append(normalise(identified(articles()[name], _TODAY), _TODAY))
    found = zip(names, extract(documents, load(model)), strict=True)
    return {name: one for name, one in found if isinstance(one, Extracted)}


def profiles(found: dict[str, Extracted]) -> list[Profile]:
    """The persons of all articles, as the lake would know them."""
    where: dict[str, set[str]] = {}
    people: dict[str, dict[str, set[str]]] = {}
    for name, one in found.items():
        entities = {e.entity_id: e for e in one.resolution.entities if e.named}
        credited = {credit.name for credit in one.normalised.credits}
        for e in entities.values():
            if e.kind in ("person", "organisation"):
                where.setdefault(e.entity_id, set()).add(name)
        for e in (e for e in entities.values() if e.kind == "person"):
            known = people.setdefault(e.entity_id, {key: set() for key in _KNOWN})
            known["name"].add(e.name)
            known["gender"] |= {e.gender} if e.gender else set()
            known["with"] |= {
                k
                for k, o in entities.items()
                if k != e.entity_id and o.kind in ("person", "organisation") and o.name not in credited
            }
            known["in"] |= {o.name for o in entities.values() if o.kind == "place"}
            for role in (r for r in one.resolution.roles if r.entity_id == e.entity_id):
                if role.role == "Mitglied" and role.organisation:
                    known["party"].add(role.organisation)
                else:
                    known["role"].add(role.role)
                    known["of"] |= {role.organisation} if role.organisation else set()
    return [
        Profile(
            key,
            min(known["name"], key=lambda n: (-len(n), n)),
            "person",
            min(known["gender"], default=None),
            None,
            frozenset(known["party"]),
            frozenset(known["role"]),
            frozenset(known["with"]),
            frozenset(known["of"]),
            frozenset(known["in"]),
        )
        for key, known in sorted(people.items())
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--half", default="open", choices=("open", "closed", "all"))
    parser.add_argument("--model", help="fast, accurate, an installed pipeline or a path to one")
    options = parser.parse_args(arguments)
    found = extracted(options.half, options.model)
    same = {merge.from_id: merge.into_id for merge in find_merges(profiles(found))}
    with options.output.open("w", encoding="utf-8") as out:
        for name, one in found.items():
            resolution = one.resolution
            kinds = {e.entity_id: e.kind for e in resolution.entities}
            of_source = {s.source_id: s.entity_id for s in resolution.sources}
            mentions = [
                {"start": m.start, "end": m.end, "entity_id": same.get(m.entity_id, m.entity_id)}
                for m in resolution.mentions
                if kinds[m.entity_id] != "object"
            ]
            chains = []
            for i, claim in enumerate(one.claims):
                sources = []
                for a in (a for a in resolution.attributions if a.claim == i):
                    key = of_source[a.source_id] or a.source_id
                    sources.append({"entity_id": same.get(key, key), "start": a.start, "end": a.end})
                chains.append({"content": [[s.start, s.end] for s in claim.content], "sources": sources})
            out.write(json.dumps({"id": name, "mentions": mentions, "chains": chains}, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
