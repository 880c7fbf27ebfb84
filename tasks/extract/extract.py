"""Documents in, their names, claims and sources out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quellenlage.claims import find_claims
from quellenlage.errors import unexpected
from quellenlage.identity import Resolution, resolve
from quellenlage.pipeline.entities import find_names
from quellenlage.records import Claim, Mention, Rejected
from quellenlage.tasks.normalise.normalise import Normalised

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NOTHING = Resolution((), (), (), (), (), ())


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document with everything that was found in it; nothing is found where the text is not German."""

    normalised: Normalised
    names: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    resolution: Resolution = NOTHING


def extract(documents: Sequence[Normalised], nlp: Language) -> Iterator[Extracted | Rejected]:
    """What ``documents`` say, in their order; one that cannot be analysed comes as ``Rejected``."""
    mined = [one.document.text for one in documents if _is_mined(one, nlp)]
    docs = nlp.pipe(mined)
    for normalised in documents:
        document = normalised.document
        if _is_mined(normalised, nlp):
            yield _extract_one(normalised, next(docs))
        elif normalised.is_german:
            reason = (
                f"{document.uri}: {len(document.text):,} characters are more than the {nlp.max_length:,} that the "
                "pipeline takes at once; split the article."
            )
            yield Rejected(document.uri, "extract", reason, document.text)
        else:
            yield Extracted(normalised)


def _is_mined(normalised: Normalised, nlp: Language) -> bool:
    return normalised.is_german and len(normalised.document.text) <= nlp.max_length


def _extract_one(normalised: Normalised, doc: Doc) -> Extracted | Rejected:
    document = normalised.document
    try:
        names = tuple(find_names(doc))
        claims = tuple(find_claims(doc, normalised.dates, document.segments, document.published))
        return Extracted(normalised, names, claims, resolve(document, doc, names, claims, normalised.credits))
    except Exception as error:
        # One article must not stop the others, whatever is wrong with it or with us.
        return Rejected(document.uri, "extract", unexpected(document.uri, "analysed", error), document.text)
