"""Every line of wordings.csv is true of its example."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from quellenlage import words as tables
from quellenlage.identity.unnamed import reason_in
from quellenlage.words.wordings import wording
from tests.identity.resolved import read

WORDINGS = tables.rows("wordings.csv")


def of(purpose: str) -> list[Mapping[str, str]]:
    return [row for row in WORDINGS if row["purpose"] == purpose]


def test_every_pattern_is_in_its_example() -> None:
    missed = [row for row in WORDINGS if not re.search(row["pattern"], row["example"], re.IGNORECASE)]
    assert missed == []


@pytest.mark.parametrize("row", of("withheld name"), ids=lambda row: row["pattern"])
def test_a_name_is_withheld(row: dict[str, str]) -> None:
    assert reason_in(row["example"]) is not None


def test_a_name_is_not_withheld_where_nobody_says_so() -> None:
    assert reason_in("Ein Beamter sagte das.") is None


@pytest.mark.parametrize("row", of("outlet of itself"), ids=lambda row: row["pattern"])
def test_an_outlet_speaks_of_itself(row: dict[str, str]) -> None:
    found = read(row["example"], outlet="Der Spiegel").resolution
    assert [e.name for e in found.entities if e.kind == "outlet"] == ["Der Spiegel"]
    assert [m for m in found.mentions if m.label == "ORG"]


@pytest.mark.parametrize("row", of("before an outlet"), ids=lambda row: row["pattern"])
def test_who_is_spoken_to_by_a_name_in_marks_is_an_outlet(row: dict[str, str]) -> None:
    name = row["example"].partition("„")[2].partition("“")[0]
    assert read(row["example"]).entity(name).kind == "outlet"


@pytest.mark.parametrize("row", of("office of"), ids=lambda row: row["pattern"])
def test_an_office_belongs_to_a_body(row: dict[str, str]) -> None:
    found = read(row["example"])
    body = row["example"].removesuffix(", kam.").split()[-1]
    assert found.roles(found.entity("Ole Ihde")) == {("Sprecher", body)}


def test_an_unknown_purpose_is_refused() -> None:
    with pytest.raises(KeyError, match="no line with the purpose"):
        wording("colours")
