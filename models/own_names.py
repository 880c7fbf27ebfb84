"""Names that we annotated ourselves, in sentences of Wikinews texts (CC BY 2.5) and SmartData pages (CC BY 4.0).

``own_names.csv`` has no word of the texts: of each sentence the page's stem (see bench/rows/texts.py), the first twelve
digits of the SHA-256 of its text, where the sentence begins and ends in it, and its names as label, begin and end,
counted in characters from the sentence's begin. The annotators followed GermEval's conventions, of which they had read
sentences that train; none of them saw what a program finds. No article of bench/rows is among them.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quellenlage.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

FILE = Path(__file__).parent / "own_names.csv"


def page_texts(corpora: Path) -> dict[str, str]:
    """The text of every page of both corpora by its stem, paragraphs apart by blank lines."""
    from bench.rows.texts import smartdata, wikinews

    return {page.stem: "\n\n".join(page.lines) for read in (smartdata, wikinews) for page in read(corpora)}


def sha(text: str) -> str:
    """The first twelve hex digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def documents(nlp: Language, corpora: Path, file: Path = FILE) -> Iterator[Doc]:
    """The sentences as documents with names, in the order of the file; a name that cuts a word is missing.

    Raises:
        UsageError: a text is not the one that was annotated.
    """
    texts = page_texts(corpora)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            text = texts.get(row["page"], "")
            if sha(text) != row["sha"]:
                raise UsageError(f"{file}: the corpora have another text of {row['page']} than was annotated.")
            begin, end = int(row["begin"]), int(row["end"])
            doc = nlp.make_doc(" ".join(text[begin:end].split("\n")))
            spans: list[Span] = []
            missing: list[Span] = []
            for name in row["names"].split(";"):
                if name:
                    label, b, e = name.split()
                    span = doc.char_span(int(b), int(e), label=label)
                    outer = doc.char_span(int(b), int(e), alignment_mode="expand")
                    if span is not None:
                        spans.append(span)
                    elif outer is not None:
                        missing.append(outer)
            doc.set_ents(spans, missing=missing, default="outside")
            yield doc
