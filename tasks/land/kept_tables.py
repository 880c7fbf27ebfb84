"""The tables in the warehouse's schema ``kept``: what its views would compute over and over.

One row of ``said`` has all that is told of a claim, so that no question joins millions of rows. Whoever asks asks the
views, which are the same in the lake.
"""

from __future__ import annotations

from dataclasses import replace

from quellenlage.tasks.tables.definition import BOOLEAN, COUNT, TEXT, Column, Table
from quellenlage.tasks.tables.document_tables import CLAIM_RECORDS
from quellenlage.tasks.tables.views import (
    ANONYMOUS_CLAIMS,
    CITATION_STEPS,
    CLAIM_CORRECTIONS,
    CLAIM_ORIGINS,
    CLAIMS,
    ENTITIES,
    MERGED_IDS,
    SOURCES,
    TRAITS,
    WHO_SAID_WHAT,
)

#: What who_said_what tells of a claim beside what ``claims`` has; its columns page and own follow from these.
TOLD = tuple(one for one in WHO_SAID_WHAT.columns if one.name not in (*CLAIMS.names, "page", "own"))
SAID = Table(
    "said",
    "a claim of a current version, with all that views tell of it",
    (
        *CLAIMS.columns,
        *TOLD,
        Column("nobody_named", BOOLEAN, "Whether it rests on nobody who is named"),
        *ANONYMOUS_CLAIMS.pick("anonymous count reason"),
        *CLAIM_ORIGINS.pick("origin"),
        Column("grouped", BOOLEAN, "Whether another claim says the same"),
    ),
)
RECORDED = replace(CLAIM_RECORDS, name="recorded", doc="a claim that people have corrected, as it was found")
GROUPED = replace(CLAIM_ORIGINS, name="grouped", doc="a row of claim_origins, where another claim says the same")
PUBLISHED = Table(
    "published",
    "the state of the lake that the warehouse holds; there is one row",
    (
        Column("snapshot", COUNT, "The number of the lake's snapshot"),
        Column("definition", TEXT, "A hash of all tables and views as they were defined"),
        Column("claims", COUNT, "How many claims were there when the warehouse was written afresh"),
        Column("changed", COUNT, "How many rows about claims were written since"),
    ),
)
KEPT_TABLES = (
    *(SAID, RECORDED, CLAIM_CORRECTIONS, GROUPED, CITATION_STEPS),
    *(SOURCES, ENTITIES, TRAITS, MERGED_IDS, PUBLISHED),
)
