"""What a run left, on the terminal."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from quellenlage.tasks.evidence.safe_text import safe_text
from quellenlage.tasks.land.overview import Overview, day, overview, way

_WIDEST = 110  # columns that can be read
_LONGEST = 260  # characters of a claim


def show_landed(data: Path, run_id: str) -> None:
    """Print what became of all that came in by run ``run_id``, five claims, and where everything is in ``data``."""
    seen = overview(data, run_id)
    width = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    console.print()
    for line in _account(seen, data):
        console.print(line)
    if seen.claims:
        console.print(_headed("Some of what was said" if len(seen.claims) > 1 else "What was said"))
        for number, claim in enumerate(seen.claims):
            if number:
                console.print()
            for line, indent in _told(claim):
                console.print(Padding(line, (0, 0, 0, indent), expand=False))
    _print_lines(console, "Where it is", _places(data))
    _print_lines(console, "What next", _commands(seen, data))


def command() -> str:
    """How this program was called, so that what is printed runs as it stands."""
    called = sys.argv[0]
    if Path(called).suffix == ".py" or not Path(called).is_file():  # started with -m
        return f"{shlex.quote(_short(sys.executable))} -m quellenlage"
    found = shutil.which("quellenlage")
    if found and Path(found).resolve() == Path(called).resolve():
        return "quellenlage"
    return shlex.quote(_short(called))


def _short(path: str) -> str:
    """``path`` from the working directory on, or from the root, whichever is shorter."""
    return min(os.path.relpath(path), os.path.abspath(path), key=len)


def _account(seen: Overview, data: Path) -> Iterator[Text]:
    """What became of everything that came in: nothing of it is left out."""
    run = seen.run
    if run is None:
        yield Text("This run was not finished; what had landed before stays landed.")
        return
    yield Text.assemble(
        (f"{run['seen']}", "bold"),
        " articles seen: ",
        (f"{run['landed']}", "bold green" if run["landed"] else "bold"),
        " landed, ",
        (f"{run['unchanged']}", "bold"),
        " unchanged, ",
        (f"{run['quarantined']}", "bold red" if run["quarantined"] else "bold"),
        " in quarantine",
    )
    if run.get("passed_over"):
        yield Text(f"Passed over, no article to read: {safe_text(', '.join(run['passed_over_as']))}")
    for file, reason in seen.quarantined:
        told = safe_text(" ".join(reason.split()))
        yield Text.assemble("  in quarantine: ", (told if file in told else f"{safe_text(file)}: {told}", "red"))
    if (more := run["quarantined"] - len(seen.quarantined)) > 0:
        yield Text(f'  and {more} more: {command()} sql "SELECT uri, reason FROM quarantine"{_option(data)}')
    if not run["seen"]:
        yield Text("There is no article in these sources.")
    elif run["unchanged"] == run["seen"]:
        yield Text("Nothing new landed: the lake already has these articles as they are.")
    if seen.figures.get("claims"):
        yield _figures(seen.figures)


def _figures(figures: dict[str, int]) -> Text:
    share = figures["doubtful"] / figures["claims"]
    return Text.assemble(
        (f"{figures['claims']:,}", "bold"),
        " claims by ",
        (f"{figures['speakers']:,}", "bold"),
        " named speakers, ",
        (f"{figures['new_speakers']:,}", "bold"),
        " of them new; ",
        (f"{share:.0%}", "bold"),
        " are doubtful: the speaker is not told, or not sure",
    )


def _told(claim: dict[str, Any]) -> Iterator[tuple[Text, int]]:
    """A claim as it is read: who, what, and where the article has it from."""
    role = f", {claim['speaker_role']}" if claim["speaker_role"] else ""
    how = [] if claim["act"] == "assert" else [claim["act"]]
    how += [] if claim["certainty"] == "asserted" else [claim["certainty"]]
    content = " ".join(claim["content"].split())
    shown = content if len(content) <= _LONGEST else f"{content[: _LONGEST - 1]}…"
    yield (
        Text.assemble(
            (safe_text(claim["speaker"]), "bold cyan"),
            safe_text(role),
            (f"  {', '.join(how)}" if how else "", "magenta"),
        ),
        2,
    )
    yield Text(safe_text(shown)), 4
    yield Text(safe_text(f"{day(claim)} · {way(claim)} · {claim['claim_id']}"), style="dim"), 4


def _places(data: Path) -> Iterator[tuple[str, str]]:
    for name, what in (
        ("warehouse.duckdb", "for any DuckDB client"),
        ("pages/index.html", "the evidence: each article, with what was found in it"),
        ("quality/index.html", "Data Docs: what the expectations say"),
    ):
        if (data / name).exists():
            yield str(data / name), what


def _commands(seen: Overview, data: Path) -> Iterator[tuple[str, str]]:
    called, option = command(), _option(data)
    if seen.claims:
        claim = max(seen.claims, key=lambda one: len(one["via"]))
        yield f"{called} show {claim['claim_id']}{option}", "a claim in its article"
        speaker = safe_text(claim["speaker"])
        name = next((word for word in reversed(speaker.split()) if word.isalpha()), speaker)
        yield f"{called} search {shlex.quote(name)}{option}", "full text"
    if seen.said:
        query = "SELECT speaker, content, outlet FROM who_said_what WHERE act = 'deny'"
        yield f'{called} sql "{query}"{option}', "any question"


def _option(data: Path) -> str:
    return "" if data == Path("data") else f" --data {shlex.quote(str(data))}"


def _headed(title: str) -> Text:
    return Text(f"\n{title}", style="bold")


def _print_lines(console: Console, title: str, lines: Iterator[tuple[str, str]]) -> None:
    """Each line with what it is: beside it where there is room, else above; what can be copied is never broken."""
    found = list(lines)
    if not found:
        return
    console.print(_headed(title))
    longest = max(len(line) for line, _ in found)
    beside = longest + max(len(what) for _, what in found) + 6 <= console.width
    for line, what in found:
        if not beside:
            console.print(Text(f"  {what}", style="dim"))
        console.print(
            Text.assemble(f"  {line.ljust(longest) if beside else line}", (f"  {what}" if beside else "", "dim")),
            soft_wrap=True,
        )
