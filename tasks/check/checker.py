"""Running the suites over batches, and adding up what they say over a run."""

from __future__ import annotations

import copy
import datetime as dt
import logging
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from quellenlage.errors import QuellenlageError
from quellenlage.project import SUITES
from quellenlage.tasks.accounts import Finding, Verdict
from quellenlage.tasks.check.data_docs import add_run, write_index
from quellenlage.tasks.check.data_frames import Batch, frame
from quellenlage.tasks.check.suites import CRITICAL, load_suites, quiet_analytics, vocabularies
from quellenlage.tasks.tables.schema import TABLES

if TYPE_CHECKING:
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResult

#: What running the suites gave, a list a suite, an item a batch.
Results = Mapping[str, Sequence["ExpectationSuiteValidationResult"]]

#: A row as a JSON object has it.
Row = dict[str, Any]

_EARLIEST = dt.date(1945, 1, 1)
_KEYS = ("document_id", "claim_id", "entity_id")
_SHOWN = 20  # unexpected values that Data Docs list, Great Expectations' own default


class CheckError(QuellenlageError):
    """An expectation cannot be checked at all: its suite does not fit the table."""


class Checker:
    """The suites of one run.

    :meth:`check` is called once a batch; :meth:`verdicts` and :meth:`build_docs` then speak of all of them.

    Raises:
        SuiteError: the suites in ``folder`` are not exactly those of the tables that are to be checked.
    """

    def __init__(self, folder: Path = SUITES) -> None:
        quiet_analytics()
        import great_expectations as gx
        from great_expectations.data_context.types.base import ProgressBarsConfig

        # It sets its own level when it is imported, to tell of a temporary folder that nobody asked for.
        logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.WARNING)
        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False)
        self._suites = load_suites(folder)
        self._memory = self._context.data_sources.add_pandas("memory")
        self._batches: dict[str, BatchDefinition[Any]] = {}  # made when a table comes: each is slow to make
        self._results: dict[str, list[ExpectationSuiteValidationResult]] = {name: [] for name in self._suites}
        #: The rows of documents, so far, that break an expectation that is not critical.
        self.findings: list[Finding] = []
        #: The rows, so far, that break a critical expectation, by document: table, expectation, and what stands there.
        self.refusals: dict[str, list[Row]] = {}

    def check(self, tables: Mapping[str, pa.Table], today: dt.date) -> dict[str, list[str]]:
        """Documents that break a critical expectation, each with the sentences of what they break.

        Where the rows that break one belong to no document of the batch, all its documents are refused.

        Raises:
            CheckError: a suite does not fit its table, or there is none for one of ``tables``.
        """

        unchecked = {table.name for table in TABLES.values() if table.unchecked}
        if odd := sorted(tables.keys() - self._suites.keys() - unchecked):
            raise CheckError(f"{', '.join(odd)}: no suite says what to expect of it.")
        batch = Batch.of(tables)
        parameters: dict[str, Any] = {"earliest": _EARLIEST.toordinal(), "tomorrow": today.toordinal() + 1}
        refused: dict[str, list[str]] = {}
        for name in self._suites:
            if name not in tables or tables[name].num_rows == 0:
                continue
            for finding, severity, place in self._validate(
                name, frame(name, tables[name], batch), parameters | vocabularies(name)
            ):
                belongs = finding.document_id in batch.texts
                if severity != CRITICAL:
                    self.findings += [finding] if belongs else []
                    continue
                row = {"table": name, "expectation": finding.expectation, "row": place}
                for concerned in [finding.document_id] if belongs else batch.texts:
                    self.refusals.setdefault(concerned, []).append(row)
                    reasons = refused.setdefault(concerned, [])
                    if finding.expectation not in reasons:
                        reasons.append(finding.expectation)
        return refused

    def _validate(self, name: str, rows: Any, parameters: dict[str, Any]) -> Iterator[tuple[Finding, str, Row]]:
        """Every row that breaks an expectation, with the severity of that and what stands in it."""
        index = [column for column in _KEYS if column in rows.columns] or [rows.columns[0]]
        suite = self._suites[name]
        if name not in self._batches:
            asset = self._memory.add_dataframe_asset(name)
            self._batches[name] = asset.add_batch_definition_whole_dataframe("batch")
        result = (
            self._batches[name]
            .get_batch(batch_parameters={"dataframe": rows})
            .validate(
                suite,
                expectation_parameters=parameters,
                result_format={"result_format": "COMPLETE", "unexpected_index_column_names": index},
            )
        )
        self._results[name].append(result)
        for verdict in result.results:
            if verdict.success:
                continue
            sentence = _sentence(verdict)
            if "unexpected_count" not in verdict.result:
                raise CheckError(f"expectations/{name}.json: '{sentence}' cannot be checked: {_problems(verdict)}")
            for place in verdict.result.get("unexpected_index_list") or [{}]:
                keys = {key: str(place[key]) for key in _KEYS[1:] if place.get(key)}
                yield Finding(name, sentence, str(place.get(_KEYS[0])), **keys), _severity(verdict), place

    @property
    def results(self) -> Results:
        """What :meth:`check` has gathered so far, for another checker to :meth:`add`."""
        return {name: list(results) for name, results in self._results.items()}

    def add(self, results: Results) -> None:
        """Speak of what another checker has gathered too; ``results`` stay as they are."""
        for name, more in results.items():
            self._results[name] += copy.deepcopy(list(more))

    def verdicts(self) -> list[Verdict]:
        """One verdict an expectation, over all batches so far, in the order of the suites."""
        return [
            Verdict(
                suite=name,
                expectation=_sentence(verdict),
                severity=_severity(verdict),
                checked=int(verdict.result.get("element_count", 0)) - int(verdict.result.get("missing_count", 0)),
                unexpected=int(verdict.result.get("unexpected_count", 0)),
            )
            for name in self._suites
            for verdict in (self._merged(name) or _NO_RESULT).results
        ]

    def build_docs(self, folder: Path, run_id: str, at: dt.datetime) -> Path:
        """Data Docs of all runs so far in ``folder`` with this run added; returns the page to open first.

        Without a ``run_id``, none is added, and what is there is listed again.
        """
        if not run_id:
            return write_index(folder)
        context = self._context
        for site in list(context.get_site_names()):
            context.delete_data_docs_site(site)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".building-") as building:
            self._build(Path(building), run_id, at)
            return add_run(Path(building), folder, run_id, at, self._told())

    def _told(self) -> list[dict[str, Any]]:
        """The verdicts as Data Docs list them, with the ids of the first rows that break each."""
        return [
            {
                "suite": name,
                "expectation": _sentence(verdict),
                "severity": _severity(verdict),
                "checked": int(verdict.result.get("element_count", 0)) - int(verdict.result.get("missing_count", 0)),
                "unexpected": int(verdict.result.get("unexpected_count", 0)),
                "rows": [
                    {key: str(place[key]) for key in _KEYS if place.get(key)}
                    for place in verdict.result.get("partial_unexpected_index_list") or ()
                ],
            }
            for name in self._suites
            for verdict in (self._merged(name) or _NO_RESULT).results
        ]

    def _build(self, folder: Path, run_id: str, at: dt.datetime) -> None:
        """Great Expectations' own pages of this run."""
        from great_expectations.core.run_identifier import RunIdentifier
        from great_expectations.data_context.types.resource_identifiers import (
            ExpectationSuiteIdentifier,
            ValidationResultIdentifier,
        )

        context = self._context
        context.add_data_docs_site(
            "quellenlage",
            {
                "class_name": "SiteBuilder",
                "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
                "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.resolve())},
            },
        )
        run = RunIdentifier(run_name=run_id, run_time=at)
        for name, suite in self._suites.items():
            merged = self._merged(name)
            if merged is None:
                continue
            if name not in [known.name for known in context.suites.all()]:
                context.suites.add(suite)
            merged.meta["run_id"] = run
            identifier = ValidationResultIdentifier(
                expectation_suite_identifier=ExpectationSuiteIdentifier(name), run_id=run, batch_identifier=name
            )
            context.validation_results_store.set(identifier, merged)
        context.build_data_docs(build_index=False)  # ours is another, and theirs fails where TZ names no zone

    def _merged(self, name: str) -> ExpectationSuiteValidationResult | None:
        """The results of all batches as one: counts added up, the first unexpected values kept."""
        results = self._results[name]
        if len(results) < 2:
            return results[0] if results else None
        merged = results[0]
        for other in results[1:]:
            for mine, theirs in zip(merged.results, other.results, strict=True):
                mine.result = _added(mine.result, theirs.result)
                mine.success = mine.success and theirs.success
        successes = sum(bool(verdict.success) for verdict in merged.results)
        merged.success = successes == len(merged.results)
        merged.statistics.update(
            successful_expectations=successes,
            unsuccessful_expectations=len(merged.results) - successes,
            success_percent=100 * successes / len(merged.results),
        )
        self._results[name] = [merged]
        return merged


class _NoResult:
    results: tuple[Any, ...] = ()


_NO_RESULT = _NoResult()


def _sentence(verdict: Any) -> str:
    return str(verdict.expectation_config.description)


def _problems(verdict: Any) -> str:
    """What went wrong, without the tracebacks that Great Expectations keeps beside it."""
    found = [one for one in verdict.exception_info.values() if isinstance(one, dict)]
    return "; ".join(sorted({str(one.get("exception_message")) for one in found}))


def _severity(verdict: Any) -> str:
    severity = verdict.expectation_config.severity
    return str(getattr(severity, "value", severity))


def _added(mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    added = {
        key: mine.get(key, 0) + theirs.get(key, 0) for key in ("element_count", "unexpected_count", "missing_count")
    }
    checked = added["element_count"]
    present = checked - added["missing_count"]
    unexpected = added["unexpected_count"]
    return {
        **added,
        "missing_percent": 100 * added["missing_count"] / checked if checked else 0.0,
        "unexpected_percent": 100 * unexpected / present if present else 0.0,
        "unexpected_percent_total": 100 * unexpected / checked if checked else 0.0,
        "unexpected_percent_nonmissing": 100 * unexpected / present if present else 0.0,
        **{
            key: [*mine.get(key, []), *theirs.get(key, [])][:_SHOWN]
            for key in ("partial_unexpected_list", "partial_unexpected_index_list")
        },
    }
