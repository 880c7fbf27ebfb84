"""The way each claim came by: the outlet that prints it, whom it cites, and whom that one rests on.

``reliance.csv``  words that tie a report to whom it rests on, each with an example
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.nominals import FINITE, attributive, read_phrase
from quellenlage.identity.resolver import Resolver
from quellenlage.reading.words import BECOME
from quellenlage.records import Claim, Span

_OUT_OF = re.compile(r"\b(?:[Aa]us|[Ii]n|[Vv]on)\s+(?=[\wÄÖÜ])")
_TIES = frozenset(("demnach", "danach", "darin", "dort", "weiter", "zudem", "außerdem", "ferner", "wörtlich"))
_TAKES_OVER = 2  # sentences before free indirect speech in which its speaker acts
_LIES_BEFORE = re.compile(
    r"(?:(?:,\s+(?:die|das|der)\s+(?:der|dem|den))|(?:\b(?:liegt|liegen|lag|lagen)\s+(?:der|dem|den)))"
    r"\s+([^,.;]{2,40}?)\s+(?:exklusiv\s+|auch\s+)?(?:vorliegt|vorliegen|vorlag|vorlagen|vor)\b"
)
_FREE = ("FreeIndirect", "IndirectFreeIndirect")
_TO = (
    r"[Dd]er|[Dd]em|den|[Gg]egenüber|[Ii]m|[Ii]n|[Ll]aut|mit|von|[Dd]ie|[Dd]as|zum|[Bb]ei|[Bb]eim|[Ww]ie"
    r"|sagte|sagten|sagt|erklärte|erklärten|berichtete|berichteten"
)
_GIVES = re.compile(rf"(?:\b(?:{_TO})\b[^,.;:]{{0,40}}|^)[\"„“»«‚\s]*$")


@dataclass(frozen=True, slots=True)
class Step:
    """One source of a chain, without its hop."""

    source: Cluster
    relation: str
    cue: str | None
    start: int | None
    end: int | None


def spoken(c: Cluster, cue: str | None, start: int, end: int) -> Step:
    """The step of whoever says a claim: an outlet or agency is cited, anybody else speaks."""
    return Step(c, "cites" if c.kind in ("outlet", "agency") else "speaker", cue, start, end)


@cache
def cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Relation and pattern of every line of ``reliance.csv``."""
    return tuple((row["relation"], re.compile(row["pattern"])) for row in tables.rows("reliance.csv"))


@dataclass(frozen=True, slots=True)
class Base:
    """A source that somebody is said to rely on, with the sentence that says so; ``owner`` None where it is unclear.

    ``held``: a document that ``owner`` has before it ("die dem Sender vorliegt"), whoever speaks in the sentence.
    """

    sentence: int
    owner: Cluster | None
    step: Step
    held: bool = False


def bases(resolver: Resolver, claims: Sequence[Claim]) -> list[Base]:
    """Who rests on whom, all over the article: "die »Zeit« beruft sich auf zwei Beamte"."""
    found: list[Base] = []
    for number, sentence in enumerate(resolver.doc.sents):
        start, end = sentence.start_char, sentence.end_char
        for relation, pattern in cues():
            for match in pattern.finditer(resolver.text, start, end):
                quoted = any(c.type == "Direct" and _in_content(c, *match.span()) for c in claims)
                if quoted or any(b.step.start is not None and b.step.start >= match.end() for b in found):
                    continue
                read = resolver.speaker(match.end(), _stop(resolver, match.end(), end))
                if read is not None:
                    owner = _owner(resolver, start, match.start(), end, read[0])
                    if owner is not read[0]:
                        found.append(Base(number, owner, Step(read[0], relation, match[0].strip(), read[1], read[2])))
    return found + _held(resolver)


def papers(resolver: Resolver) -> list[tuple[int, int]]:
    """Where documents are named that somebody is said to have before them."""
    phrases = [resolver.paper_before(match.start()) for match in _LIES_BEFORE.finditer(resolver.text)]
    return [(phrase.start, phrase.end) for phrase in phrases if phrase is not None]


def _held(resolver: Resolver) -> list[Base]:
    """Documents that an outlet has: "eine Mail, die der »Zeit« vorliegt", "das Papier liegt dem Sender vor"."""
    found = []
    for match in _LIES_BEFORE.finditer(resolver.text):
        owner = next((c for _, c in resolver.named_in(*match.span(1)) if c.kind in ("outlet", "agency")), None)
        phrase = resolver.paper_before(match.start()) if owner is not None else None
        paper = resolver.phrase(phrase) if phrase is not None else None
        if owner is not None and paper is not None:
            step = Step(paper[0], "rests on", "vorliegt", paper[1], paper[2])
            found.append(Base(resolver.sentence_at(match.start()), owner, step, held=True))
    return found


def _stop(resolver: Resolver, start: int, end: int) -> int:
    """Where a noun phrase that begins at ``start`` ends at the latest: before punctuation or a finite verb."""
    for token in resolver.doc.char_span(start, end, alignment_mode="expand") or ():
        if (
            token.idx > start
            and not attributive(token)
            and (token.tag_ in ("$,", "$.", *FINITE) or token.text in ("hervor", ")"))
        ):
            return int(token.idx)
    return end


def _owner(resolver: Resolver, start: int, cue: int, end: int, base: Cluster) -> Cluster | None:
    """The outlet or agency that rests on ``base``: the nearest before the cue, else the first after it.

    Where the sentence begins with a pronoun, the last one before it.
    """
    media = [
        (s, c)
        for c in resolver.clusters
        if c.kind in ("outlet", "agency") and not c.credited and c is not base
        for s, _, _ in c.places
    ]
    if resolver.text[start:cue].split(" ", 1)[0] in ("Sie", "Er", "Es"):
        start = min(
            start,
            max((s for s, _ in media if resolver.sentence_at(start) - resolver.sentence_at(s) == 1), default=start),
        )
    before = [(s, i) for i, (s, _) in enumerate(media) if start <= s < cue]
    after = [(s, i) for i, (s, _) in enumerate(media) if cue <= s < end]
    chosen = max(before, default=None) or min(after, default=None)
    return media[chosen[1]][1] if chosen else None


def ways(
    claims: Sequence[Claim], speakers: Sequence[Step | None], order: Sequence[int], resolver: Resolver
) -> Iterator[tuple[int, Step | None, list[Step]]]:
    """For each claim, in the order of the text, who says it and the way it came by behind the printing outlet.

    ``speakers`` are those that the claims name; a claim that goes on in an earlier speech came as that did.
    """
    known = bases(resolver, claims)
    acting = resolver.acting([(s.start, s.end) for claim in claims for s in claim.content])
    previous: list[Step] = []
    known_ways: dict[int, list[Step]] = {}
    begun = said = 0
    for i in order:
        claim = claims[i]
        if claim.kind == "nested":
            outer = known_ways.get(_around(claims, i, known_ways), [])
            inner = speakers[i]
            told = [inner] if inner is not None and all(inner.source is not s.source for s in outer) else []
            yield i, inner, [*outer, *told]
            continue
        step = speakers[i] or in_frame(claim, resolver)
        earlier = step is None or (step.start or 0) < begun or any(step.source is s.source for s in previous)
        goes_on = (inherits(claim, resolver.text) and earlier) or (
            step is None and impersonal(claim, said, previous, resolver)
        )
        taken = taken_over(claim, said, acting, resolver) if goes_on else None
        step = taken or step
        way = chain(claim, step, resolver, known)
        if goes_on and previous and (taken is None or any(taken.source is s.source for s in previous)):
            way = previous if len(way) <= 1 else way
            step = next((s for s in way if s.relation in ("speaker", "cites")), step)
        if way or claim.kind != "outlet":
            previous = way
        begun = min(s.start for s in (*claim.content, *claim.frame))
        said = max(said, *(s.end for s in (*claim.content, *claim.frame)))
        known_ways[i] = way
        yield i, step, way


def _around(claims: Sequence[Claim], i: int, candidates: Iterable[int]) -> int:
    """Of ``candidates``, the claim in whose content claim ``i`` is told; -1 for none."""
    at = claims[i].content[0].start
    within = [
        (s.end - s.start, j)
        for j in candidates
        if claims[j].type not in ("Direct", "Reported")
        for s in claims[j].content
        if s.start <= at < s.end
    ]
    return min(within, default=(0, -1))[1]


def chain(claim: Claim, speaker: Step | None, resolver: Resolver, known: Sequence[Base]) -> list[Step]:
    """The steps of one claim behind the printing outlet: the outlets cited, the speaker, and whom that rests on."""
    stretches = _scope(claim, resolver)
    taken = (speaker.start, speaker.end) if speaker else (-1, -1)
    here = {resolver.sentence_at(start) for start, _ in stretches}
    if speaker is None:
        behind = {number + 1 for number in here if number + 1 in resolver.pointing_back}
        stretches += [resolver.pointing_back[number] for number in sorted(behind)]
        here |= behind
    bare = [base for base in known if base.sentence in here and not (base.held and speaker is not None)]
    rests = [base.step for base in bare if base.owner is None] + [b.step for b in bare if b.owner is not None]
    rests = [step for step in rests if speaker is None or step.source is not speaker.source]
    cited: list[Step] = []
    for start, end in stretches:
        for step in _cites(start, end, claim, resolver):
            others = [speaker.source if speaker else None, *(s.source for s in (*cited, *rests))]
            overlaps = taken[0] is not None and taken[1] is not None and step.start is not None and step.end is not None
            if any(step.source is other for other in others):
                continue
            if overlaps and step.start < taken[1] and taken[0] < step.end:  # type: ignore[operator]
                continue
            cited.append(step)
    way = [*cited, *([speaker] if speaker else []), *rests]
    if way and way[0].source.kind == "document":
        owner = next((base.owner for base in known if base.held and base.step.source is way[0].source), None)
        way = [Step(owner, "cites", "vorliegt", None, None), *way] if owner is not None else way
    return _extended(way, here, known)


def _extended(way: list[Step], here: set[int], known: Sequence[Base]) -> list[Step]:
    """``way`` and whom its last outlet rests on, as a sentence beside says."""
    near = {number + step for number in here for step in (-1, 0, 1, 2)}
    while way and way[-1].source.kind in ("outlet", "agency"):
        further = next((b for b in known if b.owner is way[-1].source and b.sentence in near), None)
        if further is None or any(step.source is further.step.source for step in way):
            break
        way = [*way, further.step]
        near |= {further.sentence + 1}
    return way


def _scope(claim: Claim, resolver: Resolver) -> list[tuple[int, int]]:
    """The sentences that introduce a claim."""
    spans: Sequence[Span] = claim.frame or claim.cue or claim.speaker or claim.content
    found: list[tuple[int, int]] = []
    for span in spans:
        for token in resolver.doc.char_span(span.start, span.end, alignment_mode="expand") or ():
            sentence = (token.sent.start_char, token.sent.end_char)
            if sentence not in found and not token.is_space:
                found.append(sentence)
    return found


def _in_content(claim: Claim, start: int, end: int) -> bool:
    return claim.type != "Reported" and any(s.start <= start and end <= s.end for s in claim.content)


def _cites(start: int, end: int, claim: Claim, resolver: Resolver) -> list[Step]:
    """Outlets and agencies in the clause around a claim: "sagte er der »Welt«", "dem Sender zufolge"."""
    found = []
    for (at, to), c in resolver.named_in(start, end):
        if c.kind not in ("outlet", "agency") or c.credited or _in_content(claim, at, to):
            continue
        if c.outlet_id is not None and c.outlet_id == resolver.printed_by:
            continue
        cue = _GIVES.search(resolver.text[start:at])
        if cue is None or _employs(c, at, to, resolver):
            continue
        found.append(Step(c, "cites", cue[0].strip(' "„“»«‚') or None, at, to))
    tokens = resolver.doc.char_span(start, end, alignment_mode="expand")
    for token in tokens or ():
        entry = tables.noun(token.text) if token.text[:1].isupper() else None
        if entry is None or entry.kind not in ("outlet", "agency") or _in_content(claim, token.idx, token.idx + 1):
            continue
        before = resolver.doc[token.i - 1] if token.i else None
        if before is None or before.text not in ("der", "dem", "die", "das", "des"):
            continue
        if resolver.named_in(token.idx, token.idx + len(token.text) + 25):
            continue
        phrase = read_phrase(resolver.doc, token.i - 1, token.i + 1)
        if phrase is not None and (read := resolver.phrase(phrase)):
            found.append(Step(read[0], "cites", before.text, read[1], read[2]))
    return sorted(found, key=lambda step: step.start or 0)


def _employs(c: Cluster, start: int, end: int, resolver: Resolver) -> bool:
    """Whether an outlet is only whom somebody works for: "Chefredakteur der »Welt« Ihde"."""
    left = resolver.text[max(0, start - 40) : start].rstrip(' "„“»«‚')
    words = left.split()
    if len(words) >= 2 and words[-1] in ("der", "des", "vom", "von") and (entry := tables.noun(words[-2])):
        told = c.kind == "agency" and entry.kind in ("office", "spokes", "group")  # "sagte ein Sprecher der Agentur"
        return entry.kind in tables.HUMAN and not told
    return resolver.text[end : end + 1] == "-"


def taken_over(claim: Claim, said: int, acting: Sequence[tuple[int, Cluster]], resolver: Resolver) -> Step | None:
    """Who acts after the claim that ended at ``said`` and before this one, so that free indirect speech is theirs.

    "Das fordert Becker. Lange winkt ab. Sie habe keine Zeit": Lange has none.
    """
    begins = min(s.start for s in claim.content)
    here = resolver.sentence_at(begins)
    between = [
        (start, c)
        for start, c in acting
        if said <= start < begins and here - resolver.sentence_at(start) <= _TAKES_OVER
    ]
    if not between:
        return None
    start, c = between[-1]
    return spoken(c, None, start, next(e for s, e, _ in c.places if s == start))


def inherits(claim: Claim, text: str) -> bool:
    """Whether a claim goes on in the speech of the one before it, and so came the same way.

    Free indirect speech does, quoted words without a frame, and what a word ties to what stands before: "demnach".
    """
    if claim.kind == "outlet":
        return False
    if claim.type in _FREE or not (claim.cue or claim.frame):
        return True
    return not claim.addressee and bool(_words(claim.frame or claim.cue, text) & _TIES)


def _words(spans: Sequence[Span], text: str) -> set[str]:
    return {word for s in spans for word in text[s.start : s.end].lower().split()}


def impersonal(claim: Claim, said: int, previous: Sequence[Step], resolver: Resolver) -> bool:
    """Whether "heißt es" goes on with a paper, a body or a circle that the sentence before has cited.

    After a person it stays open who says so.
    """
    if (
        claim.kind == "outlet"
        or claim.speaker
        or not previous
        or not {"heißt", "hieß"} & _words(claim.cue, resolver.text)
    ):
        return False
    begins = min(s.start for s in (*claim.content, *claim.frame))
    near = resolver.sentence_at(begins) - resolver.sentence_at(max(said - 1, 0)) <= 1
    return near and all(step.source.kind != "person" for step in previous)


def in_frame(claim: Claim, resolver: Resolver) -> Step | None:
    """The only person, else the only body, that the words around a claim name, where none of them is its subject."""
    if claim.kind == "outlet" or claim.type in _FREE:
        return None
    passive = bool(_words(claim.cue, resolver.text) & BECOME)  # "Karl Abel wird vorgeworfen, …": it is about him
    frames = () if passive else claim.frame
    named = [(place, c) for s in frames for place, c in resolver.named_in(s.start, s.end) if not c.credited]
    for kinds in (("person",), ("organisation", "party", "government", "outlet", "agency")):
        found = [(place, c) for place, c in named if c.kind in kinds]
        if len({c.key for _, c in found}) == 1:
            (start, end), c = found[0]
            return spoken(c, None, start, end)
        if found:
            return None
    for span in claim.frame:
        for match in _OUT_OF.finditer(resolver.text, span.start, span.end):
            read = resolver.unnamed_at(match.end(), span.end)
            if read is not None:
                return Step(read[0], "speaker", match[0].strip(), read[1], read[2])
    return None
