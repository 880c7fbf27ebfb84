"""The same as text: in colours on a terminal, plain into a pipe."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from quellenlage.tasks.evidence.showing import show_evidence
from tests.evidence.conftest import ADDRESS


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def shown(lake: Path, what: str, out: StringIO | None = None) -> str:
    out = out or StringIO()
    show_evidence(lake, what, out)
    return out.getvalue()


def test_a_pipe_gets_plain_text_a_sentence_a_line(lake: Path) -> None:
    text = shown(lake, ADDRESS)
    assert "\x1b" not in text
    lines = text.splitlines()
    assert any(line.endswith("Das Freibad schließe im Herbst.") and '"Wir geben' in line for line in lines)
    (row,) = [number for number, line in enumerate(lines) if "] Ulla Brandt: " in line]
    assert lines[row].startswith("    [")
    assert "hedged (offenbar)" in lines[row + 1]
    assert lines[row + 2].strip() == "via Deich-Kurier ← Ulla Brandt"
    assert "? the text does not tell who speaks" in text
    assert "[-bleibe-]{+schließe+}" in text
    assert ADDRESS in lines


def test_a_terminal_gets_colours_and_lines_no_longer_than_it(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = shown(lake, ADDRESS, Terminal())
    assert "\x1b[" in text
    plain = "".join(part.partition("m")[2] if number else part for number, part in enumerate(text.split("\x1b[")))
    assert max(len(line.rstrip()) for line in plain.splitlines()) <= 60


def test_a_speaker_as_text(lake: Path) -> None:
    text = shown(lake, "Petra Krahl")
    assert '"Wir geben nicht mehr Geld aus, als die Stadt einnimmt", sagte Krahl.' in text
    assert "deny · denied" in text
    assert "says the same: Petra Krahl, Halmer Tageblatt, 2025-03-05: " in text


def test_nothing_of_an_article_acts_on_the_terminal(lake: Path) -> None:
    for what in ("https://www.boese.example/seite", "Ulla Brandt"):
        text = shown(lake, what)
        assert "\u202e" not in text
        assert "\x1b" not in text
        assert "<img src=x onerror=alert(2)>" in text
