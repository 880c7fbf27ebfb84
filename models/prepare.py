"""Builds what the training reads: annotated documents in spaCy's binary format, and the tables of word classes."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from models import own_names
from models.corpora import Part, Word, germeval, gsd, gsd_as_written, part_of, pud, pud_names, smartdata, treebank
from quellenlage.words.months_and_weekdays import months, weekdays

KEPT_FEATURES = frozenset(
    (
        "Case",
        "Definite",
        "Degree",
        "Gender",
        "Mood",
        "Number",
        "Person",
        "Polarity",
        "Poss",
        "PronType",
        "Reflex",
        "Tense",
        "VerbForm",
    )
)
GSD_LABELS = frozenset(
    (
        "acl",
        "advcl",
        "advmod",
        "amod",
        "appos",
        "aux",
        "aux:pass",
        "case",
        "cc",
        "ccomp",
        "compound",
        "compound:prt",
        "conj",
        "cop",
        "csubj",
        "csubj:pass",
        "dep",
        "det",
        "det:poss",
        "discourse",
        "expl",
        "expl:pv",
        "fixed",
        "flat",
        "iobj",
        "mark",
        "nmod",
        "nsubj",
        "nsubj:pass",
        "nummod",
        "obj",
        "obl",
        "obl:agent",
        "obl:arg",
        "orphan",
        "parataxis",
        "punct",
        "root",
        "vocative",
        "xcomp",
    )
)
PARAGRAPH = "\n\n"
SEED = 1
# how many of the most frequent word forms have a class; those of gazetteers come on top
FORMS = 400_000
# how often the corpora must show a word for the networks to see it as itself: in the syntax, in the names
KNOWN, COMMON = 3, 8


# PUD's parts of speech where GSD has another, by lower-case form
AS_IN_GSD = {
    **dict.fromkeys(("als", "um", "ohne"), "ADP"),
    **dict.fromkeys(("alles", "andere", "anderen", "anderer", "anderem", "anderes"), "DET"),
    **{day.names[0]: "PROPN" for day in (*months(), *weekdays())},
}
REPLACED = {"ADP": ("CCONJ", "SCONJ"), "DET": ("NOUN",), "PROPN": ("NOUN",)}


def harmonised(words: list[Word], adjectives: frozenset[str] = frozenset()) -> list[Word]:
    """A sentence with the features and labels of GSD.

    ``adjectives`` is given for PUD, whose tags are none of STTS: it has adverbs where GSD has these adjectives in their
    base form, finite verbs without a VerbForm, and subtypes of syntactic labels that GSD does not make.
    """
    for word in words:
        features = dict(f.split("=") for f in word.morph.split("|")) if word.morph else {}
        lower = word.form.lower()
        if adjectives:
            word.tag = ""
            word.dep = word.dep if word.dep in GSD_LABELS else word.dep.split(":")[0]
            if word.pos == "ADV" and lower in adjectives:
                word.pos, features = "ADJ", {"Degree": "Pos"}
            if word.pos in REPLACED.get(AS_IN_GSD.get(lower, ""), ()):
                word.pos = AS_IN_GSD[lower]
            if word.pos in ("VERB", "AUX") and "Mood" not in features and "VerbForm" not in features:
                features = {"VerbForm": "Part" if "Tense" in features else "Inf"}
        if "Mood" in features:
            features["VerbForm"] = "Fin"
        elif word.pos in ("VERB", "AUX"):
            features.pop("Tense", None)
        if word.pos != "ADJ":
            features.pop("Degree", None)
        else:
            features.pop("VerbForm", None)
        word.morph = "|".join(f"{k}={v}" for k, v in sorted(features.items()) if k in KEPT_FEATURES)
    return words


def paragraph_end(head: int) -> Word:
    """The blank line after a paragraph, as a token."""
    word = Word(["0", PARAGRAPH, PARAGRAPH, "SPACE", "_SP", "_", "0", "dep", "_", "SpaceAfter=No"])
    word.head = head
    return word


def running_text(sentences: list[list[Word]], seed: int) -> Iterator[list[Word]]:
    """Sentences as they come in articles: one to four in a document, some with a blank line behind them."""
    chance = random.Random(seed)
    order = list(sentences)
    chance.shuffle(order)
    while order:
        together, order = order[: (n := chance.choice((1, 1, 2, 3, 4)))], order[n:]
        document: list[Word] = []
        for sentence in together:
            at = len(document)
            for word in sentence:
                copy = Word.__new__(Word)
                for slot in Word.__slots__:
                    setattr(copy, slot, getattr(word, slot))
                copy.head = word.head + at
                document.append(copy)
            if chance.random() < 0.3:
                document[-1].space = False
                document.append(paragraph_end(len(document) - 1))
        yield document


def syntax_documents(
    vocab: Vocab, corpora: Path, part: Part, with_dev: bool, seed: int, adjectives: frozenset[str]
) -> list[Doc]:
    """The treebanks' documents of this part; the development part trains too where ``with_dev`` says so.

    PUD has adverbs where GSD has adjectives in their base form (``adjectives``): GSD's way is taken.
    """
    gold = trees(corpora, part, with_dev, adjectives)
    if part != "train":
        return [treebank(s, vocab) for s in gold]
    apart = [harmonised(s) for i, s in enumerate(gsd(corpora)) if _belongs(i, part, with_dev)]
    apart = [s for s in apart if any(w.form == "-" for w in s)]
    for words in apart:
        for word in words[:-1]:
            word.space = True
    return [treebank(s, vocab) for s in running_text([*gold, *apart], seed)]


def trees(corpora: Path, part: Part, with_dev: bool, adjectives: frozenset[str]) -> list[list[Word]]:
    """GSD's sentences of a part; for training PUD's behind them, made to follow GSD as :func:`harmonised` says."""
    gold = [harmonised(s) for i, s in enumerate(gsd_as_written(corpora)) if _belongs(i, part, with_dev)]
    if part != "train":
        return gold
    adverbs = {w.form.lower() for s in gold for w in s if w.pos == "ADV"}
    return gold + [harmonised(s, adjectives - adverbs) for s in pud(corpora)]


def _belongs(number: int, part: Part, with_dev: bool) -> bool:
    return part_of(number) == part or (with_dev and part == "train" and part_of(number) == "dev")


def smartdata_documents(nlp: Language, corpora: Path) -> Iterator[Doc]:
    """SmartData's lines; what cannot be said to be a name or none (streets, parts of words) is missing."""
    for text, names, unsure in smartdata(corpora):
        at = 0
        for line in text.split("\n"):
            begin, at = at, at + len(line) + 1
            body = line.strip()
            if len(body) < 10:
                continue
            begin += len(line) - len(line.lstrip())
            doc = nlp.make_doc(body)
            spans, doubtful = [], [(b - begin, e - begin) for b, e in unsure]
            for b, e, label in names:
                b, e = b - begin, e - begin
                if b >= len(body) or e <= 0:
                    continue
                span = doc.char_span(b, e, label=label) if b >= 0 else None
                if span is None or span[0].is_punct or span[-1].is_punct or any(t.is_space for t in span):
                    doubtful.append((b, e))
                else:
                    spans.append(span)
            spans = filter_spans(spans)
            named = {t.i for s in spans for t in s}
            missing = [
                doc[t.i : t.i + 1]
                for t in doc
                if t.i not in named and any(t.idx < e and t.idx + len(t) > b for b, e in doubtful)
            ]
            doc.set_ents(spans, missing=missing, default="outside")
            yield doc


def joined(docs: list[Doc], seed: int) -> list[Doc]:
    """Documents of one to four sentences, some with a blank line between them."""
    chance = random.Random(seed)
    order = list(docs)
    chance.shuffle(order)
    out = []
    while order:
        together, order = order[: (n := chance.choice((1, 1, 2, 3, 4)))], order[n:]
        words: list[str] = []
        spaces: list[bool] = []
        tags: list[str] = []
        for doc in together:
            words += [t.text for t in doc]
            spaces += [*(bool(t.whitespace_) for t in doc[:-1]), True]
            tags += [t.ent_iob_ + (f"-{t.ent_type_}" if t.ent_type_ else "") for t in doc]
            if chance.random() < 0.3:
                spaces[-1] = False
                words.append(PARAGRAPH)
                spaces.append(False)
                tags.append("O")
        document = Doc(docs[0].vocab, words=words, spaces=spaces)
        spans: list[Span] = []
        missing: list[Span] = []
        for i, tag in enumerate(tags):
            if tag == "":
                missing.append(document[i : i + 1])
            elif tag.startswith("I-") and spans and spans[-1].end == i:
                spans[-1] = Span(document, spans[-1].start, i + 1, spans[-1].label_)
            elif tag != "O":
                spans.append(Span(document, i, i + 1, tag[2:]))
        document.set_ents(spans, missing=missing, default="outside")
        out.append(document)
    return out


def name_documents(nlp: Language, corpora: Path, part: Part, with_dev: bool) -> dict[str, list[Doc]]:
    """Sentences with names, by corpus."""
    gold = [d for i, d in enumerate(germeval(nlp.vocab, corpora)) if _belongs(i, part, with_dev)]
    if part != "train":
        return {"germeval": gold}
    return {
        "germeval": gold,
        "pud": pud_names(nlp.vocab, corpora),
        "smartdata": list(smartdata_documents(nlp, corpora)),
        "own": list(own_names.documents(nlp, corpora)),
    }


def save(docs: Iterable[Doc], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(path)


def word_tables(
    words: Iterable[str],
    clusters: dict[str, int],
    bits: dict[str, int],
    counts: Counter[str],
    known: int,
    common: int,
) -> dict[str, bytes]:
    """The tables of quellenlage/pipeline/wordfeatures.py: classes of ``words``, and what training shows so often."""
    combinations: dict[tuple[int, int], int] = {}
    classes: dict[int, int] = {}
    for word in words:
        combination = (clusters.get(word, -1), bits.get(word, 0))
        classes.setdefault(hash_string(word) >> 32, combinations.setdefault(combination, len(combinations)))
    keys = sorted(classes)
    return {
        "keys": np.array(keys, dtype="<u4").tobytes(),
        "classes": np.array([classes[k] for k in keys], dtype="<u2").tobytes(),
        "clusters": np.array([c for c, _ in combinations], dtype="<i4").tobytes(),
        "bits": np.array([b for _, b in combinations], dtype="<u4").tobytes(),
        "known": np.array(sorted(hash_string(w) for w, n in counts.items() if n >= known), dtype="<u8").tobytes(),
        "common": np.array(sorted(hash_string(w) for w, n in counts.items() if n >= common), dtype="<u8").tobytes(),
    }


def count_words(docs: Iterable[Doc]) -> Counter[str]:
    return Counter(re.sub(r"\d", "0", t.text.lower()) for doc in docs for t in doc)


def word_tables_of(corpora: Path, build: Path) -> None:
    """Writes what is known of word forms, as a vocabulary's lookups, into ``build/words``, unless it is there."""
    from models import features, lexicon

    if (build / "words").exists():
        return
    files = lexicon.dictionaries(build)
    probability, clusters = lexicon.lookups("lexeme_prob"), lexicon.lookups("lexeme_cluster")
    bits = features.word_bits(files["nouns"], files["verbs"], files["adjectives"], probability)
    words = sorted(probability, key=lambda w: (-probability[w], w))[:FORMS]
    frequent = set(words)
    for word in sorted(bits):
        if bits[word] & features.NAMES and word not in frequent and (word in clusters or not word.endswith("s")):
            words.append(word)
    nlp = spacy.blank("de")
    gold = [
        *syntax_documents(nlp.vocab, corpora, "train", True, SEED, lexicon.base_forms(build)),
        *(doc for docs in name_documents(nlp, corpora, "train", True).values() for doc in docs),
    ]
    tables = word_tables(words, clusters, bits, count_words(gold), KNOWN, COMMON)
    nlp.vocab.lookups.add_table("word_classes", tables)
    nlp.to_disk(build / "words")
