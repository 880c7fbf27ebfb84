"""What every table promises of its lines: its columns, what tells lines apart, which cells may be empty or hold what.

README.md says in a sentence what a line means; ``table.py`` checks each line against this.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from quellenlage.records import ACTS, CLAIM_RELATIONS, CLAIM_TYPES


@dataclass(frozen=True, slots=True)
class Promise:
    """``key``: no two lines agree in these columns. ``empty``: cells that may be empty. ``among``: what cells may hold.

    A cell of a column in ``several`` may hold more than one of them, divided by blanks or ``|``.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...] = ()
    empty: frozenset[str] = frozenset()
    among: Mapping[str, frozenset[str]] = field(default_factory=dict)
    several: frozenset[str] = frozenset()


def _promise(
    columns: str, key: str = "", empty: str = "", several: str = "", **among: Collection[str] | str
) -> Promise:
    words = {column: frozenset(v.split() if isinstance(v, str) else v) for column, v in among.items()}
    return Promise(
        tuple(columns.split()), tuple(key.split()), frozenset(empty.split()), words, frozenset(several.split())
    )


_YES_NO, _GENDERS = "yes no", "f m"
_COMPLEMENTS = "direct dass v2 wh zu np label act"
_NOUN_CLASSES = (
    "office spokes person outlet agency report document finding organisation government group wrapper"  # see nouns.py
)
_KINDS_OF_OUTLET = "newspaper weekly magazine broadcaster online publisher"

#: By folder and file; a table that is not named here is checked for its shape alone.
PROMISES: Mapping[str, Promise] = {
    "words/abbreviations.csv": _promise("abbreviation may_end", key="abbreviation", may_end=_YES_NO),
    "words/acting_adjectives.csv": _promise("adjective example", key="adjective"),
    "words/calendar.csv": _promise(
        "class value inflection forms", key="class value inflection forms", empty="value inflection", inflection="adj"
    ),
    "words/common_surnames.csv": _promise("part names", key="part", part="given family"),
    "words/common_words.csv": _promise("word example", key="word"),
    "words/countries.csv": _promise(
        "country names adjective demonyms capital example", key="country", empty="names adjective demonyms capital"
    ),
    "words/given_names.csv": _promise("gender names", key="gender", gender=_GENDERS),
    "words/hedges.csv": _promise("word kind example", key="word", kind="hedge verb"),
    "words/holidays.csv": _promise("rule forms example", key="forms"),
    "words/honorifics.csv": _promise(
        "title gender kind", key="title", empty="gender", gender=_GENDERS, kind="academic address noble religious"
    ),
    "words/months_and_weekdays.csv": _promise(
        "kind number names others abbreviations borne_as example",
        key="kind number",
        empty="others abbreviations borne_as",
        several="borne_as",
        kind="month weekday",
        number="1 2 3 4 5 6 7 8 9 10 11 12",
        borne_as="given surname",
    ),
    "words/nouns.csv": _promise(
        "noun class gender plural field generic example",
        key="noun",
        empty="field generic",
        gender="f m n",
        generic="all bare local names",
        **{"class": _NOUN_CLASSES},
    ),
    "words/numbers.csv": _promise("value word ordinal example", key="value", empty="ordinal"),
    "words/objects.csv": _promise("noun example", key="noun"),
    "words/particles.csv": _promise("word example", key="word"),
    "words/parties.csv": _promise(
        "abbreviation name aliases country not_after example", key="abbreviation", empty="aliases not_after"
    ),
    "words/people.csv": _promise(
        "name gender country parties surname_alone",
        key="name",
        empty="parties",
        gender=_GENDERS,
        surname_alone=_YES_NO,
    ),
    "words/regions.csv": _promise("code names example", key="code"),
    "words/reliance.csv": _promise("relation pattern example", key="pattern", relation=("rests on",)),
    "words/seats.csv": _promise("name aliases country stands_for example", key="name", empty="aliases"),
    "words/speech_nouns.csv": _promise(
        "word after takes act example",
        key="word",
        empty="takes",
        after=_YES_NO,
        takes=_COMPLEMENTS,
        several="takes",
        act=ACTS,
    ),
    "words/starters.csv": _promise("word", key="word"),
    "words/still_verbs.csv": _promise("lemma example", key="lemma"),
    "words/strong_verbs.csv": _promise("infinitive present past participle subjunctive", key="infinitive"),
    "words/subordinators.csv": _promise("word kind", key="word", kind="always content maybe purpose wh"),
    "words/tenses.csv": _promise(
        "class forms example",
        key="class forms",
        **{"class": "past aux participle future present planned planning none"},
    ),
    "words/town_endings.csv": _promise("ending example", key="ending"),
    "words/transliteration.csv": _promise(
        "where pattern replacement example", key="where pattern", where="family given"
    ),
    "words/units.csv": _promise(
        "unit time singular plural compounds example", key="unit time", empty="time compounds", time="T"
    ),
    "words/verb_particles.csv": _promise("particle kind example", key="particle kind", kind="separable inseparable"),
    "words/verbs.csv": _promise(
        "verb takes addressee act type example",
        key="verb",
        empty="addressee",
        takes=_COMPLEMENTS,
        several="takes",
        addressee="accusative dative an von bei",
        act=ACTS,
        type=CLAIM_TYPES,
    ),
    "words/voiced_endings.csv": _promise("ending who example", key="ending", who="person body"),
    "words/name_announcers.csv": _promise("word example", key="word"),
    "outlets/agencies.csv": _promise(
        "agency_id name aliases context_aliases marks domains country kind",
        key="agency_id",
        empty="aliases context_aliases domains",
        kind=("news", "photo", "press release"),
    ),
    "outlets/contexts.csv": _promise(
        "side name pattern example", key="side name pattern", empty="name", side="before after around never_before"
    ),
    "outlets/imprints.csv": _promise("pattern example outlet", key="pattern"),
    "outlets/outlets.csv": _promise(
        "outlet_id name aliases context_aliases domains owner country kind",
        key="outlet_id",
        empty="aliases context_aliases domains country",
        kind=_KINDS_OF_OUTLET,
    ),
    "outlets/published.csv": _promise("cue origin example", key="cue", origin="stand text updated"),
    "outlets/shapes.csv": _promise("word example", key="word"),
    "terms/modifiers.csv": _promise("modifier example", key="modifier"),
    "terms/no_parts.csv": _promise("word example", key="word"),
    "terms/opaque.csv": _promise("word parts example", key="word", empty="parts"),
    "terms/short_parts.csv": _promise("part example", key="part"),
    "confidence/claim_features.csv": _promise("feature means example", key="feature"),
    "confidence/weights.csv": _promise("feature weight", key="feature"),
    "relations/denials.csv": _promise("forms relation example", key="forms", relation=CLAIM_RELATIONS),
    "relations/denied_nouns.csv": _promise(
        "noun acts plural example", key="noun", several="acts", acts=ACTS, empty="plural"
    ),
    "relations/opposites.csv": _promise("one other example contrary", key="one"),
    "relations/relation_weights.csv": _promise("relation feature weight", key="relation feature"),
    "relations/stem_weights.csv": _promise("stem weight", key="stem"),
    "models/organisations.csv": _promise("name", key="name"),
    "words/closed_words.csv": _promise("word pos tag also example", key="word"),
    "words/counted.csv": _promise("number forms example", key="number"),
    "words/legal_forms.csv": _promise("form pattern example", key="form"),
    "words/outlet_nouns.csv": _promise("noun kinds example", key="noun", several="kinds", kinds=_KINDS_OF_OUTLET),
    "words/wordings.csv": _promise("purpose pattern example", key="purpose pattern"),
}
