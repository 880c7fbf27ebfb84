"""Documents in, their names, claims and sources out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from quellenlage.analyse import analyse
from quellenlage.errors import unexpected
from quellenlage.records import Extracted, Normalised, Rejected
from quellenlage.tasks.budget import budget
from quellenlage.visible import visible

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Words and marks of one article: a book has fewer. Memory grows by 14 to 16 kB each (19,000 to 60,000 measured), so
#: that one article needs 2.4 GB at most.
MOST_TOKENS = 150_000
#: Words and marks that go through the pipeline together; an article of more goes alone.
TOGETHER = 50_000

Read = tuple[Normalised, "Doc | Rejected | None"]  # None: it is not in German


def extract(documents: Iterable[Normalised], nlp: Language) -> Iterator[Extracted | Rejected]:
    """What ``documents`` say, in their order.

    One that cannot be analysed comes as ``Rejected``, and so does one that is too long for it, by its characters or by
    its words: what it costs is told before, by the text alone, and is the same on every machine. One that takes longer
    than its length explains is ended, and rejected, too.
    """
    for normalised, doc in _read(documents, nlp):
        yield (
            doc
            if isinstance(doc, Rejected)
            else Extracted(normalised)
            if doc is None
            else _extract_one(normalised, doc)
        )


def _read(documents: Iterable[Normalised], nlp: Language) -> Iterator[Read]:
    waiting: list[Read] = []
    size = 0
    for normalised in documents:
        doc = _tokenised(normalised, nlp)
        count = len(doc) if doc is not None and not isinstance(doc, Rejected) else 0
        if waiting and size + count > TOGETHER:
            yield from _through_pipeline(waiting, nlp)
            waiting, size = [], 0
        waiting.append((normalised, doc))
        size += count
    yield from _through_pipeline(waiting, nlp)


def _tokenised(normalised: Normalised, nlp: Language) -> Doc | Rejected | None:
    document = normalised.document
    if not normalised.is_german:
        return None
    if len(document.text) > nlp.max_length:
        return _too_long(normalised, f"{len(document.text):,} characters", f"{nlp.max_length:,}")
    try:
        with budget(len(document.text)):
            doc = nlp.make_doc(visible(document.text).text)
    except Exception as error:
        return _failed(normalised, error)
    return (
        doc if len(doc) <= MOST_TOKENS else _too_long(normalised, f"{len(doc):,} words and marks", f"{MOST_TOKENS:,}")
    )


def _through_pipeline(waiting: Sequence[Read], nlp: Language) -> Iterator[Read]:
    """The same with what the pipeline says; where one makes it fail, each goes through it alone."""
    docs = [doc for _, doc in waiting if doc is not None and not isinstance(doc, Rejected)]
    try:
        with budget(sum(len(doc.text) for doc in docs)):
            read: Iterator[Doc] | None = iter(list(nlp.pipe(docs)))
    except Exception:
        read = None
    for normalised, doc in waiting:
        if doc is None or isinstance(doc, Rejected):
            yield normalised, doc
        else:
            yield normalised, next(read) if read is not None else _alone(normalised, nlp)


def _alone(normalised: Normalised, nlp: Language) -> Doc | Rejected:
    try:
        with budget(len(normalised.document.text)):
            return nlp(visible(normalised.document.text).text)
    except Exception as error:
        return _failed(normalised, error)


def _extract_one(normalised: Normalised, doc: Doc) -> Extracted | Rejected:
    try:
        with budget(len(normalised.document.text)):
            return analyse(normalised, doc)
    except Exception as error:
        return _failed(normalised, error)


def _too_long(normalised: Normalised, has: str, most: str) -> Rejected:
    document = normalised.document
    reason = f"{document.uri}: {has} are more than the {most} that are analysed at once; split the article."
    return Rejected(document.uri, "extract", reason, document.text)


def _failed(normalised: Normalised, error: Exception) -> Rejected:
    """One article must not stop the others, whatever is wrong with it or with us."""
    document = normalised.document
    return Rejected(document.uri, "extract", unexpected(document.uri, "analysed", error), document.text)
