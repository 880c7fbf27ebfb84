"""What did not land: listed, shown whole, and made ready to be read again."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import unquote, urlsplit

from quellenlage.errors import UsageError
from quellenlage.records import Rejected
from quellenlage.tasks.accounts import grouped
from quellenlage.tasks.evidence.safe_text import safe_line, safe_text
from quellenlage.tasks.land.asking import ask, register_texts
from quellenlage.tasks.land.lake import open_lake, writing

_COLUMNS = ("uri", "stage", "reason", "run_id", "payload_size")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of what is in quarantine: of a stage, whose reason has certain words, of one place."""

    stage: str | None = None
    reason: str | None = None
    uri: str | None = None


def entries(data: Path, asked: Asked) -> list[dict[str, Any]]:
    """What is in quarantine and asked for, by place."""
    conditions = {
        "stage = $stage": asked.stage,
        "contains(lower(reason), lower($reason))": asked.reason,
        "uri = $uri": asked.uri,
    }
    chosen = {condition: value for condition, value in conditions.items() if value is not None}
    values = {condition.partition("$")[2].rstrip(")"): value for condition, value in chosen.items()}
    query = f"FROM quarantine WHERE {' AND '.join(chosen) or 'true'} ORDER BY uri, stage, reason, run_id"
    with open_lake(data) as connection:
        return ask(connection, query, **values)


def list_entries(data: Path, asked: Asked, out: TextIO) -> None:
    """Write what is in quarantine to ``out``, and how often each reason: CSV into a pipe, lines on a terminal."""
    found = entries(data, asked)
    if not out.isatty():
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows([one[name] for name in _COLUMNS] for one in found)
        return
    for one in found:
        print(safe_line(one["uri"]), file=out)
        print(f"    {one['stage']}: {safe_line(one['reason'])}", file=out)
    print(f"\n{len(found)} in quarantine" + (", by reason:" if found else "."), file=out)
    for number, stage, reason in grouped(Rejected(one["uri"], one["stage"], one["reason"], "") for one in found):
        print(f"{number:6}  {stage}: {safe_line(reason)}", file=out)


def show_entries(data: Path, asked: Asked, out: TextIO) -> None:
    """Write everything that is known of what is asked for: why, the rows that an expectation refused, what it was.

    Raises:
        UsageError: nothing of it is in quarantine.
    """
    for one in _some(data, asked):
        size = one["payload_size"] if one["payload_size"] is not None else len(one["payload"] or "")
        print(safe_line(one["uri"]), safe_text(f"{one['stage']}: {one['reason']}"), sep="\n", file=out)
        print(f"run {one['run_id']}", file=out)
        for line in (one["broken_rows"] or "").splitlines():
            row = json.loads(line)
            values = ", ".join(f"{name} = {value!r}" for name, value in row["row"].items())
            print(safe_text(f"  {row['table']}: {row['expectation']}\n      {values}"), file=out)
        if one["payload_hash"]:
            print(f"{size} characters, SHA-256 {one['payload_hash']}", file=out)
        if one["payload"]:
            print(safe_text(one["payload"]), file=out)
            print("…" if size > len(one["payload"]) else "", file=out)


def ready_to_retry(data: Path, asked: Asked) -> tuple[list[str], list[str]]:
    """The files to read again for what is asked for, forgotten as read; and those that are not there any more.

    Raises:
        UsageError: nothing of it is in quarantine.
    """
    places = sorted({one["uri"].partition("#")[0] for one in _some(data, asked)})
    paths = {place: _path(place) for place in places}
    there = [place for place in places if paths[place].is_file()]
    with open_lake(data) as connection, writing(connection, data):
        register_texts(connection, "again", "uri", there)
        connection.execute("DELETE FROM read_files WHERE uri IN (SELECT uri FROM again)")
    return [str(paths[place]) for place in there], [place for place in places if place not in there]


def _some(data: Path, asked: Asked) -> list[dict[str, Any]]:
    if found := entries(data, asked):
        return found
    raise UsageError(f"nothing of this is in quarantine; 'quellenlage quarantine list --data {data}' lists what is.")


def _path(uri: str) -> Path:
    return Path(unquote(urlsplit(uri).path)) if uri.startswith("file:") else Path(uri)
