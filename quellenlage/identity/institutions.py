"""Antecedents of phrases for governments and organisations: which "die Regierung" or "das Ministerium" means."""

from __future__ import annotations

import re
from collections import Counter

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster, legal_form, organisation_key
from quellenlage.identity.discourse import Discourse, introduce
from quellenlage.identity.extents import tokens_between
from quellenlage.identity.grammatical_roles import is_subject
from quellenlage.identity.locations import government_name
from quellenlage.identity.nominals import Phrase
from quellenlage.words.verbs import grammar

#: Sorts of bodies of which an article seldom has two: "das Institut" is the bank that it is about.
_TELLING = frozenset(("bank", "court", "hospital", "science", "church", "union", "police", "club"))


_LOCAL = re.compile(r"(?:aus|bei|in) [A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?")


def government(d: Discourse, p: Phrase) -> Cluster:
    """The government that a phrase means: by country, else the one named last, else that of Germany."""
    if p.head.startswith(tuple(grammar("parts_of_countries"))) or "-Landesregierung" in p.head:
        return _of_part(d, p)
    code = _country_of(d, p)
    if code is None and re.match(r"(?:der|des)\s", p.complement):
        name = f"{p.name} {p.complement}"  # of what is no country: "die Regierung der Salomonen-Provinz"
        return introduce(d, Cluster("government", "ORG", name, ("government", organisation_key(name))))
    if code is None:
        before = [(at, c) for c in d.clusters if c.kind == "government" and (at := c.last_before(p.start)) is not None]
        if before:
            return max(before, key=lambda pair: pair[0])[1]
        code = _main_country(d) or "DE"
    return introduce(d, Cluster("government", "ORG", government_name(code), ("government", code), country=code))


def _of_part(d: Discourse, p: Phrase) -> Cluster:
    """The government of a part of a country: the one named before where the noun calls it again, else of its own."""
    if p.definite and not p.complement:
        for c in reversed(d.clusters):
            if c.kind == "government" and c.lemma.endswith(p.head):
                return c
    name = f"{p.name} {p.complement}".strip()
    key = ("government", d.document_id, organisation_key(name))
    return introduce(d, Cluster("government", "ORG", name, key, lemma=p.head, complement=p.complement))


def _main_country(d: Discourse) -> str | None:
    """The country that an article names most, with its capital; None where it names none or two as often."""
    named = Counter(
        c.country[:2] for c in d.clusters if c.kind == "place" and c.country and not c.credited for _ in c.mentions
    )
    (first, many), second = [*named.most_common(2), ("", 0), ("", 0)][:2]
    return first if many > second[1] else None


def _country_of(d: Discourse, p: Phrase) -> str | None:
    """The country that an adjective, a complement ("in Madrid", "von Merkel") or a compound ("Merkel-") tells."""
    if p.countries:
        return p.countries[0]
    code = None
    for word in re.findall(r"[\w-]+", p.complement):
        code = code or tables.places().capitals.get(word) or tables.country_of_name(word)
        family = tables.fold("family", word)
        if code is None and family in tables.surnames():
            code = tables.surnames()[family].country
    if code is None and "-" in p.head:
        family = tables.fold("family", p.head.split("-")[0])
        for c in d.clusters:
            if c.kind == "person" and c.family and tables.fold("family", c.family) == family:
                code = c.country
        if code is None and family in tables.surnames():
            code = tables.surnames()[family].country
    if code is None and p.head.startswith("Bundesregierung"):
        code = "DE"
    return code


def organisation(d: Discourse, p: Phrase) -> Cluster:
    """The organisation that a phrase means: one named before where the noun calls it again, else one of its own."""
    if (again := _named_before(d, p)) is not None:
        return again
    same = [c for c in d.clusters if c.lemma and c.lemma == p.head and c.kind == "organisation"]
    if same and (not p.complement or p.complement == same[-1].complement):
        return same[-1]
    country = p.countries[0] if p.countries else None
    shown = p.complement if _is_called(d, p) else f"{p.name} {p.complement}".strip()
    if country and all(_tells_country(word) != country for word in p.name.split()):
        shown = f"{shown} ({country})"
    local = (d.document_id,) if p.noun.generic else ()
    return introduce(
        d,
        Cluster(
            "organisation",
            "ORG",
            shown,
            ("organisation", organisation_key(shown), *local),
            lemma=p.head,
            complement=p.complement,
            country=country,
            plural=p.plural,
        ),
    )


def _tells_country(word: str) -> str | None:
    return tables.country_of_adjective(word) or tables.country_of_compound(word)


def _is_called(d: Discourse, p: Phrase) -> bool:
    """Whether a name stands behind a noun that only says what it is: "die Hilfsorganisation Ärzte ohne Grenzen"."""
    if p.noun.generic != "all" or p.complement_span is None or p.head.startswith(tuple(grammar("only_bodies"))):
        return False
    first, last = tokens_between(d.doc, *p.complement_span)
    return p.complement[:1].isupper() and (last - first > 1 or d.doc[first].tag_ != "NN")


def _named_before(d: Discourse, p: Phrase) -> Cluster | None:
    """The body named before that a noun for many calls again: by the noun in its name, its sort, then how near."""
    told = not p.determiner and " " in p.description  # "laut nationalem statistischem Institut" is another one
    several = p.plural or (p.noun.plural and not p.head.casefold().endswith(p.noun.lemma.casefold()))
    where = p.noun.generic == "all" and _LOCAL.fullmatch(p.complement) is not None  # "die Organisation in Bonn"
    if p.noun.generic in ("", "own") or several or p.indefinite or (p.complement and not where) or told:
        return None
    first = any(tables.superlative(word) for word in p.description.lower().split())
    stem = p.noun.lemma.casefold()
    kind = "party" if p.noun.lemma in grammar("party_nouns") else "organisation"
    sort = tables.sorts(p.noun.lemma)
    candidates = []
    for i, c in enumerate(d.clusters):
        own = c.sorts | tables.sorts(c.name)
        firm = legal_form().search(c.name) is not None and "company" in sort
        at = c.last_before(p.start)
        if c.kind != kind or c.credited or c.plural or (sort and own and not sort & own) or at is None:
            continue
        if first and c.country and p.countries and c.country not in p.countries:
            continue
        if p.head in grammar("only_itself") and stem not in c.name.casefold():
            continue  # "der Bund" is the state, but of the Naturschutzbund
        fit = 0 if first else 2 * (stem in c.name.casefold()) or int(bool(sort & own & _TELLING))
        if fit or first or p.noun.generic != "bare":
            candidates.append((fit, is_subject(d, at), firm, at, i))
    if not candidates:
        return None
    again = d.clusters[max(candidates)[-1]]
    if first:
        again.sorts |= sort
    return again
