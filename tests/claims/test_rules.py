"""Every rule finds the example that README.md gives of it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from spacy.language import Language

import quellenlage.claims
from quellenlage.claims.drafts import RuleName
from quellenlage.claims.introduced import FRAME_RULES
from quellenlage.claims.rules import ARTICLE_RULES, UNIT_RULES, drafts
from quellenlage.reading import read

README = Path(quellenlage.claims.__file__).with_name("README.md").read_text(encoding="utf-8")
TABLE = README.split("## The rules")[1].split("\n## ")[0]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.splitlines() if line.startswith("| ")]
EXAMPLES = [(row[1].strip("`"), row[3].replace("<br>", "\n")) for row in ROWS if row[1].startswith("`")]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[rule for rule, _ in EXAMPLES])
def test_rule_finds_its_example(rule: str, example: str, german: Language) -> None:
    assert rule in [draft.rule for draft in drafts(read(german(example)))]


def test_every_rule_is_told_in_the_order_in_which_it_runs() -> None:
    assert sorted(rule for rule, _ in EXAMPLES) == sorted(get_args(RuleName))
    functions = [row[0].strip("`") for row in ROWS if row[0].startswith("`")]
    assert functions == [rule.__name__ for rule in (*UNIT_RULES, *ARTICLE_RULES)]
    assert [rule for rule, _ in EXAMPLES if rule in ("these words", "wie", "post", "that", "pre")] == [
        {"these_words": "these words", "like": "wie", "content_first": "post", "frame_first": "pre"}.get(name, name)
        for name in (rule.__name__ for rule in FRAME_RULES)
    ]
