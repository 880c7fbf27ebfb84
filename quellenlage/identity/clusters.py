"""Which names of an article mean the same, and the canonical key that makes them the same across articles.

``legal_forms.csv``  what stands behind a firm's name and is no part of it
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from quellenlage import words as tables
from quellenlage.identity.mention_places import MentionPlaces
from quellenlage.identity.named_mentions import NamedMention
from quellenlage.ids import stable_id
from quellenlage.words.verbs import grammar


@dataclass(slots=True)
class Cluster:
    """One entity of an article with its mentions, and what the article says of it.

    ``mentions`` are start, end and form (:data:`quellenlage.records.FORMS`) of the words that mean it; ``walk`` is the
    walk of life that an office tells; ``lemma`` and ``complement`` are of the phrase that describes one that is not
    ``named``. What is ``credited`` (a byline, a photographer) is no antecedent; a ``relative`` is told
    by whose they are.
    """

    kind: str
    label: str
    name: str
    key: tuple[str, ...]
    gender: str | None = None
    plural: bool = False
    country: str | None = None
    walk: str | None = None
    given: str = ""
    family: str = ""
    roles: list[tuple[str, str | None]] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    outlet_id: str | None = None
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    named: bool = True
    lemma: str = ""
    complement: str = ""
    count: int | None = None
    description: str | None = None
    countries: list[str] = field(default_factory=list)
    reason: str | None = None
    credited: bool = False
    age: int | None = None
    sorts: frozenset[str] = frozenset()
    relative: bool = False
    _places: MentionPlaces = field(default_factory=MentionPlaces, compare=False, repr=False)

    @property
    def entity_id(self) -> str:
        """The id of the canonical key, the same in every article."""
        return stable_id("entity", *self.key)

    def first(self) -> int | None:
        """The start of the first mention, None where there is none."""
        return next(iter(self._places.of(self.mentions).starts), None)

    def last_before(self, at: int) -> int | None:
        """The start of the last mention before ``at``, None where there is none."""
        return next(self.starts_before(at), None)

    def starts_before(self, at: int) -> Iterator[int]:
        """Where its mentions before ``at`` start, the last first."""
        starts = self._places.of(self.mentions).starts
        return (starts[i] for i in range(bisect_left(starts, at) - 1, -1, -1))

    def is_mentioned_in(self, start: int, end: int) -> bool:
        """Whether some of the words between two characters are known to mean it."""
        return self._places.of(self.mentions).meet(start, end)

    def take_over(self, other: Cluster) -> None:
        """Adds the mentions of another cluster that means the same, and what the article says of it."""
        self.mentions = sorted(self.mentions + other.mentions)
        self.gender = self.gender or other.gender
        self.country = self.country or other.country
        self.walk = self.walk or other.walk
        self.age = self.age or other.age
        self.relative = self.relative or other.relative
        self.sorts |= other.sorts
        self.roles += [role for role in other.roles if role not in self.roles]
        self.parties += [party for party in other.parties if party not in self.parties]

    def absorb(self, mention: NamedMention) -> None:
        """Adds a name that means this entity, and what stands beside it."""
        self.mentions.append((mention.start, mention.end, "name"))
        self.gender = self.gender or mention.gender
        self.country = self.country or mention.country
        self.walk = self.walk or mention.walk
        self.age = self.age or mention.age
        self.relative = self.relative or mention.relative
        self.sorts |= mention.sorts
        self.roles += [role for role in mention.roles if role not in self.roles]
        self.parties += [party for party in mention.parties if party not in self.parties]
        self.credited = self.credited and mention.credited


@cache
def legal_form() -> re.Pattern[str]:
    """The legal form at the end of a firm's name, with the blank before it."""
    return re.compile(rf"\s+(?:{'|'.join(row['pattern'] for row in tables.rows('legal_forms.csv'))})$")


_NEAR = 900  # characters before a bare surname in which its bearer was named in full
_ENDING = re.compile(r"(?<=\w{4})(?:es|en|er|em|e|s|n)$")


def organisation_key(name: str) -> str:
    """The form in which the cases of an organisation's name meet: without legal form, endings and article."""
    name = legal_form().sub("", name)
    words = [word for word in re.split(r"[\s-]+", name) if word.lower() not in grammar("plain_articles")]
    return " ".join(_ENDING.sub("", tables.fold("", word)) for word in words) or name.casefold()


def _genitive(family: str, known: set[str]) -> str:
    """``family`` as the article has it elsewhere, or without a genitive's s where it has that."""
    if family not in known and family.endswith("s") and family[:-1] in known:
        return family[:-1]
    return family.removesuffix("’").removesuffix("'")


def cluster(mentions: Sequence[NamedMention], document_id: str, headline: int = 0) -> list[Cluster]:
    """The named mentions grouped by what they mean, in order of first mention; ``headline`` is where that ends."""
    persons = [r for r in mentions if r.kind == "person"]
    found = _cluster_persons(persons, document_id)
    aliases = {alias: r.name for r in mentions for alias in r.aliases}
    by_key: dict[tuple[str, ...], Cluster] = {}
    for r in mentions:
        if r.kind == "person":
            continue
        shown = aliases.get(r.name, r.name)
        key = _key(r, shown)
        if r.local:
            key = (r.kind, document_id, organisation_key(shown))
        if key not in by_key:
            by_key[key] = Cluster(r.kind, r.label, shown, key, outlet_id=r.outlet_id, credited=r.credited)
        by_key[key].absorb(r)
    _shorten(by_key, headline)
    found = _without_bodies(found, list(by_key.values()))
    found += by_key.values()
    found.sort(key=lambda c: (c.mentions[0], c.key) if c.mentions else ((len(document_id) * 10**9, 0, ""), c.key))
    return [c for c in found if c.mentions]


def _key(r: NamedMention, shown: str) -> tuple[str, ...]:
    if r.outlet_id:
        return ("outlet", r.outlet_id)
    if r.kind in ("government", "organisation") and r.country and shown == tables.places().display.get(r.country):
        return ("organisation", r.country)
    if r.kind == "government":
        return ("government", r.country or organisation_key(shown))
    if r.kind == "party":
        return ("party", shown, r.country or "")
    if r.kind == "place":
        if r.country and shown == tables.places().display.get(r.country):
            return ("place", r.country)
        return ("place", organisation_key(shown))
    return (r.kind, organisation_key(shown))


def _shorten(by_key: dict[tuple[str, ...], Cluster], headline: int) -> None:
    """Joins a short name of an organisation to the only longer one that begins with it: Novaterm, Novaterm Werke.

    Where the short name stands first below the headline, the longer one is a part: "Novaterm" and "Novaterm Nord".
    """
    organisations = {key: c for key, c in by_key.items() if c.kind == "organisation"}
    for key, c in list(organisations.items()):
        first, hyphen, last = c.name.rpartition("-")
        firm = next((o for o in organisations.values() if hyphen and o.name == first), None)
        if firm is not None and last in grammar("firm_nouns"):
            firm.take_over(c)  # the Ihde-Konzern is Ihde
            del by_key[key], organisations[key]
    for key, short in list(organisations.items()):
        longer = [
            c
            for k, c in organisations.items()
            if k is not key
            and k[-1].split()[:-1]
            and k[-1].startswith(key[-1] + " ")
            and not _is_part(c, short, headline)
        ]
        if key[1:-1] and longer and longer[0].mentions[0] > short.mentions[0]:
            continue  # "die Polizei" of the town is not "die italienische Polizei" that is named behind it
        longer = longer or [c for k, c in organisations.items() if _shortened(k, c, key, short)]
        if len(longer) == 1 and key in by_key:
            longer[0].take_over(short)
            del by_key[key]


def _is_part(longer: Cluster, short: Cluster, headline: int) -> bool:
    """Whether a longer name is that of a part of a body: its board, or what is told of only behind the body itself."""
    whole = longer.name.startswith(f"{short.name}-")
    first = min((start for start, _, _ in short.mentions if start > headline), default=None)
    return whole or (first is not None and first < longer.mentions[0][0])


def _shortened(longer: tuple[str, ...], c: Cluster, key: tuple[str, ...], short: Cluster) -> bool:
    """Whether a body's name is the noun of one named before it: the Bauernverband, of Thüringer Bauernverband."""
    before, _, last = longer[-1].rpartition(" ")
    if not before or last != key[-1] or key[1:-1]:
        return False
    entry = tables.noun(c.name.split(" ", 1)[0])
    town = entry is not None and "town" in entry.field.split("|")
    if entry is not None and entry.kind == "organisation" and " " not in before and not town:
        return True  # Terhorst, of Bankhaus Terhorst
    adjective = re.match(r"[A-ZÄÖÜ][\w-]+(?:er|e|es)\s", c.name) is not None
    return adjective and c.mentions[0] < short.mentions[0]


def _without_bodies(people: list[Cluster], others: Sequence[Cluster]) -> list[Cluster]:
    """``people`` without bare names that begin or end one organisation's: Terhorst of Bankhaus Terhorst."""
    kept = []
    for c in people:
        bare = not c.given and not c.gender and not c.roles and not c.parties and not c.credited
        bodies = [o for o in others if o.kind == "organisation" and bare and _ends_in(o.name, c.family)]
        if len(bodies) == 1:
            bodies[0].take_over(c)
        else:
            kept.append(c)
    return kept


def _ends_in(name: str, last: str) -> bool:
    first, _, rest = name.partition(" ")
    if first == last and rest and not tables.is_given_name(last):
        return True
    entry = tables.noun(first)
    return rest == last and entry is not None and entry.kind == "organisation"


def _cluster_persons(persons: Sequence[NamedMention], document_id: str) -> list[Cluster]:
    """People: those named in full by their key, then every bare surname to the one who bears it."""
    by_key = _full_names([r for r in persons if r.given])
    _join(by_key, _is_initial_of, lambda c: [(c.given[:1], c.family)])
    _join(by_key, _had_half_of, lambda c: [(c.given, part) for part in c.family.split("-")])
    _join(by_key, _is_end_of, lambda c: [(c.family.rpartition(" ")[2],)])
    bare = _bare_names([r for r in persons if not r.given], by_key, {r.family for r in persons if r.given})
    for c in by_key.values():
        _finish(c, c.key[0])
    for family, c in bare.items():
        known = tables.surnames().get(family)
        if known is not None and _agrees(c, known):
            c.name = known.name
            _finish(c, tables.person_key(*tables.split_name(known.name)))
        else:
            c.key = ("person", "?", family, *(_qualifier(c) or ("", document_id)))
    return [*by_key.values(), *bare.values()]


def _full_names(mentions: Sequence[NamedMention]) -> dict[str, Cluster]:
    """People by the key of their full name; a genitive's s is taken off where the article has the name without."""
    families = {r.family for r in mentions}
    by_key: dict[str, Cluster] = {}
    for r in mentions:
        r.family = _genitive(r.family, families - {r.family})
        key = tables.person_key(r.given, r.family)
        if key not in by_key:
            by_key[key] = Cluster("person", "PER", f"{r.given} {r.family}", (key,), given=r.given, family=r.family)
            by_key[key].credited = r.credited
        by_key[key].absorb(r)
    return by_key


def _bare_names(mentions: Sequence[NamedMention], by_key: dict[str, Cluster], families: set[str]) -> dict[str, Cluster]:
    """Bare surnames that nobody named in full bears, by surname; the others are given to the one who does."""
    bare: dict[str, Cluster] = {}
    bearers: dict[str, list[Cluster]] = defaultdict(list)
    for c in by_key.values():
        for word in _surnames(c):
            bearers[word].append(c)
    for r in mentions:
        family = tables.fold("family", _genitive(r.family, families))
        chosen = _choose([c for c in bearers.get(family, ()) if _answers_to(c, family)], r)
        if chosen is None:
            if family not in bare and family.endswith("s") and family[:-1] in bare:
                family = family[:-1]
            if family not in bare:
                bare[family] = Cluster("person", "PER", _genitive(r.family, families), (family,), family=r.family)
                bare[family].gender = tables.given_gender(r.family)
            chosen = bare[family]
        chosen.absorb(r)
    return bare


def _join(
    by_key: dict[str, Cluster],
    same: Callable[[Cluster, Cluster], bool],
    shared: Callable[[Cluster], Iterable[tuple[str, ...]]],
) -> None:
    """Joins each person to the only other one who is the ``same`` under a longer name.

    ``shared`` has what two names of one person have in common at least, one or several of each name.
    """
    alike: dict[tuple[str, ...], list[tuple[str, Cluster]]] = defaultdict(list)
    for key, c in by_key.items():
        for part in dict.fromkeys(shared(c)):
            alike[part].append((key, c))
    for key, c in list(by_key.items()):
        near = {k: other for part in shared(c) for k, other in alike.get(part, ()) if k in by_key}
        longer = [other for other in near.values() if other is not c and same(c, other)]
        if len(longer) == 1:
            longer[0].take_over(c)
            del by_key[key]


def _is_initial_of(c: Cluster, other: Cluster) -> bool:
    """Whether a given name is only the initial of another's with the same surname: O. Ihde, Ole Ihde."""
    initial = len(c.given.rstrip(".")) == 1 and len(other.given.rstrip(".")) > 1
    return initial and c.given[0] == other.given[0] and c.family == other.family


def _had_half_of(c: Cluster, other: Cluster) -> bool:
    """Whether a surname is one half of another's with the same given name: Ida Demir, Ida Demir-Müller."""
    return (
        "-" not in c.family and "-" in other.family and c.given == other.given and c.family in other.family.split("-")
    )


def _is_end_of(c: Cluster, other: Cluster) -> bool:
    """Whether a name is but the two surnames of another: Gómez Sáez, Carlos Gómez Sáez."""
    two = not tables.is_given_name(c.given) and " " not in c.given
    return two and other.name.endswith(f" {c.given} {c.family}")


def _surnames(c: Cluster) -> set[str]:
    """All that a person may answer to: see :func:`_answers_to`."""
    words = (c.family, tables.bare_family(c.family), *c.given.split(" "))
    return {tables.fold("family", word) for word in words}


def _answers_to(c: Cluster, family: str) -> bool:
    if family in (tables.fold("family", c.family), tables.fold("family", tables.bare_family(c.family))):
        return True
    first, *others = c.given.split(" ")
    if any(tables.fold("family", word) == family and not tables.is_given_name(word) for word in others):
        return True  # the first of two surnames: Gómez, of Carlos Gómez Sáez
    return tables.fold("family", first) == family and (
        not tables.is_given_name(first) or tables.is_given_name(family.capitalize())
    )


def _choose(candidates: Sequence[Cluster], r: NamedMention) -> Cluster | None:
    """The bearer of the name whom ``r`` means: by gender, office and party, else where each was named.

    A surname alone is not that of "seine Frau Kristina", who is told by whose she is, nor that of the author.
    """
    fitting = [c for c in candidates if not (r.gender and c.gender and r.gender != c.gender)]
    if not fitting:
        return None

    def closeness(c: Cluster) -> tuple[int, bool, bool, int]:
        shared = sum(role in c.roles for role in r.roles) + sum(party in c.parties for party in r.parties)
        before = c.last_before(r.start)
        first = c.first() or 0
        own = tables.fold("family", c.family) == tables.fold("family", r.family)
        near = before is not None and r.start - before < _NEAR
        return (shared, own, not (c.relative or c.credited), (before or 0) if near else -first)

    return max(fitting, key=closeness)


def _agrees(c: Cluster, known: tables.Known) -> bool:
    if c.gender and c.gender != known.gender:
        return False
    return not (c.parties and not set(c.parties) & set(known.parties))


def _qualifier(c: Cluster) -> tuple[str, ...] | None:
    party = min(c.parties) if c.parties else ""
    walk = c.walk or ("politics" if party else "")
    return (walk, party) if party or walk else None


def _finish(c: Cluster, key: str) -> None:
    """Gives a person known by full name the key that other articles give too."""
    known = tables.people().get(key)
    if known is not None and _agrees(c, known) and c.walk in (None, "politics"):
        c.gender, c.country = known.gender, c.country or known.country
        c.name = known.name
        c.key = ("person", key)
    else:
        c.key = ("person", key, *(_qualifier(c) or ()))
