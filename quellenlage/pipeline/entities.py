"""Names of persons, organisations and places, as the pipeline found them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quellenlage.records import ENTITY_LABELS, Mention
from quellenlage.words import PARTICLES, is_given_name

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
    return _joined(doc, mentions)


def _joined(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """``mentions`` with the parts of a person's name as one: "Ursula" "von der" "Leyen", "Anna" and "Kolb" apart."""
    joined: list[Mention] = []
    text = doc.text  # which spaCy puts together anew each time
    for mention in mentions:
        last = joined[-1] if joined else None
        if last is not None and last.label == "PER" and _goes_on(doc, text, last, mention):
            joined[-1] = Mention(last.start, mention.end, "PER")
        else:
            joined.append(mention)
    return joined


def _goes_on(doc: Doc, text: str, given: Mention, family: Mention) -> bool:
    """Whether only a blank that is a token, or particles of names, stand between a given name and what follows it."""
    between = text[given.end : family.start]
    name = text[family.start : family.end]
    if "\n" in between or not is_given_name(text[given.start : given.end]) or name.isupper():
        return False
    if not between.strip():
        return family.label == "PER"
    token = doc.char_span(family.start, family.end, alignment_mode="expand")
    return token is not None and token[0].tag_ == "NE" and all(word in PARTICLES for word in between.split())
