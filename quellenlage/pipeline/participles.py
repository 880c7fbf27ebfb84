"""Participles before their noun that the tagger took for finite verbs: "zwei mit dem Fall vertraute Beamte".

The preterite of a weak verb and its participle with an ending are one form: "vertraute", "beschuldigte". It is the
participle where an article or a number has opened a noun phrase and a noun for people follows, while the clause has its
finite verb elsewhere; not in "vier von ihnen sagten Reportern".
(Duden, Die Grammatik: participles as attributes stand between article and noun, with what belongs to them before them.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from quellenlage import words as tables
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENERS = ("ART", "CARD", "PDS", "PIAT")
_COUNTS = ("CARD", "PIAT")
_BEGINS_ATTRIBUTE = ("APPR", "APPRART", "ADV", "ADJD", "PTKNEG")
_ENDS_CLAUSE = ("$,", "$.", "VVFIN", "VAFIN", "VMFIN")
_LONGEST = 9  # tokens of an attribute


@Language.component("german_participles", assigns=["token.tag", "token.pos", "token.morph", "token.lemma"])
def german_participles(doc: Doc) -> Doc:
    """Pipeline component: makes such participles attributive adjectives (ADJA), as the tagger does with the others."""
    for token in doc[:-1]:
        if token.tag_ != "VVFIN" or not _before_people(token) or not _in_noun_phrase(token):
            continue
        if _tells_sources(token) or _has_another_verb(token):
            token.tag_, token.pos_ = "ADJA", "ADJ"
            number = next(iter(token.nbor().morph.get("Number", [])), "Plur")
            token.set_morph(f"Degree=Pos|Number={number}")  # type: ignore[attr-defined]
            token.lemma_ = token.text.removesuffix("n").removesuffix("e")
            _mend_article(token)
    return doc


def _mend_article(token: Token) -> None:
    """Makes the article of an article before such a participle that the tagger took for a pronoun."""
    for before in reversed(token.doc[max(0, token.i - _LONGEST) : token.i]):
        if before.tag_ in _ENDS_CLAUSE:
            return
        if before.tag_ == "PDS":
            before.tag_, before.pos_ = "ART", "DET"
            return


def _before_people(token: Token) -> bool:
    """Whether a word is in form such a participle, and a noun for people follows that it can belong to."""
    following = token.nbor()
    if following.tag_ != "NN":
        return False
    if _tells_sources(token):
        return True
    noun = tables.noun(following.text)
    if noun is not None and noun.kind == "organisation" and token.text.endswith(("te", "ten")):
        return True
    people = noun is not None and noun.kind in ("group", "person", "office")
    plural = following.morph.get("Number", []) == ["Plur"]
    return people and plural and token.text.endswith(("te", "ten"))


def _tells_sources(token: Token) -> bool:
    """Whether it is one of the few participles by which sources are told, which hardly ever are verbs."""
    return token.text.removesuffix("n") in grammar("involved")


def _has_another_verb(token: Token) -> bool:
    """Whether there is another finite verb between the punctuation marks around a word."""
    for step in (-1, 1):
        at = token.i + step
        while 0 <= at < len(token.doc) and token.doc[at].tag_ not in ("$,", "$."):
            if token.doc[at].tag_ in ("VVFIN", "VAFIN", "VMFIN"):
                return True
            at += step
    return False


def _in_noun_phrase(token: Token) -> bool:
    """Whether a noun phrase is open before a word: "zwei mit dem Fall …", "22 der Tat …"."""
    doc = token.doc
    for at in range(token.i - 1, max(0, token.i - _LONGEST), -1):
        if doc[at].tag_ in _ENDS_CLAUSE:
            return False
        begins = doc[at].tag_ in _BEGINS_ATTRIBUTE and doc[at - 1].tag_ in _OPENERS
        if begins or (doc[at].tag_ == "ART" and doc[at - 1].tag_ in _COUNTS):
            return True
    return False
