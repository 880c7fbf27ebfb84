"""The paragraphs of a Word document in the order in which they stand, also in tables and text boxes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from quellenlage.errors import UnreadableError
from quellenlage.tasks.ingest.fields.plain_blocks import Block, clean

MOST_XML = 64 * 1024 * 1024  # bytes of its XML, unpacked
MOST_UNPACKED = 512 * 1024 * 1024  # bytes of all parts, pictures too
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_READ = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}pict", f"{_W}object", _FALLBACK))
_BREAKS = frozenset((f"{_W}br", f"{_W}cr", f"{_W}tab", f"{_W}ptab"))
_HEADING = re.compile(r"(?:heading|überschrift|zwischentitel|zwischenüberschrift)\s*\d?", re.IGNORECASE)
_TITLES = frozenset(("title", "titel", "headline", "schlagzeile"))
_LEADS = frozenset(("subtitle", "untertitel", "lead", "vorspann", "teaser"))
_CAPTIONS = frozenset(("caption", "beschriftung", "bildunterschrift"))
_LONGEST_BOLD = 110


def word_blocks(data: bytes) -> list[Block]:
    """The paragraphs of a document with their kinds by style; what was deleted with changes tracked is left out.

    The first in the style of a title is the headline, wherever it stands; others are headings.

    Raises:
        UnreadableError: it is no whole Word document, or unpacks to more than any.
    """
    _check_size(data)
    import docx

    try:
        document = docx.Document(BytesIO(data))
        styles = {style.style_id: (style.name or "") for style in document.styles}
        blocks = list(_blocks(document.element.body, styles))
    except Exception as error:  # whatever a damaged package makes of its parts: KeyError, ValueError, lxml's errors
        raise UnreadableError(
            f"no whole Word document ({type(error).__name__}: {error}); open and save it again in Word or LibreOffice."
        ) from error
    title = next((at for at, (kind, _) in enumerate(blocks) if kind == "headline"), -1)
    return [("heading" if kind == "headline" and at != title else kind, text) for at, (kind, text) in enumerate(blocks)]


def _check_size(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("an old or encrypted Word document; save it as .docx without a password.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError(f"no Word document, or cut off ({error}); fetch it again.") from error
    xml = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    if xml > MOST_XML or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnreadableError(
            f"it unpacks to more than {MOST_XML // 2**20} MB of text; copy the text into a new document."
        )


def _blocks(body: Any, styles: dict[str, str]) -> Iterator[Block]:
    for paragraph in body.iter(f"{_W}p"):
        if any(outer.tag == _FALLBACK for outer in paragraph.iterancestors()):
            continue  # the text box before it, for old versions
        text = " ".join(clean("".join(_said(paragraph))).split())
        if text:
            yield _kind(paragraph, text, styles), text


def _said(element: Any) -> Iterator[str]:
    """The text of a paragraph, without deletions and without what stands in a box that is anchored in it."""
    for child in element:
        if child.tag in _NOT_READ or not isinstance(child.tag, str):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        else:
            yield from _said(child)


def _kind(paragraph: Any, text: str, styles: dict[str, str]) -> str:
    properties = paragraph.find(f"{_W}pPr")
    style = outline = None
    if properties is not None:
        style, outline = properties.find(f"{_W}pStyle"), properties.find(f"{_W}outlineLvl")
    identity = style.get(f"{_W}val") if style is not None else ""
    name = styles.get(identity, identity or "").casefold()
    if name in _TITLES:
        return "headline"
    if _HEADING.fullmatch(name):
        return "heading"
    if name in _LEADS:
        return "lead"
    if name in _CAPTIONS:
        return "caption"
    if outline is not None and outline.get(f"{_W}val") in "012345678":
        return "heading"
    return (
        "heading" if len(text) <= _LONGEST_BOLD and text[-1] not in '.!?:…“"»' and _is_bold(paragraph) else "paragraph"
    )


def _is_bold(paragraph: Any) -> bool:
    """Whether all words of a paragraph are in bold type."""
    runs = [run for run in paragraph.iter(f"{_W}r") if any((text.text or "").strip() for text in run.iter(f"{_W}t"))]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off") for mark in marks)
