"""People left unnamed: groups, circles, "ein Beamter", "zwei weitere", and why the article does not name them."""

from __future__ import annotations

import re

from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse, Resolved, introduce, mention, nearest
from quellenlage.identity.extents import end_of, sentence_of, tokens_between
from quellenlage.identity.nominals import Phrase, numerals
from quellenlage.words.verbs import grammar
from quellenlage.words.wordings import wording

#: Words for two who have been told of.
BOTH = (["die", "beiden"], ["beide"], ["diese", "beiden"])


def reason_in(sentence: str) -> str | None:
    """The words of a sentence that say that somebody does not want to be named, and why; None where none do."""
    found = re.search(rf"(?:{wording('withheld name')})[^,.;]*(?:,\s+(?:weil|da)\s[^,.;]*)?", sentence, re.IGNORECASE)
    return found[0].strip() if found else None


def group(d: Discourse, p: Phrase) -> Cluster:
    """The unnamed people whom a phrase means: the same again where the article speaks of them as known."""
    again = p.definite or (not p.determiner and not p.count)
    for c in reversed(d.clusters):
        same = c.kind == "anonymous" and c.lemma == p.noun.lemma
        if again and same and (not p.complement or p.complement == c.complement):
            return c
    told = f"{p.description} {p.complement}".strip()
    return introduce(
        d,
        Cluster(
            "anonymous",
            "PER",
            f"{p.name} {p.complement}".strip(),
            ("anonymous", d.document_id, told, str(p.start)),
            named=False,
            lemma=p.noun.lemma,
            complement=p.complement,
            plural=p.plural,
            gender=p.gender,
            count=p.count,
            description=told,
            countries=list(p.countries),
            reason=reason_in(sentence_of(d.doc[tokens_between(d.doc, p.start, p.end)[0]]).text),
        ),
    )


def one_unnamed(d: Discourse, p: Phrase) -> Cluster | None:
    """The one unnamed person whom a definite phrase means again under another word: "der Beamte"."""
    single = [c for c in d.clusters if c.kind == "anonymous" and c.count == 1 and c.gender in (p.gender, None)]
    return nearest(d, single, p.start, reach=2)


def both(d: Discourse, first: int, last: int) -> Resolved | None:
    """The two unnamed people whom "die beiden" means; tokens, ``last`` exclusive."""
    if [token.text.lower() for token in d.doc[first:last]] not in BOTH:
        return None
    start, end = d.doc[first].idx, end_of(d.doc[last - 1])
    two = nearest(d, [c for c in d.clusters if c.kind == "anonymous" and c.count == 2], start)
    return mention(d, two, start, end) if two is not None else None


def quantified(d: Discourse, first: int, last: int) -> Resolved | None:
    """Somebody told only by number: "einer von ihnen", "zwei weitere"; tokens, ``last`` exclusive."""
    words = [token.text.lower() for token in d.doc[first:last]]
    if not words or words[0] not in grammar("lone_quantifiers"):
        return None
    start, end = d.doc[first].idx, end_of(d.doc[last - 1])
    name = d.text[start:end]
    new = Cluster(
        "anonymous",
        "PER",
        name,
        ("anonymous", d.document_id, name, str(start)),
        named=False,
        count=numerals().get(words[0].replace("einer", "ein")),
        description=name,
        plural=words[0] not in ("einer", "eine"),
    )
    return mention(d, introduce(d, new), start, end)
