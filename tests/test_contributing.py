"""Every line of CONTRIBUTING.md's table, done as it says in a copy of the project."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from quellenlage.project import PIPELINES
from tests.conftest import PROJECT

_LINE = re.compile(r"^\| (?P<what>[^|]+) \| (?P<open>[^|]*`[^|]*) \| (?P<run>`[^|]*) \|$", re.MULTILINE)
LINES = {found["what"]: found for found in _LINE.finditer((PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8"))}
DAY = "2025-03-04"


class Copy:
    """A copy of the project that a test may change, and what its code then does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def append(self, path: str, text: str) -> None:
        file = self.folder / path
        file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + "\n" + text + "\n", encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} has no {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def row(self, path: str, **cells: str) -> None:
        """Append a line to a CSV table; columns that are not given are empty."""
        with (self.folder / path).open(encoding="utf-8", newline="") as lines:
            columns = next(csv.reader(lines))
        assert cells.keys() <= set(columns)
        file, first = self.folder / path, cells[columns[0]]
        known = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in known if not line.startswith(f"{first},")]  # whoever has added it may
        file.write_text("".join(kept), encoding="utf-8")
        with file.open("a", encoding="utf-8", newline="") as lines:
            csv.DictWriter(lines, columns, restval="", lineterminator="\n").writerow(cells)

    def python(self, code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def annotated(self, text: str) -> dict[str, list[list[str]]]:
        """What ``annotate`` finds in a text, as words: values of dates, and each part of the only claim."""
        record = json.dumps({"id": 1, "text": text, "published": DAY})
        done = subprocess.run(
            [sys.executable, "-m", "quellenlage.cli", "annotate"],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(self.folder)},
            input=record,
            capture_output=True,
            text=True,
            check=True,
        )
        found = json.loads(done.stdout)
        parts = ("content", "speaker", "cue", "addressee")
        claims = {p: [[text[a:b] for a, b in claim[p]] for claim in found["claims"]] for p in parts}
        return {"dates": [[date["text"], date["value"]] for date in found["dates"]], **claims}

    def landed(self, queries: Sequence[str]) -> list[str]:
        """What is refused of an article that is landed by the copy's own code, and the answers to queries then."""
        printed = self.python(
            "import datetime as dt, pathlib, tempfile\n"
            "from tests.conftest import ARTICLE\n"
            "from tests.landed_batches import AT, batch\n"
            "from quellenlage.tasks.check.checker import Checker\n"
            "from quellenlage.tasks.land.lake import open_lake\n"
            "from quellenlage.tasks.land.land import land\n"
            "folder = pathlib.Path(tempfile.mkdtemp())\n"
            "(folder / 'a.txt').write_text(ARTICLE)\n"
            "tables = batch(folder / 'a.txt')\n"
            "refused = Checker().check(tables, AT.date())\n"
            "print(*[reason for reasons in refused.values() for reason in reasons])\n"
            "land(folder, 'run', tables, [], AT)\n"
            "with open_lake(folder, read_only=True) as lake:\n"
            f"    for query in {list(queries)!r}:\n"
            "        print(*lake.execute(query).fetchall())"
        )
        return printed.splitlines()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The copy that all lines are tried in, one after the other: what one adds is in no other's way."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    folder = tmp_path_factory.mktemp("copy")
    (folder / "models").mkdir()
    weights = [path.resolve() for path in PIPELINES.values()]
    for path in weights:
        (folder / "models" / path.name).symlink_to(path)
    for name in filter(None, listed.split("\0")):
        linked = any((PROJECT / name).is_relative_to(path) for path in weights)
        if linked or name.startswith("bench/identity/") or not (PROJECT / name).exists():
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PROJECT / name, target, follow_symlinks=False)
    return Copy(folder)


def a_verb(copy: Copy) -> None:
    copy.row(
        "quellenlage/words/verbs.csv",
        verb="verklickern",
        takes="direct dass v2 wh",
        addressee="dative",
        act="assert",
        type="Indirect",
        example="Die Ministerin verklickerte den Anwohnern, dass die Brücke gesperrt werde.",
    )
    found = copy.annotated("Am Montag verklickerte Petra Krahl den Anwohnern, dass die Brücke gesperrt werde.")
    assert found["speaker"] == [["Petra Krahl"]]
    assert found["cue"] == [["verklickerte"]]
    assert found["addressee"] == [["den Anwohnern"]]
    assert found["content"] == [["dass die Brücke gesperrt werde"]]
    assert found["dates"] == [["Montag", "2025-03-03"]]


def a_noun(copy: Copy) -> None:
    look = "from quellenlage.words import noun; found = noun('Deichgräfin'); print(found and found.kind)"
    cells = {"noun": "Deichgräfin", "class": "office", "gender": "f", "plural": "Deichgräfinnen"}
    copy.row("quellenlage/words/nouns.csv", **cells, example="Die Deichgräfin schwieg.")
    assert copy.python(look) == "office"


def an_outlet(copy: Copy) -> None:
    look = "from quellenlage.outlets import find_outlets; print(*[m.outlet.outlet_id for m in find_outlets({!r})])"
    look = look.format("Das berichtet die Wurtener Landpost.")
    assert copy.python(look) == ""
    cells = {"outlet_id": "wl", "name": "Wurtener Landpost", "owner": "Landverlag", "country": "DE"}
    copy.row("quellenlage/outlets/outlets.csv", **cells, kind="newspaper")
    assert copy.python(look) == "wl"


def a_date_pattern(copy: Copy) -> None:
    look = (
        "from quellenlage.dates import find_dates; text = 'Das kommt am Sankt Nimmerleinstag.';"
        "print(*[(text[one.start : one.end], one.value) for one in find_dates(text, None)])"
    )
    assert copy.python(look) == ""
    copy.append(
        "quellenlage/dates/patterns-days.yaml",
        "\n- name: never\n  means: reference\n  with: {value: FUTURE_REF}\n"
        '  pattern:\n    - "[ am sankt nimmerleinstag ]"\n'
        '  examples:\n    - "Das kommt [am Sankt Nimmerleinstag]. = FUTURE_REF"',
    )
    assert copy.python(look) == "('am Sankt Nimmerleinstag', 'FUTURE_REF')"


def a_format(copy: Copy) -> None:
    (copy.folder / "tasks/ingest/readers/note.py").write_text(
        '"""Notes: one article a file, its first line the headline."""\n'
        "from collections.abc import Iterator\n"
        "from quellenlage.records import Article, Segment\n"
        "from quellenlage.tasks.ingest.readers import Format, Input\n\n\n"
        "def read(source: Input) -> Iterator[Article]:\n"
        "    text = source.data().decode('utf-8').strip()\n"
        "    end = (text + '\\n').index('\\n')\n"
        "    yield Article(source.uri, text, (Segment('headline', 0, end),))\n\n\n"
        "FORMAT = Format('note', ('.note',), read)\n"
    )
    (copy.folder / "a.note").write_text("Freibad bleibt\n\nDas sagte Petra Krahl.")
    look = (
        "from quellenlage.tasks.ingest.files import find_files; from quellenlage.tasks.ingest.ingest import read_file;"
        "print([one.text[:14] for file in find_files(['a.note']).files for one in read_file(file)])"
    )
    assert copy.python(look) == "['Freibad bleibt']"


def a_box(copy: Copy) -> None:
    look = "from quellenlage.tasks.ingest.pages.page_tables import role_of; print(role_of('deichfunk-drei'))"
    assert copy.python(look) == ""
    copy.row("tasks/ingest/pages/page_classes.csv", role="drop", pattern="deichfunk", example="<div class='deichfunk'>")
    assert copy.python(look) == "drop"


def a_key(copy: Copy) -> None:
    look = "from quellenlage.tasks.ingest.fields.layout import layout_of; print(*layout_of(['Deichtext'], {}).paths)"
    assert copy.python(look) == ""
    cells = {"name": "text", "key": "deichtext", "written_by": "German tables", "example": "Am Deich war Nebel."}
    copy.append("tasks/ingest/fields/known_fields.csv", ",".join(cells.values()))
    assert copy.python(look) == "text"


def a_parameter(copy: Copy) -> None:
    url = "https://www.deich-kurier.example/a.html"
    look = f"from quellenlage.tasks.ingest.addresses import canonical; print(canonical('{url}?deich=1'))"
    assert copy.python(look) == f"{url}?deich=1"
    copy.append("tasks/ingest/addresses.csv", f"parameter,deich=.*,,{url}?deich=1,{url}")
    assert copy.python(look) == url


def a_column(copy: Copy) -> None:
    copy.replace(
        "tasks/tables/document_tables.py",
        '        Column("negated", BOOLEAN,',
        '        Column("continues", BOOLEAN, "Whether it goes on with the claim before it"),\n'
        '        Column("negated", BOOLEAN,',
    )


def a_table(copy: Copy) -> None:
    copy.append(
        "tasks/tables/ledger_tables.py",
        'READERS = Table("readers", "somebody who reads the ledger", (Column("name", TEXT, "The name"),))\n'
        "LEDGER_TABLES = (*LEDGER_TABLES, READERS)",
    )
    suite = json.loads((copy.folder / "expectations" / "merges.json").read_text(encoding="utf-8"))
    suite["name"] = "readers"
    suite["expectations"] = [
        {
            "type": "expect_column_values_to_not_be_null",
            "kwargs": {"column": "name"},
            "severity": "critical",
            "description": "Every reader has a name.",
            "meta": {},
        }
    ]
    (copy.folder / "expectations" / "readers.json").write_text(json.dumps(suite), encoding="utf-8")


def a_compound(copy: Copy) -> None:
    look = (
        "from quellenlage.pipeline.lemmas import GermanLemmatizer; from quellenlage.project import PIPELINES;"
        "from quellenlage.terms.word_terms import WordTerms;"
        "words = WordTerms(GermanLemmatizer().from_disk(PIPELINES['fast'] / 'german_lemmatizer'));"
        "print(*[term.term for term in words.find('Deichgraf').terms if term.part])"
    )
    assert copy.python(look) == "deich graf"
    copy.row("quellenlage/terms/opaque.csv", word="Deichgraf", parts="Deich", example="Der Deichgraf schwieg.")
    assert copy.python(look) == "deich"


def an_expectation(copy: Copy) -> None:
    path = copy.folder / "expectations" / "documents.json"
    suite = json.loads(path.read_text(encoding="utf-8"))
    suite["expectations"].append(
        {
            "type": "expect_column_values_to_match_regex",
            "kwargs": {"column": "title", "regex": "^Freibad"},
            "severity": "critical",
            "description": "Every article is about the pool.",
            "meta": {},
        }
    )
    path.write_text(json.dumps(suite), encoding="utf-8")


def a_view(copy: Copy) -> None:
    copy.append(
        "tasks/tables/views.sql", "CREATE VIEW questions AS SELECT claim_id FROM claims WHERE act = 'question';"
    )
    copy.replace(
        "tasks/tables/views.py",
        "VIEWS = (",
        'QUESTIONS = Table("questions", "a claim that asks", CLAIM_RECORDS.pick("claim_id"))\n\n'
        "VIEWS = (\n    QUESTIONS,",
    )


def a_command(copy: Copy) -> None:
    (copy.folder / "quellenlage" / "commands" / "greet_command.py").write_text(
        "from quellenlage.commands.command import DONE, Command\n\n"
        "GREET = Command('greet', 'be kind', 'quellenlage greet', lambda _: None, lambda _: print('hello') or DONE)\n",
        encoding="utf-8",
    )
    commands = "quellenlage/commands/__init__.py"
    copy.replace(commands, "COMMANDS: ", "from quellenlage.commands.greet_command import GREET\n\nCOMMANDS: ")
    copy.replace(commands, "*(RUN,", "*(GREET, RUN,")
    assert copy.python("from quellenlage.cli import main; main(['greet'])") == "hello"


def a_rule(copy: Copy) -> None:
    assert (copy.folder / "quellenlage" / "claims" / "README.md").exists()


def an_identity(copy: Copy) -> None:
    assert (copy.folder / "quellenlage" / "identity" / "__init__.py").exists()


def a_denial(copy: Copy) -> None:
    said = "Die Werft nannte den Bericht eine Zeitungsente."
    look = f"from quellenlage.relations.denials import denial_of; print(denial_of({said!r}, None))"
    assert copy.python(look) == "None"
    copy.row("quellenlage/relations/denials.csv", forms="Zeitungsente", relation="denies", example=said)
    assert "Zeitungsente" in copy.python(look)


def the_model(copy: Copy) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "models.evaluate", "--corpora", "nowhere"],
        cwd=copy.folder,
        env=os.environ | {"PYTHONPATH": str(copy.folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "GermEval" in done.stderr
    assert "Traceback" not in done.stderr


#: What is landed and asked with all of these done, and what is told then.
LANDED: dict[str, tuple[Callable[[Copy], None], str, str]] = {
    "an expectation": (an_expectation, "", r"Every article is about the pool\."),
    "a column": (a_column, "SELECT DISTINCT continues FROM claims", r"\("),
    "a table": (a_table, "SELECT count(*) FROM readers", r"\(0,\)"),
    "a view": (a_view, "SELECT count(*) FROM questions", r"\(0,\)"),
}
TRIED: dict[str, Callable[[Copy], None]] = {
    "how claims stand to each other: a word of denial, opposites, what is counted": a_denial,
    "a reporting verb": a_verb,
    "a noun for a person, a body, a document": a_noun,
    "an outlet or an agency": an_outlet,
    "a date pattern": a_date_pattern,
    "a format of files": a_format,
    "what is read of a news page: a box, a phrase, a house": a_box,
    "the name of a column or key, a line above a text, around a mail, a note to editors": a_key,
    "what does not count in an address": a_parameter,
    "what search finds: a compound, a part of one": a_compound,
    "a command": a_command,
    "a rule for claims": a_rule,
    "who is meant by a name, a phrase or a pronoun": an_identity,
    "the model": the_model,
}


def test_every_line_is_tried() -> None:
    assert LINES.keys() == TRIED.keys() | LANDED.keys()


@pytest.mark.parametrize("what", LINES)
def test_what_a_line_names_is_there(what: str) -> None:
    for named in re.findall(r"`([^`]+)`", LINES[what]["open"]):
        assert (PROJECT / named).exists(), named
    for command in re.findall(r"`([^`]+)`", LINES[what]["run"]):
        for word in command.split():
            assert not word.startswith("tests") or (PROJECT / word).exists(), word


@pytest.mark.parametrize("what", TRIED)
def test_a_line_does_what_it_says(what: str, copy: Copy) -> None:
    TRIED[what](copy)


def test_lines_that_change_what_lands_do_what_they_say(copy: Copy) -> None:
    for do, _, _ in LANDED.values():
        do(copy)
    told = copy.landed([query for _, query, _ in LANDED.values() if query])
    for line, (_, query, expected) in zip(told, LANDED.values(), strict=True):
        assert re.match(expected, line), (query, told)
