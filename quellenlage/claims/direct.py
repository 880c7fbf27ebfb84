"""Direct speech that no frame reaches: quoted words within a claim, labels, quotations on their own."""

from __future__ import annotations

from quellenlage.claims.drafts import Draft, Range
from quellenlage.claims.frames import Frames
from quellenlage.claims.free import agent
from quellenlage.reading.clauses import QUOTE_MARKS, Chunk
from quellenlage.reading.phrases import BE, find_cue, noun_phrase
from quellenlage.reading.quotes import Quote
from quellenlage.reading.text import Text
from quellenlage.reading.voices import has_voice
from quellenlage.words.verbs import grammar, words

BEFORE_QUOTE = grammar("before_quote")
WORDINGS = grammar("wordings")
MANY = 4  # fewer quoted words than these are a name or irony as often as speech
LABEL = frozenset(("label",))
DEFINITE = grammar("definite")


def is_name(text: Text, quote: Quote) -> bool:
    """Whether marks stand for a name or a title rather than for words that somebody said."""
    ws = text.words
    a, b = text.at(quote.start), text.at(quote.end)
    inner = [w for w in ws[a:b] if w.text not in QUOTE_MARKS]
    if not inner:
        return True
    before = ws[a - 1] if a else None
    capital = sum(w.text[0].isupper() or w.text[0].isdigit() for w in inner)
    if before is not None and before.lower in words("name_announcers.csv"):
        return True
    if any(w.form for w in inner) and len(inner) > 4:
        return False
    if before is not None and before.lower in DEFINITE and capital == len(inner):
        return True
    if before is not None and before.pos in ("NOUN", "PROPN") and capital >= len(inner) / 2:
        return True
    return len(inner) <= 3 and all(w.pos == "PROPN" for w in inner)


def direct(text: Text, drafts: list[Draft]) -> list[Draft]:
    """The Direct claims beside ``drafts``."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    taken = {r for d in drafts if d.type == "Direct" for r in d.content}
    for draft in drafts:
        if draft.type == "Direct" and draft.source == "pre" and draft.verb is None:
            _back(text, draft)
    result: list[Draft] = []
    last: Draft | None = None
    at = 0
    for quote in text.quotes:
        if quote.depth:
            continue
        a, b = text.at(quote.start), text.at(quote.end)
        if b - a < 2:
            continue
        while at + 1 < len(text.sentences) and text.sentences[at].b <= a:
            at += 1
        if (a, b) in taken:
            last = next((d for d in by_sentence.get(at, []) if (a, b) in d.content), last)
            continue
        found = _one(text, quote, a, b, at, by_sentence, last)
        if found:
            result.append(found)
            by_sentence.setdefault(at, []).append(found)
            last = found if len(text.sentences[at].chunks) == 1 else last
    return result


def _one(
    text: Text, quote: Quote, a: int, b: int, n: int, by_sentence: dict[int, list[Draft]], last: Draft | None
) -> Draft | None:
    ws, sentence = text.words, text.sentences[n]
    own = by_sentence.get(n, [])
    chunk = next((c for c in sentence.chunks if c.a <= a < c.b), None)
    if chunk is None:
        return None
    if chunk.kind == "quote" and (b - a >= 5) and all(c.kind in ("quote", "frag") for c in sentence.chunks):
        return _alone(text, a, b, n, by_sentence, last)
    around = [d for d in own if d.type != "Direct" and any(x <= a and b <= y for x, y in d.content)]
    name = is_name(text, quote)
    if around and not name:
        inner = min(around, key=lambda d: sum(y - x for x, y in d.content))
        said = inner.origin or inner
        return Draft(
            "Direct",
            [(a, b)],
            n,
            inner.speaker,
            said.cue,
            list(said.frame),
            said.addressee,
            said.verb,
            said.act,
            "inner",
        )
    if chunk.kind == "quote" and chunk.sep == ":" and b - a >= 5:
        return _colon(text, a, b, n, chunk)
    wording = _wording(text, a, b, n, chunk)
    if wording is not None:
        return wording
    if chunk.kind == "quote" or (name and not any(w.lower in ("als",) for w in ws[max(a - 3, 0) : a])):
        return None
    return _label(text, a, b, n, chunk)


def _colon(text: Text, a: int, b: int, n: int, chunk: Chunk) -> Draft | None:
    """A quotation behind a clause that hangs on its main clause: "Sie hat den Mut, es zu sagen: „…“"."""
    s, frames = text.sentences[n], Frames(text, n)
    k = s.chunks.index(chunk)
    main = next((j for j in range(k - 1, -1, -1) if s.chunks[j].kind == "main" and s.chunks[j].fin >= 0), None)
    if main is None or frames._spoken_of(k):
        return None
    speaker = frames._speaker(s.chunks[main].a, s.chunks[main].b, main, None)
    return Draft("Direct", [(a, b)], n, speaker, (), [(s.a, a)], source="colon")


def _back(text: Text, draft: Draft) -> None:
    """Gives a quotation behind a frame that tells of things to whom the article has quoted before."""
    earlier = text.context[draft.sentence][0]
    if draft.speaker is None or earlier is None:
        return
    ws = text.words[draft.speaker[0] : draft.speaker[1]]
    told = any(w.mood == "k1" for a, b in draft.frame for w in text.words[a:b])
    if told or not any(w.pos in ("PROPN", "PRON") or has_voice(w) for w in ws[:5]):
        draft.speaker = earlier


def _alone(text: Text, a: int, b: int, n: int, by_sentence: dict[int, list[Draft]], last: Draft | None) -> Draft | None:
    """A quotation that is a sentence of its own."""
    ws = text.words
    if n and ws[text.sentences[n - 1].b - 1].text == ":":
        s = text.sentences[n - 1]
        frames = Frames(text, n - 1)
        main = next((c for c in s.chunks if c.fin >= 0 and c.kind == "main"), None)
        speaker = frames._speaker(s.a, s.stop, s.chunks.index(main), None) if main else None
        return Draft("Direct", [(a, b)], n, speaker, (), [(s.a, s.b)], source="colon")
    if last is not None and last.sentence in (n - 1, n - 2):
        return Draft(
            "Direct",
            [(a, b)],
            n,
            last.speaker,
            last.cue,
            list(last.frame),
            last.addressee,
            last.verb,
            last.act,
            "again",
        )
    speaker, origin = text.context[n]
    if n and origin is not None and origin.sentence == n - 1 and origin.type != "Reported":
        return Draft(
            "Direct",
            [(a, b)],
            n,
            speaker,
            origin.cue,
            list(origin.frame),
            origin.addressee,
            origin.verb,
            origin.act,
            "alone",
        )
    return Draft("Direct", [(a, b)], n, speaker, source="alone")


def _label(text: Text, a: int, b: int, n: int, chunk: Chunk) -> Draft | None:
    """Words in marks that somebody uses of something: nannte es einen „…“."""
    ws, sentence = text.words, text.sentences[n]
    if chunk.fin < 0:
        return None
    k = sentence.chunks.index(chunk)
    view = _view(text, a, b, n, chunk)
    if view is not None:
        return view
    cue = find_cue(text, chunk.a, chunk.b, chunk.fin, LABEL)
    if cue is None or cue.verb is None or "label" not in cue.verb.takes:
        return _words(text, a, b, n, chunk)
    if chunk.kind == "main" and a < chunk.fin and ws[chunk.first].lower not in BEFORE_QUOTE:
        return None
    frames = Frames(text, n)
    j = k
    while j > 0 and chunk.kind == "main" and sentence.chunks[j - 1].kind in ("frag", "rel", "sub"):
        j -= 1
    start = sentence.chunks[j].a
    speaker = frames._speaker(start, chunk.b, k, cue)
    cue_words = set(cue.words)
    for i in range(max(a - 3, start), a):
        if ws[i].lower in BEFORE_QUOTE:
            cue_words.add(i)
            break
    frame: list[Range] = [(start, a)] if a > start else []
    if max(cue_words) >= b:
        frame.append((b, chunk.b))
    return Draft("Direct", [(a, b)], n, speaker, tuple(sorted(cue_words)), frame, None, cue.verb, cue.verb.act, "label")


def _wording(text: Text, a: int, b: int, n: int, chunk: Chunk) -> Draft | None:
    """Words in marks behind a noun for words: "Stoffbänder mit der Aufschrift „…“"."""
    ws = text.words
    if b - a < 4 or a < chunk.a + 2 or ws[a - 1].lower not in WORDINGS or chunk.fin < 0:
        return None
    frames = Frames(text, n)
    speaker = None
    if a - chunk.a > 4 and ws[a - 3].lower == "mit" and ws[a - 4].pos == "NOUN":
        speaker = (a - 4, a - 3)
    else:
        speaker = frames._speaker(chunk.a, chunk.b, text.sentences[n].chunks.index(chunk), None)
        if speaker is None or speaker[0] <= a < speaker[1] or ws[speaker[1] - 1].lower in WORDINGS:
            speaker = frames._document(chunk.a, a, True)
    if speaker is None:
        return None
    frame = [(chunk.a, a), *([(b, chunk.b)] if b < chunk.b else [])]
    return Draft("Direct", [(a, b)], n, speaker, (), frame, source="wording")


def _view(text: Text, a: int, b: int, n: int, chunk: Chunk) -> Draft | None:
    """Words in marks by which somebody judges: "Für den Minister ist die Lage „ernst“"."""
    ws = text.words
    if ws[chunk.fin].lower not in BE:
        return None
    for i in range(chunk.a, min(a, chunk.b)):
        if ws[i].lower != "für":
            continue
        end = noun_phrase(text, i + 1, a)
        if end > i + 1 and any(w.pos == "PROPN" or has_voice(w) for w in ws[i + 1 : min(end, i + 6)]):
            frame = [(chunk.a, a), *([(b, chunk.b)] if b < chunk.b else [])]
            return Draft("Direct", [(a, b)], n, (i + 1, end), (), frame, source="view")
    return None


def _words(text: Text, a: int, b: int, n: int, chunk: Chunk) -> Draft | None:
    """Several quoted words in a clause whose verb reports nothing: they are its subject's, where that has a voice."""
    ws = text.words
    inner = [w for w in ws[a:b] if w.text not in QUOTE_MARKS]
    if len(inner) < MANY or not any(w.text == w.lower and w.text.isalpha() for w in inner):
        return None
    speaker = agent(text, n)
    if speaker is None or a <= speaker[0] < b:
        return None
    return Draft("Direct", [(a, b)], n, speaker, (), [], source="words")
