"""Antecedents of definite phrases for a person: whom "der Minister", "die 47-Jährige" or "der Sprecher" means."""

from __future__ import annotations

import re

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster, organisation_key
from quellenlage.identity.discourse import (
    REACH,
    Discourse,
    in_quotation,
    introduce,
    named_in,
    only_quoted,
    sentence_at,
)
from quellenlage.identity.nominals import Phrase
from quellenlage.identity.unnamed import group
from quellenlage.words.places import Party
from quellenlage.words.verbs import grammar

_AGE = re.compile(r"(\d+)-")
_FAR = 3 * REACH  # sentences: further back, a phrase means nobody whose office it does not tell
_LEAD = 4  # sentences at the beginning of an article, its headline included
_TOLD_BY_OFFICE = 3  # what role_match gives where the office is the same


def person(d: Discourse, p: Phrase) -> Cluster:
    """Whom a phrase for one person means: an antecedent, somebody unnamed, or one described for the first time."""
    if not p.indefinite and (found := antecedent_of_phrase(d, p)):
        again = _told_as(d, p) if role_match(found, p) < 1 else None
        meant = again or found
        if meant.age is None and (age := _AGE.match(p.head)):
            meant.age = int(age[1])  # "der 22-Jährige" is not "der 51-Jährige" of the next paragraph
        return meant
    if p.indefinite and p.noun.kind != "spokes":
        return _named_later(d, p) or group(d, p)
    for c in d.clusters:
        same = not c.named and c.kind == "person" and c.lemma == p.noun.lemma
        if same and p.complement and c.complement == p.complement:
            return c
    name = f"{p.name} {_in_full(d, p)}".strip()
    return introduce(
        d,
        Cluster(
            "person",
            "PER",
            name,
            ("person", "?", d.document_id, name, str(p.start)),
            named=False,
            lemma=p.noun.lemma,
            complement=p.complement,
            gender=p.gender,
            walk=p.noun.field or None,
            description=name,
            count=1,
            countries=list(p.countries),
            roles=[(p.head, without_article(p.complement) or None)],
        ),
    )


def _named_later(d: Discourse, p: Phrase) -> Cluster | None:
    """The person whom a headline or lead announces: "Ein Forscher warnt", and behind it "der Biologe Ole Ihde"."""
    if sentence_at(d, p.start) >= _LEAD or p.noun.kind != "person" or p.complement or p.plural:
        return None
    people = [c for c in d.clusters if c.kind == "person" and c.named and not c.credited]
    alike = [c for c in people if role_match(c, p) > 1 and _known_of(c, p) is not None]
    if len(alike) != 1 or alike[0].last_before(p.start) is not None or alike[0].gender not in (None, p.gender):
        return None
    near = sentence_at(d, alike[0].mentions[0][0]) - sentence_at(d, p.start) <= REACH
    return alike[0] if near else None


def _in_full(d: Discourse, p: Phrase) -> str:
    """The complement of a phrase with the whole name of a body that it shortens: "der Bundesagentur für Arbeit"."""
    body = without_article(p.complement)
    bodies = (c for _, c in named_in(d, *p.complement_span)) if p.complement_span is not None else ()
    names = (c.name for c in bodies if c.kind == "organisation" and c.name.startswith(f"{body} für "))
    return p.complement.removesuffix(body) + next(names, body)


def without_article(complement: str) -> str:
    """A complement without the article or preposition that ties it to its head: Werft, of "der Werft"."""
    words = complement.split(maxsplit=1)
    return words[1] if len(words) == 2 and words[0] in grammar("of") else complement


def antecedent_of_phrase(d: Discourse, p: Phrase) -> Cluster | None:
    """The person whom a phrase means again: by office, then party, then how near the last mention stands.

    "Sein Anwalt" is nobody of whom the article has not said that he is one: it is not whose lawyer he is.
    """
    best: tuple[float, Cluster] | None = None
    owned = p.determiner.startswith(tuple(grammar("possessive_stems")))
    for c in d.clusters:
        if c.kind != "person" or c.credited or (c.gender and p.gender and c.gender != p.gender):
            continue
        if owned and c.named and role_match(c, p) < 1:
            continue
        score = None if other_post(c, p) else _score(d, c, p)
        if score is not None and (best is None or score > best[0]):
            best = (score, c)
    return best[1] if best else None


def _score(d: Discourse, c: Cluster, p: Phrase) -> float | None:
    """How well a person fits a phrase; None where it means somebody else."""
    match = role_match(c, p)
    at = _last_told(d, c, p.start)
    if at is None:
        if match < _TOLD_BY_OFFICE:
            return None
        at = c.mentions[0][0]
    distance = abs(sentence_at(d, p.start) - sentence_at(d, at))
    known = _known_of(c, p)
    if known is None:
        return None
    score = match + known
    if (p.noun.kind == "spokes" and score < 1) or (p.complement and score < 2):
        return None
    if match < 1 and not known and _holds_another(c, p):
        return None
    if (lesser := _lesser(p.head)) is not None and c.roles and all(_lesser(role) != lesser for role, _ in c.roles):
        return None
    if score < 1 and (distance > _FAR or (p.noun.kind == "office" and c.roles and distance > REACH)):
        return None
    spoke = any(speaker is c for _, speaker in d.spoke[-2:])
    return score + ((0.8 if spoke else 0.0) - 0.3 * min(distance, 10))


def _last_told(d: Discourse, c: Cluster, before: int) -> int | None:
    """The last mention of a person before a character that is the article's own, else the last one in a quotation.

    Who is quoted speaks of others by name: "„Abel ist gut“, wird der Däne zitiert".
    """
    own = None if in_quotation(d, before) else next((s for s in c.starts_before(before) if not only_quoted(d, s)), None)
    return c.last_before(before) if own is None else own


def _lesser(word: str) -> str | None:
    """What makes an office another one than the noun alone: Übergang, of "Übergangstrainer"."""
    return next((first for first in sorted(grammar("lesser_offices")) if word.startswith(first)), None)


def _holds_another(c: Cluster, p: Phrase) -> bool:
    """Whether a phrase tells an office and a person is known to hold one of another sort: Minister, Kapitän."""
    told = [entry for role, _ in c.roles if (entry := tables.noun(role)) is not None]
    held = [entry for entry in told if entry.kind in ("office", "spokes") or entry.field == "sport"]
    if p.noun.kind not in ("office", "spokes") or not held or p.noun.lemma == "Chef":
        return False
    heads = grammar("heads_of_bodies")
    of_one = [role for role, _ in c.roles if not _of_others(role, p.head)]
    if p.noun.lemma in heads and any(entry.lemma in heads for role in of_one if (entry := tables.noun(role))):
        return False
    fields = {entry.field for entry in held} | ({"politics"} if c.parties else set())
    field = "politics" if _party_of(p.head) is not None else p.noun.field
    return not field or field not in fields


def _known_of(c: Cluster, p: Phrase) -> float | None:
    """What age, origin and party add to a person's score; None where one of them contradicts the phrase."""
    score = 0.0
    if age := _AGE.match(p.head):
        if c.age is not None and c.age != int(age[1]):
            return None
        score += 4 if c.age is not None else 0
    if c.country and p.countries and c.country not in p.countries:
        return None
    origin = tables.country_of_demonym(p.head)
    if origin is not None and c.country is not None:
        if c.country != origin:
            return None
        score += 2
    party = _party_of(p.head)
    if party is not None and c.country and c.country != party.country:
        return None
    if party is not None and c.parties:
        if party.abbreviation not in c.parties:
            return None
        score += 3
    return score


def _party_of(head: str) -> Party | None:
    """The party that a compound names: SPD-Vorsitzender."""
    return tables.parties().get(head.split("-", 1)[0]) if "-" in head else None


def role_match(c: Cluster, p: Phrase) -> float:
    """How well a phrase tells what a person is, from 0 (not at all) to 4 (by the very word of an office)."""
    score = 0.0
    for role, _ in c.roles:
        entry = tables.noun(role)
        if role == p.head or role == p.head.removesuffix("s"):
            score = max(score, 4)
        elif entry is not None and entry.lemma == p.noun.lemma:
            generic = p.head.casefold() == p.noun.lemma.casefold() or role.casefold().endswith(p.head.casefold())
            generic = generic or _same_body(role, p.head)
            score = max(score, _TOLD_BY_OFFICE if generic else 1)
        elif entry is not None and entry.field and entry.field == p.noun.field and p.noun.kind == "person":
            score = max(score, 2)
        elif entry is not None and {entry.lemma, p.noun.lemma} <= grammar("heads_of_bodies"):
            score = max(score, 0 if _of_others(role, p.head) else 1)
    if c.lemma and c.lemma == p.noun.lemma:
        score = max(score, _TOLD_BY_OFFICE)
    if p.noun.field == "politics" and p.noun.kind == "person" and c.parties:
        score = max(score, 2)
    return score


def _of_others(role: str, head: str) -> bool:
    """Whether two words for heads name two bodies: US-Präsident, SPD-Vorsitzender."""
    first, second = (word.rpartition("-")[0].casefold() for word in (role, head))
    return bool(first) and bool(second) and first != second


def _same_body(role: str, head: str) -> bool:
    """Whether two compounds are of one body: "Deutsche-Werft-Chef" and "Werft-Chef"."""
    longer, shorter = (organisation_key(word.rpartition("-")[0]) for word in (role, head))
    return bool(shorter) and f" {longer}".endswith(f" {shorter}")


def _told_as(d: Discourse, p: Phrase) -> Cluster | None:
    """The unnamed person whom an earlier phrase tells by the same noun or one with it: a former Amtsrichter."""
    noun = p.noun.lemma.casefold()
    return next(
        (
            c
            for c in reversed(d.clusters)
            if c.kind == "anonymous" and c.count == 1 and c.last_before(p.start) is not None
            if (c.description or "").split(" ")[-1].casefold().rstrip("sn").endswith(noun)
        ),
        None,
    )


def other_post(c: Cluster, p: Phrase) -> bool:
    """Whether a phrase tells an office with another body than ``c`` holds it for: two spokesmen are two."""
    wanted = _body_words(p.head, p.complement)
    held = [
        _body_words(role, organisation or "")
        for role, organisation in c.roles
        if (entry := tables.noun(role)) is not None and entry.lemma == p.noun.lemma
    ]
    bodies = {h for words in held for h in words}
    same = any(w.startswith(h) or h.startswith(w) or h.endswith(f" {w}") for w in wanted for h in bodies)
    return bool(wanted) and any(held) and not same


def _body_words(role: str, organisation: str) -> frozenset[str]:
    """What an office is for: of "Feuerwehrsprecher" and of "Sprecher" with "der Feuerwehr", the fire brigade."""
    found = {organisation_key(word) for word in re.findall(r"[A-ZÄÖÜ][\w-]+", organisation)}
    entry = tables.noun(role)
    at = role.casefold().rfind(entry.lemma.casefold()) if entry is not None else 0
    if at > 0:
        found.add(organisation_key(role[:at].rstrip("s-")))
    return frozenset(found)
