"""Where the tokenizer of a German pipeline cuts beyond spaCy's rules: marks of all houses, stops without a blank."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language

_MARKS = "„“”»«›‹"
_UPPER, _LOWER = "A-ZÄÖÜ", "a-zäöüß"
#: "SPD.Die", "(spät).Danach", "„Er ging.“Danach", "sagte:„Nein"
INFIXES = (
    rf"(?<=[{_UPPER}{_LOWER}][{_UPPER}])\.(?=[{_UPPER}][{_LOWER}])",
    rf"(?<=\w)[)\]](?=[.,;:!?][{_UPPER}])",
    rf"(?<=[)\]])[.,;:!?](?=[{_UPPER}])",
    rf"(?<=[{_LOWER}])[.!?](?=[{_MARKS}\"][{_UPPER}])",
    rf"(?<=[.!?])[{_MARKS}\"](?=[{_UPPER}])",
    rf"(?<=[{_LOWER}])[:,](?=[{_MARKS}]\w)",
    rf"(?<=[:,])[{_MARKS}](?=\w)",
)
MARKS = ("‹", "›")
#: Two characters that stand for a quotation mark: >>Ja<<, ,,Ja'', ``Ja''.
OPENING, CLOSING = (">>", "<<", ",,", "``"), (">>", "<<", "''")


#: Characters without a blank between them that are looked at as one: spaCy takes off one mark after another and looks
#: at all the rest for each. No word or address of an article is as long.
LONGEST_RUN = 300


class BoundedTokenizer:
    """A tokenizer of spaCy's for which what is longer than :data:`LONGEST_RUN` is several stretches."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        places = list(_cuts(text))
        if not places:
            doc: Doc = self._tokenizer(text)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        for start, end in pairwise((0, *places, len(text))):
            for token in self._tokenizer(text[start:end]):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self._tokenizer.vocab, words=words, spaces=spaces)

    def to_disk(self, path: Path, **settings: Any) -> None:
        """Written as spaCy's own: :func:`cut_finer` bounds it again where the pipeline is loaded."""
        self._tokenizer.to_disk(path, **settings)


def _cuts(text: str) -> Iterator[int]:
    """Where stretches without a blank are cut that are too long."""
    at = 0
    for run in text.split():
        at = text.index(run, at)
        yield from range(at + LONGEST_RUN, at + len(run), LONGEST_RUN)
        at += len(run)


def cut_finer(nlp: Language) -> Language:
    """Adds these cuts to the tokenizer of a pipeline, and returns the pipeline."""
    tokenizer: Any = nlp.tokenizer
    defaults = nlp.Defaults
    tokenizer.infix_finditer = compile_infix_regex([*INFIXES, *(defaults.infixes or ())]).finditer
    tokenizer.prefix_search = compile_prefix_regex([*OPENING, *MARKS, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*CLOSING, *MARKS, *(defaults.suffixes or ())]).search
    # spaCy takes "):" for a face, of "Eva Lang (Trainerin): „…“"
    rules = tokenizer.rules or {}
    tokenizer.rules = {text: tokens for text, tokens in rules.items() if not _is_emoticon(text)}
    nlp.tokenizer = BoundedTokenizer(tokenizer)
    return nlp


def _is_emoticon(text: str) -> bool:
    """Whether marks, at most with one letter or figure between them, are a face: ":D", "):"."""
    return len(text) > 1 and any(c in "()[]:;=" for c in text) and sum(c.isalnum() for c in text) <= 1
