"""What an article, its outlet or its file's name says acts nowhere: on no terminal, in no log and no artifact."""

from __future__ import annotations

import datetime as dt
import shutil
from io import StringIO
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from quellenlage.cli import main
from quellenlage.flows.report import summary
from quellenlage.flows.show import show_landed
from quellenlage.records import Rejected
from quellenlage.tasks.accounts import RunAccount
from quellenlage.tasks.evidence.safe_text import safe_line
from quellenlage.tasks.land.full_text import Asked, search
from quellenlage.tasks.land.overview import Overview
from quellenlage.tasks.land.publish import publish
from quellenlage.tasks.land.query import show

AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
BAD = "<script>alert(1)</script> {{ 7*7 }} '; DROP TABLE x; -- \x1b[31m \u202e ](javascript:alert(2)) **a** &lt;b"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def acts(text: str) -> bool:
    return "\x1b" in text or "\u202e" in text


@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl", "markdown"])
def test_an_answer_acts_on_no_terminal_and_a_pipe_gets_it_as_it_is(lake: Path, form: str) -> None:
    query = "SELECT content FROM claims WHERE contains(content, 'sofort')"
    seen, piped = Terminal(), StringIO()
    show(lake, query, seen, form=form)
    show(lake, query, piped, form="csv")
    assert "‹U+202E›sofort" in seen.getvalue()
    assert not acts(seen.getvalue())
    assert "\u202esofort" in piped.getvalue()


def test_what_is_found_acts_on_no_terminal(lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    data = tmp_path / "'; DROP TABLE documents; --"
    shutil.copytree(lake, data)
    publish(data)
    seen = Terminal()
    search(data, Asked("sofort"), seen, StringIO())
    assert "‹U+202E›" in seen.getvalue()
    assert not acts(seen.getvalue())


def test_what_a_run_says_acts_on_no_terminal(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_landed(lake, "run")
    shown = capsys.readouterr().out
    assert "‹U+202E›sofort" in shown
    assert not acts(shown)


def test_an_error_acts_on_no_terminal(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sql", f"SELECT {BAD.partition(' ')[2]}", "--data", str(lake)]) == 2
    assert main(["sql", "SELECT content::INT FROM claims", "--data", str(lake)]) == 2
    told = capsys.readouterr().err
    assert "‹U+001B›[31m" in told
    assert not acts(told)


def test_a_summary_is_text_in_markdown(tmp_path: Path) -> None:
    account = RunAccount("run", AT, AT, 2, 1, 0, 1, "code", "model", 1, (f"{BAD} (1)",))
    claim = {"speaker": BAD, "content": BAD, "via": [BAD, BAD], "outlet": BAD, "published": AT.date(), "page": "p.html"}
    found = Overview(None, 1, [], {"claims": 1, "speakers": 1, "new_speakers": 1, "doubtful": 0}, [claim])
    told = summary(account, [], tmp_path, found, tmp_path / "w.duckdb", [Rejected("a", "ingest", BAD, "")])
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(told)
    assert not acts(page)
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert "<strong>a" not in page
    assert (
        page.count("&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} '; DROP TABLE x; -- ‹U+001B›[31m ‹U+202E› ]") == 5
    )
    assert page.count("**a** &amp;lt;b") == 6  # once more with its numbers as N, in a reason that stands for several


def test_a_line_of_a_log_is_one() -> None:
    assert safe_line("a.txt\nquellenlage: a lie\x1b[0m\t b") == "a.txt quellenlage: a lie‹U+001B›[0m b"
