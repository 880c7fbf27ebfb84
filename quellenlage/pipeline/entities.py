"""Names of persons, organisations and places, as the pipeline found them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quellenlage.records import ENTITY_LABELS, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

# labels of other German pipelines
SYNONYMS = {"PERSON": "PER", "GPE": "LOC", "OTH": "MISC", "FAC": "LOC"}


def find_names(doc: Doc) -> list[Mention]:
    """The names in ``doc``, in order and without overlap; offsets are characters into ``doc.text``.

    Names with a label that means none of :data:`quellenlage.records.ENTITY_LABELS` are left out.
    """
    mentions = []
    for span in doc.ents:
        label = SYNONYMS.get(span.label_, span.label_)
        if label in ENTITY_LABELS:
            mentions.append(Mention(span.start_char, span.end_char, label))
    return mentions
