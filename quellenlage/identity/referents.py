"""Whom words mean: a speaker's words are a name, a noun phrase, a pronoun or a possessive, asked in this order.

1. What only says whose words they are: "Polizeiangaben", "nach eigenen Worten", "ihren Worten".
2. Pronouns, and "die beiden".
3. A name in quotation marks that nothing else tells: die „Kampagne für Halmer“.
4. A phrase with a possessor: "Merkels Sprecher".
5. A name in apposition: "der Sprecher der Grünen, Ingmar Peters".
6. The noun phrase where it governs the name in it: "ein Sprecher der Werft".
7. The name.
8. A noun that no table has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity import anaphora, institutions, media, unnamed
from quellenlage.identity.antecedent_phrases import before_relative, named_last, relative_to_thing, subject_before
from quellenlage.identity.appositions import body_in_apposition, governs, named_in_apposition, only_where
from quellenlage.identity.clusters import Cluster, organisation_key
from quellenlage.identity.discourse import Discourse, Resolved, in_quotation, introduce, mention, named_in, unmention
from quellenlage.identity.extents import end_of, phrase_start, sentence_of, tokens_between
from quellenlage.identity.names_within import names_within, without_works
from quellenlage.identity.nominals import Phrase, read_phrase
from quellenlage.identity.possessives import (
    APOSTROPHES,
    maker_of_words,
    own_words,
    owner_of_words,
    phrase_with_possessor,
)
from quellenlage.identity.pronouns import plural_verb, pronoun_between
from quellenlage.identity.several import coordinated_parts, together_before
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUOTED_NAME = re.compile(r"(?:(\w+)\s+)?[„\"»«“]([A-ZÄÖÜ][^„“\"»«]{3,60})[“”\"«»]")
_LONGER = 6  # tokens behind a speaker's words in which the noun that they lack may stand
#: Tags of what stands before the noun of a phrase.
_BEFORE_NOUN = ("ART", "ADJA", "CARD", "PIAT", "PPOSAT", "PDAT", "ADV")
#: Of several names in a phrase, that of a kind further in front is meant.
_MAIN = (("person",), ("outlet", "agency"), ("government", "organisation", "party"))

Named = tuple[tuple[int, int], Cluster]


def speaker(d: Discourse, start: int, end: int) -> Resolved | None:
    """Whom the words between two characters mean, and which of them mean it; None where nobody is meant."""
    first, last = tokens_between(d.doc, start, end)
    if (told := _told_by_words(d, first, last)) is not None:
        return told
    begins, first = first, _behind_wrapper(d, first, last)
    if first >= last:
        return None
    certain = first > begins or (begins > 0 and d.doc[begins - 1].lower_ == "laut")
    if (group := unnamed.two_of_a_kind(d, first, last)) is not None:
        return group
    if last - first <= 2 and (found := unnamed.both(d, first, last) or _both(d, first, last)):
        return found
    if last - first <= 2 and (found := _pronoun(d, first, last)):
        return found
    last = _with_owned(d, first, last)
    start, end = d.doc[first].idx, end_of(d.doc[last - 1])
    names = names_within(d, first, last)
    if (unknown := _unknown_head(d, first, last, names)) is not None:
        return unnamed.unknown_noun(d, first if d.doc[unknown].text in grammar("shares") else unknown, last, certain)
    phrase = read_phrase(d.doc, d.reading, first, last) or _longer(d, first, last)
    if phrase is not None and _within_name(phrase, names):
        phrase = None
    if (called := _name_in_marks(d, start, end, names)) is not None:
        return called
    phrase, names = _without_audience(d, phrase, names)
    names = without_works(d, phrase, names)
    if names and (owned := phrase_with_possessor(d, names[0], first, last)) is not None:
        apposed = d.text[names[0][0][1] : names[0][0][1] + 1] == ","  # "der Verteidiger Ihdes, Karl Abel,"
        before = owned.noun.kind in tables.HUMAN and (names[0][0][0] < owned.start or apposed)
        holder = named_in_apposition(d, owned, end) if before else None
        return holder or noun_phrase(d, owned)  # "Hamburgs Bürgermeisterin Vera Kolb und die Grünen"
    if phrase is not None and (beside := _named_beside(d, phrase, names, end)) is not None:
        return beside
    if phrase is not None and (not names or _speaks_itself(d, phrase, names[0], start)):
        return noun_phrase(d, phrase)
    if names and not only_where(d, first, names[0][0][0], names[0][1]):
        place, c = _main(names)
        if phrase is not None and c.kind in ("outlet", "agency") and phrase.noun.kind in ("outlet", "agency"):
            media.describe(c, phrase)
        return Resolved(c, *place)
    return unnamed.unknown_noun(d, first, last, certain)


def _named_beside(d: Discourse, phrase: Phrase, names: Sequence[Named], end: int) -> Resolved | None:
    """Who is named in apposition to a phrase or as the holder of an office; ``end`` is where the words end."""
    if names and names[0][1].kind == "person" and _in_apposition(d, phrase, names[0][0]):
        return Resolved(names[0][1], *names[0][0])
    if (holder := _holder(d, phrase, names)) is not None:
        return holder
    if phrase.noun.kind in tables.HUMAN and (apposed := named_in_apposition(d, phrase, end)) is not None:
        return apposed
    return body_in_apposition(d, phrase, end)


def _speaks_itself(d: Discourse, phrase: Phrase, name: Named, start: int) -> bool:
    """Whether a phrase, not the first name in it, is who speaks; ``start`` is where the words begin."""
    stands_before = name[0][0] == start and _stands_before(d, phrase, name)
    between = d.text[phrase.end : name[0][0]].split()
    addressed = phrase.noun.kind in ("document", "report") and bool(between) and between[0] in grammar("about")
    return stands_before or addressed or governs(phrase, name[0][0], name[1])


def noun_phrase(d: Discourse, p: Phrase) -> Resolved:
    """Whom a noun phrase means, by the class of its noun; that it does is noted."""
    kind = p.noun.kind
    if kind == "report" and p.plural and (maker := _maker_of_reports(d, p)) is not None:
        return maker
    if (unnamed_media := media.general(d, p)) is not None:
        c = unnamed_media
    elif kind in ("outlet", "agency") or (kind == "report" and media.of_media(d, p)):
        c = media.outlet(d, p)
    elif kind in ("report", "document", "finding"):
        c = media.document(d, p)
    elif kind == "government" and p.plural and not p.countries and not p.complement:
        c = unnamed.group(d, p)  # "mehrere Regierungen", "beide Regierungen"
    elif kind == "government":
        c = institutions.government(d, p)
    elif kind == "organisation":
        c = institutions.organisation(d, p)
    elif p.plural:
        c = unnamed.group(d, p)
    elif kind == "group":
        again = (anaphora.antecedent_of_phrase(d, p) or unnamed.one_unnamed(d, p)) if p.definite else None
        c = again or unnamed.group(d, p)
    else:
        c = anaphora.person(d, p)
    if kind != "report" or c.kind in ("document", "anonymous"):
        mention(d, c, p.start, p.end)
    return Resolved(c, p.start, p.end)


def _maker_of_reports(d: Discourse, p: Phrase) -> Resolved | None:
    """The body whose reports are told of without more: "nach Berichten des Ministeriums" is what it says."""
    if p.complement_span is None or p.complement.split(" ", 1)[0] not in grammar("of") or p.definite:
        return None
    meant = speaker(d, *p.complement_span)
    return meant if meant is not None and meant.cluster.kind in ("organisation", "government", "party") else None


def unnamed_at(d: Discourse, start: int, end: int) -> Resolved | None:
    """The circle or document that the words right at ``start`` name: "Berliner Regierungskreisen verlautete"."""
    phrase = read_phrase(d.doc, d.reading, *tokens_between(d.doc, start, end))
    if phrase is None or phrase.start != start or phrase.noun.kind not in ("group", "document", "finding"):
        return None
    return noun_phrase(d, phrase)


def _both(d: Discourse, first: int, last: int) -> Resolved | None:
    """The persons whom "beide", or "sie" with a verb in the plural, means: those named together before."""
    token = d.doc[last - 1]
    two = [t.lower_ for t in d.doc[first:last]] in unnamed.BOTH
    if not two and not (last - first == 1 and token.tag_ == "PPER" and token.lower_ == "sie" and plural_verb(token)):
        return None
    persons = together_before(d, d.doc[first].idx) or _subjects_before(d, first)
    if not persons or (two and len(persons) != 2):
        return None
    resolved = mention(d, persons[0][1], d.doc[first].idx, end_of(token), "pronoun")
    d.together[resolved.start] = persons[1:]
    return resolved


def _subjects_before(d: Discourse, at: int) -> list[Named]:
    """Who are together the last subject before a token, in its sentence or the one before, by name or not."""
    here = d.sentence_of_token.get(at, 0)
    for token in reversed(d.doc[:at]):
        number = d.sentence_of_token.get(token.i, here)
        if number < here - 1:
            return []
        if token.dep_ == "nsubj" and token.tag_ in ("NN", "NE") and not in_quotation(d, token.idx):
            parts = coordinated_parts(d, phrase_start(d.reading, token.i, 0), min(_end_of_subject(token), at))
            return phrases(d, parts)
    return []


def _end_of_subject(head: Token) -> int:
    """Where a subject with all that is coordinated with it ends: before its verb; a token."""
    last = max((t.i for t in head.subtree if t.dep_ == "conj" and t.tag_ in ("NN", "NE")), default=head.i)
    return max(t.i for t in head.doc[last].subtree) + 1


def phrases(d: Discourse, parts: Sequence[tuple[int, int]]) -> list[Named]:
    """Whom coordinated phrases mean, each given by its tokens, and where; none if that is open for one of them."""
    found = [speaker(d, d.doc[a].idx, end_of(d.doc[b - 1])) for a, b in parts]
    if any(one is None or one.cluster.kind == "place" for one in found):
        return []
    return [((one.start, one.end), one.cluster) for one in found if one is not None]


def _pronoun(d: Discourse, first: int, last: int) -> Resolved | None:
    """Whom a pronoun means: who is named, or what the subject before it says."""
    if relative_to_thing(d, first, last):
        return None
    shown = named_last(d, first, last) or before_relative(d, first, last)
    phrase = shown or subject_before(d, first, last)
    meant = speaker(d, *phrase) if phrase is not None else None
    if meant is None or (shown is None and meant.cluster.named and meant.cluster.kind == "person"):
        return pronoun_between(d, first, last)
    return mention(d, meant.cluster, d.doc[first].idx, end_of(d.doc[last - 1]), "pronoun")


def _told_by_words(d: Discourse, first: int, last: int) -> Resolved | None:
    if (maker := maker_of_words(d, first, last)) is not None:
        return maker
    if (subject := own_words(d, first, last)) is not None:
        return speaker(d, *subject)
    return owner_of_words(d, first, last)


def _behind_wrapper(d: Discourse, first: int, last: int) -> int:
    """The token behind a noun that says only that words are somebody's: at "der", of "Angaben der Polizei"."""
    for i in range(first, last):
        entry = tables.noun(d.doc[i].text) if d.doc[i].text[:1].isupper() else None
        if entry is not None and entry.kind == "wrapper":
            return i + 1
        if entry is not None or d.doc[i].tag_ == "NE":
            break
    return first


def _longer(d: Discourse, first: int, last: int) -> Phrase | None:
    """The phrase that a speaker without a noun only begins: "zwei namentlich" nicht genannte Beamte."""
    alone = last - first == 1 and d.doc[first].lower_ in grammar("demonstratives")  # "lobte dieser den Vorstand"
    if alone or any(t.tag_ in ("NN", "NE", "PPER", "PDS", "PIS") for t in d.doc[first:last]):
        return None
    phrase = read_phrase(d.doc, d.reading, first, min(last + _LONGER, sentence_of(d.doc[first]).end))
    return phrase if phrase is not None and phrase.start == d.doc[first].idx else None


def _name_in_marks(d: Discourse, start: int, end: int, names: Sequence[Named]) -> Resolved | None:
    """A body whose name stands in quotation marks: the „Kampagne für Halmer“."""
    quoted = _QUOTED_NAME.match(d.text[start:end])
    if quoted is not None and (behind := d.text[start + quoted.end() : end]):
        begins = quoted[1] is not None and behind.split(maxsplit=1)[0] in grammar("owned_by")
        quoted = quoted if begins else None  # "wirft die „Aktion Deich“ der Werft vor", "die „Aktion“ der Grünen"
        names = [name for name in names if quoted is None or name[0][0] < start + quoted.end()]
    body = bool(names) and names[0][1].kind in ("outlet", "agency", "organisation", "party")
    if quoted is not None and body:  # "die „Aktion Emden hilft“", of which the pipeline has "Aktion Emden"
        goes_on = d.text[names[0][0][1] : start + quoted.end(2)].strip()
        body = names[0][0][0] != start + quoted.start(2) or not goes_on[:1].islower()
    if quoted is None or names[1:] or body or (quoted[1] or "der").lower() not in grammar("plain_articles"):
        return None
    at, to = start + quoted.start(2), start + quoted.end(2)
    name = d.text[at:to]
    c = introduce(d, Cluster("organisation", "ORG", name, ("organisation", organisation_key(name))))
    unmention(d, at, to)
    return mention(d, c, at, to, "name")


def _within_name(p: Phrase, names: Sequence[Named]) -> bool:
    """Whether the head of a phrase is but a word of a body's longer name: "die Deutsche Presse-Agentur"."""
    start = p.end - len(p.head)
    return any(
        a <= start and p.end <= b and b - a > len(p.head) and c.kind in ("outlet", "agency", "organisation", "party")
        for (a, b), c in names
    )


def _with_owned(d: Discourse, first: int, last: int) -> int:
    """The end of the words with the noun behind a genitive that they break off at: "Brandis" of "Brandis' Bruder"."""
    end = end_of(d.doc[last - 1])
    if d.text[end : end + 1] not in APOSTROPHES or last + 1 >= len(d.doc):
        return last
    owned = d.doc[last + 1]
    return last + 2 if owned.tag_ == "NN" and d.doc[last].text in APOSTROPHES else last


def _unknown_head(d: Discourse, first: int, last: int, names: Sequence[Named]) -> int | None:
    """The noun that a phrase is about though no table has it: a Rentnerin, of "eine Rentnerin aus Emden"; a token.

    None where a table has it, where a name in apposition follows ("die Rentnerin Lange"), and where behind "laut" or
    "nach" it may be a word for what somebody said.
    """
    at = first
    while at < last and d.doc[at].tag_ in _BEFORE_NOUN:
        at += 1
    if at + 1 >= last or d.doc[at].tag_ != "NN" or tables.noun(d.doc[at].text) is not None:
        return _owned_by(d, at, last, names)
    if any(c.kind == "person" and _apposed(d, a) for (a, _), c in names):
        return None
    head, behind = d.doc[at], d.doc[at + 1]
    named = any(a <= head.idx < b for (a, b), _ in names)
    if named or behind.tag_ not in ("ART", "APPR", "APPRART", "PPOSAT") or behind.text[:1].isupper():
        return None
    cited = first > 0 and d.doc[first - 1].tag_ in ("APPR", "APPRART")
    return None if cited and not tables.voiced(head.text) else at


def _apposed(d: Discourse, start: int) -> bool:
    """Whether the name at a character stands behind a comma, perhaps with a title: ", Ajatollah Ali Chamenei"."""
    at, _ = tokens_between(d.doc, start, start + 1)
    return any(d.doc[i].text == "," for i in range(max(at - 2, 0), at))


def _in_apposition(d: Discourse, p: Phrase, name: tuple[int, int]) -> bool:
    """Whether a phrase only says who a person named before it is: "Wolters, ein früherer Berater Tramms"."""
    return name[1] <= p.start and re.fullmatch(r"(?:\s+\([^()]*\))?,\s+", d.text[name[1] : p.start]) is not None


def _holder(d: Discourse, p: Phrase, names: Sequence[Named]) -> Resolved | None:
    """Whose name stands behind the body of an office: "der Vorsitzende der Verwaltung Ole Ihde", "der SPD …"."""
    if p.noun.kind not in ("office", "spokes") or p.indefinite or p.plural:
        return None
    bodies = {stop for (_, stop), c in names if c.kind in ("organisation", "party", "government", "place")}
    for (start, end), c in names:
        at, _ = tokens_between(d.doc, start, start + 1)
        behind = d.doc[at - 1].tag_ == "NN" or (at > 0 and end_of(d.doc[at - 1]) in bodies)
        if c.kind == "person" and c.given and start > p.end and behind:
            entry = tables.noun(d.doc[at - 1].text)
            if entry is None or entry.kind not in tables.HUMAN:
                return Resolved(c, start, end)
    return None


def _owned_by(d: Discourse, at: int, last: int, names: Sequence[Named]) -> int | None:
    """The noun no table has behind a name in the genitive: the Gitarrist, of "Tiedes Gitarrist"; a token."""
    if at >= last or not names or names[0][0][0] != d.doc[at].idx:
        return None
    (start, stop), _ = names[0]
    _, behind = tokens_between(d.doc, start, stop)
    while behind < last and d.doc[behind].text in APOSTROPHES:
        behind += 1
    genitive = d.text[stop - 1] in "sxz" or d.text[stop : stop + 1] in APOSTROPHES
    if not genitive or behind >= last or d.doc[behind].tag_ != "NN" or tables.noun(d.doc[behind].text) is not None:
        return None
    alone = behind + 1 == last or not d.doc[behind + 1].text[:1].isupper()
    return behind if alone else None


def _without_audience(d: Discourse, phrase: Phrase | None, names: list[Named]) -> tuple[Phrase | None, list[Named]]:
    """The phrase and names without the agency that somebody told something: "sagte ein Sprecher der dpa"."""
    if phrase is None or phrase.noun.kind not in tables.HUMAN or phrase.noun.field == "media":
        return phrase, names
    named = named_in(d, *phrase.complement_span) if phrase.complement_span else []
    if not named or named[0][1].kind != "agency":
        return phrase, names
    told = named[0][1]
    return replace(phrase, complement="", complement_span=None), [name for name in names if name[1] is not told]


def _stands_before(d: Discourse, phrase: Phrase, name: Named) -> bool:
    """Whether a name only tells where people belong whose noun follows without an article: "Greenpeace Aktivisten"."""
    (start, stop), c = name
    alone = phrase.plural and not phrase.determiner and phrase.noun.kind in tables.HUMAN and c.kind != "person"
    return alone and d.text[stop : phrase.start] == " " and "\n" not in d.text[start : phrase.start]


def _main(names: Sequence[Named]) -> Named:
    for kinds in _MAIN:
        for place, c in names:
            if c.kind in kinds:
                return place, c
    return names[0]
