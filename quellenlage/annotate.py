"""Annotation without orchestration or landing: JSON Lines in, JSON Lines out, in the same order."""

from __future__ import annotations

import codecs
import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, NoReturn

from quellenlage.errors import UnreadableError, UsageError, unexpected
from quellenlage.outlets.published import BERLIN
from quellenlage.visible import Visible, visible

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from quellenlage.records import Claim, Span

_AT_ONCE = 64


def annotate_stream(file: str | None, model: str | None) -> int:
    """Annotate ``file`` (standard input if None) to standard output.

    A line that cannot be read is named on standard error and left out; the others go on.

    Returns:
        0 if every line was annotated, 1 if one was not.

    Raises:
        UsageError: there is no such file.
    """
    from quellenlage.pipeline.load import load

    nlp = load(model)
    failed = False
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        lines = open(file, "rb") if file else nullcontext(sys.stdin.buffer)  # noqa: SIM115
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}.") from error
    with lines as source:
        for batch in _batches(source, _AT_ONCE):
            numbers: list[int] = []
            records: list[dict[str, Any]] = []
            for number, line in batch:
                try:
                    records.append(read_record(line, nlp.max_length))
                    numbers.append(number)
                except UnreadableError as error:
                    failed = True
                    print(f"{file or 'standard input'}, line {number}: {error}", file=sys.stderr)
            for number, annotated in zip(numbers, annotate(records, nlp), strict=True):
                if isinstance(annotated, UnreadableError):
                    failed = True
                    print(f"{file or 'standard input'}, line {number}: {annotated}", file=sys.stderr)
                else:
                    print(json.dumps(annotated, ensure_ascii=False))
    return 1 if failed else 0


def _batches(lines: Iterable[bytes], size: int) -> Iterator[list[tuple[int, bytes]]]:
    batch: list[tuple[int, bytes]] = []
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            batch.append((number, line))
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def read_record(line: bytes, longest: int) -> dict[str, Any]:
    """One line of input, its ``published`` as a date or None.

    Raises:
        UnreadableError: it is not a record of ``id``, ``text`` and ``published``, or ``text`` is longer than
            ``longest`` characters.
    """
    try:
        record = json.loads(line.decode("utf-8"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"byte {error.start}: not valid UTF-8; save the records as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(f"character {error.pos}: no JSON ({error.msg}); write one record a line.") from error
    except RecursionError as error:
        raise UnreadableError("nested too deeply; write one record a line.") from error
    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("text"), str):
        raise UnreadableError('not a record {"id": ..., "text": "...", "published": "YYYY-MM-DD" or null}.')
    published = record.get("published")
    try:
        record["published"] = None if published is None else _day(str(published))
    except ValueError as error:
        raise UnreadableError(f'"published" is {published!r}, which is no day; write YYYY-MM-DD or null.') from error
    if len(record["text"]) > longest:
        raise UnreadableError(
            f"{len(record['text']):,} characters are more than the {longest:,} that the pipeline takes at once; "
            "split the text."
        )
    try:
        json.dumps([record["id"], record["text"]], ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise UnreadableError("half of a surrogate pair, which is no character; write the text as UTF-8.") from error
    return record


def _day(published: str) -> dt.date:
    """The day of a day or a moment; a moment with its offset is of the day that it is in Berlin."""
    if len(published) > 10 and published[10] in "T ":
        moment = dt.datetime.fromisoformat(published)
        return moment.astimezone(BERLIN).date() if moment.tzinfo else moment.date()
    return dt.date.fromisoformat(published[:10])


def _no_number(written: str) -> NoReturn:
    raise UnreadableError(f"{written} is no JSON; write a number, a string or null.")


def annotate(records: Iterable[dict[str, Any]], nlp: Language) -> Iterator[dict[str, Any] | UnreadableError]:
    """What :func:`read_record` gave, with dates, entities and claims; offsets are characters into ``text``.

    A record that cannot be analysed comes as the error that says so, and the others go on.
    """
    records = list(records)
    views = [visible(record["text"]) for record in records]
    for record, view, doc in zip(records, views, nlp.pipe(view.text for view in views), strict=True):
        try:
            yield _annotated(record, view, doc)
        except Exception as error:
            # One record must not stop the others, whatever is wrong with it or with us.
            yield UnreadableError(unexpected(f"record {record['id']!r}", "analysed", error))


def _annotated(record: dict[str, Any], view: Visible, doc: Doc) -> dict[str, Any]:
    from quellenlage.analyse import find
    from quellenlage.claims import quotations

    text = record["text"]
    found = find(doc, record["published"])
    dates, names, claims = view.back((found.dates, found.names, found.claims))
    return {
        "id": record["id"],
        "dates": [
            {
                "start": date.start,
                "end": date.end,
                "text": text[date.start : date.end],
                "type": date.type,
                "value": date.value,
            }
            for date in dates
        ],
        "entities": [
            {"start": name.start, "end": name.end, "text": text[name.start : name.end], "label": name.label}
            for name in names
        ],
        "claims": [_claim(claim) for claim in quotations(claims)],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "content": _spans(claim.content),
        "speaker": _spans(claim.speaker),
        "cue": _spans(claim.cue),
        "addressee": _spans(claim.addressee),
        "frame": _spans(claim.frame),
        "type": claim.type,
    }


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
