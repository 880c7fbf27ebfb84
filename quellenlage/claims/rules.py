"""The rules that find claims, in order. README.md has an example of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quellenlage.claims.acts import acts, announcing, hanging, naming
from quellenlage.claims.answers import answers, in_interview
from quellenlage.claims.drafts import Draft
from quellenlage.claims.free import Turn, free, turns
from quellenlage.claims.headlines import headlines
from quellenlage.claims.introduced import introduced
from quellenlage.claims.narrated import narrated, nested, own
from quellenlage.claims.quotations import given_back, quotations
from quellenlage.claims.sources import adverbs, sources
from quellenlage.reading.reading import Reading
from quellenlage.reading.sentences import Unit

UnitRule = Callable[[Reading, Unit, Sequence[Draft]], list[Draft]]
ArticleRule = Callable[[Reading, Sequence[Draft], Sequence[Turn]], list[Draft]]

#: Rules that look at one unit. Each sees what those before it have found in the unit, and returns what it adds.
UNIT_RULES: tuple[UnitRule, ...] = (sources, introduced, adverbs, acts, headlines, hanging)
#: Rules that look around. Each sees all that those before it have found, and who speaks as each unit begins.
ARTICLE_RULES: tuple[ArticleRule, ...] = (free, quotations, announcing, naming, nested, narrated, own, answers)


def drafts(reading: Reading) -> list[Draft]:
    """All that the rules find in an article."""
    found: list[Draft] = []
    for unit in reading.units:
        of_unit: list[Draft] = []
        for unit_rule in UNIT_RULES:
            of_unit += unit_rule(reading, unit, tuple(of_unit))
        found += of_unit
    course = turns(reading, found)
    found = given_back(reading, found, course)
    for rule in ARTICLE_RULES:
        found += rule(reading, tuple(found), course)
    return in_interview(reading, found)
