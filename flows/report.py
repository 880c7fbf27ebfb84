"""What a run leaves to be looked at: artifacts in the Prefect UI, a summary on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact

from quellenlage.records import Rejected
from quellenlage.tasks.accounts import RunAccount, Verdict, grouped


def publish_artifacts(
    account: RunAccount,
    verdicts: Sequence[Verdict],
    docs: Path | None,
    warehouse: Path,
    rejected: Sequence[Rejected] = (),
) -> None:
    """A summary and, where something was checked, a table of the expectations' verdicts and a link to the Data Docs."""
    create_markdown_artifact(
        key="run-summary", markdown=summary(account, verdicts, warehouse, rejected), description="Run summary"
    )
    if docs is None:
        return
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
                "share": "" if verdict.share is None else f"{verdict.share:.1%}",
                "usual": _usual(verdict),
            }
            for verdict in sorted(verdicts, key=lambda verdict: (verdict.success, verdict.suite, verdict.expectation))
        ],
        description="What the expectations say of this run, broken ones first",
    )
    create_link_artifact(key="data-docs", link=docs.resolve().as_uri(), link_text="Data Docs of all suites")


def summary(
    account: RunAccount, verdicts: Sequence[Verdict], warehouse: Path, rejected: Sequence[Rejected] = ()
) -> str:
    """The run in Markdown: the counts, why things did not land, what expectations are not met, what is not usual."""
    broken = [verdict for verdict in verdicts if not verdict.success]
    seconds = (account.finished_at - account.started_at).total_seconds()
    lines = [
        "| seen | landed | unchanged | quarantined | passed over |",
        "| ---: | ---: | ---: | ---: | ---: |",
        f"| {account.seen} | {account.landed} | {account.unchanged} | {account.quarantined} | {account.passed_over} |",
        "",
        *([f"Passed over: {', '.join(account.passed_over_as)}.", ""] if account.passed_over else []),
        f"{seconds:.1f} seconds, code {account.code_version}, model {account.model_version}.",
        f"Published to `{warehouse}`.",
        "",
        f"{len(verdicts) - len(broken)} of {len(verdicts)} expectations are met."
        if verdicts
        else "Nothing was to check.",
    ]
    lines += [f"- {one.severity}: {_told(one)}" for one in broken]
    if reasons := grouped(rejected):
        lines += ["", "In quarantine, by reason:", *(f"- {n} × {stage}: {reason}" for n, stage, reason in reasons)]
    if unusual := unusual_shares(verdicts):
        lines += ["", "Not as in the runs before:", *(f"- {one}" for one in unusual)]
    return "\n".join(lines)


def unusual_shares(verdicts: Sequence[Verdict]) -> list[str]:
    """A sentence for each expectation that another share of rows breaks than in the runs before."""
    return [f"{_told(one)}; usual are {_usual(one)}" for one in verdicts if not one.is_usual]


def _told(one: Verdict) -> str:
    share = "" if one.share is None else f", {one.share:.1%}"
    return f"{one.expectation} ({one.suite}: {one.unexpected} of {one.checked}{share})"


def _usual(one: Verdict) -> str:
    if one.usual_least is None or one.usual_most is None:
        return ""
    return f"{one.usual_least:.1%} to {one.usual_most:.1%}"
