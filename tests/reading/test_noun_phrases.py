"""Where a noun phrase ends, branch by branch."""

from __future__ import annotations

import pytest

from quellenlage.reading.noun_phrases import apposition, complement_end, noun_phrase, phrase_start
from tests.made_docs import tagged


def phrase(words: str, start: int = 0, loose: bool = True) -> str:
    reading = tagged(words)
    end = noun_phrase(reading, start, len(reading.words), loose)
    return " ".join(w.text for w in reading.words[start:end])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Die/ART Werft/NN schwieg/VVFIN", "Die Werft"),
        ("Vera/NE Holm/NE schwieg/VVFIN", "Vera Holm"),
        ("Landrätin/NN Vera/NE Holm/NE schwieg/VVFIN", "Landrätin Vera Holm"),
        ("der/ART alte/ADJA Wirt/NN schwieg/VVFIN", "der alte Wirt"),
        ("der/ART alte/ADJA und/KON kranke/ADJA Wirt/NN schwieg/VVFIN", "der alte und kranke Wirt"),
        ("der/ART 60-jährige/ADJA alte/ADJA Wirt/NN schwieg/VVFIN", "der 60-jährige alte Wirt"),
        ("der/ART heute/ADV zuständige/ADJA Wirt/NN schwieg/VVFIN", "der heute zuständige Wirt"),
        ("rund/ADV zwölf/CARD Zeugen/NN schwiegen/VVFIN", "rund zwölf Zeugen"),
        ("Zwölf/CARD schwiegen/VVFIN", "Zwölf"),
        ("die/ART gewählte/VVPP Wirtin/NN schwieg/VVFIN", "die gewählte Wirtin"),
        ("müde/ADJD schwieg/VVFIN", ""),
        ("und/KON schwieg/VVFIN", ""),
        ("der/ART mit/APPR Holz/NN", ""),
        ("der/ART mit/APPR Holz/NN handelnde/ADJA Wirt/NN schwieg/VVFIN", "der mit Holz handelnde Wirt"),
        ("Innen-/TRUNC und/KON Außenminister/NN schwiegen/VVFIN", "Innen- und Außenminister"),
    ],
)
def test_up_to_the_head(words: str, expected: str) -> None:
    assert phrase(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("sie/PPER Vera/NE", "sie"),
        ("dieser/PDS schwieg/VVFIN", "dieser"),
        ("dieser/PDS Wirt/NN schwieg/VVFIN", "dieser Wirt"),
        ("einer/PIS der/ART Zeugen/NN schwieg/VVFIN", "einer der Zeugen"),
        ("viele/PIS schwiegen/VVFIN", "viele"),
    ],
)
def test_pronouns(words: str, expected: str) -> None:
    assert phrase(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("der/ART Film/NN „/$( Heller/ADJA Tag/NN “/$( lief/VVFIN", "der Film „ Heller Tag “"),
        ("Jonas/NE Velten/NE (/$( FDP/NE )/$( schwieg/VVFIN", "Jonas Velten ( FDP )"),
        ("(/$( FDP/NE )/$( schwieg/VVFIN", ""),
        ("die/ART Leiterin/NN der/ART Werft/NN schwieg/VVFIN", "die Leiterin der Werft"),
        ("die/ART Leiterin/NN des/ART „/$( Anzeiger/NN “/$( schwieg/VVFIN", "die Leiterin des „ Anzeiger “"),
        ("Angaben/NN Kieler/ADJA Forscher/NN zufolge/APPO", "Angaben Kieler Forscher"),
        ("Angaben/NN von/APPR zwei/CARD Beamten/NN schwiegen/VVFIN", "Angaben von zwei Beamten"),
        ("die/ART Rede/NN von/APPR gestern/ADV endete/VVFIN", "die Rede von gestern"),
        ("der/ART Wirt/NN und/KON die/ART Köchin/NN schwiegen/VVFIN", "der Wirt und die Köchin"),
        ("der/ART Wirt/NN und/KON sie/PPER schwiegen/VVFIN", "der Wirt"),
        ("der/ART Wirt/NN den/ART Koch/NN", "der Wirt"),
        ("Klasse/NN 3/CARD b/XY lernte/VVFIN", "Klasse 3 b"),
        ("der/ART Wirt/NN zwei/CARD Köche/NN", "der Wirt"),
        ("St/NE ./NE Georg/NE schwieg/VVFIN", "St . Georg"),
    ],
)
def test_behind_the_head(words: str, expected: str) -> None:
    assert phrase(words) == expected


def test_an_attribute_with_a_preposition_is_the_parse_s_word() -> None:
    attribute = "der/ART Streit/NN um/APPR den/ART Damm/NN/nmod/Streit endete/VVFIN"
    assert phrase(attribute) == "der Streit um den Damm"
    assert phrase(attribute, loose=False) == "der Streit"
    assert phrase("der/ART Streit/NN um/APPR den/ART Damm/NN/obl endete/VVFIN") == "der Streit"
    assert phrase("der/ART Streit/NN am/APPRART Montag/NN/nmod/Streit endete/VVFIN") == "der Streit"
    assert phrase("der/ART Streit/NN laut/APPR Polizei/NN/nmod/Streit endete/VVFIN") == "der Streit"


def test_nothing_goes_over_the_limit() -> None:
    reading = tagged("die/ART Leiterin/NN der/ART Werft/NN schwieg/VVFIN")
    assert noun_phrase(reading, 0, 3) == 2
    assert noun_phrase(reading, 0, 1) == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("der/ART Landrat/NN ,/$, Karl/NE Abel/NE ,/$, schwieg/VVFIN", ", Karl Abel"),
        ("der/ART Landrat/NN ,/$, der/PRELS ging/VVFIN", ""),
        ("der/ART Landrat/NN ,/$, Karl/NE schwieg/VVFIN", ""),
    ],
)
def test_apposition_in_commas(words: str, expected: str) -> None:
    reading = tagged(words)
    end = apposition(reading, 2, len(reading.words))
    assert " ".join(w.text for w in reading.words[2:end]) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("gestern/ADV schwieg/VVFIN die/ART alte/ADJA Wirtin/NN", "die alte Wirtin"),
        ("die/ART alte/ADJA und/KON kranke/ADJA Wirtin/NN", "die alte und kranke Wirtin"),
        ("der/ART Koch/NN und/KON alte/ADJA Wirte/NN", "alte Wirte"),
        ("der/ART Koch/NN der/ART Wirtin/NN", "der Wirtin"),
        ("auch/ADV die/ART Wirtin/NN", "die Wirtin"),
        ("zum/APPRART alten/ADJA Wirt/NN", "zum alten Wirt"),
        ("mit/APPR viele/PIS Zeugen/NN", "viele Zeugen"),
        ("die/ART Innen-/TRUNC und/KON Außenminister/NN", "die Innen- und Außenminister"),
        ("zwei/CARD namentlich/ADJD nicht/PTKNEG genannte/ADJA Zeugen/NN", "zwei namentlich nicht genannte Zeugen"),
        ("zwei/CARD mit/APPR dem/ART Fall/NN vertraute/ADJA Zeugen/NN", "zwei mit dem Fall vertraute Zeugen"),
        (
            "der/ART mit/APPR den/ART alten/ADJA Booten/NN handelnde/ADJA Wirt/NN",
            "der mit den alten Booten handelnde Wirt",
        ),
        ("der/ART Wirt/NN mit/APPR alten/ADJA Booten/NN", "alten Booten"),
        (
            "zwei/CARD mit/APPR den/ART langen/ADJA geheimen/ADJA Treffen/NN vertraute/ADJA Zeugen/NN",
            "zwei mit den langen geheimen Treffen vertraute Zeugen",
        ),
        ("der/ART mit/APPR ihm/PPER vertraute/ADJA Zeuge/NN", "der mit ihm vertraute Zeuge"),
    ],
)
def test_where_the_phrase_with_the_last_word_as_its_head_begins(words: str, expected: str) -> None:
    reading = tagged(words)
    head = len(reading.words) - 1
    assert " ".join(w.text for w in reading.words[phrase_start(reading, head, 0).first :]) == expected


def test_a_phrase_does_not_begin_before_its_floor() -> None:
    reading = tagged("die/ART alte/ADJA Wirtin/NN")
    assert phrase_start(reading, 2, 1).first == 1


def test_what_hangs_on_a_participle_is_told_apart() -> None:
    reading = tagged("zwei/CARD mit/APPR dem/ART Fall/NN vertraute/ADJA Zeugen/NN")
    assert phrase_start(reading, 5, 0).attribute == range(1, 4)
    assert phrase_start(tagged("zwei/CARD alte/ADJA Zeugen/NN"), 2, 0).attribute == range(0)


def test_in_a_given_stretch_a_complement_goes_on_to_a_mark_a_verb_or_its_end() -> None:
    kind = "Kreise/NN aus/APPR dem/ART Umfeld/NN des/ART Wirts/NN"
    reading = tagged(f"{kind} schwiegen/VVFIN")
    assert complement_end(reading, 1, 7) == 6
    assert complement_end(reading, 1, 4) == 4
    assert complement_end(tagged(f"{kind} ,/$, sagte/VVFIN er/PPER"), 1, 9) == 6
    assert noun_phrase(reading, 0, 7) == 1
