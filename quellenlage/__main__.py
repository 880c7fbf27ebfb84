"""``python -m quellenlage`` is the command line."""

from __future__ import annotations

import sys

from quellenlage.cli import main

sys.exit(main())
