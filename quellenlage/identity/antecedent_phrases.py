"""Antecedents of pronouns that no name tells: bodies and people left unnamed, by the noun phrase that is the subject.

"Die Behörde wollte das nicht stehen lassen. Man prüfe noch, teilte sie mit." "Ein Mann aus Halmer klagt. Es tue weh,
sagte er."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.discourse import Discourse, in_quotation, sentence_at, subjects_of
from quellenlage.identity.extents import end_of, phrase_start, sentence_of, tokens_between
from quellenlage.identity.nominals import Phrase, read_phrase
from quellenlage.identity.pronouns import agreeing, gender_of, plural_verb
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BODIES = ("organisation", "government", "outlet", "agency")
_GENDERS = {"der": "Masc", "die": "Fem", "das": "Neut"}
_LONGEST = 8  # tokens that a phrase goes on behind its head


def subject_before(d: Discourse, first: int, last: int) -> tuple[int, int] | None:
    """The phrase that the personal pronoun among these tokens means, as characters; None where a name may be meant.

    It is the subject of a clause before the pronoun in its sentence, else in the one before, and nobody who agrees with
    the pronoun has been mentioned since that sentence began. ``last`` is exclusive.
    """
    token = next((t for t in d.doc[first:last] if t.tag_ == "PPER" and gender_of(t) is not None), None)
    if token is None:
        return None
    plural = token.text.lower() in grammar("plural_pronouns") and plural_verb(token)
    here = sentence_at(d, token.idx)
    known = max((sentence_at(d, at) for at, _ in agreeing(d, token, plural)), default=-1)
    for number in (here, here - 1):
        if number < 0 or known >= number:
            return None
        for t in subjects_of(d, number):
            if t.i >= token.i:
                break
            subject = t.tag_ == "NN" and not _told(t, token)
            phrase = _phrase(d, t) if subject and not in_quotation(d, t.idx) else None
            if phrase is not None and _fits(phrase, token, plural):
                return phrase.start, phrase.complement_span[1] if phrase.complement_span else phrase.end
    return _group_before(d, token, here) if plural else None


def _group_before(d: Discourse, pronoun: Token, here: int) -> tuple[int, int] | None:
    """The people in the sentence before a plural "sie", who are not its subject: "Proteste der Anhänger. Auch sie"."""
    if here == 0:
        return None
    sentence = d.reading.sentences[here - 1]
    for t in reversed(d.doc[sentence.start : sentence.end]):
        phrase = _phrase(d, t) if t.tag_ == "NN" and not in_quotation(d, t.idx) else None
        if phrase is not None and _fits(phrase, pronoun, plural=True):
            return phrase.start, phrase.end
    return None


def _told(noun: Token, pronoun: Token) -> bool:
    """Whether a noun in the dative is the object beside a pronoun: "Der Zeitung hatte sie gesagt, …"."""
    return noun.head.i == pronoun.head.i and noun.morph.get("Case", []) == ["Dat"]


def named_last(d: Discourse, first: int, last: int) -> tuple[int, int] | None:
    """Whom a demonstrative by itself means, as characters: "Abel traf die Behörde. Diese lehnte ab".

    Of what stands before it in its sentence and the one before, it is the last that agrees, which may also be a name:
    "Abel traf Lang. Dieser lehnte ab". ``last`` is exclusive.
    """
    token = d.doc[first]
    if last - first != 1 or token.lower_ not in grammar("demonstratives") or gender_of(token) is None:
        return None
    plural = token.lower_ in grammar("plural_pronouns") and plural_verb(token)
    here = sentence_at(d, token.idx)
    begins = d.reading.sentences[max(here - 1, 0)].start
    at, known = max(agreeing(d, token, plural), key=lambda pair: pair[0], default=(-1, None))
    named = next(((s, e) for s, e, _ in known.mentions if s == at), None) if known is not None else None
    for t in reversed(d.doc[begins : token.i]):
        if named is not None and t.idx < named[1]:
            return named
        phrase = _phrase(d, t) if t.tag_ == "NN" and not in_quotation(d, t.idx) else None
        apposed = phrase is not None and named is not None and d.text[named[1] : phrase.start].strip() == ","
        if phrase is not None and not apposed and _fits(phrase, token, plural):
            return phrase.start, phrase.end
    return None


def before_relative(d: Discourse, first: int, last: int) -> tuple[int, int] | None:
    """The phrase for one left unnamed right before a relative pronoun, as characters: "eines Bauern, der sagt, …"."""
    token = d.doc[first]
    if last - first != 1 or token.tag_ != "PRELS" or first < 2 or d.doc[first - 1].text != ",":
        return None
    head = d.doc[first - 2]
    phrase = _phrase(d, head) if head.tag_ == "NN" else None
    if phrase is None or phrase.plural != plural_verb(token) or phrase.noun.kind not in tables.HUMAN:
        return None
    gender = next((g for g in "mn" if token.lower_ in grammar(f"relative_{g}")), "f")
    return (phrase.start, phrase.end) if phrase.plural or (phrase.gender or phrase.noun.gender) == gender else None


def named_before_relative(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The name that a relative pronoun hangs on, as characters: Oslo, of "ein Plan von Oslo, das vorschlug, …"."""
    first, last = tokens_between(doc, start, end)
    relative = last - first == 1 and doc[first].lower_ in grammar("nominative_relatives")
    alone = relative and first > 1 and doc[first - 1].text == ","
    name = doc[first - 2] if alone else None
    return (name.idx, end_of(name)) if name is not None and name.tag_ == "NE" else None


def relative_to_thing(d: Discourse, first: int, last: int) -> bool:
    """Whether a relative pronoun hangs on a noun for a thing right before it: "ein Argument, das davon ausgeht"."""
    token = d.doc[first]
    if last - first != 1 or token.tag_ != "PRELS" or first < 2 or d.doc[first - 1].text != ",":
        return False
    head = d.doc[first - 2]
    known = tables.noun(head.text) is not None or tables.voiced(head.text) or bool(head.ent_type_)
    if head.tag_ != "NN" or known or head.morph.get("Number", []) != ["Sing"]:
        return False
    return head.morph.get("Gender", []) == [_GENDERS.get(token.lower_, "")]


def _phrase(d: Discourse, head: Token) -> Phrase | None:
    """The noun phrase with this head, where a table knows it for a body or people."""
    entry = tables.noun(head.text)
    if entry is None or entry.kind not in (*_BODIES, *tables.HUMAN):
        return None
    sentence = sentence_of(head)
    start = phrase_start(d.reading, head.i, sentence.start)
    phrase = read_phrase(d.doc, d.reading, start, min(sentence.end, head.i + _LONGEST))
    return phrase if phrase is not None and phrase.end == end_of(head) else None


def _fits(p: Phrase, pronoun: Token, plural: bool) -> bool:
    if plural or p.plural:
        return plural and p.plural and p.noun.kind in tables.HUMAN
    return (p.gender or p.noun.gender) == gender_of(pronoun)
