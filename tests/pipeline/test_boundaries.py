"""Where sentences begin, in sentences of our own: the rules and each word of their lists."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quellenlage.pipeline.boundaries import german_sentences
from quellenlage.pipeline.clause_marks import is_clause, may_be_finite
from quellenlage.words.verbs import grammar

# "|" stands where a sentence begins
CASES = {
    "clauses at a colon": "Die Lage ist ernst: |Der Deich hält nicht mehr.",
    "a name after a colon": "Ein Schiff lief ein: |Ida Petersen kam aus Leer.",
    "two nouns after a colon": "Der Bau hat zwei Vorteile: |Lärm und Dreck wurden weniger.",
    "a figure after a colon": "Die Zahl steigt noch immer: |17 Orte waren betroffen.",
    "a list after a colon": "Drei Orte sind betroffen: Emden, Leer und Aurich.",
    "a label": "Zum Vergleich: Der Deich ist alt.",
    "who speaks": "Ida Petersen: Der Deich hält nicht mehr.",
    "what is said": "Petersen sagte: „Der Deich hält nicht mehr.“",
    "what is said behind an apposition": "Das sagte Ida Petersen, die Wirtin: „Der Deich hält nicht mehr.“",
    "what is said behind a relative clause": "Das sagte Petersen, die in Emden lebt: „Der Deich hält nicht.“",
    "what is said behind another verb": "Die Wirtin zeigte sich müde und sagte: „Der Deich hält nicht.“",
    "a label with an attribute": "Die so genannte Sturmflut: Der Deich hält nicht mehr.",
    "with the words": "Petersen lobte den Plan mit den Worten: „Der Deich hält nun.“",
    "a quotation that no verb takes": "Der Deich bleibt ein Streit ohne Ende: |„Er ist noch immer zu flach.“",
    "said already": "Petersen sagte, dass der Deich halten soll: |„Wir warten auf den Sommer.“",
    "a colon in brackets": "Die Reise (der Bus hält: Die Fahrt ist kurz) beginnt.",
    "clauses at a semicolon": "Die Fähre lag fest; |der Wirt wartete lange.",
    "a list with semicolons": "Es kamen Ida Petersen, Wirtin; Max Abel, Maler; Eva Holm, Lotsin.",
    "subordinate clauses at a semicolon": "Er sagte, dass es regnet; dass der Wirt wartet, sagte er nicht.",
    "dots": "Er zögerte ... |Dann ging er.",
    "dots within": "Eine Art ... Urlaub war es.",
    "left out at the start": "„[...] Ich war nie da.“ |Er schwieg.",
    "left out where a quotation begins": "Sie schrieb: „(...) Ich war nie da.“",
    "left out between": "„Ich war nie da. |[…] Das war der Wirt.“",
    "a day": "Er kam am 3. |Die anderen kamen später.",
    "a birthday": "Er feierte seinen Geburtstag, den 60. |Der Jubilar tanzte.",
    "an hour": "Um 20.30 Uhr begann es. |Um 22 Uhr endete es.",
    "the number of a list": "Es gilt:\n|1. Die Kammer prüft.\n|2. Der Rat berät.",
    "bullets": "- Erster Punkt\n|- Zweiter Punkt\n|• Dritter Punkt",
    "a headline": "Ministerin tritt zurück\n|Von Ida Petersen\n|Emden. |Die Ministerin geht.",
    "a bracket on its own line": "Das Amt für Fähren\n(AfF) warnt vor Nebel.",
    "names in lower case": "Der Preis steigt. |eBay wartet. |iPhones sind knapp.",
    "a question within": "Was tun? fragt er. |„Was nun?“ fragt sie.",
    "an honorary degree": "Prof. Dr. h. c. Anna Wolf kam. |Danach ging sie.",
    "a saint": "Sie war u. a. in St. Gallen. |Danach fuhr sie heim.",
    "retired": "Er ist Oberst a. D. |Heute lebt er in Emden.",
    "speed": "Der Wind weht mit 40 km/h. |Der Hafen ist zu.",
    "Austria": "Mag. Ida Petersen sprach. |Am 3. Jän. ging sie.",
    "Switzerland": "Das kostet Fr. 20.–, resp. Fr. 30.–. |Danach wird es teurer.",
    "guillemets": "«Die Lage ist ernst.» |Sie ging. |«Wohin?» |Er blieb. |»Nein.« |»Doch.« |Er ging.",
    "single guillemets": "‹Wir gehen.› |Sie blieb.",
    "guillemets with blanks": "Er rief : « Der Deich hält . » |Er ging .",
    "straight marks": '"Die Lage ist ernst." |Sie ging. |"Wohin?" |Er blieb.',
    "no blank": "Die Fähre fährt.|Der Wirt wartet (spät).|Danach geht er zur SPD.|Die CDU wartet.",
    "no blank at marks": "„Er ging.“|Danach kam sie und rief.|„Wir gehen.“",
    "addresses": "Mehr auf www.beispiel.de. |Siehe http://www.beispiel.de/a.html. |Danke.",
    "a dateline without a dash": "Bern (sda) |Der Bundesrat tagt.",
    "an agency that is named": "Das meldet die Deutsche Presse-Agentur (dpa).\n\n|Er schwieg.",
    "a name like an abbreviation": "„Ich gehe“, sagte Max. |„Ich bleibe“, sagte sie. |Das dauert max. Tage.",
    "a street": "Sie wohne in der Lindenstr. 12 in Emden. |Er wohne in der Lindenstr. |Das sagte sie.",
    "initials": "J. R. Petersen kam. |Er sah Ida K. |Sie grüßte.",
}
WRAPPED = (
    "Die Wirtin hat den Deich gesehen und sagt, er halte nicht mehr\n"
    "lange. |Das Amt schickt heute noch acht Leute mit Sand auf die\n"
    "Insel. |Am Abend soll der Wind drehen, und das Wasser wird bis\n"
    "Mitternacht steigen. |Danach fällt es.\n"
    "|Im Hafen liegt die Fähre fest."
)


def marked(text: str, german: Language) -> str:
    doc = german_sentences(german.tokenizer(text))
    return "|".join(text[a:b] for a, b in _spans([s.start_char for s in doc.sents], len(text)))


def _spans(starts: list[int], end: int) -> list[tuple[int, int]]:
    return list(zip(starts, [*starts[1:], end], strict=True))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_sentences_begin_where_a_reader_sees_them(case: str, german: Language) -> None:
    assert marked(case.replace("|", ""), german) == case


def test_lines_of_a_fixed_width_end_no_sentence(german: Language) -> None:
    assert marked(WRAPPED.replace("|", ""), german) == WRAPPED


@pytest.mark.parametrize("word", sorted(grammar("never_behind_ordinal")))
def test_a_word_that_stands_behind_no_ordinal_begins_a_sentence(word: str, german: Language) -> None:
    text = f"Er feierte den 60. |{word.capitalize()} folgte viel."
    assert marked(text.replace("|", ""), german) == text


@pytest.mark.parametrize("word", sorted(grammar("line_goes_on")))
def test_no_line_ends_with_a_word_that_needs_another(word: str, german: Language) -> None:
    text = f"Streit am Deich {word}\nHafen in Emden"
    assert marked(text, german) == text


@pytest.mark.parametrize("name", sorted(grammar("marked_names")))
def test_the_mark_of_a_name_ends_no_sentence(name: str, german: Language) -> None:
    text = f"Das meldet {name} Deutschland heute. |Sie arbeitet bei {name} |Die Firma wächst."
    assert marked(text.replace("|", ""), german) == text


@pytest.mark.parametrize("word", sorted(grammar("no_verbs_in_t")))
def test_no_verb(word: str) -> None:
    assert not is_clause(["Ein", "Mann", word])


@pytest.mark.parametrize("word", sorted(grammar("before_attribute")))
def test_an_attribute_is_no_verb(word: str) -> None:
    assert not may_be_finite("zweiten", word)
    assert may_be_finite("warteten", "sie")
