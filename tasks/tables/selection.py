"""Tables of a batch, by name, as they travel from extract to land."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pyarrow as pa
import pyarrow.compute as pc


def without_documents(tables: Mapping[str, pa.Table], refused: Collection[str]) -> dict[str, pa.Table]:
    """``tables`` without the rows of those documents."""
    if not refused:
        return dict(tables)
    left_out = pa.array(sorted(refused), pa.string())
    return {
        name: table.filter(pc.invert(pc.is_in(table["document_id"], value_set=left_out)))
        for name, table in tables.items()
    }
