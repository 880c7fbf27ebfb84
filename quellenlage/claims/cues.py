"""Cues: the reporting verb of a clause, with its particle, auxiliary, reflexive pronoun and correlate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from quellenlage.reading.subject import CORRELATES
from quellenlage.reading.words import BE, BECOME, HAVE, MODAL, Word
from quellenlage.words import rows
from quellenlage.words.conjugation import particles
from quellenlage.words.verbs import FINITE, INFINITIVE, PARTICIPLE, Form, Verb, forms, grammar, verbs

if TYPE_CHECKING:
    from quellenlage.reading.clauses import Clause
    from quellenlage.reading.reading import Reading

PARTICLES = frozenset(particles("separable"))
REFLEXIVES = grammar("reflexives")
VERB_TAIL = grammar("verb_tail")
WANT = grammar("want")
UNSAID_OF_ITSELF = grammar("unsaid_of_itself")
PERFECT = grammar("perfect")
PERFECT_WITH_SEIN = grammar("perfect_with_sein")
PLAIN_V2 = grammar("plain_v2")
SAY = next(verb for verb in verbs() if verb.entry == "sagen")
NO_VERB = ("NOUN", "PROPN", "DET", "PRON", "ADP")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb in a clause: its words, in order, and whether it stands in the passive.

    ``verb`` is its entry in the lexicon, None for one that reports only by what stands around it; ``lexical`` is the
    word that carries its meaning, ``fin`` the finite verb of its clause.
    """

    verb: Verb | None
    words: tuple[int, ...]
    lexical: int
    fin: int
    passive: bool
    participle: bool = False

    @property
    def takes(self) -> frozenset[str]:
        """What the verb introduces: direct, dass, v2, wh, zu, label, np, act."""
        return self.verb.takes if self.verb else frozenset()

    @property
    def base(self) -> str:
        """The verb's infinitive without its particle."""
        return self.verb.base if self.verb else ""

    @property
    def entry(self) -> str:
        """The verb as the lexicon writes it."""
        return self.verb.entry if self.verb else ""

    @property
    def act(self) -> str:
        """What the speaker does with what is said."""
        return self.verb.act if self.verb else "assert"


@dataclass(frozen=True, slots=True)
class _Place:
    """A clause in which a cue is looked for; ``lowers`` has its words in lower case, each where it stands first."""

    ws: Sequence[Word]
    a: int
    b: int
    fin: int
    lowers: Mapping[str, int]

    @property
    def finite(self) -> str:
        return self.ws[self.fin].lower if self.fin >= 0 else ""


def find_cue(
    reading: Reading,
    a: int,
    b: int,
    fin: int,
    wanted: frozenset[str] = frozenset(),
    skip: frozenset[int] = frozenset(),
) -> Cue | None:
    """The reporting verb of the clause from ``a`` to ``b`` (exclusive) with the finite verb ``fin``.

    One that takes what is ``wanted`` goes before the others, then the longest entry, then the last. Words in ``skip``
    belong to clauses within this one.
    """
    ws = reading.words
    place = _Place(ws, a, b, fin, {w.lower: w.i for w in reversed(ws[a:b]) if w.i not in skip})
    best: tuple[int, Cue] | None = None
    for i in range(a, b):
        w = ws[i]
        if i in skip or w.pos in NO_VERB or (w.text != w.lower and i not in (fin, a)):
            continue
        for form in forms().get(w.lower, ()):
            cue = _match(place, i, form)
            if cue is None:
                continue
            verb = form.verb
            weight = 20 * bool(verb.takes & wanted) + len(cue.words) + 3 * bool(verb.particle) + 2 * len(verb.fixed)
            if best is None or weight >= best[0]:
                best = weight, cue
    return best[1] if best else None


def _match(place: _Place, i: int, form: Form) -> Cue | None:
    """The cue whose word ``i`` is this form of a verb, with all that the verb's entry asks for."""
    verb = form.verb
    found = {i}
    before = place.ws[i - 1].lower == verb.particle
    if verb.particle and not form.joined and (form.kind != FINITE or i != place.fin or before):
        if i == place.a or not before or (verb.particle == "zu" and form.kind == INFINITIVE):
            return None  # "zu geben" is no "zuzugeben"
        found.add(i - 1)  # "bekannt gegeben": the particle stands as a word before the verb
    others = _KINDS[form.kind](place, i, form, len(found) > 1)
    companions = _companions(place, verb)
    if others is None or companions is None or _only_of_itself(place, verb) or _is_idiom(place, verb):
        return None
    done = BECOME if verb.base in PERFECT_WITH_SEIN else BECOME | BE
    passive = form.kind == PARTICIPLE and (place.finite in done or "worden" in place.lowers or "werden" in place.lowers)
    passive = passive or (form.kind == INFINITIVE and place.finite in BE)  # "sind zu beklagen"
    return Cue(verb, tuple(sorted(found | others | companions)), i, place.fin, passive, form.kind == PARTICIPLE)


def _finite(place: _Place, i: int, form: Form, parted: bool) -> set[int] | None:
    """The particle of a finite verb; None where it has another, or lacks its own."""
    ws, verb = place.ws, form.verb
    if i != place.fin and ws[i].form != "finite":
        return None
    if verb.particle and not form.joined and not parted:
        at = [k for k in range(i + 1, place.b) if ws[k].lower == verb.particle and _separated(ws, k, place.b)]
        return {at[-1]} if at else None
    if not verb.particle and i == place.fin and not verb.fixed and _has_particle(ws, i, place.b):
        return None
    return set()


def _participle(place: _Place, i: int, form: Form, parted: bool) -> set[int] | None:
    """The auxiliaries of a participle; None where there is none."""
    ws, fin = place.ws, place.fin
    if fin < 0 or i == fin or ws[i].form == "finite" or ws[i - 1].lower in ("als", "wie"):
        return None  # "haben wie gefordert reagiert", "hat sich als begründet erwiesen"
    if place.finite not in HAVE | BE | BECOME | MODAL:
        return None
    if form.verb.entry == "raten" and place.finite in BE:
        return None  # "ist in Not geraten"
    return {fin, *(k for k in range(i + 1, min(place.b, i + 3)) if ws[k].lower in VERB_TAIL)}


def _infinitive(place: _Place, i: int, form: Form, parted: bool) -> set[int] | None:
    """The auxiliary or the "zu" of an infinitive; None where there is none."""
    ws = place.ws
    if i == place.fin:
        return None
    if place.finite in MODAL | BECOME and ws[i].form in ("infinitive", "", "participle"):
        return {place.fin}
    if ws[i].form == "zu":
        return {i - 1} if ws[i - 1].lower == "zu" else set()
    return None


_KINDS = {FINITE: _finite, PARTICIPLE: _participle, INFINITIVE: _infinitive}


def _only_of_itself(place: _Place, verb: Verb) -> bool:
    """Whether a verb says nothing because its object is only its subject: "Der Verdacht bestätigte sich"."""
    return verb.base in UNSAID_OF_ITSELF and not verb.reflexive and "sich" in place.lowers


def _is_idiom(place: _Place, verb: Verb) -> bool:
    """Whether a verb says nothing with the words beside it: "Das Wetter meinte es gut mit ihnen"."""
    return any(all(word.lower() in place.lowers for word in other) for other in _idioms().get(verb.entry, ()))


@cache
def _idioms() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """By verb, the words with which it says nothing."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in rows("idioms.csv"):
        found[row["verb"]] = (*found.get(row["verb"], ()), tuple(row["with"].split()))
    return found


def _companions(place: _Place, verb: Verb) -> set[int] | None:
    """The fixed words, the reflexive pronoun and the correlates of a verb; None where one that it needs is missing."""
    lowers = place.lowers
    fixed = [lowers.get(word.lower(), -1) for word in verb.fixed]
    if -1 in fixed:
        return None
    found = set(fixed)
    if verb.reflexive:
        at = [lowers[pronoun] for pronoun in REFLEXIVES if pronoun in lowers]
        if not at:
            return None
        found.add(min(at))
    if verb.takes & {"dass", "zu"}:
        found |= {lowers[correlate] for correlate in CORRELATES if correlate in lowers}
    return found


def _has_particle(ws: Sequence[Word], i: int, b: int) -> bool:
    """Whether a verb has a particle further on in its clause, which makes it another verb."""
    return any(w.tag == "PTKVZ" and w.lower in PARTICLES and w.lower != "weiter" for w in ws[i + 1 : b])


def _separated(ws: Sequence[Word], k: int, b: int) -> bool:
    """Whether a word is a verb's particle: tagged so, or the last of its clause."""
    w = ws[k]
    return w.tag == "PTKVZ" or k + 1 >= b or ws[k + 1].text in (",", ":") or w.tag in ("ADJD", "ADV", "NN")


def verb_complex(reading: Reading, a: int, b: int, fin: int) -> tuple[int, ...]:
    """A finite verb with the infinite ones that it governs, its particle and its correlates."""
    ws = reading.words
    found = {fin}
    for i in range(fin + 1, b):
        w = ws[i]
        if w.form in ("participle", "infinitive", "zu") and ws[fin].lower in HAVE | BE | BECOME | MODAL:
            found.add(i)
        if (w.dep == "compound:prt" and w.head == fin) or w.lower in CORRELATES:
            found.add(i)
    return tuple(sorted(found))


def cue_without_verb(reading: Reading, a: int, b: int, fin: int) -> Cue:
    """The verb complex of a clause that reports by what follows it: "Der Chef wurde deutlicher: …"."""
    return Cue(None, verb_complex(reading, a, b, fin), fin, fin, False)


def unknown_cue(reading: Reading, a: int, b: int, fin: int) -> Cue | None:
    """A verb that the lexicon lacks, which reports as sagen does; None for an auxiliary."""
    if reading.words[fin].lower in HAVE | BE | BECOME | MODAL:
        return None
    return Cue(SAY, verb_complex(reading, a, b, fin), fin, fin, False)


def with_es(reading: Reading, cue: Cue, a: int, b: int) -> Cue | None:
    """The cue "es heißt", which is nobody's; None where the "es" is missing."""
    beside = (cue.fin + 1, cue.fin - 1, a + 1, a + 2)  # "wie es in dem Brief heißt"
    es = next((i for i in beside if a <= i < b and reading.words[i].lower == "es"), None)
    if es is None:
        return None
    return replace(cue, words=tuple(sorted({*cue.words, es})), passive=True, participle=False)


def evidential(reading: Reading, clause: Clause) -> Cue | None:
    """Who will have seen or meant something says so: "Der Wirt will den Dieb gesehen haben"."""
    ws, end = reading.words, clause.b - 1
    if ws[clause.fin].lower not in WANT or end - clause.fin < 3 or ws[end].lower not in PERFECT:
        return None
    if ws[end - 1].form != "participle":
        return None
    return Cue(SAY, (clause.fin, end - 1, end), end - 1, clause.fin, False)


def has_correlate(reading: Reading, cue: Cue | None) -> bool:
    """Whether a cue has a word that announces its content: "weist darauf hin, dass"."""
    return cue is not None and any(reading.words[i].lower in CORRELATES for i in cue.words)
