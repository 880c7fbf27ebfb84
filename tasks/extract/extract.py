"""Documents in, their names, claims and sources out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tasks.extract.claims import find_claims
from tasks.extract.names import find_names
from tasks.extract.sources import Resolution, resolve
from tasks.normalise.normalise import Normalised
from tasks.records import Claim, Mention

if TYPE_CHECKING:
    from spacy.language import Language

NOTHING = Resolution((), (), (), (), (), ())


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document with everything that was found in it; nothing is found where the text is not German."""

    normalised: Normalised
    names: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    resolution: Resolution = NOTHING


def extract(documents: Sequence[Normalised], nlp: Language, *, workers: int = 1) -> Iterator[Extracted]:
    """What ``documents`` say, in their order.

    ``workers`` is the number of processes that run the spaCy pipeline; it changes how long this takes and nothing else.
    """
    german = [normalised for normalised in documents if normalised.is_german]
    docs = nlp.pipe((normalised.document.text for normalised in german), n_process=workers)
    for normalised in documents:
        if not normalised.is_german:
            yield Extracted(normalised)
            continue
        document, doc = normalised.document, next(docs)
        names = tuple(find_names(doc))
        claims = tuple(find_claims(doc, normalised.dates, document.segments, document.published))
        yield Extracted(normalised, names, claims, resolve(document, doc, names, claims, normalised.credits))
