"""The pipeline that ships, loaded for real, on sentences of our own."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Token

from quellenlage.pipeline.entities import find_names
from quellenlage.pipeline.load import ModelNotFoundError, load
from tests.counting import steps


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


BOUNDARIES = [
    ["Dr. Anna Weber kam am 26. August an.", "Sie blieb z. B. bis zum 3. September."],
    ["BERLIN (dpa) - Die Regierung berät heute.", "Ein Beschluss wird erwartet."],
    ['"Wir bleiben dabei.', 'Daran ändert sich nichts", sagte er.', "Dann ging er."],
    ["„Das war knapp.", "Aber es hat gereicht.“", "So sah es der Trainer."],
    ["Der Umsatz stieg auf 3,5 Mio. Euro.", "Im Jahr 2019 waren es 2 Mrd. Dollar."],
    ["Er kam auf Rang 3.", "Petra Vogt wurde Vierte."],
    ["Den Anfang machte Georg W. Schulz von der Musterbau GmbH.", "Ihm folgten andere."],
    ["Was nun?", "Niemand weiß es!", "Alle warten."],
    ["Der Plan sei „gut!“, rief sie.", "Das Publikum lachte."],
    ["Das war 2005.", "Der Streit dauerte bis 2010."],
    ["Das Haus (Baujahr ca. 1900) steht leer.", "(Es wird verkauft.)"],
]


@pytest.mark.parametrize("sentences", BOUNDARIES, ids=lambda s: s[0][:30])
def test_sentences_end_where_a_reader_ends_them(nlp: Language, sentences: list[str]) -> None:
    assert [s.text.strip() for s in nlp(" ".join(sentences)).sents] == sentences


def test_a_headline_without_full_stop_is_a_sentence_of_its_own(nlp: Language) -> None:
    doc = nlp("Ministerin will nachgeben\n\nDie Ministerin lenkt ein. Sie sagte:\n\n„Wir reden.“")
    assert [s.text.strip() for s in doc.sents] == [
        "Ministerin will nachgeben",
        "Die Ministerin lenkt ein.",
        "Sie sagte:",
        "„Wir reden.“",
    ]


def word(nlp: Language, text: str, form: str) -> Token:
    return next(t for t in nlp(text) if t.text == form)


@pytest.mark.parametrize(
    ("text", "form", "mood", "tense"),
    [
        ("Der Minister sagte, die Lage sei ernst.", "sei", "Sub", "Pres"),
        ("Sie erklärte, er habe nichts gewusst.", "habe", "Sub", "Pres"),
        ("Berlin werde sich beteiligen, sagte die Kanzlerin.", "werde", "Sub", "Pres"),
        ("Der Sprecher teilte mit, man könne nichts sagen.", "könne", "Sub", "Pres"),
        ("Die Opposition meint, das wäre ein Fehler.", "wäre", "Sub", "Past"),
        ("Er sagte, die Beamten hätten richtig gehandelt.", "hätten", "Sub", "Past"),
        ("Die Lage ist ernst.", "ist", "Ind", "Pres"),
        ("Die Firma kündigte gestern Entlassungen an.", "kündigte", "Ind", "Past"),
    ],
)
def test_mood_and_tense_of_finite_verbs(nlp: Language, text: str, form: str, mood: str, tense: str) -> None:
    morph = word(nlp, text, form).morph.to_dict()
    assert (morph.get("Mood"), morph.get("Tense")) == (mood, tense)


@pytest.mark.parametrize(
    ("text", "verb", "lemma", "particle"),
    [
        ("Die Polizei teilte am Montag die Zahlen mit.", "teilte", "teilen", "mit"),
        ("Der Konzern kündigte einen Umbau an.", "kündigte", "kündigen", "an"),
    ],
)
def test_a_separated_particle_hangs_on_its_verb(nlp: Language, text: str, verb: str, lemma: str, particle: str) -> None:
    token = word(nlp, text, particle)
    assert (token.dep_, token.head.text, token.head.lemma_) == ("compound:prt", verb, lemma)


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("Das hat die Behörde mitgeteilt.", "mitgeteilt", "mitteilen"),
        ("Sie hat versprochen, alles offenzulegen.", "offenzulegen", "offenlegen"),
        ("Die Abgeordneten sprachen lange.", "sprachen", "sprechen"),
        ("Die Männer kamen spät.", "Männer", "Mann"),
        ("Es geht um Sicherheitsgarantien.", "Sicherheitsgarantien", "Sicherheitsgarantie"),
        ("Er hat ein kleineres Haus.", "Haus", "Haus"),
    ],
)
def test_lemmas(nlp: Language, text: str, form: str, lemma: str) -> None:
    assert word(nlp, text, form).lemma_ == lemma


@pytest.mark.parametrize(
    ("text", "form", "pos", "finite"),
    [
        ("Das gelingt nur, wenn die Länder mehr Geld geben.", "geben", "VERB", True),
        ("Die Länder können mehr Geld geben.", "geben", "VERB", False),
        ("Die Länder planen, mehr Geld zu geben.", "geben", "VERB", False),
        ("Die Partei hat viele Mitglieder.", "hat", "VERB", True),
        ("Die Partei hat viele Mitglieder verloren.", "hat", "AUX", True),
    ],
)
def test_the_syntax_settles_what_a_verb_is(nlp: Language, text: str, form: str, pos: str, finite: bool) -> None:
    token = word(nlp, text, form)
    assert (token.pos_, token.morph.to_dict().get("VerbForm") == "Fin") == (pos, finite)


def test_names_come_with_offsets_into_the_text(nlp: Language) -> None:
    text = "Angela Merkel reiste nach Paris.\n\nDort sprach die CDU mit der BBC."
    found = {(text[m.start : m.end], m.label) for m in find_names(nlp(text))}
    assert {("Angela Merkel", "PER"), ("Paris", "LOC"), ("CDU", "ORG"), ("BBC", "ORG")} <= found


def test_white_space_is_no_word(nlp: Language) -> None:
    doc = nlp(" \n\nKein Ende in Sicht\n\nDer Streit geht weiter.\n")
    spaces = [t for t in doc if t.is_space]
    assert {t.pos_ for t in spaces} == {"SPACE"}
    assert not [t for t in doc if t.head.is_space and not t.is_space]
    assert "".join(t.text_with_ws for t in doc) == doc.text


TEXTS = [" ".join(itertools.chain.from_iterable(BOUNDARIES[: n + 1])) for n in range(len(BOUNDARIES))]


def test_the_batch_size_changes_nothing(nlp: Language) -> None:
    def read(size: int) -> list[list[tuple[object, ...]]]:
        docs = nlp.pipe(TEXTS, batch_size=size)
        return [[(t.text, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_) for t in d] for d in docs]

    assert read(1) == read(3) == read(100)


def test_it_loads_quickly_and_importing_loads_nothing() -> None:
    assert steps(load) < 5_000_000  # a second or two
    code = "import sys, quellenlage.pipeline.load, quellenlage.pipeline.entities; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0


def test_an_unknown_pipeline_is_an_error_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelNotFoundError, match="no_such_pipeline"):
        load("no_such_pipeline")
    with pytest.raises(ModelNotFoundError, match="holds no spaCy pipeline"):
        load(tmp_path)
    monkeypatch.setenv("QUELLENLAGE_MODEL", "no_such_setting")
    with pytest.raises(ModelNotFoundError, match="no_such_setting"):
        load()
