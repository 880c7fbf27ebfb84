"""The questions of the README and of docs/cookbook.md print the answers that stand below them.

``python -m tests.test_readme DATA`` writes the answers anew, from a lake in DATA into which seeds/ has landed.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from quellenlage.cli import main
from quellenlage.flows.ledger import ledger
from quellenlage.tasks.ingest.readers import formats
from quellenlage.tasks.land.lake import open_lake
from tests.conftest import PROJECT

_WIDTH = 120
_QUESTION = re.compile(r"```sql\n(?P<query>.*?)```\n\n```text\n(?P<answer>.*?)```", re.DOTALL)


#: The files that have questions, with how many.
ASKING = {"README.md": 8, "docs/cookbook.md": 23}


def questions(file: str) -> list[tuple[str, str]]:
    """Each query of a file with the answer printed below it."""
    text = (PROJECT / file).read_text(encoding="utf-8")
    return [(found["query"], found["answer"]) for found in _QUESTION.finditer(text)]


def answer(data: Path, query: str) -> str:
    """What ``quellenlage sql`` shows on a terminal of 120 columns."""
    printed = io.StringIO()
    with open_lake(data, read_only=True) as connection, redirect_stdout(printed):
        connection.sql(query).show(max_width=_WIDTH)
    return "\n".join(line.rstrip() for line in printed.getvalue().strip().splitlines()) + "\n"


def refresh(data: Path) -> None:
    """Write every answer anew."""

    def asked(found: re.Match[str]) -> str:
        return f"```sql\n{found['query']}```\n\n```text\n{answer(data, found['query'])}```"

    for file in ASKING:
        path = PROJECT / file
        path.write_text(_QUESTION.sub(asked, path.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory, prefect_server: None) -> Path:
    data = tmp_path_factory.mktemp("seeds")
    state = ledger([str(PROJECT / "seeds")], data, return_state=True)
    assert state.is_completed()
    return data


def test_the_readme_names_every_ending_that_is_read() -> None:
    _, _, below = (PROJECT / "README.md").read_text(encoding="utf-8").partition("## What is read")
    table, _, _ = below.partition("**")
    assert set(formats()) == set(re.findall(r"`(\.[a-z0-9.]+)`", table))


@pytest.mark.parametrize("file", ASKING)
def test_no_question_is_without_its_answer(file: str) -> None:
    assert len(questions(file)) == ASKING[file]


@pytest.mark.parametrize("file", ASKING)
def test_the_answers_are_those_that_are_printed(seeds: Path, file: str) -> None:
    for query, expected in questions(file):
        assert answer(seeds, query) == expected, query


def test_every_row_of_who_said_what_is_at_its_offsets(seeds: Path) -> None:
    with open_lake(seeds, read_only=True) as connection:
        rows = connection.execute(
            "SELECT documents.text, w.content, w.speaker_mention, w.cue, content_spans, speaker_spans, cue_spans, "
            "w.sentence FROM who_said_what AS w JOIN claims USING (claim_id) "
            "JOIN documents ON documents.document_id = w.document_id"
        ).fetchall()
    assert len(rows) > 100
    for text, *said, content_spans, speaker_spans, cue_spans, sentence in rows:
        assert text[content_spans[0]["start_char"] : content_spans[0]["end_char"]] in sentence
        for wording, spans in zip(said, (content_spans, speaker_spans, cue_spans), strict=True):
            found = " ".join(text[span["start_char"] : span["end_char"]] for span in spans)
            assert (wording or "") == found


def test_the_corrections_that_it_shows_are_made(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = shutil.copytree(seeds, tmp_path / "data")
    _, _, below = (PROJECT / "README.md").read_text(encoding="utf-8").partition("## Corrections\n")
    shown = re.findall(r"^    \.venv/bin/quellenlage (.*)", below.partition("\n## ")[0], re.MULTILINE)
    assert len(shown) == 5
    for line in shown:
        assert main([*shlex.split(line, comments=True), "--data", str(data)]) == 0, capsys.readouterr().err
    with open_lake(data, read_only=True) as connection:
        query = "SELECT speaker FROM who_said_what WHERE content LIKE ? ORDER BY 1"
        for content, expected in (
            ("%Eigene Soldaten am Boden%", [("Financial Times",)]),
            ("%erzählt der Torf%", []),
            # Of the obituary, in which she has her first name only.
            ("%habe bis zuletzt jeden Morgen%", [("Dr. Gudrun Klein",)]),
        ):
            assert connection.execute(query, [content]).fetchall() == expected


if __name__ == "__main__":
    refresh(Path(sys.argv[1]))
