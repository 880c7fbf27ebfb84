"""Documents in, their names, claims and sources out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quellenlage.analyse import analyse
from quellenlage.errors import unexpected
from quellenlage.records import Extracted, Normalised, Rejected
from quellenlage.visible import visible

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def extract(documents: Sequence[Normalised], nlp: Language) -> Iterator[Extracted | Rejected]:
    """What ``documents`` say, in their order; one that cannot be analysed comes as ``Rejected``."""
    mined = [one.document.text for one in documents if _is_mined(one, nlp)]
    docs = nlp.pipe(visible(text).text for text in mined)
    for normalised in documents:
        document = normalised.document
        if _is_mined(normalised, nlp):
            yield _extract_one(normalised, next(docs))
        elif normalised.is_german:
            reason = (
                f"{document.uri}: {len(document.text):,} characters are more than the {nlp.max_length:,} that "
                "the pipeline takes at once; split the article."
            )
            yield Rejected(document.uri, "extract", reason, document.text)
        else:
            yield Extracted(normalised)


def _is_mined(normalised: Normalised, nlp: Language) -> bool:
    return normalised.is_german and len(normalised.document.text) <= nlp.max_length


def _extract_one(normalised: Normalised, doc: Doc) -> Extracted | Rejected:
    try:
        return analyse(normalised, doc)
    except Exception as error:
        # One article must not stop the others, whatever is wrong with it or with us.
        document = normalised.document
        return Rejected(document.uri, "extract", unexpected(document.uri, "analysed", error), document.text)
