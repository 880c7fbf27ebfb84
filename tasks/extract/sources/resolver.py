"""Whom a speaker's words mean: names, noun phrases and pronouns of one article, in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.extract.claims.quotes import find_quotes
from tasks.extract.sources import tables
from tasks.extract.sources.clusters import Cluster, organisation_key
from tasks.extract.sources.phrases import NUMERALS, Phrase, read_phrase
from tasks.extract.sources.places import government_name
from tasks.normalise.outlets.registry import by_id

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HUMAN = ("office", "spokes", "person", "group")
_PRONOUNS = {"er": "m", "ihm": "m", "ihn": "m", "dieser": "m", "sie": "f", "ihr": "f", "diese": "f"}
_RELATIVE = frozenset(("der", "die", "das", "dem", "den", "welcher", "welche", "deren", "dessen"))
_REASON = re.compile(
    r"(?:anonym|namentlich nicht|nicht namentlich|ungenannt|nicht genannt|Anonymität|Namen? nicht)[^,.;]*"
    r"(?:,\s+(?:weil|da)\s[^,.;]*)?",
    re.IGNORECASE,
)
_TITLES_ONLY = re.compile(r"\s+(?:(?:Dr|Prof|Pater|Schwester|med|h\. ?c)\.?\s+)*")
_COMMA_AT_END = re.compile(r",\s+(?:(?:Dr|Prof)\.\s+)*$")
_ACTORS = frozenset(("person", "organisation", "party", "government", "outlet", "agency", "anonymous"))
_MEDIA = ("Medien", "Zeitungs", "Presse", "Fernseh", "Agentur", "Rundfunk", "TV-")
_REACH = 4  # sentences that a pronoun or a noun phrase reaches back


def unnamed(sentence: str) -> bool:
    """Whether a sentence says that somebody does not want to be named."""
    return _REASON.search(sentence) is not None


class Resolver:
    """The entities of an article so far; every resolved phrase is added to its entity's places."""

    def __init__(self, doc: Doc, document_id: str, clusters: list[Cluster], printed_by: str | None) -> None:
        self.doc, self.text, self.document_id = doc, doc.text, document_id
        self.clusters = clusters
        self.printed_by = printed_by
        self.spoke: list[tuple[int, Cluster]] = []
        self._quotes = [(q.start, q.end) for q in find_quotes(self.text) if q.depth == 0 and q.end - q.start > 40]
        #: Sentences that only say where the one before is from: "Das geht aus einem Vermerk hervor."
        self.pointing_back = {
            at: (sentence.start_char, sentence.end_char)
            for at, sentence in enumerate(doc.sents)
            if sentence[0].text in ("Das", "Dies") and len(sentence) > 1 and sentence[1].tag_ in ("VVFIN", "VAFIN")
        }
        self._sentence = {token.i: at for at, sentence in enumerate(doc.sents) for token in sentence}

    # -- lookups

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return (span.start, span.end) if span is not None else (0, 0)

    def _at(self, char: int) -> int:
        first, _ = self._tokens(char, char + 1)
        return self._sentence.get(first, 0)

    def _quoted(self, char: int) -> bool:
        """Whether somebody is only spoken of there, in another's words: no pronoun outside means them."""
        return any(start < char < end for start, end in self._quotes)

    def sentence_at(self, char: int) -> int:
        """The number of the sentence that a character is in."""
        return self._at(char)

    def named_in(self, start: int, end: int) -> list[tuple[tuple[int, int], Cluster]]:
        """Named entities with a name between two characters, in order of the text."""
        found = [
            ((s, e), c) for c in self.clusters for s, e, form in c.places if form == "name" and s < end and start < e
        ]
        return sorted(found, key=lambda pair: pair[0])

    def _place(self, c: Cluster, start: int, end: int, form: str) -> Cluster:
        if not any(s < end and start < e for s, e, _ in c.places):
            c.places.append((start, end, form))
        return c

    def _new(self, kind: str, label: str, name: str, *key: str, **known: object) -> Cluster:
        full = (kind, *key)
        for c in self.clusters:
            if c.key == full:
                return c
        c = Cluster(kind, label, name, full)
        for attribute, value in known.items():
            setattr(c, attribute, value)
        self.clusters.append(c)
        return c

    # -- resolution

    def speaker(self, start: int, end: int) -> tuple[Cluster, int, int] | None:
        """Who is meant by the words between two characters, and which of them mean it; None where nobody is."""
        first, last = self._tokens(start, end)
        if (told := self._told_by(first, last)) is not None:
            return told
        first = self._unwrap(first, last)
        if first >= last:
            return None
        if last - first <= 2 and (found := self._pronoun(first, last)):
            return found
        start, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1].text)
        phrase = read_phrase(self.doc, first, last) or self._longer(first, last)
        names = self.named_in(start, end)
        if names and (owned := self._owned_by(names[0], first, last)) is not None:
            return self.phrase(owned)
        if phrase is not None and phrase.noun.kind in HUMAN and (apposed := self._apposed(phrase, end)):
            return apposed
        if phrase is not None and (not names or self._governs(phrase, names[0])):
            return self.phrase(phrase)
        if names:
            place, c = self._main(names)
            if phrase is not None and c.kind in ("outlet", "agency") and phrase.noun.kind in ("outlet", "agency"):
                _describe(c, phrase)
            return c, *place
        return self._unknown(first, last)

    def _told_by(self, first: int, last: int) -> tuple[Cluster, int, int] | None:
        """Who made what the words call by a compound or a possessive: "Polizeiangaben", "ihren Worten"."""
        words = [t for t in self.doc[first:last] if t.tag_ not in ("APPR", "ART", "ADJA")]
        if len(words) == 1 and (maker := tables.maker(words[0].text)):
            start = words[0].idx
            noun = tables.noun(maker)
            kind = "organisation" if noun is None or noun.kind != "group" else "anonymous"
            for c in self.clusters:
                if c.kind == kind and (c.name == maker or c.name.startswith(maker + " ")):
                    return self._place(c, start, start + len(maker), "nominal"), start, start + len(maker)
            local = (self.document_id,) if noun is not None and noun.generic else ()
            c = self._new(kind, "ORG" if kind == "organisation" else "PER", maker, *local, organisation_key(maker))
            return self._place(c, start, start + len(maker), "nominal"), start, start + len(maker)
        own = next((t for t in self.doc[first:last] if t.text.lower().startswith("eigen")), None)
        if own is not None and any((e := tables.noun(t.text)) and e.kind == "wrapper" for t in words):
            return self._clause_subject(own)
        if len(words) == 2 and words[0].tag_ == "PPOSAT" and (e := tables.noun(words[1].text)) and e.kind == "wrapper":
            gender = "m" if words[0].text.lower().startswith("sein") else "f"
            before = [
                (at, i)
                for i, c in enumerate(self.clusters)
                if c.kind == "person" and c.gender in (gender, None) and not c.credited
                if (at := c.last_before(words[0].idx)) is not None and self._at(words[0].idx) - self._at(at) <= _REACH
            ]
            if before:
                return self.clusters[max(before)[1]], words[0].idx, words[0].idx + len(words[0].text)
        return None

    def unnamed_at(self, start: int, end: int) -> tuple[Cluster, int, int] | None:
        """The circle or document that the words right at ``start`` name: "Berliner Regierungskreisen verlautete"."""
        first, last = self._tokens(start, end)
        phrase = read_phrase(self.doc, first, last)
        if phrase is None or phrase.start != start or phrase.noun.kind not in ("group", "document", "finding"):
            return None
        return self.phrase(phrase)

    def _clause_subject(self, token: Token) -> tuple[Cluster, int, int] | None:
        """The subject of the sentence that a token is in: whose words "eigene Worte" are."""
        subject = next((t for t in token.sent if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
        if subject is None:
            return None
        phrase = [
            subject,
            *(t for t in subject.subtree if t.i < subject.i and t.tag_ in ("ART", "ADJA", "CARD", "PIAT")),
        ]
        return self.speaker(min(t.idx for t in phrase), subject.idx + len(subject.text))

    def _longer(self, first: int, last: int) -> Phrase | None:
        """The phrase that a speaker without a noun only begins: "zwei namentlich" nicht genannte Beamte."""
        if any(t.tag_ in ("NN", "NE", "PPER", "PDS", "PIS") for t in self.doc[first:last]):
            return None
        phrase = read_phrase(self.doc, first, min(last + 6, self.doc[first].sent.end))
        return phrase if phrase is not None and phrase.start == self.doc[first].idx else None

    def _owned_by(self, named: tuple[tuple[int, int], Cluster], first: int, last: int) -> Phrase | None:
        """The phrase for somebody who is only told by whose they are: "Londons Bürgermeister", "Merkels Sprecher"."""
        (start, stop), c = named
        if self.text[stop - 1 : stop] not in ("s", "'", "’", "x", "z") and self.text[stop : stop + 1] not in ("'", "’"):
            return None
        at, behind = self._tokens(start, stop)
        while behind < last and self.doc[behind].text in ("'", "’"):
            behind += 1
        bare = self.text[start:stop].rstrip("s'’")
        genitive = self.text[start:stop] != c.name and (bare in c.name or c.kind in ("place", "government"))
        if not genitive and self.text[stop : stop + 1] not in ("'", "’"):
            return None
        phrase = read_phrase(self.doc, behind, last) if behind < last else None
        if phrase is not None and phrase.noun.kind in HUMAN and phrase.start <= self.doc[behind].idx + 30:
            return replace(phrase, definite=True, complement=f"von {c.name}") if at == first else None
        phrase = read_phrase(self.doc, first, at)
        if phrase is not None and phrase.noun.kind in HUMAN and phrase.indefinite and phrase.end + 1 == start:
            return replace(phrase, complement=f"von {c.name}")
        return None

    def _apposed(self, p: Phrase, end: int) -> tuple[Cluster, int, int] | None:
        """The person whose name follows an office: "Frau Dr. Lange", "der Sprecher der Grünen, Ingmar Peters,"."""
        for (start, stop), c in self.named_in(p.end, end + 40):
            if c.kind != "person" or start < p.end:
                continue
            between = self.text[p.end : start]
            if _TITLES_ONLY.fullmatch(between) or (start <= end + 3 and _COMMA_AT_END.search(between)):
                return c, start, stop
            break
        return None

    def _unwrap(self, first: int, last: int) -> int:
        for i in range(first, last):
            entry = tables.noun(self.doc[i].text) if self.doc[i].text[:1].isupper() else None
            if entry is not None and entry.kind == "wrapper":
                return i + 1
            if entry is not None or self.doc[i].tag_ == "NE":
                break
        return first

    @staticmethod
    def _main(names: Sequence[tuple[tuple[int, int], Cluster]]) -> tuple[tuple[int, int], Cluster]:
        for kind in ("person", "outlet", "agency", "government", "organisation", "party"):
            for place, c in names:
                if c.kind == kind:
                    return place, c
        return names[0]

    def _governs(self, phrase: Phrase, named: tuple[tuple[int, int], Cluster]) -> bool:
        """Whether the phrase, not the name in it, is who speaks: "ein Sprecher der Werft", "die Polizei Emden"."""
        (start, _), c = named
        if start < phrase.end:
            return False
        if phrase.noun.kind in ("outlet", "agency", "report"):
            return c.kind not in ("outlet", "agency")
        if c.kind == "person" and any(role == phrase.head for role, _ in c.roles):
            return False
        inside = phrase.complement_span is not None and phrase.complement_span[0] <= start < phrase.complement_span[1]
        attached = inside and phrase.complement.split(" ", 1)[0].islower()
        if phrase.noun.kind in HUMAN or phrase.noun.kind == "document":
            return attached
        if c.kind == "place" or c.kind == "government":
            return inside
        return attached and c.kind == "person"

    def phrase(self, p: Phrase) -> tuple[Cluster, int, int] | None:
        """Whom a noun phrase means; the place is noted."""
        kind = p.noun.kind
        if kind in ("outlet", "agency") or (kind == "report" and self._of_media(p)):
            c = self._outlet(p)
        elif kind == "report":
            c = self._document(p)
        elif kind in ("document", "finding"):
            c = self._document(p)
        elif kind == "government":
            c = self._government(p)
        elif kind == "organisation":
            c = self._organisation(p)
        elif p.plural:
            c = self._group(p)
        elif kind == "group":
            c = (self._antecedent(p) if p.definite else None) or self._group(p)
        else:
            c = self._human(p)
        if kind != "report":
            self._place(c, p.start, p.end, "nominal")
        return c, p.start, p.end

    def _outlet(self, p: Phrase) -> Cluster:
        outlets = [
            c
            for c in self.clusters
            if c.kind in ("outlet", "agency") and not c.credited and not self._prints(c) and c.places
        ]
        if p.noun.kind == "agency":
            outlets = [c for c in outlets if c.kind == "agency"]
        elif p.noun.kind == "outlet":
            papers = [c for c in outlets if c.kind == "outlet"]
            fitting = [c for c in papers if c.outlet_id is None or _fits(p.noun.lemma, by_id()[c.outlet_id].kind)]
            introduced = [c for c in fitting if self._introduced(c, p.noun.lemma)]
            outlets = introduced or fitting or papers
        before = [(at, c) for c in outlets if (at := c.last_before(p.start)) is not None]
        if before and not (p.indefinite and p.noun.kind != "report"):
            c = max(before, key=lambda pair: pair[0])[1]
        elif following := self._named_next(p.start, outlets):
            c = following
        else:
            c = self._new("outlet", "ORG", p.head, self.document_id, p.noun.lemma, named=False)
        _describe(c, p)
        return c

    def _of_media(self, p: Phrase) -> bool:
        """Whether a report is one of the press: it says so, or an outlet is named near it and no other author."""
        if p.head.startswith(_MEDIA) or p.noun.lemma in ("Medien", "Presse", "Interview", "Artikel"):
            return True
        if p.head != p.noun.lemma and p.head.rstrip("en") != p.noun.lemma and len(p.head) > len(p.noun.lemma) + 2:
            return False  # Verfassungsschutzbericht
        if p.complement and p.complement_span is not None:
            named = self.named_in(*p.complement_span)
            return any(c.kind in ("outlet", "agency") for _, c in named) or not p.complement[:1].islower()
        here = self._at(p.start)
        media = [c for c in self.clusters if c.kind in ("outlet", "agency") and not c.credited]
        return any(-1 <= self._at(s) - here <= _REACH for c in media for s, _, _ in c.places)

    def _named_next(self, at: int, outlets: Sequence[Cluster]) -> Cluster | None:
        """The outlet that the next sentences name: "… heißt es in einem Bericht. Das »Blatt« schreibt …"."""
        here = self._at(at)
        behind = [(min(s for s, _, _ in c.places), i) for i, c in enumerate(outlets) if c.last_before(at) is None]
        first = min(behind, default=None)
        return outlets[first[1]] if first is not None and self._at(first[0]) - here <= _REACH else None

    def _prints(self, c: Cluster) -> bool:
        return self.printed_by is not None and c.outlet_id == self.printed_by

    def _introduced(self, c: Cluster, noun: str) -> bool:
        """Whether a name stands somewhere beside the noun that calls it again: "der Kanal »Nebo«", later "der Kanal"."""
        return any(noun in self.text[max(0, start - 30) : start] for start, _, form in c.places if form == "name")

    def _document(self, p: Phrase) -> Cluster:
        if not p.indefinite:
            for c in reversed(self.clusters):
                if (
                    c.kind == "document"
                    and c.lemma == p.noun.lemma
                    and (not p.complement or p.complement == c.complement)
                ):
                    return c
        name = f"{p.head} {p.complement}".strip()
        return self._new(
            "document", "MISC", name, self.document_id, name, named=False, lemma=p.noun.lemma, complement=p.complement
        )

    def _government(self, p: Phrase) -> Cluster:
        places = tables.places()
        code = p.countries[0] if p.countries else None
        if code is None and p.complement:
            for word in re.findall(r"[\w-]+", p.complement):
                code = code or places.capitals.get(word) or tables.country_of_name(word)
        if code is None and "-" in p.head:
            family = tables.fold("family", p.head.split("-")[0])
            for c in self.clusters:
                if c.kind == "person" and c.family and tables.fold("family", c.family) == family:
                    code = c.country
            if code is None and family in tables.surnames():
                code = tables.surnames()[family].country
        if code is None and p.head.startswith("Bundesregierung"):
            code = "DE"
        if code is None:
            before = [
                (at, c) for c in self.clusters if c.kind == "government" and (at := c.last_before(p.start)) is not None
            ]
            if before:
                return max(before, key=lambda pair: pair[0])[1]
            code = "DE"
        return self._new("government", "ORG", government_name(code), code, country=code)

    def _organisation(self, p: Phrase) -> Cluster:
        if p.noun.generic not in ("", "own") and not p.indefinite and not p.complement:
            stem = p.noun.lemma.casefold()
            kinds = ("party",) if p.noun.lemma in ("Partei", "Fraktion") else ("organisation",)
            bodies = [c for c in self.clusters if c.kind in kinds and not c.credited]
            before = [(stem in c.name.casefold(), at, c) for c in bodies if (at := c.last_before(p.start)) is not None]
            if p.noun.generic == "bare":
                before = [known for known in before if known[0]]
            if before:
                return max(before, key=lambda known: known[:2])[2]
        same = [c for c in self.clusters if c.lemma and c.lemma == p.head and c.kind == "organisation"]
        if same and (not p.complement or p.complement == same[-1].complement):
            return same[-1]
        country = p.countries[0] if p.countries else None
        shown = f"{p.head} {p.complement}".strip()
        if country:
            shown = f"{shown} ({country})"
        local = (self.document_id,) if p.noun.generic else ()
        return self._new(
            "organisation",
            "ORG",
            shown,
            organisation_key(shown),
            *local,
            lemma=p.head,
            complement=p.complement,
            country=country,
        )

    def _group(self, p: Phrase) -> Cluster:
        """People left unnamed; the same ones again where the article speaks of them with an article."""
        for c in reversed(self.clusters):
            again = p.definite or (not p.determiner and not p.count)
            same = c.kind == "anonymous" and c.lemma == p.noun.lemma
            if again and same and (not p.complement or p.complement == c.complement):
                return c
        name = f"{p.description} {p.complement}".strip()
        c = self._new("anonymous", "PER", name, self.document_id, name, str(p.start), named=False)
        c.lemma, c.complement, c.plural, c.gender = p.noun.lemma, p.complement, p.plural, p.gender
        c.count, c.description, c.countries = p.count, name, list(p.countries)
        sentence = self.doc[self._tokens(p.start, p.end)[0]].sent.text
        reason = _REASON.search(sentence)
        c.reason = reason[0].strip() if reason else None
        return c

    def _human(self, p: Phrase) -> Cluster:
        if not p.indefinite and (found := self._antecedent(p)):
            return found
        name = f"{p.description} {p.complement}".strip()
        if p.indefinite and p.noun.kind != "spokes":
            return self._group(p)
        for c in self.clusters:
            if (
                not c.named
                and c.kind == "person"
                and c.lemma == p.noun.lemma
                and c.complement == p.complement
                and p.complement
            ):
                return c
        c = self._new("person", "PER", name, "?", self.document_id, name, str(p.start), named=False)
        c.lemma, c.complement, c.gender, c.walk = p.noun.lemma, p.complement, p.gender, p.noun.field or None
        c.description, c.count, c.countries = name, 1, list(p.countries)
        c.roles.append((p.head, re.sub(r"^(?:der|des|von|vom|für)\s+", "", p.complement) or None))
        return c

    def _antecedent(self, p: Phrase) -> Cluster | None:
        """The person whom "der Minister" or "die 47-Jährige" means: by office, then party, then how near it stands."""
        here = self._at(p.start)
        age = re.match(r"(\d+)-", p.head)
        origin = tables.country_of_demonym(p.head)
        party = tables.parties().get(p.head.split("-", 1)[0]) if "-" in p.head else None
        best: tuple[float, Cluster] | None = None
        for c in self.clusters:
            if c.kind != "person" or c.credited or (c.gender and p.gender and c.gender != p.gender):
                continue
            at = c.last_before(p.start)
            if _other_post(c, p):
                continue
            score = self._role_match(c, p)
            if at is None:
                if score < 3:
                    continue
                at = c.places[0][0]
            distance = abs(here - self._at(at))
            if age is not None:
                if c.age is not None and c.age != int(age[1]):
                    continue
                score += 4 if c.age is not None else 0
            if origin is not None and c.country is not None:
                if c.country != origin:
                    continue
                score += 2
            if party is not None and party.abbreviation in c.parties:
                score += 3
            if p.noun.kind == "spokes" and score < 1:
                continue
            if p.complement and score < 2:
                continue
            if score < 1 and (distance > 3 * _REACH or (p.noun.kind == "office" and c.roles and distance > _REACH)):
                continue
            spoke = any(speaker is c for _, speaker in self.spoke[-2:])
            score += (0.8 if spoke else 0.0) - 0.3 * min(distance, 10)
            if best is None or score > best[0]:
                best = (score, c)
        return best[1] if best else None

    @staticmethod
    def _role_match(c: Cluster, p: Phrase) -> float:
        score = 0.0
        for role, _ in c.roles:
            entry = tables.noun(role)
            if role == p.head or role == p.head.removesuffix("s"):
                score = max(score, 4)
            elif entry is not None and entry.lemma == p.noun.lemma:
                generic = p.head.casefold() == p.noun.lemma.casefold() or role.casefold().endswith(p.head.casefold())
                score = max(score, 3 if generic else 1)
            elif entry is not None and entry.field and entry.field == p.noun.field and p.noun.kind == "person":
                score = max(score, 2)
        if c.lemma and c.lemma == p.noun.lemma:
            score = max(score, 3.0)
        if p.noun.field == "politics" and p.noun.kind == "person" and c.parties:
            score = max(score, 2)
        return score

    def _pronoun(self, first: int, last: int) -> tuple[Cluster, int, int] | None:
        token = next((t for t in self.doc[first:last] if t.tag_ in ("PPER", "PRELS", "PDS", "PIS")), None)
        if token is None:
            word = self.doc[first]
            if last - first == 1 and word.text.lower() in _PRONOUNS and not word.tag_.startswith("N"):
                token = word
            else:
                return None
        c = self.pronoun(token)
        return (c, token.idx, token.idx + len(token.text)) if c is not None else None

    def pronoun(self, token: Token) -> Cluster | None:
        """Whom a pronoun of the third person means, None where nobody fits; the place is noted."""
        word = token.text.lower()
        relative = token.tag_ == "PRELS" or word in _RELATIVE
        gender = _PRONOUNS.get(word) or {"der": "m", "dem": "m", "den": "m", "das": "n"}.get(word)
        if word not in _PRONOUNS and not relative:
            return None
        plural = word in ("sie", "diese", "die") and _plural_verb(token)
        here = self._at(token.idx)
        best: tuple[float, Cluster] | None = None
        for c in self.clusters:
            human = c.kind == "person" or (c.kind == "anonymous" and c.plural == plural)
            if c.credited or not (human or (relative and c.kind != "place")) or (plural and c.kind != "anonymous"):
                continue
            if not plural and c.gender and gender and c.gender != gender:
                continue
            at = max((s for s, _, _ in c.places if s < token.idx and not self._quoted(s)), default=None)
            if at is None or here - self._at(at) > _REACH:
                continue
            score = -1.0 * (here - self._at(at)) + (0.2 if c.gender == gender else 0.0)
            if not relative:
                score += 0.5 if self.spoke and self.spoke[-1][1] is c else 0.0
                score += 0.5 if self._is_subject(c, at) else 0.0
            else:
                score += (at - token.idx) / 100
            if best is None or score > best[0] or (score == best[0] and at > (best[1].last_before(token.idx) or 0)):
                best = (score, c)
        if best is None or (not relative and not plural and self._body_nearer(token, best[1])):
            return None
        if relative:  # part of the phrase that it hangs on
            return best[1]
        return self._place(best[1], token.idx, token.idx + len(token.text), "pronoun")

    def _body_nearer(self, pronoun: Token, c: Cluster) -> bool:
        """Whether a body of the pronoun's gender is a subject before it in the sentence, and ``c`` is not in it.

        "Die Aufsicht erklärte, sie prüfe noch."
        """
        gender = {"m": "Masc", "f": "Fem"}.get(_PRONOUNS.get(pronoun.text.lower(), ""))
        at = max((s for s, _, _ in c.places if s < pronoun.idx), default=0)
        return self._at(at) < self._at(pronoun.idx) and any(
            t.tag_ in ("NN", "NE")
            and t.dep_ == "nsubj"
            and (e := tables.noun(t.text)) is not None
            and e.kind in ("organisation", "government", "outlet", "agency", "document", "finding", "report")
            and {"m": "Masc", "f": "Fem"}.get(e.gender) == gender
            for t in self.doc[pronoun.sent.start : pronoun.i]
        )

    def acting(self, spoken: Sequence[tuple[int, int]]) -> list[tuple[int, Cluster]]:
        """Who is the subject of a clause outside the stretches ``spoken``, and where, in order of the text."""
        found = [
            (start, c)
            for c in self.clusters
            if c.kind in _ACTORS and not c.credited
            for start, _, _ in c.places
            if not any(a <= start < b for a, b in spoken) and not self._quoted(start) and self._is_subject(c, start)
        ]
        return sorted(found, key=lambda pair: pair[0])

    def _is_subject(self, c: Cluster, at: int) -> bool:
        first, _ = self._tokens(at, at + 1)
        token = self.doc[first]
        while token.dep_ in ("flat", "flat:name", "appos") and token.head is not token:
            token = token.head
        return token.dep_ == "nsubj"

    def _quantified(self, first: int, last: int) -> tuple[Cluster, int, int] | None:
        """Somebody told only by number: "einer von ihnen", "zwei weitere"."""
        words = [token.text.lower() for token in self.doc[first:last]]
        if not words or words[0] not in _QUANTIFIERS:
            return None
        start, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1].text)
        name = self.text[start:end]
        c = self._new("anonymous", "PER", name, self.document_id, name, str(start), named=False)
        c.count, c.description, c.plural = (
            NUMERALS.get(words[0].replace("einer", "ein")),
            name,
            words[0] not in ("einer", "eine"),
        )
        return self._place(c, start, end, "nominal"), start, end

    def _unknown(self, first: int, last: int) -> tuple[Cluster, int, int] | None:
        """A speaker whose noun no table has: a group where it is plural, a woman where it ends in -in, else a body."""
        heads = [t for t in self.doc[first:last] if t.tag_ in ("NN", "NE") and t.text[:1].isupper()]
        if not heads:
            return self._quantified(first, last)
        head = heads[0]
        start = head.i
        while start > first and self.doc[start - 1].tag_ in ("ART", "ADJA", "CARD", "PDAT", "PIAT", "PPOSAT"):
            start -= 1
        begin, end = self.doc[start].idx, head.idx + len(head.text)
        for c in reversed(self.clusters):
            if c.lemma == head.lemma_:
                return self._place(c, begin, end, "nominal"), begin, end
        plural = head.morph.get("Number", []) == ["Plur"]
        if head.tag_ == "NN" and not head.ent_type_ and not tables.voiced(head.text):
            return None  # a thing: water, per cent, an incident
        if plural or head.text.endswith(("in", "er")):
            kind, label = (
                ("anonymous", "PER") if plural or self.doc[start].text.lower() in ("ein", "eine") else ("person", "PER")
            )
        else:
            kind, label = "organisation", "ORG"
        name = self.text[self.doc[start].idx : end]
        c = self._new(
            kind, label, head.text, self.document_id, name, str(begin), named=False, lemma=head.lemma_, plural=plural
        )
        if label == "PER":
            c.description = head.text
        if kind == "person" and not plural:
            c.gender = "f" if head.text.endswith("in") else "m"
        return self._place(c, begin, end, "nominal"), begin, end


def _other_post(c: Cluster, p: Phrase) -> bool:
    """Whether a phrase tells an office with another body than ``c`` holds it for: two spokesmen are two."""
    wanted = _body_words(p.head, p.complement)
    held = [
        _body_words(role, organisation or "")
        for role, organisation in c.roles
        if (entry := tables.noun(role)) is not None and entry.lemma == p.noun.lemma
    ]
    same = any(w.startswith(h) or h.startswith(w) for w in wanted for words in held for h in words)
    return bool(wanted) and any(held) and not same


def _body_words(role: str, organisation: str) -> frozenset[str]:
    """What an office is for: of "Feuerwehrsprecher" and of "Sprecher" with "der Feuerwehr", the fire brigade."""
    found = {organisation_key(word) for word in re.findall(r"[A-ZÄÖÜ][\w-]+", organisation)}
    entry = tables.noun(role)
    if entry is not None and len(role) > len(entry.lemma):
        found.add(organisation_key(role[: len(role) - len(entry.lemma)].rstrip("s-")))
    return frozenset(found)


_QUANTIFIERS = frozenset(
    ("einer", "eine", "zwei", "drei", "vier", "mehrere", "einige", "manche", "andere", "viele", "weitere")
)


def _plural_verb(token: Token) -> bool:
    beside = [token.nbor(step) for step in (-1, 1) if 0 <= token.i + step < len(token.doc)]
    for word in beside:
        if word.tag_ in ("VVFIN", "VAFIN", "VMFIN"):
            return word.morph.get("Number", []) == ["Plur"]
    verb = token.head
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "cop", "aux:pass")]
    return any(
        word.morph.get("Number", []) == ["Plur"] and "Fin" in word.morph.get("VerbForm", [])
        for word in (verb, *auxiliaries)
    )


def _describe(c: Cluster, p: Phrase) -> None:
    words = (c.description or "").split("|") if c.description else []
    if p.description not in words and p.description:
        c.description = "|".join([*words, p.description])


def _fits(lemma: str, kind: str) -> bool:
    groups = {
        "Zeitung": ("newspaper", "weekly"),
        "Tageszeitung": ("newspaper",),
        "Wochenzeitung": ("weekly",),
        "Blatt": ("newspaper", "weekly", "magazine"),
        "Magazin": ("magazine", "weekly", "online"),
        "Nachrichtenmagazin": ("magazine",),
        "Zeitschrift": ("magazine",),
        "Sender": ("broadcaster",),
        "Fernsehsender": ("broadcaster",),
        "Rundfunk": ("broadcaster",),
        "Portal": ("online",),
        "Nachrichtenportal": ("online",),
    }
    return kind in groups.get(lemma, (kind,))
