"""Which of the names in a speaker's words may be who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quellenlage import words as tables
from quellenlage.identity.clusters import Cluster
from quellenlage.identity.discourse import Discourse, named_in
from quellenlage.identity.extents import end_of
from quellenlage.identity.nominals import Phrase
from quellenlage.reading.noun_phrases import attribute_end

_COMMISSION = re.compile(r"\bim Auftrag (?:von|vom|der|des)(?: \w+){0,2} $")

Named = tuple[tuple[int, int], Cluster]


def names_within(d: Discourse, first: int, last: int) -> list[Named]:
    """The names among the tokens ``first`` to ``last`` (exclusive), in order of the text.

    Not who paid for a survey, nor what hangs on a participle: "die zur Ihde AG gehörende Werft".
    """
    end = end_of(d.doc[last - 1])
    names = named_in(d, _behind_attribute(d, first, last), end)
    return [name for name in names if not _commissions(d, name[0][0])]


def _behind_attribute(d: Discourse, first: int, last: int) -> int:
    """The character at which a phrase goes on behind a participle with what hangs on it, else at which it begins."""
    begins, ends = d.reading.word_at(first), d.reading.word_at(last)
    behind = attribute_end(d.reading, begins + 1, ends) if begins + 1 < ends else None
    return d.doc[first].idx if behind is None else d.reading.words[behind].start


def _commissions(d: Discourse, start: int) -> bool:
    """Whether a name is only of who paid for a survey: "eine Umfrage im Auftrag des Senders RTL"."""
    return _COMMISSION.search(d.text[max(0, start - 40) : start]) is not None


def without_works(d: Discourse, phrase: Phrase | None, names: Sequence[Named]) -> list[Named]:
    """The names without those in brackets behind somebody, of a party or a work: "der Regisseur («Lange Nacht»)"."""
    if phrase is None or phrase.noun.kind not in tables.HUMAN:
        return list(names)
    return [n for n in names if n[1].kind == "person" or not _in_brackets(d.text[phrase.end : n[0][0]])]


def _in_brackets(before: str) -> bool:
    return before.count("(") > before.count(")")
