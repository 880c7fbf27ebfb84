"""Where the tokenizer of a German pipeline cuts beyond spaCy's rules: marks of all houses, stops without a blank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    return nlp


def _is_emoticon(text: str) -> bool:
    """Whether marks, at most with one letter or figure between them, are a face: ":D", "):"."""
    return len(text) > 1 and any(c in "()[]:;=" for c in text) and sum(c.isalnum() for c in text) <= 1
