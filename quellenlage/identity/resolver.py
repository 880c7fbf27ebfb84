"""Whom a speaker's words mean: names, noun phrases and pronouns of one article, in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster, organisation_key
from quellenlage.identity.makers import Makers, describe
from quellenlage.identity.nominals import Phrase, read_phrase
from quellenlage.identity.people import People

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUOTED = re.compile(r"(?:(?:[Dd]ie|[Dd]er|[Dd]as|[Dd]em|[Dd]en)\s+)?[„\"»«“]([A-ZÄÖÜ][^„“\"»«]{3,60})[“”\"«»]")
_TITLES_ONLY = re.compile(r"\s+(?:(?:Dr|Prof|Pater|Schwester|med|h\. ?c)\.?\s+)*")
_COMMA_AT_END = re.compile(r",\s+(?:(?:Dr|Prof)\.\s+)*$")


class Resolver(People, Makers):
    """Resolves a speaker's words to who is meant by them."""

    def speaker(self, start: int, end: int) -> tuple[Cluster, int, int] | None:
        """Who is meant by the words between two characters, and which of them mean it; None where nobody is."""
        first, last = self._tokens(start, end)
        if (told := self._told_by(first, last)) is not None:
            return told
        first = self._unwrap(first, last)
        if first >= last:
            return None
        if last - first <= 2 and (found := self._both(first, last) or self._pronoun(first, last)):
            return found
        start, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1].text)
        phrase = read_phrase(self.doc, first, last) or self._longer(first, last)
        names = self.named_in(start, end)
        body = bool(names) and names[0][1].kind in ("outlet", "agency", "organisation", "party")
        if (quoted := _QUOTED.fullmatch(self.text[start:end])) and not names[1:] and not body:
            return self._called(start + quoted.start(1), start + quoted.end(1))
        if (
            phrase is not None
            and phrase.noun.kind in tables.HUMAN
            and phrase.noun.field != "media"
            and phrase.complement_span
        ):
            named = self.named_in(*phrase.complement_span)
            if named and named[0][1].kind == "agency":  # whom they told, not whom they work for
                phrase = replace(phrase, complement="", complement_span=None)
                names = [name for name in names if name[1] is not named[0][1]]
        if names and (owned := self._owned_by(names[0], first, last)) is not None:
            return self.phrase(owned)
        if phrase is not None and phrase.noun.kind in tables.HUMAN and (apposed := self._apposed(phrase, end)):
            return apposed
        if phrase is not None and (not names or self._governs(phrase, names[0])):
            return self.phrase(phrase)
        if names and not self._only_where(names[0], first):
            place, c = self._main(names)
            if phrase is not None and c.kind in ("outlet", "agency") and phrase.noun.kind in ("outlet", "agency"):
                describe(c, phrase)
            return c, *place
        return self._unknown(first, last)

    def _called(self, start: int, end: int) -> tuple[Cluster, int, int]:
        """A body whose name stands in quotation marks: the „Kampagne für Halmer“."""
        name = self.text[start:end]
        c = self._new("organisation", "ORG", name, organisation_key(name))
        for other in self.clusters:
            other.places = [place for place in other.places if not start <= place[0] < end]
        return self._place(c, start, end, "name"), start, end

    def _only_where(self, named: tuple[tuple[int, int], Cluster], first: int) -> bool:
        """Whether the first name in the words is but the place of a thing: "die Proteste in Tibet"."""
        (start, _), c = named
        at, _ = self._tokens(start, start + 1)
        head = next((token for token in self.doc[first:at] if token.tag_ == "NN"), None)
        local = c.kind in ("place", "government") and at > 0 and self.doc[at - 1].text in ("in", "bei", "aus", "nach")
        return local and head is not None and tables.noun(head.text) is None and not tables.voiced(head.text)

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
            people = [c for c in self.clusters if c.kind == "person" and c.gender in (gender, None) and not c.credited]
            if (owner := self._nearest(people, words[0].idx)) is not None:
                return owner, words[0].idx, words[0].idx + len(words[0].text)
        return None

    def unnamed_at(self, start: int, end: int) -> tuple[Cluster, int, int] | None:
        """The circle or document that the words right at ``start`` name: "Berliner Regierungskreisen verlautete"."""
        first, last = self._tokens(start, end)
        phrase = read_phrase(self.doc, first, last)
        if phrase is None or phrase.start != start or phrase.noun.kind not in ("group", "document", "finding"):
            return None
        return self.phrase(phrase)

    def paper_before(self, at: int) -> Phrase | None:
        """The phrase for a document that stands last before ``at`` in the same sentence."""
        last = self._tokens(at, at + 1)[0]
        for first in range(last - 1, max(self.doc[last].sent.start, last - 14) - 1, -1):
            entry = tables.noun(self.doc[first].text) if self.doc[first].tag_ == "NN" else None
            if entry is None or entry.kind not in ("document", "finding", "report"):
                continue
            begin = first
            while begin > self.doc[first].sent.start and self.doc[begin - 1].tag_ in ("ART", "ADJA", "PDAT", "APPRART"):
                begin -= 1
            return read_phrase(self.doc, begin, first + 1)
        return None

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
        if phrase is not None and phrase.noun.kind in tables.HUMAN and phrase.start <= self.doc[behind].idx + 30:
            return replace(phrase, definite=True, complement=f"von {c.name}") if at == first else None
        phrase = read_phrase(self.doc, first, at)
        if phrase is not None and phrase.noun.kind in tables.HUMAN and phrase.indefinite and phrase.end + 1 == start:
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
        for kinds in (("person",), ("outlet", "agency"), ("government", "organisation", "party")):
            for place, c in names:
                if c.kind in kinds:
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
        if phrase.noun.kind == "government":
            return True
        inside = phrase.complement_span is not None and phrase.complement_span[0] <= start < phrase.complement_span[1]
        attached = inside and phrase.complement.split(" ", 1)[0].islower()
        if phrase.noun.kind in tables.HUMAN or phrase.noun.kind == "document":
            return attached
        if c.kind == "place" or c.kind == "government":
            return inside
        return attached and c.kind == "person"

    def phrase(self, p: Phrase) -> tuple[Cluster, int, int] | None:
        """Whom a noun phrase means; the place is noted."""
        kind = p.noun.kind
        if kind in ("outlet", "agency") or (kind == "report" and self._of_media(p)):
            c = self._outlet(p)
        elif kind == "report" or kind in ("document", "finding"):
            c = self._document(p)
        elif kind == "government":
            c = self._government(p)
        elif kind == "organisation":
            c = self._organisation(p)
        elif p.plural:
            c = self._group(p)
        elif kind == "group":
            again = (self._antecedent(p) or self.one_unnamed(p)) if p.definite else None
            c = again or self._group(p)
        else:
            c = self._human(p)
        if kind != "report" or c.kind == "document":
            self._place(c, p.start, p.end, "nominal")
        return c, p.start, p.end

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
