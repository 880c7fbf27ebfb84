"""Bodies, outlets and documents: which one "das Blatt", "das Ministerium" or "der Bericht" means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster, organisation_key
from quellenlage.identity.locations import government_name
from quellenlage.identity.nominals import Phrase
from quellenlage.identity.scene import REACH, Scene
from quellenlage.outlets.registry import by_id

#: Sorts of bodies of which an article seldom has two: "das Institut" is the bank that it is about.
_TELLING = frozenset(("bank", "court", "hospital", "science", "church", "union", "police", "club"))
_MEDIA = ("Medien", "Zeitungs", "Presse", "Fernseh", "Agentur", "Rundfunk", "TV-")


class Makers(Scene):
    """Resolves phrases for what is made of people, or by them."""

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
            c = self._new("outlet", "ORG", p.name, self.document_id, p.noun.lemma, named=False)
        describe(c, p)
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
        return any(-1 <= self._at(s) - here <= REACH for c in media for s, _, _ in c.places)

    def _named_next(self, at: int, outlets: Sequence[Cluster]) -> Cluster | None:
        """The outlet that the next sentences name: "… heißt es in einem Bericht. Das »Blatt« schreibt …"."""
        here = self._at(at)
        behind = [(min(s for s, _, _ in c.places), i) for i, c in enumerate(outlets) if c.last_before(at) is None]
        first = min(behind, default=None)
        return outlets[first[1]] if first is not None and self._at(first[0]) - here <= REACH else None

    def _prints(self, c: Cluster) -> bool:
        return self.printed_by is not None and c.outlet_id == self.printed_by

    def _introduced(self, c: Cluster, noun: str) -> bool:
        """Whether a name stands somewhere beside the noun that calls it again: "der Kanal »Nebo«", "der Kanal"."""
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
        again = p.definite and not p.complement
        papers = [c for c in self.clusters if c.kind == "document"] if again else []
        if (near := self._nearest(papers, p.start)) is not None:
            return near
        name = f"{p.name} {p.complement}".strip()
        return self._new(
            "document", "MISC", name, self.document_id, name, named=False, lemma=p.noun.lemma, complement=p.complement
        )

    def _government(self, p: Phrase) -> Cluster:
        places = tables.places()
        code = p.countries[0] if p.countries else None
        if code is None and p.complement:
            for word in re.findall(r"[\w-]+", p.complement):
                code = code or places.capitals.get(word) or tables.country_of_name(word)
                family = tables.fold("family", word)
                if code is None and family in tables.surnames():
                    code = tables.surnames()[family].country
        if code is None and "-" in p.head:
            family = tables.fold("family", p.head.split("-")[0])
            for c in self.clusters:
                if c.kind == "person" and c.family and tables.fold("family", c.family) == family:
                    code = c.country
            if code is None and family in tables.surnames():
                code = tables.surnames()[family].country
        if code is None and p.head.startswith("Bundesregierung"):
            code = "DE"
        if code is None and re.match(r"(?:der|des)\s", p.complement or ""):
            name = f"{p.name} {p.complement}"  # of what is no country: "die Regierung der Salomonen-Provinz"
            return self._new("government", "ORG", name, organisation_key(name))
        if code is None:
            before = [
                (at, c) for c in self.clusters if c.kind == "government" and (at := c.last_before(p.start)) is not None
            ]
            if before:
                return max(before, key=lambda pair: pair[0])[1]
            code = "DE"
        return self._new("government", "ORG", government_name(code), code, country=code)

    def _organisation(self, p: Phrase) -> Cluster:
        told = not p.determiner and " " in p.description  # "laut nationalem statistischem Institut" is another one
        if p.noun.generic not in ("", "own") and not (p.indefinite or p.complement or told):
            stem = p.noun.lemma.casefold()
            kinds = ("party",) if p.noun.lemma in ("Partei", "Fraktion") else ("organisation",)
            sort = tables.sorts(p.noun.lemma)
            bodies = [c for c in self.clusters if c.kind in kinds and not c.credited]
            bodies = [c for c in bodies if not (sort and (own := c.sorts | tables.sorts(c.name)) and not sort & own)]
            before = [
                (
                    2 * (stem in c.name.casefold()) or int(bool(sort & (c.sorts | tables.sorts(c.name)) & _TELLING)),
                    self._is_subject(at),
                    at,
                    i,
                )
                for i, c in enumerate(bodies)
                if (at := c.last_before(p.start)) is not None
            ]
            if p.noun.generic == "bare":
                before = [known for known in before if known[0]]
            if before:
                return bodies[max(before)[3]]
        same = [c for c in self.clusters if c.lemma and c.lemma == p.head and c.kind == "organisation"]
        if same and (not p.complement or p.complement == same[-1].complement):
            return same[-1]
        country = p.countries[0] if p.countries else None
        shown = f"{p.name} {p.complement}".strip()
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


def describe(c: Cluster, p: Phrase) -> None:
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
