"""``quellenlage merge``, ``unmerge`` and ``name``: what a person knows better of who is who."""

from __future__ import annotations

import argparse

from quellenlage.commands.command import DONE, Command
from quellenlage.commands.correct_command import add_making, follow, making


def _two(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("one", metavar="A", help="a name, or an id")
    parser.add_argument("other", metavar="B", help="another")
    add_making(parser)


def _entity_and_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity", metavar="ENTITY", help="the name that it has, or an id")
    parser.add_argument("given", metavar="NAME", help="the name that it gets")
    add_making(parser)


def _merge(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.corrections.correcting import merge
    from quellenlage.tasks.evidence.safe_text import safe_line

    made = making(chosen)
    one, other = merge(chosen.data, chosen.one, chosen.other, made)
    told = safe_line(f"{one.name} and {other.name}")
    print(f"{told} are one. {follow(chosen.data, made.at)} 'quellenlage unmerge A B' takes it back.")
    return DONE


def _unmerge(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.corrections.correcting import unmerge
    from quellenlage.tasks.evidence.safe_text import safe_line

    made = making(chosen)
    one, other = unmerge(chosen.data, chosen.one, chosen.other, made)
    told = safe_line(f"{one.name} ({one.entity_id}) is somebody else than {other.name} ({other.entity_id})")
    print(f"{told}. {follow(chosen.data, made.at)}")
    return DONE


def _name(chosen: argparse.Namespace) -> int:
    from quellenlage.tasks.corrections.correcting import name
    from quellenlage.tasks.evidence.safe_text import safe_line

    made = making(chosen)
    meant = name(chosen.data, chosen.entity, chosen.given, made)
    print(f"{safe_line(f'{meant.name} is called {chosen.given} now')}. {follow(chosen.data, made.at)}")
    return DONE


MERGE = Command(
    "merge",
    "say that two entities are one",
    'quellenlage merge "Gudrun Klein" Gudrun --why "one judge, whom an obituary names by her first name"',
    _two,
    _merge,
)
UNMERGE = Command(
    "unmerge", "say that two entities are not one", 'quellenlage unmerge "Gudrun Klein" Gudrun', _two, _unmerge
)
NAME = Command(
    "name",
    "say what an entity is called",
    'quellenlage name "Gudrun Klein" "Dr. Gudrun Klein"',
    _entity_and_name,
    _name,
)
