"""What a run leaves to be looked at in the Prefect UI: artifacts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact

from quellenlage.flows.folders import SERVED_AT
from quellenlage.records import Rejected
from quellenlage.tasks.accounts import Figure, RunAccount, Verdict, grouped
from quellenlage.tasks.evidence.safe_text import safe_line
from quellenlage.tasks.land.overview import Overview, day, way


def publish_artifacts(
    account: RunAccount,
    verdicts: Sequence[Verdict],
    data: Path,
    found: Overview,
    docs: Path | None,
    pages: Path | None,
    warehouse: Path,
    rejected: Sequence[Rejected] = (),
    again: str = "",
) -> None:
    """A summary and, where there are any, a table of the expectations' verdicts and links to Data Docs and pages."""
    create_markdown_artifact(
        key="run-summary",
        markdown=summary(account, verdicts, data, found, warehouse, rejected, again),
        description="Run summary",
    )
    if pages is not None:
        create_link_artifact(
            key="evidence",
            link=address(data, pages),
            link_text="The evidence",
            description="A page for each article that landed, with what was found in it",
        )
    if docs is None:
        return
    publish_verdicts(verdicts)
    create_link_artifact(
        key="data-docs",
        link=address(data, docs),
        link_text="Data Docs of all suites",
        description="What the expectations say of the last runs, each broken one with its rows' evidence",
    )


def publish_verdicts(verdicts: Sequence[Verdict]) -> None:
    """A table of what the expectations say, broken ones first."""
    create_table_artifact(
        key="expectations",
        table=[
            {
                "suite": verdict.suite,
                "expectation": verdict.expectation,
                "severity": verdict.severity,
                "met": "yes" if verdict.success else "NO",
                "checked": verdict.checked,
                "unexpected": verdict.unexpected,
                "share": "" if verdict.share is None else _shown(verdict, verdict.share),
                "usual": _usual(verdict),
            }
            for verdict in sorted(verdicts, key=lambda verdict: (verdict.success, verdict.suite, verdict.expectation))
        ],
        description="What the expectations say of this run, broken ones first",
    )


def address(data: Path, file: Path | str) -> str:
    """The address of ``file``, which is below ``data`` or said from there: where that is served, else on the disk."""
    path, _, place = str(file).partition("#")
    below = Path(path).relative_to(data).as_posix() if Path(path).is_relative_to(data) else path
    served = os.environ.get(SERVED_AT)
    found = f"{served.rstrip('/')}/{below}" if served else (data / below).resolve().as_uri()
    return f"{found}#{place}" if place else found


def summary(
    account: RunAccount,
    verdicts: Sequence[Verdict],
    data: Path,
    found: Overview,
    warehouse: Path,
    rejected: Sequence[Rejected] = (),
    again: str = "",
) -> str:
    """The run in Markdown: what became of all that came in, what was said, and what the expectations say of it.

    ``again`` is what is told of documents that were read again.
    """
    expected = [verdict for verdict in verdicts if not isinstance(verdict, Figure)]
    broken = [verdict for verdict in expected if not verdict.success]
    seconds = (account.finished_at - account.started_at).total_seconds()
    lines = [
        "| seen | landed | unchanged | quarantined | passed over |",
        "| ---: | ---: | ---: | ---: | ---: |",
        f"| {account.seen} | {account.landed} | {account.unchanged} | {account.quarantined} | {account.passed_over} |",
        "",
        *([f"Passed over: {_plain(', '.join(account.passed_over_as))}.", ""] if account.passed_over else []),
        *_quarantined(rejected),
        *([again, ""] if again else []),
        *_said(data, found),
        f"{seconds:.1f} seconds, code {account.code_version}, model {account.model_version}.",
        f"Published to `{warehouse}`.",
        "",
        f"{len(expected) - len(broken)} of {len(expected)} expectations are met."
        if expected
        else "Nothing was to check.",
    ]
    lines += [f"- {one.severity}: {_verdict(one)}" for one in broken]
    if unusual := unusual_shares(verdicts):
        lines += ["", "Not as in the runs before:", *(f"- {one}" for one in unusual)]
    return "\n".join(lines)


def _quarantined(rejected: Sequence[Rejected]) -> Iterator[str]:
    if reasons := grouped(rejected):
        yield "In quarantine, by reason:"
        yield from (f"- {n} × {stage}: {_plain(reason)}" for n, stage, reason in reasons)
        yield ""


def _said(data: Path, found: Overview) -> Iterator[str]:
    figures = found.figures
    if not figures.get("claims"):
        return
    yield (
        f"**{figures['claims']} claims** by {figures['speakers']} named speakers, {figures['new_speakers']} of them "
        f"new; {figures['doubtful'] / figures['claims']:.0%} are doubtful: the speaker is not told, or not sure."
    )
    yield ""
    for claim in found.claims:
        yield (
            f"- **{_plain(claim['speaker'])}**: {_plain(claim['content'])} "
            f"([{_plain(way(claim))}, {day(claim)}]({address(data, claim['page'])}))"
        )
    yield ""


def _plain(text: str) -> str:
    """Text of an article, in which nothing acts as Markdown or HTML."""
    return "".join(f"\\{sign}" if sign in r"\`*_[]<>#|!~&" else sign for sign in safe_line(text))


def unusual_shares(verdicts: Sequence[Verdict]) -> list[str]:
    """A sentence for each expectation that another share of rows breaks than in the runs before, and each figure."""
    return [f"{_verdict(one)}; usual are {_usual(one)}" for one in verdicts if not one.is_usual]


def _verdict(one: Verdict) -> str:
    share = "" if one.share is None else f", {_shown(one, one.share)}"
    return f"{one.expectation} ({one.suite}: {one.unexpected} of {one.checked}{share})"


def _usual(one: Verdict) -> str:
    if one.usual_least is None or one.usual_most is None:
        return ""
    return f"{_shown(one, one.usual_least)} to {_shown(one, one.usual_most)}"


def _shown(one: Verdict, value: float) -> str:
    return f"{value:.2f}" if isinstance(one, Figure) and not one.is_share else f"{value:.1%}"
