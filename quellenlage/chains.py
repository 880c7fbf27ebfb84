"""The way each claim came by: the outlet that prints it, whom it cites, and whom that one rests on.

A chain is a sequence of attribution steps from the reader outwards. Rules are functions in tuples, in the order in
which they are asked: ``SPEAKER_RULES`` say who says a claim, those of ``continued.py`` whether it goes on with the one
before; ``citations.py`` says which outlets are cited in its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from quellenlage import words as tables
from quellenlage.citations import cited_between
from quellenlage.continued import FREE, GOES_ON_RULES, Told, has_subject, words_in
from quellenlage.identity import as_records
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse, Resolved, in_quotation, named_in, sentence_at
from quellenlage.identity.extents import phrase_start, sentence_of, tokens_between
from quellenlage.identity.grammatical_roles import acting, head_at
from quellenlage.identity.referents import speaker, unnamed_at
from quellenlage.records import Attribution, Claim, Document, Resolution, Span
from quellenlage.reliance import MEDIA, AttributionStep, Base, bases
from quellenlage.words.verbs import grammar

_TAKES_OVER = 2  # sentences before free indirect speech in which its speaker acts


def trace(document: Document, d: Discourse, claims: Sequence[Claim]) -> Resolution:
    """The way of each claim, and with it everybody whom the article means, as records."""
    attributions: list[Attribution] = []
    speakers: list[str | None] = [None] * len(claims)
    used: list[Cluster] = []
    own = AttributionStep(d.printer, "prints", None, None, None) if d.printer is not None else None
    for i, said_by, way in ways(claims, d):
        if said_by is not None:
            speakers[i] = as_records.source_id(said_by.entity)
            used.append(said_by.entity)
        if own is not None:
            way = [own, *(step for step in way if step.entity is not own.entity)]
        for hop, step in enumerate(way, start=0 if own is not None else 1):
            used.append(step.entity)
            source = as_records.source_id(step.entity)
            attributions.append(Attribution(i, hop, source, step.relation, step.cue, step.start, step.end))
    used += [c for c in d.clusters if c.kind in MEDIA or c.credited]
    ids = {c.entity_id for c in used}
    present = [c for c in d.clusters if c.mentions or c.entity_id in ids]
    return Resolution(
        entities=as_records.entities(present),
        mentions=as_records.mentions(present),
        sources=as_records.sources(used),
        speakers=tuple(speakers),
        attributions=tuple(sorted(attributions, key=lambda a: (a.claim, a.hop))),
        roles=as_records.roles(present, document),
    )


def ways(claims: Sequence[Claim], d: Discourse) -> Iterator[tuple[int, AttributionStep | None, list[AttributionStep]]]:
    """For each claim, in the order of the text, who says it and the way it came by behind the printing outlet."""
    known = bases(d, claims)
    actors = acting(d, [(s.start, s.end) for claim in claims for s in claim.content])
    told = Told()
    for claim in claims:
        if claim.cue:
            told.cues.setdefault(claim.speaker, _in_words(claim, d))
    for i in sorted(range(len(claims)), key=lambda i: _place(claims[i], i)):
        claim = claims[i]
        if claim.kind == "nested":
            outer = told.ways.get(_around(claim, told), [])
            inner = named_as_speaker(claim, d.speakers[i], d, told)
            new = [inner] if inner is not None and all(inner.entity is not s.entity for s in outer) else []
            yield i, inner, [*outer, *new]
            continue
        step, way = _way(claim, d.speakers[i], d, told, known, actors)
        if way or claim.kind != "outlet":
            told.previous = way
        told.begun = min(s.start for s in (*claim.content, *claim.frame))
        told.said = max(told.said, *(s.end for s in (*claim.content, *claim.frame)))
        told.ways[i] = way
        if claim.type != "Reported":
            told.contents += [(s.start, s.end, i) for s in claim.content]
        yield i, step, way


def _way(
    claim: Claim,
    resolved: Resolved | None,
    d: Discourse,
    told: Told,
    known: Sequence[Base],
    actors: Sequence[tuple[int, Cluster]],
) -> tuple[AttributionStep | None, list[AttributionStep]]:
    """Who says one claim, and its chain; a claim that goes on with the one before came as that did."""
    step = next((s for rule in SPEAKER_RULES if (s := rule(claim, resolved, d, told)) is not None), None)
    goes_on = claim.speaker not in d.several and any(rule(claim, step, d, told) for rule in GOES_ON_RULES)
    own = _by_name(step, d, told) or has_subject(claim, d)
    ties = bool(words_in(claim.cue, d.text) & grammar("ties"))  # "Demnach …" is of who said something, not who acts
    taken = taken_over(claim, told.said, actors, d) if goes_on and not own and not ties else None
    if taken is not None and claim.type == "Direct" and taken.entity.kind == "government":
        taken = None  # "Jetzt wartet Portugal. „Ich bin froh.“"
    step = taken or step
    way = chain(claim, step, d, known)
    if goes_on and told.previous and (taken is None or any(taken.entity is s.entity for s in told.previous)):
        way = told.previous if len(way) <= 1 else way
        said_by = [s for s in way if s.relation == "speaker"] or [s for s in way if s.relation == "cites"]
        step = said_by[0] if said_by else step
    return step, way


def _by_name(step: AttributionStep | None, d: Discourse, told: Told) -> bool:
    """Whether a name behind the last claim tells who speaks, whoever else acts in between."""
    if step is None or step.start is None or step.start < told.said:
        return False
    return any(start == step.start and c is step.entity for (start, _), c in named_in(d, step.start, step.start + 1))


def _place(claim: Claim, i: int) -> tuple[int, bool, int]:
    """Where a claim comes in the order of the text, what is told within another behind that."""
    return claim.content[0].start if claim.content else 0, claim.kind == "nested", i


def _around(claim: Claim, told: Told) -> int:
    """The number of the claim in whose content another is told; -1 for none."""
    at = claim.content[0].start
    told.contents = [stretch for stretch in told.contents if at < stretch[1]]  # no later claim begins before this one
    return min(((end - start, number) for start, end, number in told.contents if start <= at), default=(0, -1))[1]


# Who says a claim.


def _spoken(c: Cluster, cue: str | None, start: int, end: int) -> AttributionStep:
    """The step of whoever says a claim: an outlet or agency is cited, anybody else speaks."""
    return AttributionStep(c, "cites" if c.kind in MEDIA else "speaker", cue, start, end)


def named_as_speaker(claim: Claim, resolved: Resolved | None, d: Discourse, told: Told) -> AttributionStep | None:
    """Whom the claim's own speaker means: "Lange sagte, der Deich halte"."""
    if resolved is None:
        return None
    cue = _in_words(claim, d) or told.cues.get(claim.speaker)
    return _spoken(resolved.cluster, cue, resolved.start, resolved.end)


def _in_words(claim: Claim, d: Discourse) -> str:
    return " ".join(d.text[s.start : s.end] for s in claim.cue)


def named_in_frame(claim: Claim, resolved: Resolved | None, d: Discourse, told: Told) -> AttributionStep | None:
    """The only person, else the only body, that the frame names: "„Das stinkt“, meinte deren Obfrau Marlene Stern".

    None where it names several: then it stays open who speaks. Where none is named, the circle or document that
    something comes from: "Aus Regierungskreisen hieß es, der Deich halte".
    """
    if claim.kind == "outlet" or claim.type in FREE:
        return None
    passive = bool(
        words_in(claim.cue, d.text) & (grammar("become") | grammar("be"))
    )  # "Karl Abel wird vorgeworfen, …": it is about him
    frames = () if passive else claim.frame
    named = [(place, c) for s in frames for place, c in named_in(d, s.start, s.end) if not c.credited]
    named = [(place, c) for place, c in named if not _asks(d, place[0]) and not _bracketed(d, place[0])]
    for kinds in (("person",), ("organisation", "party", "government", *MEDIA)):
        found = [(place, c) for place, c in named if c.kind in kinds]
        if claim.speaker:  # a thing speaks: "Ein Plakat führt Sätze der Ärztin Olm an"
            found = [
                (place, c) for place, c in found if _speaks_in(claim, d, place[0]) or _comes_from(claim, d, place[0])
            ]
        if len({c.key for _, c in found}) == 1:
            (start, end), c = found[0]
            return _spoken(c, None, start, end)
        if found:
            return None
    for span in claim.frame:
        for match in _out_of().finditer(d.text, span.start, span.end):
            if match[0].strip().lower() == "von" and _is_attribute(d, match.start()):
                continue  # "Verglichen mit den Antworten von Kranken zeigte sich"
            read = None if _somebody(claim, d) else unnamed_at(d, match.end(), span.end)
            if read is not None:
                return AttributionStep(read.cluster, "speaker", match[0].strip(), read.start, read.end)
    return None


def _bracketed(d: Discourse, char: int) -> bool:
    """Whether a name stands in brackets, as that of a party: "Peik (Grüne) sagte"."""
    before = d.text[max(0, char - 40) : char]
    return before.rfind("(") > before.rfind(")")


def _is_attribute(d: Discourse, char: int) -> bool:
    """Whether a preposition ties its phrase to the noun right before it."""
    first, _ = tokens_between(d.doc, char, char + 1)
    return first > 0 and d.doc[first - 1].tag_ in ("NN", "NE")


def _somebody(claim: Claim, d: Discourse) -> bool:
    """Whether a pronoun names the speaker, who then is no paper: "In dem Brief schreiben sie"."""
    words = words_in(claim.speaker, d.text)
    return len(words) == 1 and bool(words & (grammar("personal_speakers") | grammar("nobody") | grammar("both")))


def _comes_from(claim: Claim, d: Discourse, char: int) -> bool:
    """Whether a name's phrase stands behind a preposition for where words come from, not "sprachen von Abel als"."""
    before = [child for child in head_at(d, char).children if child.dep_ == "case"]
    cases = {child.lower_ for child in before if not any(s.start <= child.idx < s.end for s in claim.cue)}
    return bool(cases & (grammar("out_of") | grammar("attributing_prepositions") | {"von", "vom"}))


def _asks(d: Discourse, char: int) -> bool:
    """Whether a name is that of who asked: "Auf Anfrage der »Zeit« hieß es, der Deich halte", "auf APA-Anfrage"."""
    first, last = tokens_between(d.doc, char, char + 1)
    if any(t.text.rsplit("-", 1)[-1].lower() in grammar("requests") for t in d.doc[first:last]):
        return True
    return bool(set(d.text[max(0, char - 40) : char].lower().split()[-3:]) & grammar("requests"))


def _speaks_in(claim: Claim, d: Discourse, char: int) -> bool:
    """Whether a name lies in the words that name a claim's speaker, and not behind a preposition.

    Of "Das Treffen mit Otto Brandis war gut: „…“" he is no speaker.
    """
    within = any(span.start <= char < span.end for span in claim.speaker)
    return within and not any(child.dep_ == "case" for child in head_at(d, char).children)


@cache
def _out_of() -> re.Pattern[str]:
    """A preposition before whom words come from, as far as the noun phrase behind it."""
    return re.compile(rf"\b(?:{'|'.join(sorted(grammar('out_of')))})\s+(?=\w)", re.IGNORECASE)


def told_in_paper(claim: Claim, resolved: Resolved | None, d: Discourse, told: Told) -> AttributionStep | None:
    """The paper of the sentence before, to which a word for a place in it points: "Darin heißt es, der Deich halte"."""
    if (
        claim.kind == "outlet"
        or claim.speaker
        or not grammar("in_papers") & words_in((*claim.frame, *claim.cue), d.text)
    ):
        return None
    if not grammar("impersonal_cues") & words_in(claim.cue, d.text):
        return None
    at = min(s.start for s in (*claim.frame, *claim.content))
    number = sentence_at(d, at)
    before = d.reading.sentences[max(number - 1, 0)]
    spoke = bool(told.previous) and told.previous[-1].entity.kind == "person" and told.said > before.start_char
    for token in reversed(d.doc[before.start : d.reading.sentences[number].end]):
        entry = tables.noun(token.text) if token.tag_ == "NN" and token.idx < at else None
        if entry is not None and entry.kind in ("document", "finding", "report"):
            first = phrase_start(d.reading, token.i, sentence_of(token).start)
            if spoke and not _known_object(d, first):
                return None  # "Sie kündigte das in einem Brief an. Darin heißt es …": she goes on
            read = speaker(d, d.doc[first].idx, token.idx + len(token))
            return _spoken(read.cluster, None, read.start, read.end) if read is not None else None
    return None


def _known_object(d: Discourse, first: int) -> bool:
    """Whether a phrase is known and behind no preposition, so that others wrote it: "rügte das Gutachten"."""
    return d.doc[first].lower_ in grammar("plain_articles") and d.doc[first - 1].tag_ != "APPR"


def editorial(claim: Claim, resolved: Resolved | None, d: Discourse, told: Told) -> AttributionStep | None:
    """The outlet, where it says "wir" of itself: to nobody, outside quotations, and not right behind a claim."""
    if d.printer is None or len(claim.speaker) != 1 or claim.speaker[0].of(d.text).lower() != "wir":
        return None
    start, end = claim.speaker[0].start, claim.speaker[0].end
    near = bool(told.previous) and sentence_at(d, start) - sentence_at(d, max(told.said - 1, 0)) <= 2
    return (
        None
        if near or (claim.addressee and claim.cue) or in_quotation(d, start)
        else _spoken(d.printer, _in_words(claim, d), start, end)
    )


SPEAKER_RULES = (named_as_speaker, editorial, told_in_paper, named_in_frame)


def taken_over(claim: Claim, said: int, actors: Sequence[tuple[int, Cluster]], d: Discourse) -> AttributionStep | None:
    """Who acts after the claim that ended at ``said`` and before this one, so that free indirect speech is theirs.

    "Das fordert Becker. Lange winkt ab. Sie habe keine Zeit": Lange has none.
    """
    begins = min(s.start for s in claim.content)
    here = sentence_at(d, begins)
    between = [
        (start, c) for start, c in actors if said <= start < begins and here - sentence_at(d, start) <= _TAKES_OVER
    ]
    if not between:
        return None
    start, c = between[-1]
    verb = head_at(d, start).head
    start, c = next((pair for pair in between if head_at(d, pair[0]).head == verb), (start, c))
    return _spoken(c, None, start, next(e for s, e, _ in c.mentions if s == start))


# What stands before and behind the speaker.


def chain(claim: Claim, said_by: AttributionStep | None, d: Discourse, known: Sequence[Base]) -> list[AttributionStep]:
    """The steps of one claim behind the printing outlet: the outlets cited, the speaker, and whom that rests on."""
    introducing: Sequence[Span] = claim.frame or claim.cue or claim.speaker or claim.content
    stretches = list(dict.fromkeys(s for span in introducing for s in _sentences_of(span, d)))
    here = {sentence_at(d, start) for start, _ in stretches}
    if said_by is None:
        behind = {number + 1 for number in here if number + 1 in d.pointing_back}
        stretches += [d.pointing_back[number] for number in sorted(behind)]
        here |= behind
    rests = _rests_on(said_by, here, known)
    cited: list[AttributionStep] = []
    for start, end in stretches:
        for step in cited_between(start, end, claim, d):
            others = [said_by.entity if said_by else None, *(s.entity for s in (*cited, *rests))]
            at = step.start or 0
            beside = any(span.start <= at < span.end for spans in d.several for span in spans)
            if all(step.entity is not other for other in others) and not beside and not _overlap(step, said_by):
                cited.append(step)
    way = [*cited, *([said_by] if said_by else []), *rests]
    if way and way[0].entity.kind == "document":
        owner = next((base.owner for base in known if base.held and base.step.entity is way[0].entity), None)
        way = [AttributionStep(owner, "cites", "vorliegt", None, None), *way] if owner is not None else way
    return _extended(way, here, known)


def _sentences_of(span: Span, d: Discourse) -> Iterator[tuple[int, int]]:
    for token in d.doc.char_span(span.start, span.end, alignment_mode="expand") or ():
        if not token.is_space:
            sentence = sentence_of(token)
            yield sentence.start_char, sentence.end_char


def _rests_on(said_by: AttributionStep | None, here: set[int], known: Sequence[Base]) -> list[AttributionStep]:
    """Whom the sentences with the numbers ``here`` rest on, first where it is open who does."""
    bare = [base for base in known if base.sentence in here and not (base.held and said_by is not None)]
    rests = [base.step for base in bare if base.owner is None] + [base.step for base in bare if base.owner is not None]
    return [step for step in rests if said_by is None or step.entity is not said_by.entity]


def _overlap(one: AttributionStep, other: AttributionStep | None) -> bool:
    if other is None or one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start < other.end and other.start < one.end


def _extended(way: list[AttributionStep], here: set[int], known: Sequence[Base]) -> list[AttributionStep]:
    """``way`` and whom its last outlet rests on, as a sentence beside says."""
    near = {number + step for number in here for step in (-1, 0, 1, 2)}
    while way and way[-1].entity.kind in MEDIA:
        further = next((b for b in known if b.owner is way[-1].entity and b.sentence in near), None)
        if further is None or any(step.entity is further.step.entity for step in way):
            break
        way = [*way, further.step]
        near |= {further.sentence + 1}
    return way
