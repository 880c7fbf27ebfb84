"""What the accurate pipeline teaches the fast one: free German text with the accurate one's analysis, as training data.

The texts: the articles of the quotation corpus's train part (their annotation is not read), SmartData's pages, and the
debates of the speech events. Sentences in which the teacher has no tree or that are hardly one are left out.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from models.corpora import germeval, gsd_as_written, part_of, smartdata, spaces_between, wikinews

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

SHORTEST_TEXT = 200  # characters
SENTENCES = 4  # of a training document


def free_texts(corpora: Path) -> Iterator[str]:
    """Every free text, in the order of the files."""
    yield from (article.text for article in wikinews(corpora, "train"))
    for text, _, _ in smartdata(corpora):
        if len(text) >= SHORTEST_TEXT:
            yield "\n\n".join(line.strip() for line in text.split("\n") if line.strip())
    for name in ("train", "dev"):
        with gzip.open(corpora / "speech-events" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                sentences = [sentence["Tokens"] for sentence in json.loads(line)["Sentences"]]
                for first in range(0, len(sentences), 12):
                    yield " ".join(_as_printed(tokens) for tokens in sentences[first : first + 12])


def _as_printed(tokens: list[str]) -> str:
    return "".join(t + (" " if s else "") for t, s in zip(tokens, spaces_between(tokens), strict=True)).strip()


def held_out(nlp: Language, corpora: Path) -> frozenset[str]:
    """The held-out sentences, as their words without spaces between: no free text may teach one."""
    names = [doc for i, doc in enumerate(germeval(nlp.vocab, corpora)) if part_of(i) == "test"]
    trees = [words for i, words in enumerate(gsd_as_written(corpora)) if part_of(i) == "test"]
    return frozenset(["".join(t.text for t in doc) for doc in names] + ["".join(w.form for w in s) for s in trees])


def taught(teacher: Language, corpora: Path) -> Iterator[Doc]:
    """Documents of a few sentences each with tags, morphology, syntax and names as ``teacher`` has them."""
    closed = held_out(teacher, corpora)
    for doc in teacher.pipe(free_texts(corpora)):
        together: list[Span] = []
        for sentence in doc.sents:
            teaches = _teaches(sentence.text, len(sentence), closed)
            if teaches:
                together.append(sentence)
            if together and (not teaches or len(together) == SENTENCES):
                yield doc[together[0].start : together[-1].end].as_doc()
                together = []
        if together:
            yield doc[together[0].start : together[-1].end].as_doc()


def _teaches(text: str, words: int, closed: frozenset[str]) -> bool:
    letters = sum(map(str.isalpha, text))
    return 3 <= words <= 120 and letters >= 0.6 * len(text.strip()) and "".join(text.split()) not in closed
