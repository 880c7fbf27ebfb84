"""People: whom offices, pronouns and unnamed groups mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster, organisation_key
from quellenlage.identity.nominals import FINITE, NUMERALS, Phrase
from quellenlage.identity.scene import REACH, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = {"er": "m", "ihm": "m", "ihn": "m", "dieser": "m", "sie": "f", "ihr": "f", "diese": "f"}
_RELATIVE = frozenset(("der", "die", "das", "dem", "den", "welcher", "welche", "deren", "dessen"))
_REASON = re.compile(
    r"(?:anonym|namentlich nicht|nicht namentlich|ungenannt|nicht genannt|Anonymität"
    r"|Namen? (?:\w+ )?(?:nicht|für sich))[^,.;]*(?:,\s+(?:weil|da)\s[^,.;]*)?",
    re.IGNORECASE,
)
_QUANTIFIERS = frozenset(
    ("einer", "eine", "zwei", "drei", "vier", "mehrere", "einige", "manche", "andere", "viele", "weitere")
)


def unnamed(sentence: str) -> bool:
    """Whether a sentence says that somebody does not want to be named."""
    return _REASON.search(sentence) is not None


class People(Scene):
    """Resolves phrases and pronouns that mean people."""

    def _group(self, p: Phrase) -> Cluster:
        """People left unnamed; the same ones again where the article speaks of them with an article."""
        for c in reversed(self.clusters):
            again = p.definite or (not p.determiner and not p.count)
            same = c.kind == "anonymous" and c.lemma == p.noun.lemma
            if again and same and (not p.complement or p.complement == c.complement):
                return c
        told = f"{p.description} {p.complement}".strip()
        name = f"{p.name} {p.complement}".strip()
        c = self._new("anonymous", "PER", name, self.document_id, told, str(p.start), named=False)
        c.lemma, c.complement, c.plural, c.gender = p.noun.lemma, p.complement, p.plural, p.gender
        c.count, c.description, c.countries = p.count, told, list(p.countries)
        sentence = self.doc[self._tokens(p.start, p.end)[0]].sent.text
        reason = _REASON.search(sentence)
        c.reason = reason[0].strip() if reason else None
        return c

    def _human(self, p: Phrase) -> Cluster:
        if not p.indefinite and (found := self._antecedent(p)):
            again = self._told_as(p) if self._role_match(found, p) < 1 else None
            return again or found
        name = f"{p.name} {p.complement}".strip()
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
            if score < 1 and (distance > 3 * REACH or (p.noun.kind == "office" and c.roles and distance > REACH)):
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

    def _told_as(self, p: Phrase) -> Cluster | None:
        """The unnamed person whom an earlier phrase tells by the same noun or one with it: a former Amtsrichter."""
        noun = p.noun.lemma.casefold()
        return next(
            (
                c
                for c in reversed(self.clusters)
                if c.kind == "anonymous" and c.count == 1 and c.last_before(p.start) is not None
                if (c.description or "").split(" ")[-1].casefold().rstrip("sn").endswith(noun)
            ),
            None,
        )

    def one_unnamed(self, p: Phrase) -> Cluster | None:
        """The one unnamed person whom a definite phrase means again under another word: "der Beamte"."""
        unnamed = [c for c in self.clusters if c.kind == "anonymous" and c.count == 1 and c.gender in (p.gender, None)]
        return self._nearest(unnamed, p.start, reach=2)

    def _both(self, first: int, last: int) -> tuple[Cluster, int, int] | None:
        """The two unnamed people whom "die beiden" means."""
        words = [token.text.lower() for token in self.doc[first:last]]
        if words not in (["die", "beiden"], ["beide"], ["diese", "beiden"]):
            return None
        start, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1].text)
        two = self._nearest([c for c in self.clusters if c.kind == "anonymous" and c.count == 2], start)
        return (self._place(two, start, end, "nominal"), start, end) if two is not None else None

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
            if at is None or here - self._at(at) > REACH:
                continue
            if not relative and self._at(at) == here and self._beside(at, token):
                continue
            score = -1.0 * (here - self._at(at)) + (0.2 if c.gender == gender else 0.0)
            if not relative:
                score += 0.5 if self.spoke and self.spoke[-1][1] is c else 0.0
                score += 0.5 if self._is_subject(at) else 0.0
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
            and e.kind in ("organisation", "government", "outlet", "agency")
            and not self._in_quotes(t.idx)
            and {"m": "Masc", "f": "Fem"}.get(e.gender) == gender
            for t in self.doc[pronoun.sent.start : pronoun.i]
        )

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
    at = role.casefold().rfind(entry.lemma.casefold()) if entry is not None else 0
    if at > 0:
        found.add(organisation_key(role[:at].rstrip("s-")))
    return frozenset(found)


def _plural_verb(token: Token) -> bool:
    beside = [token.nbor(step) for step in (-1, 1) if 0 <= token.i + step < len(token.doc)]
    for word in beside:
        if word.tag_ in FINITE:
            return word.morph.get("Number", []) == ["Plur"]
    verb = token.head
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "cop", "aux:pass")]
    return any(
        word.morph.get("Number", []) == ["Plur"] and "Fin" in word.morph.get("VerbForm", [])
        for word in (verb, *auxiliaries)
    )
