"""The main flow: from a folder of files to the lake and the warehouse."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Annotated, cast
from uuid import UUID

from prefect import flow, get_run_logger, runtime
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.client.schemas import State
from prefect.states import Completed, Failed
from pydantic import Field

from quellenlage.errors import QuellenlageError
from quellenlage.flows.opaque import opaque
from quellenlage.flows.report import publish_artifacts
from quellenlage.pipeline.installed import require_model
from quellenlage.records import Rejected, RunAccount
from quellenlage.tasks.check.check_task import build_docs, check_batch
from quellenlage.tasks.check.checker import Checker
from quellenlage.tasks.extract.extract_task import extract_batch
from quellenlage.tasks.extract.workers import Extractor
from quellenlage.tasks.ingest.files import find_files
from quellenlage.tasks.ingest.ingest_task import ArticleStream, identify_batch, ingest_batch
from quellenlage.tasks.land.land import quarantine_rows, run_rows
from quellenlage.tasks.land.land_task import close, land_batch, link_lake, look_up, publish_warehouse
from quellenlage.tasks.normalise.normalise_task import normalise_batch
from quellenlage.tasks.tables.rows import tables_of
from quellenlage.version import code_version

Count = Annotated[int, Field(ge=1)]


def _run_name() -> str:
    sources = runtime.flow_run.parameters.get("sources", [])
    named = ", ".join(Path(str(source)).name or str(source) for source in sources[:3])
    more = f" and {len(sources) - 3} more" if len(sources) > 3 else ""
    return f"{named}{more} · {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M:%S}"


@flow(name="ledger", flow_run_name=_run_name, persist_result=False)
def ledger(
    sources: list[str],
    data: Path = Path("data"),
    batch_size: Count = 1000,
    workers: Count = 1,
    model: str | None = None,
) -> State[None]:
    """Read news articles and land who said what in them.

    Args:
        sources: files, folders or globs to read.
        data: the folder that holds the lake, the warehouse and the Data Docs.
        batch_size: how many articles pass through the stages together and land in one transaction.
        workers: how many processes analyse text.
        model: an installed German spaCy pipeline, or a path to one, instead of the one that ships.

    The run fails, after everything else has landed, when a critical expectation refused documents.
    """
    try:
        account, refused = _run(sources, data, batch_size, workers, model)
    except QuellenlageError as error:
        return Failed(message=str(error))
    if refused:
        return Failed(
            message=f"Critical expectations refused {refused} of {account.seen} documents; see table quarantine."
        )
    return Completed(
        message=f"{account.landed} landed, {account.unchanged} unchanged, {account.quarantined} in quarantine."
    )


def _run(sources: list[str], data: Path, batch_size: int, workers: int, model: str | None) -> tuple[RunAccount, int]:
    logger = get_run_logger()
    started, today = dt.datetime.now(dt.UTC), dt.datetime.now(dt.UTC).date()
    run_id = str(runtime.flow_run.id)
    require_model(model)
    found = find_files(sources)
    if found.passed_over:
        names = ", ".join(path.name for path in found.passed_over[:5])
        logger.info("passed over, of no known format (%d): %s", len(found.passed_over), names)
    checker, stream = Checker(), ArticleStream(found.files)
    progress = cast(
        UUID, create_progress_artifact(progress=0.0, key="progress", description=f"{len(found.files)} files")
    )
    seen = landed = unchanged = refused_by_check = number = 0
    kept_back: list[Rejected] = []
    with Extractor(model, workers) as extractor:
        while stream:
            number += 1
            articles, unreadable = ingest_batch(opaque(stream), batch_size, number)
            versions = look_up(data, [article.uri for article in articles], number)
            fresh = identify_batch(articles, versions)
            documents, abnormal = normalise_batch(opaque(fresh), today, number)
            extracted, failed = extract_batch(opaque(documents), opaque(extractor), number)
            tables, refused = check_batch(opaque(checker), opaque(tables_of(extracted)), today, number)
            rejected = [*unreadable, *abnormal, *failed, *refused]
            new, known = land_batch(data, run_id, opaque(tables), opaque(rejected), number)

            seen += len(articles) + len(unreadable)
            landed += new
            unchanged += len(articles) - len(fresh) + known
            kept_back += [replace(one, payload="") for one in rejected]
            refused_by_check += len(refused)
            for one in rejected:
                logger.warning("quarantined %s", one.reason)
            update_progress_artifact(artifact_id=progress, progress=stream.progress)
            logger.info("batch %d: %d seen, %d landed, %.0f %% of the files", number, seen, landed, stream.progress)
    if landed:
        checker.check(link_lake(data, run_id), today)
    account = RunAccount(
        run_id,
        started,
        dt.datetime.now(dt.UTC),
        seen,
        landed,
        unchanged,
        len(kept_back),
        code_version(),
        extractor.version,
    )
    checker.check({"run_records": run_rows(account), "quarantine": quarantine_rows(run_id, kept_back)}, today)
    close(data, account, checker.verdicts())
    docs = build_docs(opaque(checker), data / "quality", run_id, started)
    warehouse = publish_warehouse(data)
    publish_artifacts(account, checker.verdicts(), docs, warehouse)
    return account, refused_by_check
