"""Antecedents of pronouns of the third person: by gender, number, distance, and who spoke last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import (
    REACH,
    Discourse,
    Resolved,
    in_quotation,
    mention,
    mentioned_between,
    only_quoted,
    reach_of,
    sentence_at,
    subjects_of,
)
from quellenlage.identity.extents import FINITE, end_of
from quellenlage.identity.grammatical_roles import beside, is_subject
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_MORPH = {"m": "Masc", "f": "Fem"}


def pronoun_between(d: Discourse, first: int, last: int) -> Resolved | None:
    """Whom the pronoun among these tokens means (``last`` exclusive); None without one, or where nobody fits."""
    token = next((t for t in d.doc[first:last] if t.tag_ in ("PPER", "PRELS", "PDS", "PIS")), None)
    if token is None:
        alone = d.doc[first]
        if last - first != 1 or gender_of(alone) is None or alone.tag_.startswith("N"):
            return None
        token = alone
    c = antecedent_of_pronoun(d, token)
    return Resolved(c, token.idx, end_of(token)) if c is not None else None


def gender_of(token: Token) -> str | None:
    """The gender, m or f, of the personal or demonstrative pronoun that a token is; None for any other word."""
    word = token.text.lower()
    return next((gender for gender in "mf" if word in grammar(f"personal_{gender}")), None)


def antecedent_of_pronoun(d: Discourse, token: Token) -> Cluster | None:
    """Whom a pronoun means, None where nobody fits; that it does is noted, but for a relative pronoun.

    A relative pronoun means what stands nearest before it, and is part of the phrase that it hangs on.
    """
    personal = gender_of(token)
    relative = token.tag_ == "PRELS" or token.text.lower() in grammar("antecedent_relatives")
    if personal is None and not relative:
        return None
    plural = token.text.lower() in grammar("plural_pronouns") and plural_verb(token)
    gender = personal or next((g for g in "mn" if token.text.lower() in grammar(f"relative_{g}")), None)
    best: tuple[float, Cluster] | None = None
    for at, c in _candidates(d, token, gender, plural, relative):
        score = _score(d, token, c, at, gender, relative)
        if score is None:
            continue
        if best is None or score > best[0] or (score == best[0] and at > (best[1].last_before(token.idx) or 0)):
            best = (score, c)
    if best is None or (not relative and not plural and _body_nearer(d, token, best[1])):
        return None
    if not relative:
        mention(d, best[1], token.idx, end_of(token), "pronoun")
    return best[1]


def agreeing(d: Discourse, token: Token, plural: bool) -> list[tuple[int, Cluster]]:
    """Who has the gender and number of a personal pronoun, each with the place of their last mention before it.

    Only those who are mentioned in its sentence or the ``REACH`` before it.
    """
    return _candidates(d, token, gender_of(token), plural, relative=False)


def _candidates(
    d: Discourse, token: Token, gender: str | None, plural: bool, relative: bool
) -> list[tuple[int, Cluster]]:
    return [
        (at, c)
        for c in mentioned_between(d, reach_of(d, token.idx), token.idx)
        if _agrees(c, gender, plural, relative) and (at := _last_unquoted(d, c, token.idx)) is not None
    ]


def _agrees(c: Cluster, gender: str | None, plural: bool, relative: bool) -> bool:
    """Whether an entity has the number and gender of a pronoun; "sie" with a plural verb are people left unnamed."""
    several = plural and c.kind == "party" and c.name.endswith(("en", "Grüne", "Linke"))  # die Grünen
    human = c.kind == "person" or several or (c.kind == "anonymous" and c.plural == plural)
    if c.credited or not (human or (relative and c.kind != "place")):
        return False
    if plural and c.kind != "anonymous" and not several:
        return False
    return plural or not (c.gender and gender and c.gender != gender)


def _last_unquoted(d: Discourse, c: Cluster, before: int) -> int | None:
    return next((s for s in c.starts_before(before) if not only_quoted(d, s)), None)


def _score(d: Discourse, token: Token, c: Cluster, at: int, gender: str | None, relative: bool) -> float | None:
    """How well the entity mentioned last at ``at`` fits; None where it is too far away or cannot be meant."""
    distance = sentence_at(d, token.idx) - sentence_at(d, at)
    if distance > REACH or (not relative and distance == 0 and beside(d, at, token)):
        return None
    score = -1.0 * distance + (0.2 if c.gender == gender else 0.0)
    if relative:
        return score + (at - token.idx) / 100
    if distance == 0 and not is_subject(d, at):
        score -= 0.3  # "Die Angriffe auf Abel wollte er zurückweisen": rather who was told of before
    score += 0.5 if d.spoke and d.spoke[-1][1] is c else 0.0
    return score + (0.5 if is_subject(d, at) else 0.0)


def _body_nearer(d: Discourse, pronoun: Token, c: Cluster) -> bool:
    """Whether a body of the pronoun's gender is a subject before it in the sentence, and ``c`` is not in it.

    "Die Aufsicht erklärte, sie prüfe noch."
    """
    gender = _MORPH.get(gender_of(pronoun) or "")
    at = c.last_before(pronoun.idx) or 0
    return sentence_at(d, at) < sentence_at(d, pronoun.idx) and any(
        not (t.head.i == pronoun.head.i and t.morph.get("Case", []) == ["Dat"])
        and (e := tables.noun(t.text)) is not None
        and e.kind in ("organisation", "government", "outlet", "agency")
        and not in_quotation(d, t.idx)
        and _MORPH.get(e.gender) == gender
        for t in subjects_of(d, sentence_at(d, pronoun.idx))
        if t.i < pronoun.i
    )


def plural_verb(token: Token) -> bool:
    """Whether the finite verb beside a pronoun, else the pronoun, else the verb that governs it, is in the plural."""
    beside_it = [token.nbor(step) for step in (-1, 1) if 0 <= token.i + step < len(token.doc)]
    for word in beside_it:
        if word.tag_ in FINITE:
            return (word.morph.get("Number", []) or token.morph.get("Number", [])) == ["Plur"]
    verb = token.head
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "cop", "aux:pass")]
    return any(
        word.morph.get("Number", []) == ["Plur"] and "Fin" in word.morph.get("VerbForm", [])
        for word in (verb, *auxiliaries)
    )
