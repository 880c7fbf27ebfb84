"""Plain text in the layout of an archive's export: header lines, dateline, caption, lead, paragraphs, headings.

    ␠date 2025-08-26 Kicker und Titel
    ␠url https://www.deich-kurier.example/politik/1
    ␠outlet Deich-Kurier
                                        (a blank line ends a block)
    26.08.2025

    Wer auf dem Bild ist. (Quelle: Name/Agentur)

    Der Vorspann.

    Ein Absatz.

    Eine Zwischenüberschrift

    Ein Absatz.

Any part may be missing. Each ``date`` line begins a new article; ``url`` and ``outlet``, a blank before them, stand
directly above or below it, or, where there is none, at the beginning of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from quellenlage.errors import UnreadableError
from quellenlage.records import Article, Rejected, Segment
from quellenlage.tasks.ingest.decode import decode
from quellenlage.tasks.ingest.readers import Format, Input
from quellenlage.words.months_and_weekdays import weekday_names

_MORE = r"[ \t]+(?:url[ \t]+\S*\.\S+|outlet[ \t]+\S.*)"
_HEADER = re.compile(
    rf"(?P<above>(?:^{_MORE}\n)*)^[ \t]*date[ \t]+(?P<date>\d[\d.\-/]*)[ \t]*(?P<headline>.*)"
    rf"(?P<below>(?:\n{_MORE})*)$",
    re.MULTILINE,
)
_UNDATED = re.compile(rf"\s*^(?P<above>(?:{_MORE}(?:\n|$))+)", re.MULTILINE)
_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*")

# A dateline is a date with nothing but such words around it.
_DAY = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zÄäÖöÜü]+\.?)\s?(?:\d{4}|\d{2})?(?!\d)|\d{4}-\d{2}-\d{2}")
_AROUND_DAY = re.compile(
    r"\b(?:stand|aktualisiert|veröffentlicht|publiziert|erstellt|erschienen|zuletzt|letzte|aktualisierung|update|vom|am|um|uhr"
    rf"|{'|'.join(weekday_names())}|mesz|mez|\d{{1,2}}[.:]\d{{2}}|\d{{1,2}})\b",
    re.IGNORECASE,
)
_CREDIT_WORD = (
    r"(?:Quelle|Fotos?|Bild(?:er|rechte|nachweis)?|Archiv(?:foto|bild)|Symbol(?:foto|bild)|Grafik|Video"
    r"|Photo|Credit|Image)"
)
_CREDIT = re.compile(rf"\({_CREDIT_WORD}\s*:[^()]*\)|(?:^|(?<=\s)){_CREDIT_WORD}:[^.!?]*$|©[^.!?]*$")
_NAME = (
    r"(?:[^\W\d_a-zäöüß][\w.'’-]*|(?:von|van|de|der|zu|und|aus|in)(?=\s)|(?:dpa|afp|epd|kna|sid|apa|sda)(?![\w.'’-]))"
)
_GENRE = (
    r"(?:Eine? )?(?:Gastbeitrag|Gastkommentar|Kommentar|Analyse|Reportage|Kolumne|Essay|Leitartikel|Glosse)"
    r"|Aufgezeichnet|Protokolliert"
)
_BYLINE = re.compile(
    rf"(?:Von|(?:{_GENRE}) von) (?!der |dem |den )(?:{_NAME}[\s,/]*)+"
    rf"(?:\((?:Text|Fotos?)\)[\s,/]*(?:{_NAME}[\s,/]*)*)*(?:\|\s*\d[\d.:,\s]*(?:Uhr)?)?"
    rf"|(?:{_NAME}\s*){{2,9}}berichten? aus {_NAME}(?:\s{_NAME})*"
    r"|(?:[a-z]{2,5}|[A-Z]{2,4})(?:/[A-Za-z]{2,5})+|\([a-z]{2,4}(?:/[a-z]{2,4})*\)"
)

_LONGEST_HEADING = 110
_LONGEST_BYLINE = 80
_QUESTION = re.compile(r"[^.!?:\"„“”»«]{1,80}\?")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"“”«»‘’')\]]*$")


def read(source: Input) -> Iterator[Article | Rejected]:
    """The articles of one file; the first carries its ``uri`` itself, the n-th ``uri#n``.

    Raises:
        UnreadableError: the bytes are no text, or there is none.
    """
    text, uri = decode(source.data()), source.uri
    if not text.strip():
        raise UnreadableError("the file is empty; remove it from the sources or fill it.")
    for number, part in enumerate(_split(text), start=1):
        place = uri if number == 1 else f"{uri}#{number}"
        if not part.body:
            yield Rejected(
                place, "ingest", f"line {part.line}: a header line without an article below it.", part.header
            )
            continue
        yield Article(place, part.body, tuple(_segments(part.body, part.has_headline)), part.metadata)


@dataclass(frozen=True, slots=True)
class _Part:
    line: int
    header: str
    metadata: dict[str, str]
    has_headline: bool
    body: str


def _split(text: str) -> Iterator[_Part]:
    headers = list(_HEADER.finditer(text))
    before = text[: headers[0].start()] if headers else text
    if before.strip():
        undated = _UNDATED.match(before)
        body = before[undated.end() if undated else 0 :].strip()
        yield _Part(1, undated[0] if undated else "", _further(undated["above"]) if undated else {}, False, body)
    for header, following in zip_longest(headers, headers[1:]):
        end = following.start() if following else len(text)
        headline = header["headline"].strip()
        body = (text[header.start("headline") : header.end("headline")] + text[header.end() : end]).strip()
        metadata = {"header_date": header["date"], **_further(header["above"] + header["below"])}
        yield _Part(text.count("\n", 0, header.start()) + 1, header[0], metadata, bool(headline), body)


def _further(lines: str) -> dict[str, str]:
    """What the header lines beside the date say, by key; the first of a key counts."""
    found: dict[str, str] = {}
    for line in filter(str.strip, lines.split("\n")):
        key, value = line.split(maxsplit=1)
        found.setdefault(key, value.strip())
    return found


def _segments(text: str, has_headline: bool) -> Iterator[Segment]:
    """The blocks of an article with what each of them is."""
    blocks = _blocks(text, has_headline)
    previous, body_begun = "", False
    for number, (start, end) in enumerate(blocks):
        block, last = text[start:end], number == len(blocks) - 1
        if number == 0 and (has_headline or (not last and _is_heading(block) and not _is_dateline(block))):
            kind = "headline"
        else:
            kind = _kind(block, last, previous, body_begun)
        if kind == "paragraph" and not body_begun:
            body_begun = True
            kind = "paragraph" if last else "lead"
        yield Segment(kind, start, end)
        previous = kind


def _blocks(text: str, has_headline: bool) -> list[tuple[int, int]]:
    """Start and end of each block; the header line ends the headline even where no blank line follows it."""
    blocks = [(match.start(), match.start() + len(match[0].rstrip())) for match in _BLOCK.finditer(text)]
    if has_headline and blocks:
        start, end = blocks[0]
        line_end = text.find("\n", start, end)
        if line_end >= 0:
            blocks[:1] = [(start, line_end), (line_end + 1, end)]
    return blocks


def _kind(block: str, last: bool, previous: str, body_begun: bool) -> str:
    if _is_dateline(block):
        return "dateline"
    if len(block) <= _LONGEST_BYLINE and _BYLINE.fullmatch(block):
        return "byline"
    if _is_caption(block):
        return "caption"
    if last or not _is_heading(block):
        return "paragraph"
    if body_begun:
        return "heading"
    # A short line under the author's name is the outlet's.
    return "byline" if previous == "byline" else "paragraph"


def _is_dateline(block: str) -> bool:
    if len(block) > _LONGEST_BYLINE or not _DAY.search(block):
        return False
    return not re.search(r"\w", _AROUND_DAY.sub("", _DAY.sub("", block)))


def _is_caption(block: str) -> bool:
    return any(credit.end() >= len(block.rstrip(". ")) for credit in _CREDIT.finditer(block))


def _is_heading(block: str) -> bool:
    """Whether a block is short and does not end like a sentence; a single short question may be a heading too."""
    if len(block) > _LONGEST_HEADING or "\n" in block:
        return False
    return not _ENDS_SENTENCE.search(block) or bool(_QUESTION.fullmatch(block))


FORMAT = Format("plain text", (".txt",), read)
