"""Parts and sentences of an article's text. All offsets are characters into it, end exclusive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quellenlage.records import Segment, Span

# An end of a sentence: its full stop with the quotation mark behind it, and what may begin another.
_ENDS = re.compile(r"[.!?…][\"“”»«’']*\s+(?=[\"„“»«‚]?[A-ZÄÖÜ0-9])|\n+")
# What a full stop stands behind within a sentence: 3. März, z. B. Krahl, Dr. Krahl.
_GOES_ON = re.compile(r"(?:\d|\b[A-Za-zÄÖÜäöü]|\b(?:Dr|Prof|St|bzw|ca|Mio|Mrd|Nr|vgl|evtl|usw|etc|sog|Abs|Art))\.\s+$")


def covering(text: str, parts: Sequence[Segment]) -> Iterator[Segment]:
    """``parts``, and between them what belongs to none and is not blank, as parts of the kind ``other``."""
    at = 0
    for part in sorted(parts, key=lambda part: part.start):
        yield from _between(text, at, part.start)
        if part.end > max(at, part.start):
            yield Segment(part.kind, max(at, part.start), part.end)
            at = part.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Segment]:
    if stripped := text[start:end].strip():
        first = text.index(stripped, start)
        yield Segment("other", first, first + len(stripped))


def sentence(text: str, spans: Sequence[Span], part: Span) -> Span:
    """The sentence or sentences of ``part`` that all ``spans`` in it lie in."""
    inside = [span for span in spans if span.start < part.end and span.end > part.start]
    first = min((span.start for span in inside), default=part.start)
    last = max((span.end for span in inside), default=part.end)
    start, end = part.start, part.end
    for found in _ENDS.finditer(text, part.start, part.end):
        if _GOES_ON.search(text, max(part.start, found.start() - 6), found.end()):
            continue
        if found.end() <= first:
            start = found.end()
        elif found.end() > last:
            end = found.end()
            break
    stripped = text[start:end].rstrip()
    return Span(start, start + len(stripped))


def sentence_of(text: str, parts: Sequence[Segment], at: int, spans: Sequence[Span]) -> Span:
    """The sentence or sentences that ``spans`` lie in, within that one of ``parts`` in which ``at`` is."""
    part = next((part for part in covering(text, parts) if part.start <= at < part.end), Segment("", 0, len(text)))
    return sentence(text, spans, Span(part.start, part.end))
