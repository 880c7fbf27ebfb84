"""What a block of plain text is by its form: dateline, byline, caption, heading, or a paragraph of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quellenlage.words.months_and_weekdays import weekday_names

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
_CREDIT = re.compile(rf"\({_CREDIT_WORD}\s*:[^()]*\)")
_OPEN_CREDIT = re.compile(rf"(?:^|(?<=\s)){_CREDIT_WORD}:|©")  # up to the end of its block, which has no other sentence
_NAME = (
    r"(?:[^\W\d_a-zäöüß][\w.'’-]*+|(?:von|van|de|der|zu|und|aus|in)(?=\s)|(?:dpa|afp|epd|kna|sid|apa|sda)(?![\w.'’-]))"
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
_CLOSING = "\"“”«»‘’')]"
_ENDS = frozenset(".!?:…")


def kinds_of(blocks: Sequence[str], has_headline: bool) -> Iterator[str]:
    """The kind of each block of an article, in order; ``has_headline`` says that the first one is its headline.

    Without, a first block in the form of a heading is one all the same. The first paragraph of several is the lead.
    """
    previous, body_begun = "", False
    for number, block in enumerate(blocks):
        last = number == len(blocks) - 1
        if number == 0 and (has_headline or (not last and is_heading(block) and not is_dateline(block))):
            kind = "headline"
        else:
            kind = _kind(block, last, previous, body_begun)
        if kind == "paragraph" and not body_begun:
            body_begun = True
            kind = "paragraph" if last else "lead"
        yield kind
        previous = kind


def _kind(block: str, last: bool, previous: str, body_begun: bool) -> str:
    if beside := beside_the_body(block):
        return beside
    if last or not is_heading(block):
        return "paragraph"
    if body_begun:
        return "heading"
    # A short line under the author's name is the outlet's.
    return "byline" if previous == "byline" else "paragraph"


def beside_the_body(block: str) -> str | None:
    """``dateline``, ``byline`` or ``caption`` where a block has the form of one."""
    if is_dateline(block):
        return "dateline"
    if is_byline(block):
        return "byline"
    return "caption" if is_caption(block) else None


def is_dateline(block: str) -> bool:
    """Whether a block is a date and nothing else: "Montag, 26. August 2025"."""
    if len(block) > _LONGEST_BYLINE or not _DAY.search(block):
        return False
    return not re.search(r"\w", _AROUND_DAY.sub("", _DAY.sub("", block)))


def is_byline(block: str) -> bool:
    """Whether a block names authors and nothing else: "Von Anna Kolb, dpa"."""
    return len(block) <= _LONGEST_BYLINE and _BYLINE.fullmatch(block) is not None


def is_caption(block: str) -> bool:
    """Whether a block ends with the credit of a picture: "Die Brücke. Foto: Polizei"."""
    if ":" not in block and "©" not in block:
        return False
    last = max(map(block.rfind, ".!?")) + 1
    closed = any(credit.end() >= len(block.rstrip(". ")) for credit in _CREDIT.finditer(block))
    return closed or _OPEN_CREDIT.search(block, last) is not None


def is_heading(block: str) -> bool:
    """Whether a block is short and does not end like a sentence; a single short question may be a heading too."""
    if len(block) > _LONGEST_HEADING or "\n" in block:
        return False
    ends_sentence = block.rstrip(_CLOSING)[-1:] in _ENDS
    return not ends_sentence or bool(_QUESTION.fullmatch(block))
