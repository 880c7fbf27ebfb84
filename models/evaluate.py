"""Measures a German pipeline on data that trained and tuned nothing of the one that ships.

    python -m models.evaluate [--corpora FOLDER] [PIPELINE ...]

PIPELINE is fast, accurate, a folder or an installed package; without one, the default. Several stand side by side.
See models/corpora.py for the split. Speed is one core's, model loaded, on whole articles.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.needed import CORPORA, need, run

if TYPE_CHECKING:
    from spacy.language import Language

    from models.corpora import Word

Figures = dict[str, float]
GRAMMAR = (
    *("UPOS", "tags", "mood", "mood Sub", "Tense", "Person", "Number", "Case"),
    *("lemmas", "verb lemmas", "UAS", "LAS"),
)


def f1(right: int, predicted: int, gold: int) -> float:
    """F1 in percent."""
    return 200 * right / (predicted + gold) if predicted + gold else 0.0


def score_sets(pairs: Iterable[tuple[set[Any], set[Any]]]) -> tuple[int, int, int]:
    right = predicted = gold = 0
    for found, true in pairs:
        right += len(found & true)
        predicted += len(found)
        gold += len(true)
    return right, predicted, gold


def names(nlp: Language, corpora: Path, part: str) -> Figures:
    """Names on GermEval's sentences, tokens joined by one space, as the scorer of the corpus folder has them."""
    from spacy.vocab import Vocab

    from models.corpora import germeval, part_of
    from quellenlage.pipeline.entities import find_names

    gold = [d for i, d in enumerate(germeval(Vocab(), corpora, as_printed=False)) if part_of(i) == part]
    found: Counter[str] = Counter()
    true: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for doc, predicted in zip(gold, nlp.pipe([d.text for d in gold]), strict=True):
        t = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        p = {(m.start, m.end, m.label) for m in find_names(predicted)}
        for counts, items in ((true, t), (found, p), (right, t & p)):
            counts.update(label for *_, label in items)
            counts["all"] += len(items)
    return {f"names {k}": f1(right[k], found[k], true[k]) for k in ("all", "PER", "ORG", "LOC", "MISC")}


def text_of(words: list[Word]) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for word in words:
        spans.append((len(text), len(text) + len(word.form)))
        text += word.form + (" " if word.space else "")
    return text.rstrip(), spans


def grammar(nlp: Language, corpora: Path, part: str) -> Figures:
    """Part of speech, mood, morphology, lemmas and syntax on GSD's sentences, from the raw text.

    Hyphenated words are one word (GSD takes them apart); a word that the tokenizer cuts otherwise counts as wrong.
    """
    from models.corpora import gsd_as_written, part_of

    gold = [words for i, words in enumerate(gsd_as_written(corpora)) if part_of(i) == part]
    texts = [text_of(words) for words in gold]
    pairs: dict[str, list[tuple[set[Any], set[Any]]]] = {}
    for words, (_, spans), doc in zip(gold, texts, nlp.pipe([t for t, _ in texts]), strict=True):
        true: dict[str, set[Any]] = {}
        for (b, e), w in zip(spans, words, strict=True):
            true.setdefault("UPOS", set()).add((b, e, w.pos))
            true.setdefault("tags", set()).add((b, e, w.tag))
            feats = dict(f.split("=") for f in w.morph.split("|")) if w.morph else {}
            if "Mood" in feats and w.pos in ("VERB", "AUX"):
                true.setdefault("mood", set()).add((b, e, feats["Mood"]))
                if feats["Mood"] == "Sub":
                    true.setdefault("mood Sub", set()).add((b, e))
            for name in ("Case", "Number", "Tense", "Person"):
                if name in feats:
                    true.setdefault(name, set()).add((b, e, feats[name]))
            if w.pos in ("VERB", "AUX") and w.lemma != "_":
                true.setdefault("verb lemmas", set()).add((b, e, w.lemma))
            if w.lemma != "_" and w.pos not in ("PUNCT",):
                true.setdefault("lemmas", set()).add((b, e, w.lemma))
            if w.dep != "punct":
                head = spans[w.head]
                true.setdefault("UAS", set()).add((b, e, head))
                true.setdefault("LAS", set()).add((b, e, head, w.dep))
        verbs = {(b, e) for (b, e), w in zip(spans, words, strict=True) if w.pos in ("VERB", "AUX")}
        counted = {(b, e) for b, e, _ in true.get("lemmas", ())}
        found: dict[str, set[Any]] = {}
        for t in doc:
            if t.is_space:
                continue
            b, e = t.idx, t.idx + len(t)
            found.setdefault("UPOS", set()).add((b, e, t.pos_))
            found.setdefault("tags", set()).add((b, e, t.tag_))
            feats = t.morph.to_dict()
            if "Mood" in feats and t.pos_ in ("VERB", "AUX"):
                found.setdefault("mood", set()).add((b, e, feats["Mood"]))
                if feats["Mood"] == "Sub":
                    found.setdefault("mood Sub", set()).add((b, e))
            for name in ("Case", "Number", "Tense", "Person"):
                if name in feats:
                    found.setdefault(name, set()).add((b, e, feats[name]))
            if (b, e) in verbs:
                found.setdefault("verb lemmas", set()).add((b, e, t.lemma_))
            if (b, e) in counted:
                found.setdefault("lemmas", set()).add((b, e, t.lemma_))
            if t.dep_ != "punct":
                head = (t.head.idx, t.head.idx + len(t.head))
                found.setdefault("UAS", set()).add((b, e, head))
                found.setdefault("LAS", set()).add((b, e, head, "root" if t.dep_ == "ROOT" else t.dep_))
        for key in (*true, *(k for k in found if k not in true)):
            pairs.setdefault(key, []).append((found.get(key, set()), true.get(key, set())))
    order = (
        "UPOS",
        "tags",
        "mood",
        "mood Sub",
        "Tense",
        "Person",
        "Number",
        "Case",
        "lemmas",
        "verb lemmas",
        "UAS",
        "LAS",
    )
    return {key: f1(*score_sets(pairs[key])) for key in order}


def sentences(nlp: Language, corpora: Path) -> Figures:
    """Where sentences begin, and whole sentences, in the articles of the quotation corpus's dev part."""
    from models.corpora import wikinews

    starts, whole = [], []
    articles = list(wikinews(corpora, "dev"))
    for article, doc in zip(articles, nlp.pipe([a.text for a in articles]), strict=True):
        gold = {trimmed(article.text, b, e) for b, e in article.sentences if article.text[b:e].strip()}
        found = {trimmed(article.text, s.start_char, s.end_char) for s in doc.sents if s.text.strip()}
        starts.append(({b for b, _ in found}, {b for b, _ in gold}))
        whole.append((found, gold))
    return {"sentence starts": f1(*score_sets(starts)), "whole sentences": f1(*score_sets(whole))}


def trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    """The offsets without white space at either end."""
    piece = text[begin:end]
    return begin + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def speed(nlp: Language, corpora: Path) -> Figures:
    """Tokens a second of everything together, the best of three rounds after one to warm up."""
    from models.corpora import wikinews

    texts = [article.text for article in wikinews(corpora, "dev")]
    best, tokens = float("inf"), 0
    for _ in range(4):
        begin = time.perf_counter()
        tokens = sum(len(doc) for doc in nlp.pipe(texts))
        best = min(best, time.perf_counter() - begin)
    return {"tokens a second": tokens / best}


def evaluate(nlp: Language, corpora: Path, part: str = "test") -> Figures:
    """Every figure of this pipeline."""
    return {
        **names(nlp, corpora, part),
        **grammar(nlp, corpora, part),
        **sentences(nlp, corpora),
        **speed(nlp, corpora),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipelines", nargs="*", help="fast, accurate, an installed pipeline or a path to one")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--part", choices=("dev", "test"), default="test", help="dev compares tries")
    arguments = parser.parse_args()
    treebank = ("treebank/gsd-dev.conllu", "treebank/gsd-test.conllu")
    need(arguments.corpora, "entities/germeval.tsv", *treebank, "quotations/dev.jsonl.gz")
    from quellenlage.pipeline.load import load_trained

    named = arguments.pipelines or [None]
    columns = [evaluate(load_trained(name), arguments.corpora, arguments.part) for name in named]
    print(f"{'':18s}" + "".join(f"{Path(n or 'shipped').name:>18s}" for n in arguments.pipelines or ["shipped"]))
    for key in columns[0]:
        print(f"{key:18s}" + "".join(f"{c[key]:18.1f}" for c in columns))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    run(main)
