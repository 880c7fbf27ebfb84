"""A run that finds nothing to read, from the command line: closed without a server that nobody would look at."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import uuid4

from quellenlage.flows.tally import Tally, no_article
from quellenlage.pipeline.installed import model_version
from quellenlage.tasks.ingest.files import Found
from quellenlage.tasks.ingest.known_files import unread
from quellenlage.tasks.land.land import close_run, files_read
from quellenlage.tasks.land.linking import owes_links
from quellenlage.tasks.land.publish import publish


def close_idle_run(sources: list[str], data: Path, named: Found, **parameters: Any) -> tuple[int, str] | None:
    """Close a run where every file ``named`` has been read as it is, and no earlier run owes anything.

    Gives the exit code and the run's id; None where there is something to do, and nothing was done. What the flow would
    keep of such a run is kept: its account. What was not published yet is.
    """
    started = dt.datetime.now(dt.UTC)
    found = unread(named, files_read(data, [file.uri for file in named.files]))
    if found.files or parameters.get("reprocess") or owes_links(data):
        return None
    tally = Tally(seen=found.known, unchanged=found.known, passed_over=Counter(found.passed_over))
    account = tally.account(str(uuid4()), started, model_version(parameters.get("model")))
    close_run(data, account, [])
    publish(data, if_new=True)
    if account.seen or parameters.get("allow_empty"):
        return 0, account.run_id
    print(f"quellenlage: {no_article(sources, account.passed_over_as)}", file=sys.stderr)
    return 1, account.run_id
