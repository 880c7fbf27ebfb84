"""Matrix products by numpy's BLAS for the training: on many machines several times as fast as blis."""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.api import NumpyOps, set_current_ops


class BlasOps(NumpyOps):  # type: ignore[misc]
    """thinc's numpy operations with another matrix product."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return np.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)


def use_blas() -> None:
    """Has every model that is made from now on, in this thread, multiply by BLAS."""
    set_current_ops(BlasOps())
