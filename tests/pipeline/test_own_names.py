"""The names that we annotated ourselves: that each lies in its sentence, and that another text is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import spacy

from models import own_names
from quellenlage.errors import UsageError


def test_each_name_lies_in_its_sentence_behind_the_one_before() -> None:
    with own_names.FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows == sorted(rows, key=lambda row: (row["page"], int(row["begin"])))
    for row in rows:
        at = 0
        for name in filter(None, row["names"].split(";")):
            label, begin, end = name.split()
            assert label in {"PER", "ORG", "LOC", "MISC"}
            assert at <= int(begin) < int(end) <= int(row["end"]) - int(row["begin"]), row
            at = int(end)


def test_names_come_back_as_annotated_and_another_text_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Frau Olm sprach in Kolben. Der Rat schwieg."
    file = tmp_path / "names.csv"
    head = "page,sha,begin,end,names\n"
    file.write_text(head + f"one,{own_names.sha(text)},0,26,PER 5 8;LOC 19 25\n", encoding="utf-8")
    monkeypatch.setattr(own_names, "page_texts", lambda _corpora: {"one": text})
    (doc,) = own_names.documents(spacy.blank("de"), tmp_path, file)
    assert [(name.text, name.label_) for name in doc.ents] == [("Olm", "PER"), ("Kolben", "LOC")]
    file.write_text(head + "one,000000000000,0,26,\n", encoding="utf-8")
    with pytest.raises(UsageError, match="another text of one than was annotated"):
        list(own_names.documents(spacy.blank("de"), tmp_path, file))
