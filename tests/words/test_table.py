"""A table that is wrong is refused with a sentence: which file, line and column, what is wrong and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quellenlage.errors import QuellenlageError
from quellenlage.words.promises import PROMISES
from quellenlage.words.table import HERE, entries, read, rows, word_list

README = (HERE / "README.md").read_text(encoding="utf-8")
HEDGES = PROMISES["words/hedges.csv"]


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "words" / "hedges.csv"
    path.parent.mkdir()
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "words/hedges.csv, line 1: the table is empty"),
        ("word,kind\n", "words/hedges.csv, line 1: the column example is missing"),
        ("word,kind,example,note\n", "words/hedges.csv, line 1: the column note is unknown"),
        ("kind,word,example\n", "words/hedges.csv, line 1: the columns stand in another order"),
        (
            "word,kind,example\nwohl,hedge,Wohl.\nwohl,hedge,Wohl.\n",
            "line 3, column word: “wohl” stands in line 2 already",
        ),
        ("word,kind,example\nwohl,hedge,\n", "line 2, column example: the cell is empty"),
        ("word,kind,example\nwohl,hedge\n", "line 2, column example: the line ends before it"),
        (
            "word,kind,example\nwohl,hedge,Wohl, oder?\n",
            "line 2, behind column example: the line has 4 cells in place of 3",
        ),
        ("word,kind,example\nwohl,noun,Wohl.\n", "line 2, column kind: “noun” is unknown; write one of hedge, verb."),
        ("word,kind,example\nwohl ,hedge,Wohl.\n", "line 2, column word: “wohl ” begins or ends with a blank"),
        ('word,kind,example\nwohl,hedge,"Wohl" ja.\n', "line 2: the line cannot be taken apart"),
    ],
)
def test_wrong_table_is_refused_with_its_place(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(QuellenlageError) as error:
        read(table(tmp_path, text), HEDGES)
    assert sentence in str(error.value)


def test_missing_table_and_other_encodings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QuellenlageError, match=r"nirgends.csv: the file cannot be read"):
        read(tmp_path / "nirgends.csv")
    with pytest.raises(QuellenlageError, match=r"words/hedges.csv, line 2: the file is not in UTF-8"):
        read(table(tmp_path, "word,kind,example\nmöglich,hedge,Möglich.\n", "latin-1"), HEDGES)


def test_table_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = table(tmp_path, 'word,kind,example\r\nwohl,hedge,"Ja, wohl."\r\n', "utf-8-sig")
    assert [dict(row) for row in read(path, HEDGES)] == [{"word": "wohl", "kind": "hedge", "example": "Ja, wohl."}]


def test_broken_yaml_and_missing_list_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "lists.yaml"
    path.write_text("a: >-\n  b\nc: [\n", encoding="utf-8")
    with pytest.raises(QuellenlageError, match=r"lists.yaml, line 4, column 1: the file is no YAML"):
        entries(path)
    with pytest.raises(QuellenlageError, match=r"function_words.yaml: there is no list nobodys"):
        word_list("nobodys")


def test_every_table_of_the_library_holds_its_promise() -> None:
    for name in PROMISES:
        folder, file = name.split("/")
        assert rows(file, HERE.parent / folder if folder != "models" else HERE.parents[1] / folder), name


def test_readme_and_promises_name_every_table() -> None:
    tables = {path.name for path in HERE.iterdir() if path.suffix in (".csv", ".yaml")}
    listed = re.findall(r"^\| `([a-z_]+\.(?:csv|yaml))` \|.*\| (\S[^|]*) \|$", README, re.MULTILINE)
    assert [name for name, _ in listed] == sorted(tables)
    assert {f"words/{name}" for name in tables if name.endswith(".csv")} == {
        p for p in PROMISES if p.startswith("words/")
    }
    for name, run_by in listed:
        if run_by.startswith("tests/"):
            assert (HERE.parents[1] / run_by).exists(), name


@pytest.mark.parametrize(
    ("name", "line"), re.findall(r"^\|[^|]*\| one line in `(\w+\.csv)`[^:|]*: `([^`]+)`", README, re.MULTILINE)
)
def test_the_line_that_the_readme_adds_is_taken(name: str, line: str, tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    line = line.replace("\\|", "|")
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    before = [known for known in lines if known.split(",")[0] != line.split(",")[0]]  # whoever has added it may
    (folder / name).write_text("\n".join((*before, line, "")), encoding="utf-8")
    assert len(rows(name, folder)) == len(before)
