"""Who says each claim, by kinds of error that readers of news met: a construction a line."""

from __future__ import annotations

import pytest

from tests.identity.resolved import read

#: A text, and who says the last of its claims.
SAID = [
    # A body is not one of its parts: its board, or what is named only behind it.
    ("Im Aufsichtsrat ging es laut zu. Der Novaterm-Aufsichtsrat trat ab. Novaterm erklärte, es regne.", "Novaterm"),
    ("Streik\n\nDie IG Metall klagt. Die IG Metall Küste half. Die IG Metall sagte, es regne.", "IG Metall"),
    # A body told by a description, with its name in commas or before.
    ("Die größte deutsche Privatbank, die Deutsche Bank, teilte mit, es regne.", "Deutsche Bank"),
    ("Die Deutsche Bank spart. Der Damm halte, teilte das größte deutsche Geldhaus mit.", "Deutsche Bank"),
    # Names that the pipeline cuts, and what is no name.
    ("Wie die „Aktion Emden hilft“ heute mitteilte, werde Hilfe geleistet.", "Aktion Emden hilft"),
    ("Wie der Vorsitzende Richter, Ottmar Breit, ausführte, regnet es.", "Ottmar Breit"),
    ("Die Vorsitzende der Linken Gesine Lohse sagte, es regne.", "Gesine Lohse"),
    ("Es regne, sagte der Kreditschutzverband KSV1870.", "KSV1870"),
    ("Die Ratingagentur Standard & Poor’s sagte, es regne.", "Standard & Poor’s"),
    ("Das Online-Portal nh24.de berichtet, es regne.", "nh24.de"),
    ("Greenpeace Aktivisten sagten, es regne.", "Aktivisten"),
    ("Laut bildblatt.de regnet es.", "bildblatt.de"),
    ("Die Zeitung Hoy Bolivia schrieb, es sei kalt. Wie die Ärztezeitung berichtet, regnet es.", "Ärztezeitung"),
    ("Die Zeitung Hoy Bolivia schrieb, es sei kalt. Wie die Tageszeitung berichtet, regnet es.", "Hoy Bolivia"),
    ("Es kam Jens Bohl. Sein Anwalt sagte, es regne.", "Anwalt"),
    ("Trainer Jens Bohl kam. Sein Vorgänger sagte, es regne.", "Vorgänger"),
    ("Jens Bohl ging. Seine Anwältin Petra Krahl kam. Seine Anwältin sagte, es regne.", "Petra Krahl"),
    # Ages tell people apart.
    (
        "Lasse Kiehn traf. Das half, sagte der 22-Jährige. Dirk Wolters litt. „Es regnet“, sagte der 51-Jährige.",
        "Dirk Wolters",
    ),
    # A name in capitals, a firm told by what it builds, people told by an adjective alone.
    ("Und die NEUE ZÜRCHER ZEITUNG merkt an: „Es regnet seit Tagen.“", "Neue Zürcher Zeitung"),
    ("Der Maschinenbauer Kröger spart. Betroffen sei das Werk in Siegen, teilte das Unternehmen mit.", "Kröger"),
    ("In Emden regnet es nach Schätzungen örtlicher Forscher oft.", "örtliche Forscher"),
    # A paper hands on what somebody says, and what goes on is still theirs.
    ("„Es regnet“, sagte Sprecher Ole Abel laut der Agentur Tass. Es gebe keine Wolken.", "Ole Abel"),
    # Somebody, not who is named in brackets, in an attribute or as whose they are.
    ("Ida Kolb kam. Es regne, sagt die für seltene Filme berühmte Regisseurin («Lange Nacht»).", "Ida Kolb"),
    ("Der Damm halte, teilte die zur Emdener Hansa University gehörende Lohse Stiftung mit.", "Lohse Stiftung"),
    ("Kolbs früherer Mitarbeiter Nick Brauns sagte: „Es regnet.“", "Nick Brauns"),
    ("Die das Unglück überlebende Alice Kolb sagte: „Es regnet.“", "Alice Kolb"),
    # An apposition that no comma ends, or that an attribute stands before.
    ("Rob Müller, Sekretär des Klubs sagte, es regne.", "Rob Müller"),
    ("„Es regnet“, sagte der Chef der Bundesagentur für Arbeit, Frank Weise, in Kiel.", "Frank Weise"),
    # A masculine plural in the genitive looks like one man.
    ("Nach Angaben der Forscher ist es kalt.", "Forscher"),
    ("Nach Auffassung der rot-grünen Politiker regnet es.", "rot-grüne Politiker"),
    ("Nach Meinung der beiden Politiker regnet es.", "Politiker"),
    ("Nach Expertenmeinung regnet es.", "Experten"),
    # Whose a noun of speech is says what it governs.
    ("Die CDU reagierte auf die Forderung des Vorsitzenden Edmund Stolz, auf die SPD zuzugehen.", "Edmund Stolz"),
    ("Ole Abel nahm kein Blatt vor den Mund. Seine Meinung zu Karl Lang: „Es regnet wieder einmal.“", "Ole Abel"),
    # A medium cites somebody.
    ("Minister Ole Abel kam. „Es regnet wieder einmal“, zitiert die »Zeit« den Minister.", "Ole Abel"),
    # Pronouns.
    ("Karl Weber sagte, es regne. Die Kritik an Paul Lang wies er scharf zurück.", "Karl Weber"),
    ("Ida Kolb kam. Für Kolb, so schrieb diese in einem Brief, sei es eine Ehre.", "Ida Kolb"),
    ("Ole Abel sagte: „Es regnet.“ Mit der Opposition kam es zu nichts. Sie fordert Neuwahlen.", None),
    # Two nouns that stand side by side.
    ("Außerdem fordern die Verbände Bürger dazu auf, zu gehen.", "Verbände"),
    # A second verb of one subject.
    ("Das Amt bejahte das, teilte jedoch mit, es sei vorbei.", "Amt"),
    ("Ole Ihde sagte, es sei „zu laut, und das stört jeden“ und kündigte an, gehen zu wollen.", "Ole Ihde"),
    # Behind a colon who speaks in the frame, whatever stands in it.
    (
        "Das Amt lobte den Plan. Der Fachmann Ole Abel wandte sich gegen die Behauptung, der Damm werde brechen: "
        "„Er hält noch sehr lange.“",
        "Ole Abel",
    ),
    # The verb tells that a person follows its object.
    ("Die Lage im Land verglich Ida Kolb mit früher.", "Ida Kolb"),
    # It stays open who speaks.
    ("Schweden: „Wir haben gestern verloren“", None),
    ("Der Rat sah zu. Es wurde betont, das sei gut. Der Damm sei alt.", None),
    ("Nach dem Beschluss ist die Stadtverwaltung aufgefordert, den Plan zu prüfen.", None),
    ("Zuschauer forderten, zu gehen. Darauf waren die Worte zu lesen: „Emden hilft allen Menschen.“", None),
    ("Der Regierung der Türkei unter der Führung von Karl Abel wird vorgeworfen, zu lügen.", None),
    # Nor does who died say what follows.
    (
        "Ole Abel kritisierte das Militär. Dabei starb Nico Lang, sein Freund. Das Auto sei langsam gefahren.",
        "Ole Abel",
    ),
    # Who is cited, not the medium that cites, and nobody of whom the quotation speaks.
    ("Ida Kolb kam. „Es regnet wieder einmal“, wird Kolb im Fachblatt „Werft und Hafen“ zitiert.", "Ida Kolb"),
    ("Ida Kolb wird von der Zeitung „Der Tag“ mit den Worten zitiert: „Es regnet wieder einmal.“", "Ida Kolb"),
    (
        "Karl Lang fuhr. Chef Jean Abel lobt ihn: „Lang bleibt der Beste“, wird der Franzose in der „Zeit“ zitiert.",
        "Jean Abel",
    ),
    # A body that the article tells of between two quotations of one person does not speak.
    (
        "„Wir haben sehr viel gelernt“, sagte Ida Kolb. Vor dem Ende scheint die Werft nicht zu stehen. "
        "„Wir haben längst neue Aufträge bekommen.“",
        "Ida Kolb",
    ),
    (
        "Ida Kolb leitet die Werft. Sie glaubt, dass es weitergeht: „Wir haben sehr viel gelernt.“\n\n"
        "Vor dem Ende scheint die Werft nicht zu stehen. „Wir haben längst neue Aufträge bekommen.“",
        "Ida Kolb",
    ),
    # A genitive before an office is not who holds it.
    ("Der Vorsitzende Karl Lang und Emdens Bürgermeisterin Ida Kolb lehnten den Plan ab.", "Ida Kolb"),
    ("Die Vorsitzende Ida Kolb und Brandenburgs Ministerpräsident Karl Lang lehnten den Plan ab.", "Karl Lang"),
    # The name behind a noun for what it is, and the noun that takes it up.
    ("Nach Angaben der Zeitung China Daily regnet es.", "China Daily"),
    ("Nach Angaben der Hilfsorganisation Ärzte ohne Grenzen regnet es.", "Ärzte ohne Grenzen"),
    ("Die Umweltschutzorganisation Greenpeace kam. Die Organisation in Bonn sagte, es regne.", "Greenpeace"),
    ("Die Welternährungsorganisation FAO sagte, es regne.", "FAO"),
    # An apposition behind a foreign genitive with brackets or behind what hangs on a noun.
    ("Der Vorsitzende des Parti du centre (Mitte), Paul Lorrain, sagte, es regne.", "Paul Lorrain"),
    ("Ein Milizführer auf der anderen Seite, Karim Madsud, erklärte, es regne.", "Karim Madsud"),
    # What others plan is told by who spoke last; what somebody is accused of, he does not say.
    (
        "Es regne, sagte Ida Kolb. Die Händler beabsichtigten, sie zu reizen, darauf falle man nicht herein.",
        "Ida Kolb",
    ),
    ("Karl Lang trat im Fernsehen auf, um sich gegen den Vorwurf zu verteidigen. Er habe gelogen.", None),
    # Who it is by whom something is told: behind a noun of speech, or in the passive.
    (
        "Der Minister kam. Der Hilferuf erfolgte durch einen Behördenvertreter. Man habe keine Zelte.",
        "Behördenvertreter",
    ),
    ("Der Damm ist alt. Dies wurde von der Polizei bestätigt.", "Polizei"),
    # A view in Konjunktiv is of its subject, where nobody else tells it.
    ("Es werde geprüft, hieß es. Das Amt halte den Plan für gut.", "Amt"),
    # Possessives and pronouns of bodies and of people left unnamed.
    ("Greenpeace warnte vor dem Damm. Ihrer Ansicht nach ist er zu alt.", "Greenpeace"),
    ("Abgehalten wurden Umzüge der jungen Anhänger. Auch sie forderten den Rücktritt.", "junge Anhänger"),
    ("Die Grünen lehnten das ab. Die Wohnungen stehen leer. Zudem drängen sie auf einen Baustopp.", "Grüne"),
    ("Das Gericht hörte die Klage eines Bauern, der sagt, der Deich sei zu alt.", "Bauer"),
    ("Nach Aussagen von Astronomen regnet es.", "Astronomen"),
    # A second verb behind a clause that another interrupts.
    ("Die Polizei beziffert die Toten, die man fand, auf drei, befürchtet aber weitere.", "Polizei"),
    # Where only a source stands, a noun that no table has is one.
    ("Laut der Tonbandstimme regnet es.", "Tonbandstimme"),
    ("Laut Dienstplan regnet es.", None),
    ("Nach Angaben seines Vermögensverwalters regnet es.", "Vermögensverwalter"),
    # A source in the genitive stands in the nominative, with its adjective and by itself.
    ("Nach Angaben informierter Kreise betrug der Preis eine Million.", "informierte Kreise"),
    ("Nach Aussagen eines Mitarbeiters der Werft sowie anderer Zeugen regnet es.", "Mitarbeiter der Werft"),
    ("Nach Berichten des hessischen Sozialministeriums regnet es.", "Sozialministerium"),
    ("Früher hatten religiöse Führer das Gesetz abgelehnt.", "religiöse Führer"),
    ("Anhänger der Gruppe „Obraz“ drohten mit der Parole „Wir kommen“.", "Anhänger der Gruppe „Obraz“"),
    ("„Wir warten noch“, heißt es in dem Schreiben an Polizei und Feuerwehr.", "Schreiben"),
    # A body is named by all of it, whatever it is whose.
    ("Der Bundesverband der Hersteller von Brot warnt vor Regen.", "Bundesverband der Hersteller von Brot"),
    ("Das wurde vom Presseamt des Kremls mitgeteilt: „Es regnet wieder einmal.“", "Presseamt des Kremls"),
    ("Ferner wirft der „Arbeitskreis Hafen“ der Polizei vor, gelogen zu haben.", "Arbeitskreis Hafen"),
    ("Die brasilianischen Behörden warnen vor Regen.", "brasilianische Behörden"),
    ("Die Deutsche Einheit ist alt. Der Bund lehnte das ab.", "Bund"),
    ("Mehrere Regierungen sagten Hilfe zu.", "Regierungen"),
    # What is another argument of the verb is no name.
    ("Von dem Umbau verspricht sich der Konzern Einsparungen.", "Konzern"),
    ("Schuld waren laut Ministerium Arbeiten an der Leitung.", "Ministerium"),
    # A word before the subject, and the rest of a foreign name behind it.
    ("Einzig die Werft Sonnholm gab bekannt, ein Schiff bauen zu wollen.", "Werft Sonnholm"),
    ("Rolf Ramm, der Sekretär von Tongas National Maritime Authority teilte mit, dass es regnet.", "Rolf Ramm"),
    ("Die Lage im Iran verglich Ida Kolb mit früher.", "Ida Kolb"),
    # Two named together, a relative clause, a question within the words, what nobody says.
    ("Den Abend gestalten Anna Lopez und Eva Lang. Das teilten die beiden Sängerinnen mit.", "Eva Lang"),
    ("Ein Vorschlag kam auf der Sitzung der IAEA von Ägypten, das vorschlug, zu warten.", "Regierung (Ägypten)"),
    ("Ida Kolb kam. Es gibt eine Argumentation, die davon ausgeht, Lang solle nicht antreten.", None),
    ("Ida Kolb sagte, die Teile seien alt. Es seien Monde, von denen man glaube, dass sie fielen.", "Ida Kolb"),
    ("Ole Ihde sagte, es sei „spät. Je eher wir gehen, denke ich, desto besser für uns“.", "Ole Ihde"),
    ("Ole Ihde sagte, es regne. Es gibt eine Argumentation, die sagt, es schneie. So sei es besser.", None),
    ("Ole Ihde fuhr nach Kiel. Der 23-jährige Sportler gab bekannt: „Ich war heute nicht dabei.“", "Ole Ihde"),
    # What somebody answers is another's.
    ("Auf den Vorwurf der CDU, es regne, entgegnete Ole Ihde, dass er einen Schirm habe.", "Ole Ihde"),
    # Whoever has done something speaks, not who was quoted long before.
    (
        "Kritiker fürchten Streit.\n\nNun hat die Schauspielerin Ida Kolb Klage erhoben. Es seien Einbußen entstanden.",
        "Ida Kolb",
    ),
]


@pytest.mark.parametrize(("text", "who"), SAID, ids=[text[:60] for text, _ in SAID])
def test_who_is_right(text: str, who: str | None) -> None:
    assert read(text).said[-1][1] == who


#: A text of whose claims none is that of the one who is named.
NOT_SAID = [
    ("Aus Sicht von Ostmanns Vertretern regnet es.", "Ostmann"),
    ("Serbien stand im Verdacht, die Unruhen angezettelt zu haben.", "Regierung (Serbien)"),
    ("Über die Rolle von Ida Kolb war viel gesprochen worden.", "Ida Kolb"),
    ("Die acht Männer sollen geplant haben, eine Bank zu sprengen.", "Männer"),
]


@pytest.mark.parametrize(("text", "who"), NOT_SAID, ids=[text[:40] for text, _ in NOT_SAID])
def test_who_only_is_told_of_says_nothing(text: str, who: str) -> None:
    assert who not in {speaker for _, speaker in read(text).said}


def test_both_speak_whom_sowohl_joins() -> None:
    said = read("Sowohl das Ministerium als auch die Polizei kündigten Prüfungen an.").said
    assert {who for _, who in said} == {"Ministerium", "Polizei"}
