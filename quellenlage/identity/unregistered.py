"""Outlets that the registry does not know: by the shape of the name, or by what calls or cites it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from quellenlage import words as tables
from quellenlage.identity.extents import end_of
from quellenlage.identity.named_mentions import NamedMention, NamedMentions
from quellenlage.outlets.registry import in_context, looks_like_outlet
from quellenlage.records import Mention
from quellenlage.words.verbs import grammar
from quellenlage.words.wordings import wording

_QUOTED = re.compile(r"[\"„“»«‚]([A-ZÄÖÜ][\w. -]{2,40}?|[\w-]+\.[a-z]{2,4})[\"“”»«‘]")
_LINE = re.compile(r"^[^\S\n]*(?:©[^\S\n]*)?([A-ZÄÖÜ][\w. -]{2,40}?)[^\S\n]*$", re.MULTILINE)
_DOMAIN = re.compile(r"[\w-]+\.(?:at|ch|com|de|info|net|news|org|tv)")
_LONGEST = 3  # tokens of a name behind the noun that calls it


def domain(name: str) -> bool:
    """Whether a name is an address: "halmer24.de"."""
    return _DOMAIN.fullmatch(name) is not None


@cache
def _compound_paper() -> re.Pattern[str]:
    """The name of a paper that is one word: Schleswig-Anzeiger."""
    ends = "|".join(sorted(grammar("paper_ends")))
    return re.compile(rf"(?<![\w-])[A-ZÄÖÜ][a-zäöüß]{{2,}}-(?:{ends})(?![\w-])")


@cache
def _paper_word() -> re.Pattern[str]:
    """The name of a paper that is one word without a hyphen: Handelskurier."""
    ends = "|".join(sorted(grammar("paper_word_ends")))
    return re.compile(rf"(?<![\w-])[A-ZÄÖÜ][a-zäöüß]{{2,}}(?:{ends})(?![\w-])")


def shaped_outlets(named: NamedMentions, mentions: Sequence[Mention]) -> None:
    """Adds outlets that the registry does not know.

    By the last word of a name in quotation marks, alone on its line or found by the pipeline; by a noun before the
    name ("der Kanal »X«", "der Sender Arena"); and by the end of a word that is cited ("sagte sie dem Deichkurier").
    """
    people = {m.start for m in mentions if m.label == "PER"}
    for match in _QUOTED.finditer(named.text):
        before = named.text[max(0, match.start() - 40) : match.start()].split()
        entry = tables.noun(before[-1]) if before else None
        if entry is not None and entry.kind in ("outlet", "agency") and named.free(*match.span(1)):
            named.add(NamedMention(*match.span(1), entry.kind, match[1]))
            continue
        person = match.start(1) in people
        told = _is_spoken_to(named.text, *match.span()) and not person
        if named.free(*match.span(1)) and (told or (before and _is_programme(before[-1], person))):
            named.add(NamedMention(*match.span(1), "outlet", match[1]))
    _called(named)
    for match in (*_QUOTED.finditer(named.text), *_LINE.finditer(named.text)):
        start, end = match.span(1)
        one_word = match.re is _QUOTED and match[1].endswith(tuple(grammar("papers_in_marks"))) and " " not in match[1]
        weekly = match[1].endswith(tuple(grammar("quoted_paper_ends"))) and in_context(named.text, start, end)
        heading = re.split(r"[ -]", match[1])[0] in grammar("no_paper_begins")  # "Top-Nachrichten"
        if (looks_like_outlet(match[1]) or one_word or weekly) and not heading and named.free(start, end):
            named.add(NamedMention(start, end, "outlet", match[1]))
    for m in mentions:
        name = named.nominative(m.start, m.end)
        post = name.endswith("Post") and tables.country_of_adjective(name.split()[0]) is not None
        if m.label != "PER" and looks_like_outlet(name) and not post and named.free(m.start, m.end):
            named.add(NamedMention(m.start, m.end, "outlet", name))
    for match in _compound_paper().finditer(named.text):
        if looks_like_outlet(match[0]) and named.free(*match.span()):
            named.add(NamedMention(*match.span(), "outlet", match[0]))
    for match in _paper_word().finditer(named.text):
        entry = tables.noun(match[0])
        paper = entry is None or entry.kind == "outlet" or (match[0].endswith("post") and entry.lemma == "Post")
        free = named.free(*match.span()) and paper
        if free and in_context(named.text, *match.span()):
            named.add(NamedMention(*match.span(), "outlet", re.sub("boten$", "bote", match[0])))
    for match in _DOMAIN.finditer(named.text):
        if named.free(*match.span()) and in_context(named.text, *match.span()):
            named.add(NamedMention(*match.span(), "outlet", match[0]))
    _short_and_again(named)


@cache
def _spoken_to() -> re.Pattern[str]:
    """Words behind which somebody is spoken to, at the end of a stretch: "sagte Karl Abel dem"."""
    return re.compile(rf"\b(?:{wording('before an outlet')})\s+$")


def _is_spoken_to(text: str, start: int, end: int) -> bool:
    """Whether a name in marks is that of an outlet by who speaks to it: "im Gespräch mit dem „Deichnetz“"."""
    return _spoken_to().search(text[max(0, start - 60) : start]) is not None and text[end : end + 1] != "-"


def _is_programme(before: str, person: bool) -> bool:
    """Whether a name in marks is that of a programme: "in der ARD-Sendung „Halmer am Abend“", "bei „Markus Lanz“"."""
    return before.rsplit("-", 1)[-1] in grammar("programmes") or (before == "bei" and person)


def _called(named: NamedMentions) -> None:
    """Adds names behind a noun that says that they are an outlet's: "der Sender Arena", "das Portal al-Arabiya"."""
    for token in named.doc[:-1]:
        entry = tables.noun(token.text) if token.tag_ == "NN" else None
        if entry is None or entry.kind not in ("outlet", "agency") or entry.plural:
            continue
        end = token.i + 1
        titled = named.doc[end].text in grammar("foreign_articles")  # "The Morning Star"
        while end < len(named.doc) and end - token.i <= _LONGEST + titled:
            if not (_nameable(named, end) or (titled and named.doc[end].text[:1].isupper())):
                break
            end += 1
        first = named.doc[token.i + 1]
        place = tables.country_of_name(first.text) or first.text in tables.places().capitals
        place = place and end == token.i + 2  # "die Zeitung China Daily" is no paper of China
        if end == token.i + 1 or place or tables.is_given_name(first.text) or first.text in tables.titles():
            continue
        start, stop = first.idx, end_of(named.doc[end - 1])
        if named.free(start, stop):
            named.add(NamedMention(start, stop, entry.kind, named.text[start:stop]))


def _nameable(named: NamedMentions, at: int) -> bool:
    word = named.doc[at]
    short = word.text.isupper() and len(word.text) > 1
    if word.text.startswith(("al-", "el-")) or domain(word.text):
        return True
    return (word.tag_ in ("NE", "FM", "XY") or short) and word.text[:1].isupper()


def _short_and_again(named: NamedMentions) -> None:
    """Adds the same names elsewhere in the article, and their last word behind an article: "der »Anzeiger«"."""
    names = {r.name for r in named.found if r.kind == "outlet" and r.outlet_id is None}
    for start, end, name in list(named.words(sorted(names))):
        named.add(NamedMention(start, end, "outlet", name))
    shorts = {re.split(r"[ -]", name)[-1]: name for name in sorted(names) if " " in name}
    for start, end, short in list(named.words(sorted(shorts))):
        before = named.text[max(0, start - 6) : start].split()
        if before and before[-1] in grammar("outlet_articles"):
            named.add(NamedMention(start, end, "outlet", shorts[short]))
