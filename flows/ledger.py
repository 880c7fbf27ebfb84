"""The main flow: from a folder of files to the lake and the warehouse."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, cast
from uuid import UUID

from prefect import flow, get_run_logger, runtime
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.client.schemas import State
from prefect.states import Completed, Failed
from pydantic import Field

from quellenlage.errors import QuellenlageError, fault_of
from quellenlage.flows.again_task import read_again
from quellenlage.flows.assets import making, pages_in, sources_read, tables_in, warehouse_in
from quellenlage.flows.failing import say_it_once
from quellenlage.flows.folders import model_path, require_below_folders
from quellenlage.flows.opaque import done, opaque
from quellenlage.flows.report import publish_artifacts, unusual_shares
from quellenlage.flows.runner import extract_on, task_runner
from quellenlage.flows.tally import Tally, no_article
from quellenlage.pipeline.installed import model_version
from quellenlage.project import REPROCESS_AT_MOST, SUITES
from quellenlage.records import Rejected
from quellenlage.tasks.accounts import ReadFile, RunAccount, Verdict
from quellenlage.tasks.check.check_task import build_docs, check_batch, check_run, load_suites
from quellenlage.tasks.evidence.evidence_task import sum_up, write_evidence
from quellenlage.tasks.evidence.safe_text import safe_line
from quellenlage.tasks.extract.extract_task import load_pipeline
from quellenlage.tasks.extract.workers import release
from quellenlage.tasks.forgotten import PASSED_OVER_AS, without_forgotten, without_their_files
from quellenlage.tasks.ingest.batches import Place
from quellenlage.tasks.ingest.files import SourceFile
from quellenlage.tasks.ingest.ingest_task import find_sources, identify_batch, ingest_batch
from quellenlage.tasks.ingest.known_files import unread
from quellenlage.tasks.ingest.versions import traits_of
from quellenlage.tasks.land.kept_back import quarantine_rows
from quellenlage.tasks.land.land import run_rows
from quellenlage.tasks.land.land_task import (
    close,
    count_up,
    land_batch,
    link_lake,
    look_back,
    look_for_links,
    look_up,
    look_up_files,
    look_up_forgotten,
    publish_warehouse,
)
from quellenlage.tasks.normalise.normalise_task import normalise_batch

say_it_once()
Count = Annotated[int, Field(ge=1)]


def _run_name() -> str:
    sources = runtime.flow_run.parameters.get("sources", [])
    named = ", ".join(Path(str(source)).name or str(source) for source in sources[:3])
    more = f" and {len(sources) - 3} more" if len(sources) > 3 else ""
    return f"{named}{more} · {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M:%S}"


@flow(name="ledger", flow_run_name=_run_name, persist_result=False, task_runner=task_runner())
def ledger(
    sources: list[str],
    data: Path = Path("data"),
    batch_size: Count = 1000,
    workers: Count = 1,
    model: str | None = None,
    expectations: Path | None = None,
    fields: dict[str, str] | None = None,
    settle: Annotated[float, Field(ge=0)] = 0,
    allow_empty: bool = False,
    reprocess: bool = False,
    reprocess_at_most: Count = REPROCESS_AT_MOST,
) -> State[None]:
    """Read news articles and land who said what in them.

    Args:
        sources: files, folders or globs to read.
        data: the folder that holds the lake, the warehouse and the Data Docs.
        batch_size: how many articles pass through the stages together and land in one transaction.
        workers: how many processes analyse text.
        model: which German pipeline reads: "fast" or "accurate", which ship; one that is installed, or a path to one.
            Without it, what the environment variable QUELLENLAGE_MODEL names, or else the default one.
        expectations: a folder of suites instead of the one that ships.
        fields: which column or key of tables and JSON holds what, where they are not named as usual: {"text": "body"}.
        settle: seconds since a file was last changed, below which it is left for the next run.
        allow_empty: whether a run from which no article can be taken at all is fine.
        reprocess: whether what other code or another pipeline has read is read again, after what is new has landed.
        reprocess_at_most: of how many documents; the others wait for the next run, and the summary says how many.

    A file that was read is not read again until it or the code changes. Where there is nothing to read, nothing is
    checked, and the warehouse is published only if something landed or was corrected before. The run fails, after
    everything else has landed, when a critical expectation refused documents, when the sources hold no article at all,
    and when all that they hold went to quarantine. Every task takes and gives plain values, so one that is tried again
    does the same again; what has landed already is then unchanged.
    """
    try:
        require_below_folders(*map(Path, sources), data, expectations, model_path(model))
        again = reprocess_at_most if reprocess else 0
        how = _How(batch_size, workers, model, expectations or SUITES, fields or {}, settle, again)
        account, tally = _run(sources, data, how)
    except (QuellenlageError, OSError, MemoryError) as error:
        return Failed(message=str(fault_of(error) or error))
    finally:
        release(model, workers)
    if tally.refused:
        return Failed(
            message=f"Critical expectations refused {tally.refused} of {account.seen} documents; see table quarantine."
        )
    if not account.seen and not allow_empty:
        return Failed(message=no_article(sources, account.passed_over_as))
    if 0 < account.seen == account.quarantined and not allow_empty:
        return Failed(
            message=f"Nothing can be read in {', '.join(sources)}: all went to quarantine ("
            f"{account.quarantined}). The first: {tally.quarantined[0].reason} --allow-empty says that this is fine."
        )
    return Completed(
        message=f"{account.landed} landed, {account.unchanged} unchanged, {account.quarantined} in quarantine."
    )


@dataclass(frozen=True, slots=True)
class _How:
    """The parameters of a run that say how it reads."""

    size: int
    workers: int
    model: str | None
    suites: Path
    fields: Mapping[str, str]
    settle: float
    again: int  # documents that are read again, at most


def _run(sources: list[str], data: Path, how: _How) -> tuple[RunAccount, Tally]:
    started = dt.datetime.now(dt.UTC)
    run_id, today = _run_id(), started.date()
    named = done(find_sources, sources)
    read = done(look_up_files, data, opaque([file.uri for file in named.files]))
    found = unread(named, read, how.settle)
    # Where there is nothing to read, nothing is loaded for it.
    reads = bool(found.files) or how.again > 0
    pipeline = done(load_pipeline, how.model) if reads else model_version(how.model)
    if reads:
        done(load_suites, how.suites)
    tally = Tally(seen=found.known, unchanged=found.known, passed_over=Counter(found.passed_over))
    forgotten = done(look_up_forgotten, data)
    _batches(found.files, data, how, _Of(sources, run_id, today, pipeline, forgotten), tally)
    again = (
        read_again(data, run_id, how.model, how.workers, how.suites, how.size, how.again).told() if how.again else ""
    )
    linked = done(link_lake, data, run_id) if tally.landed or done(look_for_links, data) else {}
    account = tally.account(run_id, started, pipeline)
    told = linked | {"run_records": run_rows(account), "quarantine": quarantine_rows(run_id, tally.quarantined)}
    verdicts: list[Verdict] = []
    if reads or linked:
        before = done(look_back, data)
        figures = done(count_up, data, run_id)
        verdicts, results = check_run(
            opaque(tally.results), opaque(told), how.suites, today, opaque(before), opaque(figures)
        )
    done(close, data, account, verdicts)
    for unusual in unusual_shares(verdicts):
        get_run_logger().warning(unusual)
    warehouse = done(making(publish_warehouse, [warehouse_in(data)], tables_in(data)), data)
    docs = done(build_docs, opaque(results), how.suites, data / "quality", run_id, started) if verdicts else None
    evidence = making(write_evidence, [pages_in(data)], tables_in(data))
    pages = done(evidence, data, run_id) if tally.landed else None
    found_in_run = done(sum_up, data, run_id)
    publish_artifacts(account, verdicts, data, found_in_run, docs, pages, warehouse, tally.quarantined, again)
    return account, tally


@dataclass(frozen=True, slots=True)
class _Of:
    """What all batches of a run have: sources, id, day, the pipeline, and what was forgotten, by hash and kind."""

    sources: Sequence[str]
    run_id: str
    today: dt.date
    pipeline: str
    forgotten: frozenset[tuple[str, str]]


def _batches(files: tuple[SourceFile, ...], data: Path, how: _How, run: _Of, tally: Tally) -> None:
    """Take the files through all stages, batch by batch, and count what became of them."""
    if not files:
        return
    progress, place, number = _Progress(len(files)), Place(), 0
    landing = making(land_batch, tables_in(data), sources_read(run.sources))
    while place.files < len(files):
        number += 1
        read = ingest_batch(opaque(files), place, how.size, number, how.fields)
        asked, unreadable, gone = without_forgotten(
            [traits_of(article, run.today) for article in read.articles], read.unreadable, run.forgotten
        )
        landed_before = done(look_up, data, opaque(asked), number)
        fresh = identify_batch(asked, landed_before)
        documents, abnormal = normalise_batch(opaque(fresh), run.today, number)
        extracted, failed = extract_on(documents, how.model, how.workers, number, progress.of_batch)
        tables, refused, results = check_batch(opaque(extracted), how.suites, run.today, number)
        rejected = [*unreadable, *abnormal, *failed, *refused]
        finished = without_their_files(_settled(read.finished, [*abnormal, *failed, *refused]), gone)
        landed, known, kept = done(
            landing, data, run.run_id, opaque(tables), opaque(rejected), finished, run.pipeline, number
        )
        tally.add(
            seen=len(asked) + len(unreadable),
            landed=landed,
            unchanged=len(asked) - len(fresh) + known + len(rejected) - len(kept),
            refused=len(refused),
            passed_over={**read.passed_over, PASSED_OVER_AS: len(gone)} if gone else read.passed_over,
            rejected=kept,
            results=results,
        )
        place = read.end
        progress.tell(number, tally, place)


def _settled(finished: Sequence[ReadFile], failed: Sequence[Rejected]) -> list[ReadFile]:
    """The files that need not be read again: of the others, an article failed for what may be mended elsewhere."""
    places = {one.uri.partition("#")[0] for one in failed} | {one.uri for one in failed}
    return [file for file in finished if file.uri not in places]


def _run_id() -> str:
    """The id of the flow run; of one that is run again as a whole, with the number of the try."""
    tries = runtime.flow_run.run_count
    return f"{runtime.flow_run.id}" if tries < 2 else f"{runtime.flow_run.id} try {tries}"


class _Progress:
    """How far a run is, in its log and as two bars in the Prefect UI: of all files, and of the batch that is read."""

    def __init__(self, files: int) -> None:
        self._files, self._told, self._began = files, 0, time.monotonic()
        self._bar = cast(UUID, create_progress_artifact(progress=0.0, key="progress", description=f"{files} files"))
        #: The bar of the batch, which the task that analyses text moves.
        self.of_batch = cast(UUID, create_progress_artifact(progress=0.0, key="batch", description="batch 1"))

    def tell(self, number: int, tally: Tally, place: Place) -> None:
        logger = get_run_logger()
        for one in tally.quarantined[self._told :]:
            logger.warning("quarantined %s", safe_line(one.reason))
        self._told = len(tally.quarantined)
        share, seconds = place.files / self._files, max(time.monotonic() - self._began, 1e-3)
        left = f", {dt.timedelta(seconds=round(seconds / share - seconds))} left" if 0 < share < 1 else ""
        pace = f"{tally.seen / seconds:.1f} articles a second"
        line = f"{tally.seen} seen, {tally.landed} landed, {100 * share:.0f} % of the files, {pace}{left}"
        update_progress_artifact(artifact_id=self._bar, progress=100.0 * share, description=line)
        logger.info("batch %d: %s", number, line)
