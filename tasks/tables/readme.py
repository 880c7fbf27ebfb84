"""What the READMEs say of tables, from their definitions.

``python -m quellenlage.tasks.tables.readme``, in the top folder of the repository, writes it anew: the table of tables
in ``README.md``, every column in ``tasks/tables/README.md`` and what the words mean that stand in columns in
``docs/dictionary.md``, each between its two markers.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from quellenlage.tasks.tables.definition import Table
from quellenlage.tasks.tables.schema import TABLES, VIEWS, describe

_BEGIN = "<!-- from the definitions: python -m quellenlage.tasks.tables.readme -->"
_END = "<!-- end -->"


def table_of_tables() -> str:
    """One line a view and table: what a row is, and the columns."""
    lines = ["| table or view | a row is | columns |", "| --- | --- | --- |"]
    lines += [f"| `{one.name}` | {one.doc} | {', '.join(one.names)} |" for one in _in_order()]
    return "\n".join(lines)


def every_column() -> str:
    """A section a view and table: each column with its type, whether it is promised, and what it says."""
    return "\n\n".join(_section(one) for one in _in_order())


def every_word() -> str:
    """A section a vocabulary: each word with what it means and an example."""
    with Path(__file__).with_name("vocabularies.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    sections = []
    for name in dict.fromkeys(row["vocabulary"] for row in rows):
        head = [f"## {name}", "", "| word | means | example |", "| --- | --- | --- |"]
        own = (row for row in rows if row["vocabulary"] == name)
        sections.append(
            "\n".join([*head, *(f"| `{row['word']}` | {row['meaning']} | {row['example']} |" for row in own)])
        )
    return "\n\n".join(sections)


def rewritten(text: str, table: str) -> str:
    """``text`` with ``table`` between the markers.

    Raises:
        ValueError: it has no markers.
    """
    between = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)
    if not between.search(text):
        raise ValueError(f"there is no line '{_BEGIN}' with a line '{_END}' below it.")
    return between.sub(lambda _: f"{_BEGIN}\n\n{table}\n\n{_END}", text)


#: The files that have markers, from the top folder of the repository, and what stands between them.
WRITTEN = {
    Path("README.md"): table_of_tables,
    Path("tasks/tables/README.md"): every_column,
    Path("docs/dictionary.md"): every_word,
}


def main() -> int:
    """Write all files of :data:`WRITTEN` anew; 0, or 2 with a sentence where one cannot be."""
    for path, made in WRITTEN.items():
        try:
            path.write_text(rewritten(path.read_text(encoding="utf-8"), made()), encoding="utf-8")
        except (OSError, ValueError) as error:
            print(f"{path}: {error} Run this in the top folder of the repository.", file=sys.stderr)
            return 2
    return 0


def _in_order() -> list[Table]:
    """What people ask first, then what it is made of."""
    asked = [*VIEWS.values(), *(table for table in TABLES.values() if not table.name.endswith("_records"))]
    return [*asked, *(table for table in TABLES.values() if table.name.endswith("_records"))]


def _section(one: Table) -> str:
    kind = "View" if one.name in VIEWS else "Table"
    unchecked = f" No suite looks at it: {one.unchecked}." if one.unchecked else ""
    promised = one.promised.split()
    lines = [f"## {one.name}", "", f"{kind}. A row is {one.doc}.{unchecked}", ""]
    lines += ["| column | type | promised | |", "| --- | --- | --- | --- |"]
    for column in one.columns:
        stays = "yes" if column.name in promised else ""
        lines.append(
            f"| `{column.name}` | {column.type.sql} | {stays} | {describe(column).replace('|', chr(92) + '|')} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
