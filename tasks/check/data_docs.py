"""Data Docs that need no network and keep the runs before.

Great Expectations makes a page a suite of one run, which loads its looks and its index from the web, and throws away
what was there. Here these pages are made to stand alone, laid beside those of the runs before, and listed by an index
of our own: what is not met, how severe that is, and the rows that break it, each with the way to its evidence.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

#: How many runs are kept.
KEPT = 30
_RUNS = "runs"
_FROM_THE_WEB = re.compile(
    r"<script\b.*?</script>|<link\b[^>]*\bhref=\"https?://[^>]*>|<img\b[^>]*\bsrc=\"https?://[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_STYLE = Path(__file__).with_name("data_docs.css")
_WEIGHT = {"critical": 0, "warning": 1, "info": 2}


def add_run(built: Path, folder: Path, run_id: str, at: dt.datetime, told: Sequence[Mapping[str, Any]]) -> Path:
    """Lay the pages that were ``built`` of a run beside those in ``folder``; returns the index.

    ``told`` are its verdicts: suite, expectation, severity, checked, unexpected, and of the rows that break it the ids.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("validations", "expectations"):
        for page in sorted((built / part).rglob("*.html")):
            target = folder / page.relative_to(built)
            target.parent.mkdir(parents=True, exist_ok=True)
            up = "../" * (len(page.relative_to(built).parts) - 1)
            target.write_text(_alone(page.read_text(encoding="utf-8"), up), encoding="utf-8")
    if run_id:
        record = folder / _RUNS / f"{at:%Y%m%dT%H%M%S.%fZ}.json"
        record.parent.mkdir(exist_ok=True)
        record.write_text(
            json.dumps({"run_id": run_id, "at": at.isoformat(), "verdicts": list(told)}), encoding="utf-8"
        )
    _forget_old(folder)
    return write_index(folder)


def write_index(folder: Path) -> Path:
    """List the runs whose pages are in ``folder``; returns the page that does."""
    runs = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / _RUNS).glob("*.json"))]
    shutil.copyfile(_STYLE, folder / _STYLE.name)
    lines = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Data Docs – quellenlage</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<link rel="stylesheet" href="{_STYLE.name}"></head><body><main>',
        "<p class=brand>quellenlage · Data Docs</p><h1>What the expectations say</h1>",
    ]
    for place, run in enumerate(reversed(runs)):
        lines += _run(folder, run, opened=place == 0)
    if not runs:
        lines.append("<p>No run was checked yet.</p>")
    index = folder / "index.html"
    index.write_text("\n".join([*lines, "</main></body></html>\n"]), encoding="utf-8")
    return index


def _run(folder: Path, run: Mapping[str, Any], *, opened: bool) -> Iterator[str]:
    verdicts = sorted(
        (one for one in run["verdicts"] if one["unexpected"]),
        key=lambda one: (_WEIGHT.get(one["severity"], 3), one["suite"], one["expectation"]),
    )
    met = len(run["verdicts"]) - len(verdicts)
    title = f"{run['at'][:16].replace('T', ' ')} UTC: {met} of {len(run['verdicts'])} expectations are met"
    yield f"<details{' open' if opened else ''}><summary>{title}</summary><p class=minor>run {_told(run['run_id'])}</p>"
    if verdicts:
        yield "<table><thead><tr><th>severity<th>expectation<th>broken by<th>the first of these</tr></thead><tbody>"
        for one in verdicts:
            rows = " ".join(_row(row, number) for number, row in enumerate(one["rows"], 1))
            yield (
                f"<tr><td class={_told(one['severity'])}>{_told(one['severity'])}<td>{_told(one['expectation'])} "
                f"<small>{_told(one['suite'])}</small><td class=figure>{one['unexpected']} of {one['checked']}"
                f"<td>{rows}</tr>"
            )
        yield "</tbody></table>"
    links = [
        f'<a href="{page.relative_to(folder).as_posix()}">{_told(page.relative_to(folder).parts[1])}</a>'
        for page in sorted((folder / "validations").glob(f"*/{run['run_id']}/*/*.html"))
    ]
    yield f"<p>Every expectation, by table: {', '.join(links)}</p></details>"


def _row(row: Mapping[str, str], number: int) -> str:
    """A row that breaks an expectation: the way to its claim on its article's page, or its article's."""
    if not (document := row.get("document_id")):
        return ""
    claim = f"#claim-{row['claim_id']}" if row.get("claim_id") else ""
    return f'<a href="../pages/{_told(document)}.html{_told(claim)}">{number}</a>'


def _alone(page: str, up: str) -> str:
    """A page of Great Expectations without what it loads from the web, with a style of our own; ``up`` leads to it."""
    style = f'<link rel="stylesheet" href="{up}{_STYLE.name}">'
    return _FROM_THE_WEB.sub("", page).replace("</head>", f"{style}</head>", 1)


def _forget_old(folder: Path) -> None:
    for path in sorted((folder / _RUNS).glob("*.json"))[:-KEPT]:
        run_id = json.loads(path.read_text(encoding="utf-8"))["run_id"]
        for pages in (folder / "validations").glob(f"*/{run_id}"):
            shutil.rmtree(pages, ignore_errors=True)
        path.unlink()


def _told(text: str) -> str:
    return html.escape(str(text))
