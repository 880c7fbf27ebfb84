"""What the syntax around a German verb settles, where the form alone does not.

Auxiliary or full verb: sein, haben, werden and the modals are AUX where they hang on a verb as aux or on a predicate as
cop, VERB where they stand alone ("Er hat Zeit"), as Universal Dependencies has it.

Finite or infinitive, of forms in -en:
"weil sie Zeit gewinnen" is finite: it has a subject and no other finite verb near it. "Sie können Zeit gewinnen" and
"um Zeit zu gewinnen" are infinitives. (Duden, Die Grammatik: the finite verb agrees with the subject; a modal verb and
"zu" govern the infinitive.) So is "haben" behind a participle where a modal verb before it has no infinitive yet:
"Sie sollen das Tal verlassen haben".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GOVERNING = grammar("governing")
AUXILIARIES = GOVERNING | {"sein", "haben"}
MODAL = grammar("modal")
OPENERS = ("KOUS", "KOUI", "PRELS", "PRELAT", "PWAV", "PWS", "$.")  # of clauses that end in their finite verb


def _finite(token: Token) -> bool:
    return "Mood=" in str(token.morph)


def _ends_a_perfect(token: Token) -> bool:
    """Whether "haben" is the infinitive of a perfect that a modal verb governs: "soll das Auto gestohlen haben"."""
    doc = token.doc
    if token.lower_ != "haben" or token.i == 0 or token.nbor(-1).tag_ not in ("VVPP", "VVINF", "VAPP"):
        return False
    if token.i + 1 < len(doc) and token.nbor().tag_[:1] != "$":
        return False
    for before in reversed(doc[: token.i - 1]):
        if before.lower_ in MODAL and before.tag_[2:] == "FIN":
            return True
        if before.tag_ in OPENERS or before.tag_[2:] in ("FIN", "INF", "IZU"):
            return False
    return False


@Language.component(
    "german_verbs", assigns=["token.pos", "token.morph", "token.tag"], requires=["token.lemma", "token.dep"]
)
def german_verbs(doc: Doc) -> Doc:
    """Pipeline component: makes part of speech and morphology of verbs agree with the syntax."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and token.lemma_ in AUXILIARIES:
            token.pos_ = "AUX" if token.dep_ in ("aux", "aux:pass", "cop") else "VERB"
        if _ends_a_perfect(token):
            token.tag_ = "VAINF"
            token.set_morph("VerbForm=Inf")  # type: ignore[attr-defined]
        if token.pos_ != "VERB" or not token.text.endswith("n") or token.text.lower() != token.lemma_:
            continue
        before = doc[token.i - 1] if token.i else None
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        with_zu = before is not None and before.lower_ == "zu"
        children = list(token.children)
        governed = any(c.dep_ == "aux" and c.lemma_ in GOVERNING and _finite(c) for c in children)
        morph = str(token.morph)
        if "Mood=" in morph:
            if with_zu or governed:
                token.set_morph("VerbForm=Inf")  # type: ignore[attr-defined]
                token.tag_ = "VVINF"
        elif "VerbForm=Inf" in morph and not with_zu and token.dep_ != "xcomp":
            subject = next((c for c in children if c.dep_ == "nsubj"), None)
            near = [*children, *(t for t in (before, after) if t is not None)]
            if subject is not None and not any(_finite(t) for t in near):
                person = 1 if subject.lower_ == "wir" else 3
                token.set_morph(  # type: ignore[attr-defined]
                    f"Mood=Ind|Number=Plur|Person={person}|Tense=Pres|VerbForm=Fin"
                )
                token.tag_ = "VVFIN"
    return doc
