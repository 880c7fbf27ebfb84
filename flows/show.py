"""What a lake holds, on the terminal."""

from __future__ import annotations

from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from quellenlage.tasks.land.overview import overview

_SHOWN_CONTENT = 90


def show_landed(data: Path, run_id: str) -> None:
    """Print the account of run ``run_id``, the size of each table, and the newest claims of the lake in ``data``."""
    seen = overview(data, run_id)
    console = Console()
    console.print()
    if seen.run is None:
        console.print("This run was not finished; what had landed before stays landed.")
    else:
        run = seen.run
        console.print(
            f"[bold]{run['seen']}[/] articles seen: [bold]{run['landed']}[/] landed, "
            f"[bold]{run['unchanged']}[/] unchanged, [bold]{run['quarantined']}[/] in quarantine",
            highlight=False,
        )
        if run.get("passed_over"):
            console.print(f"Passed over, no article to read: {', '.join(run['passed_over_as'])}", highlight=False)
        if run["quarantined"]:
            why = f'Why: quellenlage sql "SELECT uri, reason FROM quarantine" --data {data}'
            console.print(why, highlight=False, markup=False)
        if not run["seen"]:
            console.print("There is no article in these sources.")
        elif run["unchanged"] == run["seen"]:
            console.print("Nothing new landed: the lake already has these articles as they are.")
    sizes = Table(box=box.SIMPLE_HEAD, title="in the lake", title_justify="left")
    sizes.add_column("table")
    sizes.add_column("rows", justify="right")
    for name, rows in seen.sizes.items():
        sizes.add_row(name, f"{rows:,}")
    console.print(sizes)
    if seen.claims:
        said = Table(box=box.SIMPLE_HEAD, title="who said what, newest first", title_justify="left")
        for column in ("published", "speaker", "act", "content", "certainty"):
            said.add_column(column, overflow="fold" if column == "content" else "ellipsis")
        for published, speaker, act, content, certainty in seen.claims:
            said.add_row(str(published or "–"), speaker or "–", act, _shortened(content), certainty)
        console.print(said)
    console.print(f'More: quellenlage sql "FROM who_said_what" --data {data}', highlight=False, markup=False)


def _shortened(content: str) -> str:
    one_line = " ".join(content.split())
    return one_line if len(one_line) <= _SHOWN_CONTENT else one_line[: _SHOWN_CONTENT - 1] + "…"
