"""Features of the words that name a speaker, and of who that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quellenlage import words as tables
from quellenlage.confidence.story import Telling
from quellenlage.words.verbs import grammar

if TYPE_CHECKING:
    from quellenlage.reading.words import Word

_NOUNS = ("NN", "NE")
_LONG_DESCRIPTION = 4  # words
_LONG_NAME = 3
_FAR = 3  # sentences


def nobody(t: Telling) -> bool:
    """The text does not tell who speaks."""
    return t.source is None and t.claim.kind != "outlet"


def outlet_itself(t: Telling) -> bool:
    """The outlet speaks for itself."""
    return t.source is None and t.claim.kind == "outlet"


# By what words the speaker is named.


def full_name(t: Telling) -> bool:
    """A person's name of more than one word."""
    return t.entity is not None and t.entity.kind == "person" and " " in _name(t)


def behind_article(t: Telling) -> bool:
    """A name right behind its article."""
    before = _before_name(t)
    return before is not None and before.tag == "ART"


def behind_noun(t: Telling) -> bool:
    """A name right behind the noun that says what it is."""
    before = _before_name(t)
    return before is not None and before.tag in _NOUNS and before.end + 1 == _start(t)


def unknown_noun_beside(t: Telling) -> bool:
    """A noun that no table has stands beside the name in the speaker's words."""
    if t.mention is None or t.form != "name" or t.written is None:
        return False
    beside = [w for w in t.story.words(*t.written) if not t.mention.start <= w.start < t.mention.end]
    return any(w.tag == "NN" and tables.noun(w.text) is None for w in beside)


def no_mention(t: Telling) -> bool:
    """The speaker's words are themselves no mention: a relative pronoun, a possessive."""
    return t.source is not None and t.mention is None


def one_sentence_back(t: Telling) -> bool:
    """A pronoun or noun phrase for somebody who was told of in the sentence before."""
    return _back(t) == 1


def far_back(t: Telling) -> bool:
    """A pronoun or noun phrase for somebody who was told of three or more sentences before."""
    return (_back(t) or 0) >= _FAR


def rival_nearer(t: Telling) -> bool:
    """Another whom the pronoun or noun phrase may mean is told of between it and what it is read to mean."""
    return t.antecedent is not None and any(at > t.antecedent.start for at in t.rivals.values())


def rivals(t: Telling) -> bool:
    """Two or more others whom the pronoun or noun phrase may mean are told of in the sentences before."""
    return len(t.rivals) > 1


# Who the speaker is.


def spokesperson(t: Telling) -> bool:
    """Somebody told by a noun for those who speak for others."""
    entry = tables.noun(head.text) if (head := _head(t)) is not None else None
    return entry is not None and entry.kind == "spokes"


def document(t: Telling) -> bool:
    """A report, study or other paper."""
    return t.source is not None and t.source.kind == "document"


def document_behind_preposition(t: Telling) -> bool:
    """A paper that a preposition names: it has no verb that might be another's."""
    cue = [word for span in t.claim.cue for word in t.story.words(span.start, span.end)]
    return document(t) and bool(cue) and all(word.pos not in ("VERB", "AUX") for word in cue)


def paper_in_full(t: Telling) -> bool:
    """A paper by more than its noun: the Deichbericht, "Studie der Universität Kiel"."""
    name = t.source.name if t.source is not None and document(t) else ""
    entry = tables.noun(name)
    return bool(name) and (" " in name or entry is None or entry.lemma != name)


def unnamed_people(t: Telling) -> bool:
    """People whom the article does not name."""
    return _described(t) and t.entity is not None and t.entity.kind == "anonymous"


def unnamed_with_definite_article(t: Telling) -> bool:
    """One person without a name whom the article speaks of as known."""
    return _described(t) and t.entity is not None and t.entity.kind == "person" and _opens_with(t, "definite")


def unnamed_with_indefinite_article(t: Telling) -> bool:
    """Somebody without a name of whom the article has not spoken."""
    return _described(t) and _opens_with(t, "indefinite_determiners")


def long_description(t: Telling) -> bool:
    """Somebody without a name, who is no paper, is described in four words or more."""
    if t.entity is None or t.entity.named or document(t):
        return False
    return len(t.entity.name.split()) >= _LONG_DESCRIPTION


def holds_office(t: Telling) -> bool:
    """The article tells an office, function or party of the speaker."""
    return t.entity is not None and bool(t.entity.role)


def gender_unknown(t: Telling) -> bool:
    """A named person whose given name is in no table, and of whom nothing else tells the gender."""
    return _named_person(t) and t.entity is not None and t.entity.gender is None


def long_name(t: Telling) -> bool:
    """A person's name of three words or more."""
    return _named_person(t) and t.entity is not None and len(t.entity.name.split()) >= _LONG_NAME


def full_name_once(t: Telling) -> bool:
    """A person whose full name stands in the article just once."""
    return _named_person(t) and t.entity is not None and t.story.full_names[t.entity.entity_id] == 1


def small_words_in_name(t: Telling) -> bool:
    """A name with words that are not capitalised."""
    return t.entity is not None and t.entity.named and any(word[0].islower() for word in t.entity.name.split())


def other_name_in_ledger(t: Telling) -> bool:
    """A body, paper or state that has another name in the ledger than in the article."""
    return t.entity is not None and t.entity.kind != "person" and t.form == "name" and _name(t) != t.entity.name


def found_by_pipeline(t: Telling) -> bool:
    """A name that the pipeline found in this place, too."""
    return t.mention is not None and t.form == "name" and any(t.story.found(t.mention.start, t.mention.end))


def from_tables_alone(t: Telling) -> bool:
    """A name that the pipeline found nowhere in the article, and the tables know or its form tells."""
    return t.entity is not None and t.entity.named and not t.story.labels[t.entity.entity_id]


def _name(t: Telling) -> str:
    """The name in the speaker's words; empty where none is."""
    return t.story.text[t.mention.start : t.mention.end] if t.mention is not None and t.form == "name" else ""


def _start(t: Telling) -> int:
    return t.mention.start if t.mention is not None else -1


def _before_name(t: Telling) -> Word | None:
    """The word before the name."""
    if t.mention is None or t.form != "name":
        return None
    at = t.story.reading.at(t.mention.start)
    return t.story.reading.words[at - 1] if at else None


def _back(t: Telling) -> int | None:
    """How many sentences the antecedent stands before the pronoun or noun phrase; None where there is none."""
    if t.antecedent is None or t.place is None:
        return None
    return t.story.sentence(t.place[0]) - t.story.sentence(t.antecedent.start)


def _phrase(t: Telling) -> Sequence[Word]:
    """The words of a noun phrase for the speaker."""
    return t.story.words(t.mention.start, t.mention.end) if t.mention is not None and t.form == "nominal" else ()


def _head(t: Telling) -> Word | None:
    return next((word for word in _phrase(t) if word.tag in _NOUNS), None)


def _described(t: Telling) -> bool:
    return t.entity is not None and not t.entity.named and t.form == "nominal"


def _opens_with(t: Telling, words: str) -> bool:
    first = next(iter(_phrase(t)), None)
    return first is not None and first.lower in grammar(words)


def _named_person(t: Telling) -> bool:
    return t.entity is not None and t.entity.kind == "person" and t.entity.named
