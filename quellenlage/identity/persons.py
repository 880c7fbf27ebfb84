"""Persons: where an article names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.beside_names import read_left, read_right
from quellenlage.identity.clusters import legal_form
from quellenlage.identity.extents import FINITE, covered, opens_sentence, row_start
from quellenlage.identity.name_spans import particles, possessor, single_names, speaks_for
from quellenlage.identity.named_mentions import NamedMention, NamedMentions, NameIndex
from quellenlage.records import Mention
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARABIC = re.compile(r"(?:al|an|ar|as|at|asch|el)-[A-ZÄÖÜ]")
_WORD = re.compile(r"[^\W_]+(?:[-'’&/][^\W_]+)*\.?")


def persons(named: NamedMentions, mentions: Sequence[Mention], bodies: Sequence[tuple[int, int]]) -> None:
    """Adds every person that the pipeline or a known given name tells, and their family names wherever they stand.

    ``bodies`` are longer names of organisations: a family name in one is no person ("Halmer Stahl").
    """
    spans = [
        (start, _extended(named, start, end)) for m in mentions for start, end in single_names(named, m.start, m.end)
    ]
    titled = [(start, _extended(named, start, end)) for start, end in _by_title(named)]
    known = [(start, end) for start, end, _ in named.words(_well_known())]
    for further in (titled, _by_given_name(named), known):
        taken = covered(len(named.text), spans)
        spans += [(start, end) for start, end in further if taken.find(1, start, end) < 0]
    spans = [name for start, end in spans for name in single_names(named, *named.trim(start, end))]
    families: set[str] = set()
    bare: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        start, end = named.trim(start, end)
        start, titles_gender = _without_titles(named.text, start, end)
        start = _behind_genitive(named, start, end)
        name = named.text[start:end]
        if "-" in name and (body := tables.noun(name.rsplit("-", 1)[1])) and body.kind == "organisation":
            named.add(NamedMention(start, end, "organisation", name))
            continue
        if not name or not named.free(start, end) or not (_opens_name(name) or _in_lower_case(named.token(start))):
            continue
        words = name.split()
        if all(word in tables.titles() or word + "." in tables.titles() for word in words):
            continue
        if len(words) == 1 and name.lower() in tables.PARTICLES:
            continue
        if len(words) == 1 and _no_name_alone(named, start, name):
            bare.append((start, end))
            continue
        if len(words) == 1 and (stop := _begins_body(named, start, end)):
            named.add(NamedMention(start, stop, "organisation", named.text[start:stop]))
            continue
        if len(words) > 1 and named.text[:start].endswith(("das ", "Das ")):
            named.add(NamedMention(start, end, "organisation", name))
            continue
        mention = _person(named, start, end, titles_gender)
        if (len(words) > 1 or name.islower()) and mention.kind == "person":
            families.add(mention.family)
        named.add(mention)
    families |= {r.family for r in named.found if r.kind == "person" and r.given}
    families |= {tables.bare_family(family) for family in families} | _two_surnames(named)
    families |= {family[:1].upper() + family[1:] for family in families}  # "Van den Berg" opens a sentence
    _family_names(named, families, bodies)
    _given_alone(named)
    for start, end in bare:
        name = named.text[start:end]
        if named.free(start, end) and _addressed(named.text, start):
            named.add(_person(named, start, end, None))


def _opens_name(name: str) -> bool:
    return name[0].isupper() or bool(_ARABIC.match(name)) or name.split()[0].lower() in grammar("surname_openers")


def _in_lower_case(token: Token | None) -> bool:
    """Whether a word is a name though it is written small: behind a noun for one person, "der Künstler avelo"."""
    if token is None or token.i < 2 or not (token.tag_ == "NE" or token.dep_ in ("appos", "flat")):
        return False
    before = row_start(token.doc, token.i, ("NN", "KON", "ADJA")) - 1
    if not token.text.islower() or before < 0 or token.doc[before].tag_ != "ART":
        return False
    entry = tables.noun(token.nbor(-1).text)
    one = entry is not None and entry.kind in ("office", "person", "spokes") and not entry.plural
    return one and token.lower_ not in tables.PARTICLES


def _no_name_alone(named: NamedMentions, start: int, name: str) -> bool:
    """Whether a single word is a name only behind an office or title: a noun, a place, an adjective, a common word."""
    token = named.token(start)
    known = name in tables.titles() or tables.noun(name) or tables.country_of_name(name)
    return (
        bool(known)
        or name in tables.places().capitals
        or name in tables.common_words()
        or name.removesuffix("s") in tables.common_words()
        or named.common(start, name)
        or (token is not None and token.tag_ in ("ADJA", "ADJD"))
    )


@cache
def _well_known() -> NameIndex:
    return NameIndex(known.name for known in tables.people().values())


_LONGEST = 40  # tokens that a name is followed for: more are a list without commas


def _extended(named: NamedMentions, start: int, end: int) -> int:
    """The end of a name with the parts that follow it and that the pipeline cut off."""
    token = named.token(start)
    if token is None:
        return end
    has_given = tables.is_given_name(token.text)
    at, farthest = token.i + 1, min(token.i + _LONGEST, len(named.doc))
    while at < farthest:
        word = named.doc[at]
        goes_on = word.tag_ == "NE" and (has_given or word.dep_.startswith("flat"))
        goes_on = goes_on or (has_given and at == token.i + 1 and _surname(word))
        within = has_given or word.idx < end
        if within and (stop := particles(named, at)) > at and at <= token.i + 2:
            at = stop
            continue
        if word.idx >= end and not (goes_on and word.text[:1].isupper() and word.text not in tables.parties()):
            break
        at += 1
    return max(end, named.doc[at - 1].idx + len(named.doc[at - 1].text))


def _surname(word: Token) -> bool:
    """Whether a word right after a given name is the surname, though it is a noun: "Hannelore Kraft"."""
    known = tables.noun(word.text) is not None and word.dep_ not in ("flat", "appos")
    return word.text in tables.common_words() or (word.tag_ == "NN" and not known)


def _by_title(named: NamedMentions) -> list[tuple[int, int]]:
    """Names after a title or an office: "Landrat Sonntag", "Frau Lange", even where the name is also a word."""
    found = []
    doc = named.doc
    for token in doc[:-1]:
        title = token.text in tables.titles() or token.text + "." in tables.titles()
        if not title and token.tag_ not in ("NN", "NE"):
            continue
        entry = None if title else tables.noun(token.text)
        if not title and (entry is None or entry.kind not in ("office", "person", "spokes")):
            continue
        if entry is not None and entry.plural and not _nominalised(token):
            continue
        presides = entry is not None and entry.lemma.startswith("Vorsitzende")
        if presides and doc[token.i + 1].text in grammar("who_preside"):
            continue
        first = token.i + 2 if doc[token.i + 1].text == "." else token.i + 1
        end = first
        while end < len(doc) and doc[end].text[:1].isupper() and _nameable(doc[end]):
            end += 1
        if end == first < len(doc) and first == token.i + 1 and _in_lower_case(doc[first]):
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
    firm = legal_form().fullmatch(f" {text}") is not None  # "Generale SA" is no general
    return (token.tag_ == "NE" or text in tables.common_words()) and not known and not place and not firm


def _addressed(text: str, start: int) -> bool:
    before = text[max(0, start - 30) : start].split()
    if not before:
        return False
    entry = tables.noun(before[-1])
    return before[-1] in tables.titles() or (entry is not None and entry.kind in ("office", "spokes", "person"))


def _by_given_name(named: NamedMentions) -> list[tuple[int, int]]:
    """Names that the pipeline may have missed: a known given name, and the capitalised words that follow."""
    found = []
    doc = named.doc
    at = 0
    while at < len(doc):
        token = doc[at]
        end = at + 1
        if tables.is_given_name(token.text) and token.tag_ in ("NE", "NN", "FM", "XY"):
            while end < len(doc) and (
                (doc[end].tag_ in ("NE", "FM") and doc[end].text[:1].isupper())
                or re.fullmatch(r"[A-Z]\.", doc[end].text)
                or (
                    end == at + 1
                    and doc[end].tag_ == "NN"
                    and doc[end].text[:1].isupper()
                    and doc[end].ent_type_ != "ORG"
                )
                or particles(named, end) > end
            ):
                end = max(end + 1, particles(named, end))
            if end > at + 1:
                found.append((token.idx, doc[end - 1].idx + len(doc[end - 1].text)))
        at = end
    return found


def _family_names(named: NamedMentions, families: set[str], bodies: Sequence[tuple[int, int]]) -> None:
    """Bare family names of persons whom the article names in full, where the pipeline missed them."""
    for start, end, name in list(named.words(sorted(families))):
        token = named.token(start)
        if (
            token is None
            or not named.free(start, end)
            or any(a <= start and end <= b and b - a > end - start for a, b in bodies)
        ):
            continue
        if name in tables.common_words() and not _is_name(named, token):
            continue
        named.add(_person(named, start, end, None))


def _two_surnames(named: NamedMentions) -> set[str]:
    """The surnames of persons who have two: "Gómez Sáez", of "Carlos Gómez Sáez"."""
    full = [f"{r.given} {r.family}".split() for r in named.found if r.kind == "person" and r.given]
    return {" ".join(words[-2:]) for words in full if len(words) > 2 and not tables.is_given_name(words[-2])}


def _given_alone(named: NamedMentions) -> None:
    """Given names alone of persons whom the article names in full, where the pipeline missed them: "sagt Mirjam"."""
    known = {r.given.split()[0] for r in named.found if r.kind == "person" and r.given and not r.credited}
    for start, end, _ in list(named.words(sorted(name for name in known if tables.is_given_name(name)))):
        token = named.token(start)
        if token is None or token.tag_ != "NE" or token.ent_type_ == "LOC" or not named.free(start, end):
            continue
        following = named.doc[token.i + 1] if token.i + 1 < len(named.doc) else None
        if following is None or following.tag_ != "NE":
            named.add(_person(named, start, end, None))


def _is_name(named: NamedMentions, token: Token) -> bool:
    """Whether a word that is also a common noun or adjective is a name here: it has no article and takes a verb."""
    previous = named.doc[token.i - 1] if token.i else None
    if _addressed(named.text, token.idx):
        return True
    if previous is not None and (
        previous.text in grammar("before_days") or previous.tag_ in ("ART", "ADJA", "APPRART", "PPOSAT", "PIAT")
    ):
        return False
    following = named.doc[token.i + 1] if token.i + 1 < len(named.doc) else None
    if token.tag_ == "NE":
        return True
    if opens_sentence(token) and following is not None and following.tag_ in FINITE:
        behind = named.doc[following.i + 1] if following.i + 1 < len(named.doc) else None
        subject = behind is not None and behind.tag_ in ("PPER", "PIS") and behind.text in grammar("lone_subjects")
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
            and not tables.is_given_name(word)
            and word not in tables.common_words()
            and len(text[start:end].split()) > 1
        ):
            gender = entry.gender
        else:
            return start, gender
        start = match.end()
        while start < end and text[start].isspace():
            start += 1


def _person(named: NamedMentions, start: int, end: int, gender: str | None) -> NamedMention:
    name = named.text[start:end]
    token = named.token(start)
    left = named.text[max(0, start - 40) : start]
    quoted = left.endswith(("„", '"', "»", "«", "‚", "“"))
    before = left.rstrip(' „"»«‚“').split()
    if before and before[-1].rsplit("-", 1)[-1] in tables.object_nouns() | grammar("ship_prefixes"):
        return NamedMention(start, end, "object", name)
    given, family = tables.split_name(possessor(named, end, name))
    if quoted and given:
        return NamedMention(start, end, "object", name)
    told = tables.given_gender(given.split(" ")[0]) if given else None
    if before and before[-1] in ("die", "Die") and told == "m" and given:
        return NamedMention(start, end, "object", name)  # ships are feminine: "die Heinrich Vogt"
    mention = NamedMention(start, end, "person", name, given, family, told or gender)
    if token is not None and not (name.endswith("s") and speaks_for(named, start, name)):
        read_left(named, token, mention)
    read_right(named, end, mention)
    return mention


def _begins_body(named: NamedMentions, start: int, end: int) -> int | None:
    """The end of a body that a family name only begins: "die Hoover Institution"; None where it is a person."""
    token = named.token(start)
    if token is None or token.i == 0 or token.i + 1 >= len(named.doc) or token.idx + len(token.text) != end:
        return None
    following = token.nbor()
    if token.nbor(-1).text.lower() not in ("die", "das") or following.idx != end + 1:
        return None
    body = following.tag_ in ("NE", "FM") and following.text[:1].isupper()
    return following.idx + len(following.text) if body and not tables.is_given_name(token.text) else None


def _behind_genitive(named: NamedMentions, start: int, end: int) -> int:
    """Where the name itself begins in what is an office with a genitive: "Abgeordneter des Rates Viktor Orlow"."""
    at = named.starts.get(start)
    if at is None:
        return start
    tokens = [token for token in named.doc[at : at + 12] if token.idx < end]
    last = max((i for i, token in enumerate(tokens) if token.tag_ == "ART" and tokens[i - 1].tag_ == "NN"), default=0)
    if not last:
        return start
    name = next((token for token in tokens[last + 1 :] if token.tag_ == "NE"), None)
    return name.idx if name is not None else start
