"""Bylines, agency marks and picture credits: who supplied the words and the pictures of an article.

The forms are data, ``credits.yaml``; this module splits what they find into sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from quellenlage.outlets import registry
from quellenlage.records import Credit, Segment
from quellenlage.words.names import given_names
from quellenlage.words.table import entries, word_list

_SPLIT = re.compile(r"\s*(?:/|\||;|,|\s+und\s+|\s+via\s+|\s+&\s+|\n\s*[-•–])\s*")
_ACADEMIC = re.compile(r"(?:(?:Dr|Prof|Mag|Dipl|h\.c|med|phil|rer|pol|nat)\.(?:-\w+\.)?\s*)*")
_NAME = re.compile(r"(?:d[’']|O[’']|l[’'])?[^\W\d_][\w’'.-]*")
_PARTICLES = word_list("surname_openers") | {"den", "der", "la", "el"}
_MOST_NAMES = 5
#: What dpa's desks are called behind its name: dpa/lno is the one for the north.
_DESKS = word_list("agency_desks")
_BODY = tuple(sorted(word_list("credited_bodies")))
_COMPANY = re.compile(r"\b(?:AG|SE|KG|GmbH|KGaA|mbH|Inc\.?|Ltd\.?|plc|e\.\s?V\.|Gruppe|Group)$")
_INITIALS = re.compile(r"[a-zäöü]{2,4}$")
_LEAD = re.compile(
    rf"(?:(?:Von|{'|'.join(sorted(word_list('before_credits')))})\s+)*(?:(?:Nachrichten|Presse|Foto|Bild)?[Aa]gentur(?:en)?\s+)?"
    rf"(?:(?:{'|'.join(sorted(word_list('writers')))})\s+)?"
)
_NO_SOURCE = re.compile(rf"(?:{'|'.join(sorted(word_list('no_sources')))})\b")
_START_LINES = 6
_LAST = {"end": 2, "tail": 5, "line": 5}


@dataclass(frozen=True, slots=True)
class Form:
    """One entry of ``credits.yaml``, with its example and the sources that are to be found in it."""

    part: str
    where: str
    pattern: re.Pattern[str]
    marks: bool
    known: bool
    given: bool
    example: str
    finds: tuple[tuple[str, str], ...]


@cache
def forms() -> tuple[Form, ...]:
    """The forms of ``credits.yaml``, in the order of the file, which is the order in which they are tried."""
    return tuple(
        Form(
            entry["part"],
            entry["where"],
            re.compile(entry["pattern"], re.MULTILINE),
            entry.get("marks", False),
            entry.get("known", False),
            entry.get("given", False),
            entry["example"],
            tuple((kind, name) for kind, name in entry["finds"]),
        )
        for entry in entries(Path(__file__).parent / "credits.yaml")
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in _SPLIT.finditer(text, start, end):
        yield at, gap.start()
        at = gap.end()
    yield at, end


def _credit(text: str, start: int, end: int, part: str) -> Credit | None:
    start = _LEAD.match(text, start, end).end()  # type: ignore[union-attr]
    while start < end and (text[start].isspace() or text[start] in "\"'„“»«:-•–("):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\"'„“»«)"):
        end -= 1
    piece = text[start:end]
    if not piece or _NO_SOURCE.match(piece):
        return None
    outlet = registry.by_mark(piece) or registry.by_name(piece)
    if outlet is not None:
        return Credit(start, end, piece, outlet.name, "agency" if outlet.agency else "outlet", part, outlet.outlet_id)
    if registry.looks_like_outlet(piece):
        return Credit(start, end, piece, piece, "outlet", part)
    if _is_person(piece) and not piece.startswith(_BODY) and not _COMPANY.search(piece):
        return Credit(start, end, piece, piece, "person", "byline" if part == "text" else part)
    if part in ("text", "byline") and _INITIALS.match(piece):
        return Credit(start, end, piece, piece, "person", "byline")
    return None


def _of_text(credit: Credit) -> Credit:
    """An agency beside the author of a text supplied text: "Von Anna Kolb, dpa"."""
    return replace(credit, part="text") if credit.kind == "agency" else credit


def _is_person(piece: str) -> bool:
    """Whether a piece has the form of a name: two to five words with a capital, whatever the alphabet has above it."""
    named = _ACADEMIC.match(piece).end()  # type: ignore[union-attr]
    words = piece[named:].split()
    if not 2 <= len(words) <= _MOST_NAMES or not all(_NAME.fullmatch(w) for w in words):
        return False
    own = [w for w in words if w not in _PARTICLES]
    return len(own) > 1 and words[-1] in own and all(re.sub(r"^[dl][’']", "", w)[0].isupper() for w in own)


def _names(piece: str) -> bool:
    """Whether a piece of a credit may name somebody: "red" and "privat" do not."""
    return not _NO_SOURCE.match(piece.strip())


def _has_given_name(name: str) -> bool:
    return name[_ACADEMIC.match(name).end() :].split()[0] in given_names()  # type: ignore[union-attr]


def _is_word(credit: Credit) -> bool:
    """Whether a credit that stands alone may be a word like any other: a line "Presse" credits nobody."""
    outlet = registry.by_id().get(credit.outlet_id or "")
    return outlet is not None and credit.text.strip(".") in outlet.context_aliases


def _where_none_is(credits: Sequence[Credit], taken: bytearray) -> list[Credit]:
    """Those of ``credits`` that have no character in common with one before; their own are ``taken`` from then on."""
    fresh = [c for c in credits if taken.find(1, c.start, c.end) < 0]
    for c in fresh:
        taken[c.start : c.end] = b"\1" * (c.end - c.start)
    return fresh


def find_credits(text: str, segments: Sequence[Segment]) -> list[Credit]:
    """Whom the article credits for its text and pictures, in order of the text, none twice.

    ``segments`` are the parts of the layout, as the reader gave them; without any, the whole text is taken as one
    article of lines. Offsets of the result are characters into ``text``.
    """
    parts = [(s.kind, s.start, s.end) for s in segments] or [
        ("paragraph", line.start(), line.end()) for line in re.finditer(r"[^\n]+", text)
    ]
    found: list[Credit] = []
    taken = bytearray(len(text))
    for index, (kind, start, end) in enumerate(parts):
        segment = text[start:end]
        for form in forms():
            if form.where == "caption" and kind != "caption":
                continue
            if form.where == "start" and index >= _START_LINES:
                continue
            if index < len(parts) - _LAST.get(form.where, len(parts)):
                continue
            if form.where == "line" and (kind == "caption" and index < len(parts) - 2):
                continue
            for match in form.pattern.finditer(segment):
                first, last = (start + at for at in match.span("list"))
                credits = [c for at, to in _pieces(text, first, last) if (c := _credit(text, at, to, form.part))]
                named = [c for c in credits if c.outlet_id is not None]
                if form.part == "text" and (not named or (len(credits) == 1 and _is_word(credits[0]))):
                    continue
                if form.marks and len(credits) < sum(1 for at, to in _pieces(text, first, last) if _names(text[at:to])):
                    continue
                if form.given and not all(c.kind != "person" or _has_given_name(c.name) for c in credits):
                    continue
                if form.known or form.part == "material":
                    credits = named
                if form.part == "byline":
                    credits = [_of_text(c) for c in credits if c.kind in ("person", "agency")]
                    if form.marks and not any(c.kind == "person" for c in credits):
                        continue
                if any(c.outlet_id == "dpa" for c in credits):
                    credits = [c for c in credits if c.text not in _DESKS]
                found += _where_none_is(credits, taken)
    return sorted(found, key=lambda credit: (credit.start, credit.end))
