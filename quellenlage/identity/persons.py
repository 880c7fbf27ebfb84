"""Persons: where an article names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.beside_names import read_left, read_right
from quellenlage.identity.nominals import FINITE
from quellenlage.identity.references import Gatherer, NameIndex, Reference
from quellenlage.records import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORD = re.compile(r"[^\W_]+(?:[-'’&/][^\W_]+)*\.?")
_SUBJECTS = frozenset(("man", "er", "es", "ich", "wir"))
_DAYS_BEFORE = frozenset(
    ("am", "Am", "jeden", "vergangenen", "kommenden", "nächsten", "letzten", "bis", "zum", "vom", "ab", "seit", "Seit")
)


def persons(g: Gatherer, mentions: Sequence[Mention], bodies: Sequence[tuple[int, int]]) -> None:
    """Adds every person that the pipeline or a known given name tells, and their family names wherever they stand.

    ``bodies`` are longer names of organisations: a family name in one is no person ("Halmer Stahl").
    """
    spans = [(m.start, _extended(g, m.start, m.end)) for m in mentions]
    spans += [s for s in _by_title(g) if all(s[1] <= a or b <= s[0] for a, b in spans)]
    spans += [s for s in _by_given_name(g) if all(s[1] <= a or b <= s[0] for a, b in spans)]
    known = [(start, end) for start, end, _ in g.words(_well_known())]
    spans += [s for s in known if all(s[1] <= a or b <= s[0] for a, b in spans)]
    families: set[str] = set()
    bare: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        start, end = g.trim(start, end)
        start, titles_gender = _without_titles(g.text, start, end)
        start = _behind_genitive(g, start, end)
        name = g.text[start:end]
        if "-" in name and (body := tables.noun(name.rsplit("-", 1)[1])) and body.kind == "organisation":
            g.add(Reference(start, end, "organisation", name))
            continue
        if (
            not name
            or not g.free(start, end)
            or (not name[0].isupper() and name.split()[0].lower() not in ("von", "van", "de", "zu"))
        ):
            continue
        words = name.split()
        if all(word in tables.titles() or word + "." in tables.titles() for word in words):
            continue
        if len(words) == 1 and (
            name in tables.titles()
            or tables.noun(name)
            or tables.country_of_name(name)
            or name in tables.places().capitals
        ):
            bare.append((start, end))
            continue
        if len(words) == 1 and (name in tables.common_words() or name.removesuffix("s") in tables.common_words()):
            bare.append((start, end))
            continue
        if len(words) == 1 and g.common(start, name):
            bare.append((start, end))
            continue
        if len(words) == 1 and (stop := _begins_body(g, start, end)):
            g.add(Reference(start, stop, "organisation", g.text[start:stop]))
            continue
        reference = _person(g, start, end, titles_gender)
        if len(words) > 1 and reference.kind == "person":
            families.add(reference.family)
        g.add(reference)
    families |= {r.family for r in g.found if r.kind == "person" and r.given}
    families |= {tables.bare_family(family) for family in families}
    _family_names(g, families, bodies)
    for start, end in bare:
        name = g.text[start:end]
        if g.free(start, end) and _addressed(g.text, start):
            g.add(_person(g, start, end, None))


@cache
def _well_known() -> NameIndex:
    return NameIndex(known.name for known in tables.people().values())


def _extended(g: Gatherer, start: int, end: int) -> int:
    """The end of a name with the parts that follow it and that the pipeline cut off."""
    token = g.token(start)
    if token is None:
        return end
    given = _given(token.text)
    at = token.i + 1
    while at < len(g.doc):
        word = g.doc[at]
        goes_on = word.tag_ == "NE" and (given or word.dep_.startswith("flat"))
        goes_on = goes_on or (given and at == token.i + 1 and _surname(word))
        if given and (stop := _particles(g.doc, at)) > at and at <= token.i + 2:
            at = stop
            continue
        if word.idx >= end and not (goes_on and word.text[:1].isupper() and word.text not in tables.parties()):
            break
        at += 1
    return max(end, g.doc[at - 1].idx + len(g.doc[at - 1].text))


def _surname(word: Token) -> bool:
    """Whether a word right after a given name is the surname, though it is a noun: "Hannelore Kraft"."""
    return word.text in tables.common_words() or (word.tag_ == "NN" and tables.noun(word.text) is None)


def _by_title(g: Gatherer) -> list[tuple[int, int]]:
    """Names after a title or an office: "Landrat Sonntag", "Frau Lange", even where the name is also a word."""
    found = []
    doc = g.doc
    for token in doc[:-1]:
        title = token.text in tables.titles() or token.text + "." in tables.titles()
        if not title and token.tag_ not in ("NN", "NE"):
            continue
        entry = None if title else tables.noun(token.text)
        if not title and (entry is None or entry.kind not in ("office", "person", "spokes")):
            continue
        if entry is not None and entry.plural and not _nominalised(token):
            continue
        first = token.i + 2 if doc[token.i + 1].text == "." else token.i + 1
        end = first
        while end < len(doc) and doc[end].text[:1].isupper() and _nameable(doc[end]):
            end += 1
        if end > first and not any(doc[i].text in tables.titles() for i in range(first, end)):
            found.append((doc[first].idx, doc[end - 1].idx + len(doc[end - 1].text)))
    return found


def _nominalised(token: Token) -> bool:
    """Whether a word that may be a plural is one person beside its article: "der Abgeordnete Vogel"."""
    return token.i > 0 and token.text.endswith("e") and token.nbor(-1).text.lower() in ("der", "die")


def _nameable(token: Token) -> bool:
    text = token.text
    known = tables.noun(text) is not None and text not in tables.common_words()
    place = tables.country_of_name(text) or text in tables.places().capitals or text in tables.parties()
    return (token.tag_ == "NE" or text in tables.common_words()) and not known and not place


def _addressed(text: str, start: int) -> bool:
    before = text[max(0, start - 30) : start].split()
    if not before:
        return False
    entry = tables.noun(before[-1])
    return before[-1] in tables.titles() or (entry is not None and entry.kind in ("office", "spokes", "person"))


def _by_given_name(g: Gatherer) -> list[tuple[int, int]]:
    """Names that the pipeline may have missed: a known given name, and the capitalised words that follow."""
    found = []
    doc = g.doc
    at = 0
    while at < len(doc):
        token = doc[at]
        end = at + 1
        if _given(token.text) and token.tag_ in ("NE", "NN", "FM", "XY"):
            while end < len(doc) and (
                (doc[end].tag_ in ("NE", "FM") and doc[end].text[:1].isupper())
                or re.fullmatch(r"[A-Z]\.", doc[end].text)
                or (
                    end == at + 1
                    and doc[end].tag_ == "NN"
                    and doc[end].text[:1].isupper()
                    and doc[end].ent_type_ != "ORG"
                )
                or _particles(doc, end) > end
            ):
                end = max(end + 1, _particles(doc, end))
            if end > at + 1:
                found.append((token.idx, doc[end - 1].idx + len(doc[end - 1].text)))
        at = end
    return found


def _particles(doc: Doc, at: int) -> int:
    """The end of particles and the name behind them: "von der Leyen", "von und zu Guttenberg"; ``at`` without any."""
    end = at
    if doc[at].text in ("von", "van", "de", "zu", "zur", "vom", "del", "di", "al", "bin", "ter", "ten"):
        while end < len(doc) and end - at < 4 and doc[end].text in tables.PARTICLES | {"und"}:
            end += 1
    if end == at or end >= len(doc) or not doc[end].text[:1].isupper():
        return at
    known = tables.known_family(doc[at : end + 1].text)
    return end + 1 if known or doc[end].tag_ == "NE" else at


def _given(word: str) -> bool:
    """Whether a word is a given name, or a double one: Anne-Lise."""
    return all(part in tables.given_names() for part in word.split("-"))


def _family_names(g: Gatherer, families: set[str], bodies: Sequence[tuple[int, int]]) -> None:
    """Bare family names of persons whom the article names in full, where the pipeline missed them."""
    for start, end, name in list(g.words(sorted(families))):
        token = g.token(start)
        if token is None or not g.free(start, end) or any(a <= start and end <= b for a, b in bodies):
            continue
        if name in tables.common_words() and not _is_name(g, token):
            continue
        g.add(_person(g, start, end, None))


def _is_name(g: Gatherer, token: Token) -> bool:
    """Whether a word that is also a common noun or adjective is a name here: it has no article and takes a verb."""
    previous = g.doc[token.i - 1] if token.i else None
    if _addressed(g.text, token.idx):
        return True
    if previous is not None and (
        previous.text in _DAYS_BEFORE or previous.tag_ in ("ART", "ADJA", "APPRART", "PPOSAT", "PIAT")
    ):
        return False
    following = g.doc[token.i + 1] if token.i + 1 < len(g.doc) else None
    if token.tag_ == "NE":
        return True
    if token.is_sent_start and following is not None and following.tag_ in FINITE:
        behind = g.doc[following.i + 1] if following.i + 1 < len(g.doc) else None
        subject = behind is not None and behind.tag_ in ("PPER", "PIS") and behind.text in _SUBJECTS
        return following.lemma_ not in ("sein", "werden") and not subject
    return previous is not None and (previous.tag_ in FINITE or previous.tag_ == "APPR")


def _without_titles(text: str, start: int, end: int) -> tuple[int, str | None]:
    """The span without leading titles and offices, and the gender that they tell."""
    gender = None
    while True:
        match = _WORD.match(text, start)
        if not match or match.end() >= end:
            return start, gender
        word = match[0]
        entry = tables.noun(word.rstrip("."))
        if word in tables.titles():
            gender = tables.titles()[word][0] or gender
        elif (
            entry is not None
            and entry.kind in tables.HUMAN
            and word not in tables.given_names()
            and word not in tables.common_words()
            and len(text[start:end].split()) > 1
        ):
            gender = entry.gender
        else:
            return start, gender
        start = match.end()
        while start < end and text[start].isspace():
            start += 1


def _person(g: Gatherer, start: int, end: int, gender: str | None) -> Reference:
    name = g.text[start:end]
    token = g.token(start)
    left = g.text[max(0, start - 40) : start]
    quoted = left.endswith(("„", '"', "»", "«", "‚", "“"))
    before = left.rstrip(' „"»«‚“').split()
    if before and before[-1].rsplit("-", 1)[-1] in tables.object_nouns() | {"MS", "MV"}:
        return Reference(start, end, "object", name)
    given, family = tables.split_name(_possessor(g, end, name))
    if quoted and given:
        return Reference(start, end, "object", name)
    told = tables.given_gender(given.split(" ")[0]) if given else None
    if before and before[-1] in ("die", "Die") and told == "m" and given:
        return Reference(start, end, "object", name)  # ships are feminine: "die Heinrich Vogt"
    reference = Reference(start, end, "person", name, given, family, told or gender)
    if token is not None and not (name.endswith("s") and _speaks_for(g, start)):
        read_left(g, token, reference)
    read_right(g, end, reference)
    return reference


def _begins_body(g: Gatherer, start: int, end: int) -> int | None:
    """The end of a body that a family name only begins: "die Hoover Institution"; None where it is a person."""
    token = g.token(start)
    if token is None or token.i == 0 or token.i + 1 >= len(g.doc) or token.idx + len(token.text) != end:
        return None
    following = token.nbor()
    if token.nbor(-1).text.lower() not in ("die", "das") or following.idx != end + 1:
        return None
    body = following.tag_ in ("NE", "FM") and following.text[:1].isupper()
    return following.idx + len(following.text) if body and not _given(token.text) else None


def _behind_genitive(g: Gatherer, start: int, end: int) -> int:
    """Where the name itself begins in what is an office with a genitive: "Abgeordneter des Rates Viktor Orlow"."""
    at = g.starts.get(start)
    if at is None:
        return start
    tokens = [token for token in g.doc[at : at + 12] if token.idx < end]
    last = max((i for i, token in enumerate(tokens) if token.tag_ == "ART" and tokens[i - 1].tag_ == "NN"), default=0)
    if not last:
        return start
    named = next((token for token in tokens[last + 1 :] if token.tag_ == "NE"), None)
    return named.idx if named is not None else start


def _possessor(g: Gatherer, end: int, name: str) -> str:
    """A name in the genitive that stands before or behind whom it owns, without its s: "Merkels Sprecher"."""
    if not name.endswith("s") or len(name) < 4 or tables.known_family(name.split()[-1]):
        return name
    following = g.doc[g.starts[end + 1]] if end + 1 in g.starts else None
    noun = tables.noun(following.text) if following is not None and following.tag_ == "NN" else None
    owned = noun is not None and noun.kind in tables.HUMAN
    return name[:-1] if owned or _speaks_for(g, end - len(name)) else name


def _speaks_for(g: Gatherer, start: int) -> bool:
    """Whether one of somebody's people stands before a name in the genitive: "eine Sprecherin Koch-Mehrins"."""
    token = g.token(start)
    if token is None or token.i < 2:
        return False
    noun = tables.noun(token.nbor(-1).text)
    return (
        noun is not None and noun.kind == "spokes" and token.nbor(-2).text.lower() in ("ein", "eine", "einer", "einem")
    )
