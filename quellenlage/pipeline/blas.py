"""Matrix products by numpy's BLAS: on many machines several times as fast as blis, which thinc takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import NumpyOps, set_current_ops

if TYPE_CHECKING:
    from spacy.language import Language


class BlasOps(NumpyOps):  # type: ignore[misc]
    """thinc's numpy operations with another matrix product."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return np.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)


def use_blas() -> None:
    """Has every model that is made from now on, in this thread, multiply by BLAS."""
    set_current_ops(BlasOps())


def speed_up(nlp: Language) -> Language:
    """Has a loaded pipeline multiply by BLAS; pipelines on a graphics card stay as they are."""
    ops = BlasOps()
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops
    return nlp
