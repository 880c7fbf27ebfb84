"""What a reader sees of an article: each way of reporting, and the qualities of a claim."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from quellenlage.claims import quotations
from quellenlage.pipeline.load import MENDING
from quellenlage.records import Claim, TimeExpression
from tests.conftest import Finder
from tests.counting import is_linear

# The constructions of a report of the day in a text of our own.
REPORT = """Die Stadt will das Hafenbecken offenbar schon im Herbst zuschütten

Laut einem Zeitungsbericht plant Ahrstetten, nach dem Sommerfest Bagger bereitzustellen. Damit sollen die Arbeiter \
der Werft unterstützt werden.

Die Stadt will sich nach Informationen der "Elbpost" an den Kosten beteiligen. Ahrstetten sei demnach bereit, Kräne, \
Schiffe sowie Personal bereitzustellen, berichtete die Zeitung unter Berufung auf vier Beamte.

Während der Werftchef Henning Kruse fordert, die Arbeit am Becken "sofort zu beginnen", erklärte Bürgermeisterin \
Petra Krahl noch am Montag, dass noch nicht über feste Summen gesprochen worden sei. Nun berichtet das Blatt jedoch, \
dass Vertreter der Stadt sowie der Werft bereits Einzelheiten geklärt hätten.

Nach Angaben der "Elbpost" geht es um einen Damm in drei Stufen. Dahinter sollen zwei Pumpen das Wasser halten.

Kämmerer Jonas Velten (FDP) sagte bei einem Besuch in der Werft am Montag, die Stadt werde sich am Damm beteiligen. \
Ob dies auch einen Kredit umfassen könnte, ließ er offen. "Wir haben immer bezahlt", erklärte Velten. Die Stadt solle \
ihrer Pflicht gerecht werden, betonte er.
"""
MONDAY = dt.date(2025, 8, 25)


def parts(claim: Claim, text: str) -> tuple[str, str]:
    return (
        " … ".join(span.of(text) for span in claim.speaker),
        " … ".join(span.of(text) for span in claim.content),
    )


@pytest.fixture(scope="module")
def report(claims_in: Finder) -> list[Claim]:
    days = []
    at = REPORT.find("am Montag")
    while at >= 0:
        days.append(TimeExpression(at, at + 9, "DATE", "2025-08-25", MONDAY, MONDAY))
        at = REPORT.find("am Montag", at + 1)
    return claims_in(REPORT, tuple(days), dt.date(2025, 8, 26))


def test_report_is_complete_and_nothing_is_invented(report: list[Claim]) -> None:
    assert [parts(c, REPORT) for c in report if c.kind != "outlet"] == [
        ("einem Zeitungsbericht", "plant Ahrstetten, nach dem Sommerfest Bagger bereitzustellen"),
        ("einem Zeitungsbericht", "Damit sollen die Arbeiter der Werft unterstützt werden."),
        ('Informationen der "Elbpost"', "Die Stadt will sich … an den Kosten beteiligen"),
        ("die Zeitung", "Ahrstetten sei demnach bereit, Kräne, Schiffe sowie Personal bereitzustellen"),
        ("der Werftchef Henning Kruse", 'die Arbeit am Becken "sofort zu beginnen"'),
        ("der Werftchef Henning Kruse", '"sofort zu beginnen"'),
        ("Bürgermeisterin Petra Krahl", "dass noch nicht über feste Summen gesprochen worden sei"),
        ("das Blatt", "dass Vertreter der Stadt sowie der Werft bereits Einzelheiten geklärt hätten"),
        ('Angaben der "Elbpost"', "geht es um einen Damm in drei Stufen"),
        ('Angaben der "Elbpost"', "Dahinter sollen zwei Pumpen das Wasser halten."),
        ("Kämmerer Jonas Velten (FDP)", "die Stadt werde sich am Damm beteiligen"),
        ("er", "Ob dies auch einen Kredit umfassen könnte"),
        ("Velten", '"Wir haben immer bezahlt"'),
        ("er", "Die Stadt solle ihrer Pflicht gerecht werden"),
    ]


def test_report_own_statement_of_the_outlet(report: list[Claim]) -> None:
    (own,) = [c for c in report if c.kind == "outlet"]
    assert not own.speaker
    assert (own.certainty, own.hedge) == ("hedged", "offenbar")


def test_report_qualities(report: list[Claim]) -> None:
    said = {parts(c, REPORT)[1][:20]: c for c in report}
    assert said["dass noch nicht über"].negated
    assert said["dass noch nicht über"].said_on == MONDAY
    assert said["die Stadt werde sich"].said_on == MONDAY
    assert said["die Stadt werde sich"].mood == "subjunctive1"
    assert said["Ob dies auch einen K"].act == "leave open"
    assert said["Ob dies auch einen K"].certainty == "open"
    assert said["die Arbeit am Becken"].act == "demand"
    assert said["Die Stadt solle ihre"].act == "demand"
    assert said["Damit sollen die Arb"].type == "FreeIndirect"
    assert said["plant Ahrstetten, na"].said_on is None


def only(claims: list[Claim], type_: str) -> Claim:
    (claim,) = [c for c in claims if c.type == type_]
    return claim


@pytest.mark.parametrize(
    ("text", "type_", "speaker", "content"),
    [
        ("„Wir schaffen das nicht allein“, sagte sie.", "Direct", "sie", "„Wir schaffen das nicht allein“"),
        (
            "Der Trainer sagte: „Das war gut. Morgen wird es besser.“ Dann ging er.",
            "Direct",
            "Der Trainer",
            "„Das war gut. Morgen wird es besser.“",
        ),
        (
            "„Das Wasser steigt“, sagte der Wirt, „und niemand kommt.“",
            "Direct",
            "der Wirt",
            "„Das Wasser steigt“ … „und niemand kommt.“",
        ),
        ("Die Bank senke die Zinsen, so der Minister.", "Indirect", "der Minister", "Die Bank senke die Zinsen"),
        (
            "Der Brand brach der Polizei zufolge im Keller aus.",
            "Indirect",
            "der Polizei",
            "Der Brand brach … im Keller aus",
        ),
        (
            "Nach Ansicht von Experten ist der Damm zu alt.",
            "Indirect",
            "Ansicht von Experten",
            "ist der Damm zu alt",
        ),
        (
            "Der Damm, wie die Zeitung berichtet, ist zu alt.",
            "Indirect",
            "die Zeitung",
            "Der Damm … ist zu alt",
        ),
        (
            "Greta Holm kritisierte die Pläne scharf.",
            "Reported",
            "Greta Holm",
            "Greta Holm kritisierte die Pläne scharf.",
        ),
        (
            "Der Präsident sprach von einem Verstoß gegen das Recht.",
            "Reported",
            "Der Präsident",
            "Der Präsident sprach von einem Verstoß gegen das Recht.",
        ),
        (
            "Die Opposition warf ihm Untätigkeit vor.",
            "Reported",
            "Die Opposition",
            "Die Opposition warf ihm Untätigkeit vor.",
        ),
    ],
)
def test_ways_of_reporting(text: str, type_: str, speaker: str, content: str, claims_in: Finder) -> None:
    assert parts(only(quotations(claims_in(text)), type_), text) == (speaker, content)


def test_a_quotation_of_several_sentences_has_a_row_each(claims_in: Finder) -> None:
    text = "Der Trainer sagte: „Das war gut. Morgen wird es besser.“ Dann ging er."
    direct = [c for c in claims_in(text) if c.type == "Direct"]
    assert [(*parts(c, text), c.continues) for c in direct] == [
        ("Der Trainer", "„Das war gut.", False),
        ("Der Trainer", "Morgen wird es besser.“", True),
    ]


def test_free_indirect_speech_goes_on_with_its_speaker(claims_in: Finder) -> None:
    text = "Die Anwältin erklärte, ihr Mandant sei frei. Das Verfahren sei eingestellt worden. Er habe nichts getan."
    claims = claims_in(text)
    free = [c for c in claims if c.type == "IndirectFreeIndirect"]
    assert [(*parts(c, text), c.continues) for c in free] == [
        ("Die Anwältin", "Das Verfahren sei eingestellt worden.", False),
        ("Die Anwältin", "Er habe nichts getan.", True),
    ]
    # By the conventions of quotation corpora it is one.
    claim = only(quotations(claims), "IndirectFreeIndirect")
    assert parts(claim, text) == ("Die Anwältin", "Das Verfahren sei eingestellt worden. Er habe nichts getan.")


@pytest.mark.parametrize(
    ("text", "speaker", "act"),
    [
        ("Die Landesregierung will die Zahlen prüfen.", "Die Landesregierung", "plan"),
        ("Bis 2027 wollen die Grünen zwölf Deiche bauen.", "die Grünen", "plan"),
        ("Ein Sprecher der Bahn bestätigte den Zeitplan.", "Ein Sprecher der Bahn", "assert"),
        ("Moskau rief beide Seiten zur Zurückhaltung auf.", "Moskau", "demand"),
        ("Kündigungen schloss Werner Hagedorn aus.", "Werner Hagedorn", "deny"),
    ],
)
def test_plans_and_acts_are_narrated(text: str, speaker: str, act: str, claims_in: Finder) -> None:
    (claim,) = claims_in(text)
    assert (parts(claim, text)[0], claim.act, claim.kind) == (speaker, act, "narrated")
    assert quotations([claim]) == []


def test_what_another_is_told_to_have_said_is_nested(claims_in: Finder) -> None:
    text = "Das reiche nicht, sagte Brandt. Die Chefin habe ihm im Januar zugesagt, die Zeiten nicht zu ändern."
    claims = claims_in(text)
    (inner,) = [c for c in claims if c.kind == "nested"]
    assert parts(inner, text) == ("Die Chefin", "die Zeiten nicht zu ändern")
    assert inner not in quotations(claims)


@pytest.mark.parametrize(
    "text",
    ["Will die Stadt das Becken bauen?", "Es will Abend werden.", "Der Wirt will den Dieb gesehen haben."],
)
def test_not_every_will_is_a_plan(text: str, claims_in: Finder) -> None:
    assert not [c for c in claims_in(text) if c.kind == "narrated"]


def test_title_and_scare_quotes_are_no_claims(claims_in: Finder) -> None:
    assert claims_in("Der Film „Die lange Nacht“ läuft morgen an.") == []
    assert claims_in("Das Schiff „Nordwind“ lief am Abend aus dem Hafen.") == []
    others = "Der Bericht verweist auf Reden, in denen von „Freiheit“ und „Gleichheit“ die Rede ist."
    assert [claim.type for claim in claims_in(others)] == ["Reported"]


def test_same_input_same_output(claims_in: Finder) -> None:
    assert claims_in(REPORT) == claims_in(REPORT)


def test_spans_are_ordered_and_within_the_text(report: list[Claim]) -> None:
    for claim in report:
        for part in (claim.content, claim.speaker, claim.cue, claim.frame, claim.addressee):
            assert list(part) == sorted(part)
            assert all(0 <= span.start < span.end <= len(REPORT) for span in part)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "„“",
        "„",
        '"""""',
        ", , , ,",
        "sagte",
        "Laut",
        "Nach Angaben",
        "so",
        "zufolge",
        ": „A“",
        "dass dass dass",
    ],
)
def test_fragments_do_no_harm(text: str, claims_in: Finder) -> None:
    claims_in(text)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("BERLIN (dpa) - Der Verband kritisierte die Pläne.", "Der Verband", "Der Verband kritisierte die Pläne."),
        ("FRANKFURT (Reuters) - Die Lage sei ernst, sagte Anna Meier.", "Anna Meier", "Die Lage sei ernst"),
        ("Kiel (dpa/afp) – Laut Polizei brannte das Dach.", "Polizei", "brannte das Dach"),
    ],
)
def test_dateline_is_nobodys_words(text: str, speaker: str, content: str, claims_in: Finder) -> None:
    (claim,) = claims_in(text)
    assert parts(claim, text) == (speaker, content)


@pytest.mark.parametrize(
    ("text", "speaker", "quoted"),
    [
        ("Für Bürgermeisterin Petra Krahl ist die Lage „ernst“.", "Bürgermeisterin Petra Krahl", "„ernst“"),
        ("Der Leiter der Werft nannte sie „fahrlässig“.", "Der Leiter der Werft", "„fahrlässig“"),
        ("Am Tor hing ein Banner mit der Aufschrift „Wir bleiben hier“.", "Banner", "„Wir bleiben hier“"),
        (
            "Petra Krahl hat keine Scheu, ihre Freude offen zu zeigen: „Wir haben jetzt endlich gewonnen.“",
            "Petra Krahl",
            "„Wir haben jetzt endlich gewonnen.“",
        ),
        (
            "Die Zeitung zitierte Petra Krahl mit den Worten: „Wir haben alle bezahlt.“",
            "Petra Krahl",
            "„Wir haben alle bezahlt.“",
        ),
        (
            "„Der Damm wird noch in diesem Jahr fertig und hält“ sagte Petra Krahl.",
            "Petra Krahl",
            "„Der Damm wird noch in diesem Jahr fertig und hält“",
        ),
        (
            "Petra Krahl sagte, der Damm sei fest. Die Arbeit sei schwer gewesen: „Wir haben viel dabei gelernt.“",
            "Petra Krahl",
            "„Wir haben viel dabei gelernt.“",
        ),
    ],
)
def test_quoted_words_find_their_speaker(text: str, speaker: str, quoted: str, claims_in: Finder) -> None:
    (claim,) = [c for c in claims_in(text) if c.type == "Direct"]
    assert parts(claim, text) == (speaker, quoted)


def test_noun_before_nach(claims_in: Finder) -> None:
    text = "Petra Krahl kam. Der Damm ist ihrer Ansicht nach fertig."
    assert ("ihrer Ansicht", "Der Damm ist … fertig") in [parts(c, text) for c in claims_in(text)]


@pytest.mark.parametrize("credit", ["(Quelle: Anna Muster/AP/dpa)", "(Anna Muster/dpa)", "(Archivfoto: Muster)"])
def test_credit_of_a_picture_is_no_statement(credit: str, claims_in: Finder) -> None:
    text = f"Offenbar brannte das Dach der Werft. {credit}\n\nDer Hafen ist gesperrt."
    (own,) = claims_in(text)
    assert own.kind == "outlet"
    assert parts(own, text) == ("", "Offenbar brannte das Dach der Werft.")


@pytest.mark.parametrize(
    "unit",
    ['"', ", ", ": ", "„", "„a“, sagte er, ", "laut der Bank und ", "(", "dass er sagte, ", "die Frau der Frau von "],
)
@pytest.mark.slow
def test_hostile_text_takes_linear_time(unit: str, german: Language) -> None:
    from quellenlage.analyse import find

    def read(size: int) -> Doc:
        # Tags of one stretch, repeated: what is measured is the claims, not the pipeline.
        part = german(unit * (2000 // len(unit)))
        times = size // 2000
        first: list[bool | int | None] = [True, *[False] * (len(part) * times - 1)]
        return Doc(
            german.vocab,
            [t.text for t in part] * times,
            [bool(t.whitespace_) for t in part] * times,
            tags=[t.tag_ for t in part] * times,
            pos=[t.pos_ for t in part] * times,
            sent_starts=first,
        )

    def mended(doc: Doc) -> Doc:
        for component in MENDING:
            doc = german.get_pipe(component)(doc)
        return doc

    assert is_linear(lambda size: find(mended(read(size)), dates=()), 2_000)
