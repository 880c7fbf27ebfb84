"""Where the files are that come with the code: suites, pipeline, deployments.

They lie at the top of the repository and are linked into ``quellenlage/shipped``, so that an installed wheel has them
at the same place as a checkout.
"""

from __future__ import annotations

from pathlib import Path

SHIPPED = Path(__file__).parent / "shipped"
#: Great Expectations suites, one JSON file a table.
SUITES = SHIPPED / "expectations"
#: The German pipeline that is used where none is named.
PIPELINE = SHIPPED / "de_quellenlage"
#: The deployments that ``quellenlage serve`` serves.
DEPLOYMENTS = SHIPPED / "prefect.yaml"
