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
    CLAIM_ORIGINS,
    ENTITIES,
    MERGED_IDS,
    SOURCES,
    WHO_SAID_WHAT,
)

SAID = Table(
    "said",
    "a claim of a current version, with all that views tell of it",
    (
        *CLAIM_RECORDS.columns,
        Column("identity", TEXT, "The speaker's id that stands in the end"),
        *WHO_SAID_WHAT.pick("outlet speaker speaker_kind via title url section authors"),
        Column("nobody_named", BOOLEAN, "Whether it rests on nobody who is named"),
        *ANONYMOUS_CLAIMS.pick("anonymous count reason"),
        *CLAIM_ORIGINS.pick("origin"),
        Column("grouped", BOOLEAN, "Whether another claim says the same"),
    ),
)
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
KEPT_TABLES = (SAID, GROUPED, CITATION_STEPS, SOURCES, ENTITIES, MERGED_IDS, PUBLISHED)
