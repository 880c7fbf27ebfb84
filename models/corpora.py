"""Readers of the corpora that train and measure the pipeline, and the split that every figure is taken on.

Sentences are numbered from 0 in the order of their files. Of GermEval and of GSD (its dev file followed by its test
file) every fifth sentence, those whose number is divisible by five, is held out: it trains nothing and tunes nothing.
Sentences whose number ends in 3 are the development part, by which tries are compared.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from models.needed import CORPORA

Part = Literal["train", "dev", "test"]
GERMEVAL_LABELS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "OTH": "MISC"}
SMARTDATA_LABELS = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "location": "LOC",
    "location-city": "LOC",
}
SMARTDATA_UNSURE = {"location-route", "location-stop", "location-street"}
OPENING, CLOSING = ("„", "‚", "(", "["), (".", ",", ";", ":", "!", "?", "“", "‘", ")", "]", "%", "'s")


def part_of(number: int) -> Part:
    """Which part of GermEval or GSD the sentence of this number belongs to."""
    if number % 5 == 0:
        return "test"
    return "dev" if number % 10 == 3 else "train"


class Word:
    """One token of a treebank sentence as written: a contraction such as "im" is one token."""

    __slots__ = ("dep", "form", "head", "lemma", "morph", "pos", "space", "tag")

    def __init__(self, columns: list[str]) -> None:
        _, self.form, self.lemma, self.pos, self.tag, morph, head, dep, _, misc = columns
        self.morph = "" if morph == "_" else morph
        self.head, self.dep = int(head), dep
        self.space = "SpaceAfter=No" not in misc


def read_conllu(path: Path) -> Iterator[list[Word]]:
    """Sentences of a CoNLL-U file with contractions merged; heads are indices into the list (the root's its own)."""
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("#"):
                continue
            if line:
                rows.append(line.split("\t"))
            elif rows:
                yield _merge(rows)
                rows = []


def _merge(rows: list[list[str]]) -> list[Word]:
    words: list[Word] = []
    place = {0: -1}
    merged: range = range(0)
    surface: list[str] = []
    for row in rows:
        number = row[0]
        if "-" in number:
            first, last = map(int, number.split("-"))
            merged, surface = range(first, last + 1), row
            continue
        if "." in number:
            continue
        at = int(number)
        if at in merged and at > merged.start:
            # the article of "im": its case, number and gender go to the preposition, as STTS has APPRART for the two
            head = words[-1]
            if head.tag == "APPR":
                head.tag = "APPRART"
                head.morph = Word(row).morph
            place[at] = len(words) - 1
            continue
        word = Word(row)
        if at in merged:
            word.form, word.space = surface[1], "SpaceAfter=No" not in surface[9]
        place[at] = len(words)
        words.append(word)
    for i, word in enumerate(words):
        head_at = place[word.head]
        word.head = i if head_at < 0 else head_at
    return words


def hyphens_joined(words: list[Word]) -> list[Word]:
    """GSD takes "UN-Generalsekretär" apart into three; as written it is one word, and its last part says which."""
    groups: list[list[int]] = []
    for i, word in enumerate(words):
        glued = i > 0 and not words[i - 1].space
        joins = glued and (
            (word.form == "-" and words[i - 1].form[-1].isalnum() and not word.space)
            or (words[i - 1].form == "-" and len(groups[-1]) > 1 and word.form[0].isalnum())
        )
        if joins:
            groups[-1].append(i)
        else:
            groups.append([i])
    place = {i: n for n, group in enumerate(groups) for i in group}
    joined = []
    for n, group in enumerate(groups):
        last = words[group[-1]]
        outer = words[next((i for i in group if _leaves(words, i, group)), group[0])]
        word = Word.__new__(Word)
        word.form = "".join(words[i].form for i in group)
        word.lemma = "".join(words[i].form for i in group[:-1]) + last.lemma if last.lemma != "_" else "_"
        word.pos, word.tag, word.morph, word.space = last.pos, last.tag, last.morph, last.space
        word.head, word.dep = place[outer.head], outer.dep
        if any(words[i].head == i for i in group):
            word.head, word.dep = n, "root"
        joined.append(word)
    return joined


def _leaves(words: list[Word], at: int, group: list[int]) -> bool:
    """Whether the way from this word to the root leaves the group at once and for good."""
    while words[at].head != at:
        at = words[at].head
        if at in group:
            return False
    return True


def treebank(words: list[Word], vocab: Vocab) -> Doc:
    """A treebank sentence as a Doc with tags, morphology, lemmas and syntax; names are missing."""
    doc = Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        tags=[w.tag for w in words],
        pos=[w.pos for w in words],
        morphs=[w.morph for w in words],
        lemmas=[w.lemma for w in words],
        heads=[w.head for w in words],
        deps=["ROOT" if w.dep == "root" else w.dep for w in words],
    )
    doc.set_ents([], default="missing")
    return doc


def gsd(corpora: Path = CORPORA) -> list[list[Word]]:
    """GSD's dev and test files, in this order: the numbering that the split counts by."""
    folder = corpora / "treebank"
    return [*read_conllu(folder / "gsd-dev.conllu"), *read_conllu(folder / "gsd-test.conllu")]


def gsd_as_written(corpora: Path = CORPORA) -> list[list[Word]]:
    """:func:`gsd` with hyphenated words in one piece."""
    return [hyphens_joined(words) for words in gsd(corpora)]


def pud(corpora: Path = CORPORA) -> list[list[Word]]:
    return list(read_conllu(corpora / "treebank" / "pud.conllu"))


def spaces_between(tokens: list[str]) -> list[bool]:
    """Where a newspaper would print a space between tokens that a corpus gives apart."""
    spaces, inside = [], False
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        glued = token in OPENING or following in CLOSING or not following
        if token == '"':
            inside = not inside
            glued = glued or inside
        if following == '"' and inside:
            glued = True
        spaces.append(not glued)
    return spaces


def _bio(tokens: list[str], tags: list[str], vocab: Vocab, labels: dict[str, str], as_printed: bool) -> Doc:
    spaces = spaces_between(tokens) if as_printed else [True] * (len(tokens) - 1) + [False]
    doc = Doc(vocab, words=tokens, spaces=spaces)
    spans: list[list[int | str]] = []
    for i, tag in enumerate(tags):
        prefix, _, label = tag.partition("-")
        if prefix == "I" and spans and spans[-1][1] == i and spans[-1][2] == label:
            spans[-1][1] = i + 1
        elif tag != "O":
            spans.append([i, i + 1, label])
    doc.set_ents([Span(doc, int(b), int(e), labels[str(x)]) for b, e, x in spans if x in labels], default="outside")
    return doc


def _blocks(path: Path, comments: tuple[str, ...]) -> Iterator[list[list[str]]]:
    block: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith(comments):
                continue
            if line.strip():
                block.append(line.split("\t"))
            elif block:
                yield block
                block = []


def germeval(vocab: Vocab, corpora: Path = CORPORA, as_printed: bool = True) -> list[Doc]:
    """GermEval's sentences with the outer names; derived and partial ones are no names, as the scorer has it."""
    path = corpora / "entities" / "germeval.tsv"
    return [
        _bio([r[1] for r in block], [r[2] for r in block], vocab, GERMEVAL_LABELS, as_printed)
        for block in _blocks(path, ("#\t",))
    ]


def pud_names(vocab: Vocab, corpora: Path = CORPORA) -> list[Doc]:
    """PUD's sentences with names (PER, ORG, LOC; it has no MISC)."""
    path = corpora / "entities" / "pud.iob2"
    docs = []
    for block in _blocks(path, ("# ",)):
        tokens, tags = [], []
        skip = False
        for row, following in zip(block, [*block[1:], ["", "", "O"]], strict=True):
            if skip:
                skip = False
                continue
            contracted = CONTRACTIONS.get((row[1].lower(), following[1].lower()))
            if contracted and row[2] == following[2] == "O":
                token, skip = contracted, True
                if row[1][0].isupper():
                    token = token.capitalize()
            else:
                token = row[1]
            tokens.append(token)
            tags.append(row[2])
        docs.append(_bio(tokens, tags, vocab, {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}, True))
    return docs


CONTRACTIONS = {
    ("in", "dem"): "im",
    ("an", "dem"): "am",
    ("von", "dem"): "vom",
    ("bei", "dem"): "beim",
    ("zu", "dem"): "zum",
    ("zu", "der"): "zur",
    ("in", "das"): "ins",
}


def smartdata(corpora: Path = CORPORA) -> Iterator[tuple[str, list[tuple[int, int, str]], list[tuple[int, int]]]]:
    """(text, names, unsure spans) of each page; what is a street, a stop or a route there may be no name elsewhere."""
    with gzip.open(corpora / "entities" / "smartdata.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            names, unsure = [], []
            for m in page["mentions"]:
                if m["type"] in SMARTDATA_LABELS:
                    names.append((m["begin"], m["end"], SMARTDATA_LABELS[m["type"]]))
                elif m["type"] in SMARTDATA_UNSURE:
                    unsure.append((m["begin"], m["end"]))
            yield page["text"], names, unsure


class Article(NamedTuple):
    """An article of the quotation corpus: its text and the offsets of its sentences."""

    text: str
    sentences: list[tuple[int, int]]


def wikinews(corpora: Path = CORPORA, name: str = "train") -> Iterator[Article]:
    """Articles of the quotation corpus (train or dev). Their annotations train nothing that ships."""
    with gzip.open(corpora / "quotations" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield Article(article["originalText"], [(s["charBegin"], s["charEnd"]) for s in article["sentences"]])
