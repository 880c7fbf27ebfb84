"""The features of a claim that its confidence is made of, by their names in ``claim_features.csv``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quellenlage.confidence import manner, naming
from quellenlage.confidence.story import Telling

#: In the order of ``claim_features.csv``, which has for each a sentence of what it means and an example.
FEATURES: Mapping[str, Callable[[Telling], bool]] = {
    function.__name__.replace("_", " "): function
    for function in (
        naming.nobody,
        naming.outlet_itself,
        naming.full_name,
        naming.behind_article,
        naming.behind_noun,
        naming.unknown_noun_beside,
        naming.no_mention,
        naming.one_sentence_back,
        naming.far_back,
        naming.rival_nearer,
        naming.rivals,
        naming.spokesperson,
        naming.document,
        naming.document_behind_preposition,
        naming.paper_in_full,
        naming.unnamed_people,
        naming.unnamed_with_definite_article,
        naming.unnamed_with_indefinite_article,
        naming.long_description,
        naming.holds_office,
        naming.gender_unknown,
        naming.long_name,
        naming.full_name_once,
        naming.small_words_in_name,
        naming.other_name_in_ledger,
        naming.found_by_pipeline,
        naming.from_tables_alone,
        manner.indirect,
        manner.quotation,
        manner.quoted,
        manner.subject,
        manner.oblique,
        manner.within_content,
        manner.in_frame_only,
        manner.long_frame,
        manner.unknown_verb,
        manner.far_away,
        manner.speaks_often,
        manner.speaks_on,
        manner.in_between,
        manner.same_words_of_another,
        manner.holds_another,
        manner.others_in_free_speech,
    )
}


def features(telling: Telling) -> tuple[str, ...]:
    """The names of the features that a claim has."""
    return tuple(name for name, has in FEATURES.items() if has(telling))
