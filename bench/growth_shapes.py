"""Shapes of text for :mod:`bench.growth`: what a file may hold by accident or malice, at any length."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_GIVEN = ("Anna", "Ben", "Carla", "David", "Eva", "Falk", "Greta", "Hans", "Ida", "Jan", "Klaus", "Lena", "Max", "Nora")
_SYLLABLES = ("bach", "berg", "dorf", "feld", "hof", "holz", "horn", "kamp", "lund", "mann", "meier", "stein", "thal")
_NEWS = (
    "Der Kran im Hafen von Halm steht seit Montag still. „Wir warten auf ein Ersatzteil“, sagte Hafenmeisterin Birte "
    "Eggers der Deutschen Presse-Agentur. Der Betreiber teilte mit, dass der Schaden größer sei als gedacht. Laut "
    "einem Gutachten vom 12. März 2025, das der Zeitung vorliegt, war das Seil gerissen. Eggers zufolge soll der Kran "
    "am kommenden Freitag wieder laufen; die Reederei bezweifelt das."
)


def _again(piece: str) -> Callable[[int], str]:
    """A piece again and again."""
    return lambda size: (piece * (size // len(piece) + 1))[:size].strip() or piece


def _between(pieces: Sequence[str], joint: str = " ") -> Callable[[int], str]:
    """Several pieces in turn, with something between."""
    return _again(joint.join(pieces) + joint)


def _amid(word: str, piece: str) -> Callable[[int], str]:
    """A piece again and again between two words."""
    return lambda size: word + piece * (size // len(piece)) + word


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    """As many opening marks as closing ones, around a word."""
    return lambda size: opening * (size // 2 // len(opening)) + "Kern" + closing * (size // 2 // len(closing))


def _names(joint: str, form: str = "{given} {family}") -> Callable[[int], str]:
    """Names of persons, each another."""

    def made(size: int) -> str:
        found: list[str] = []
        length = number = 0
        while length < size:
            given = _GIVEN[number % len(_GIVEN)]
            first, rest = divmod(number // len(_GIVEN), len(_SYLLABLES))
            family = "".join(_SYLLABLES[int(digit, 16)] for digit in _base13(first)) + _SYLLABLES[rest]
            found.append(form.format(given=given, family=family.capitalize(), number=number))
            length += len(found[-1]) + len(joint)
            number += 1
        return joint.join(found)

    return made


def _base13(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 13)
        digits = "0123456789abc"[digit] + digits
    return digits


def _opened(opening: str, piece: str) -> Callable[[int], str]:
    """An opening that is never closed, and a piece again and again behind it."""
    return lambda size: opening + _again(piece)(size)


def _counted(form: str) -> Callable[[int], str]:
    """A form with a number in it that is another each time."""

    def made(size: int) -> str:
        found: list[str] = []
        length = 0
        while length < size:
            found.append(form.format(len(found)))
            length += len(found[-1])
        return "".join(found)

    return made


_MARKS = {
    "straight marks": '"',
    "low marks": "„",
    "high marks": "“",
    "English marks": "”",
    "guillemets": "»",
    "guillemets turned": "«",
    "single marks": "‚",
    "apostrophes": "'",
    "typewriter marks": ",,",
    "commas": ",",
    "stops": ".",
    "ellipses": "…",
    "question marks": "?",
    "exclamation marks": "!",
    "colons": ":",
    "semicolons": ";",
    "round brackets": "(",
    "square brackets": "[",
    "closing brackets": ")",
    "braces": "{",
    "copyright": "©",
    "copyright, c": "(c)",
    "slashes": "/",
    "backslashes": "\\",
    "hyphens": "-",
    "dashes": "–",
    "asterisks": "*",
    "number signs": "#",
    "bars": "|",
    "underscores": "_",
    "equals signs": "=",
    "percent": "%",
    "ats": "@",
    "emoji": "😀",
    "family emoji": "👨‍👩‍👧",
    "flags": "🇩🇪",
    "combining marks": "a\u0308\u0323",
    "only combining marks": "\u0301",
    "soft hyphens": "Ha\u00adfen",
    "right to left": "\u202eab\u202c",
    "letters": "a",
    "capitals": "A",
    "digits": "1",
    "digits and stops": "1.1.",
    "digits and commas": "1,1,",
    "digits and colons": "1:1:",
    "letters and stops": "a.",
    "capitals and stops": "A.",
    "hyphenated": "Wort-",
    "slashed": "Wort/",
    "camels": "WortWort",
    "one compound": "donaudampfschifffahrt",
    "tabs": "a\t",
    "Chinese": "中文新聞",
    "NUL-like": "\u2400",
    "HTML": "<div class='a'>",
    "entities": "&amp;",
    "one address": "http://a.example/",
    "mail": "a@b.de,",
    "ditto": "''",
    "grave marks": "``",
    "angles": "<<>>",
    "faces": ":-)",
}

_BLANKS = {
    "blanks": " ",
    "line ends": "\n",
    "no-break spaces": "\u00a0",
    "blanks and line ends": " \n",
    "form feeds": "\f",
    "line separators": "\u2028",
}

_WORDS = {
    "one word": "Wort ",
    "one word a line": "Wort\n",
    "one word a block": "Wort\n\n",
    "lower words": "das ",
    "capital words": "WORT ",
    "dass": "dass ",
    "dass, dass": "dass, dass ",
    "laut": "laut, ",
    "laut Wort": "laut Amt ",
    "berichtet": "berichtet ",
    "er sagte": "er sagte ",
    "er sagte,": "er sagte, ",
    "sagte er": "sagte er, ",
    "und": "und ",
    "und er": "und er sagte ",
    "so der": "so der Wirt, ",
    "zufolge": "ihm zufolge ",
    "nach Angaben": "nach Angaben von ",
    "der der": "der, der ",
    "pronouns": "Er sie es. ",
    "she says": "Sie sagt es. ",
    "said": "Der Wirt sagte, er komme. ",
    "said in one sentence": "der Wirt sagte, er komme, und ",
    "quoted words": "„ja“ ",
    "quotations": "„Nein“, sagte er. ",
    "long quotations": "„Er kommt nicht. Sie auch nicht.“ ",
    "marks between words": 'Wort " ',
    "open marks between words": "Wort „ ",
    "marks within words": 'Wo"rt ',
    "open quotation a line": "„Nein\n\n",
    "quoted paragraphs": "„Er kommt nicht.\n\n",
    "apostrophes between": "geht's ",
    "single quotations": "'Er kommt' ",
    "colon lines": "Wirt: Nein\n",
    "colons between": "Wirt: Nein: ",
    "interview": "Frage: Kommen Sie?\n\nWirt: Ich komme.\n\n",
    "bold interview": "**Kommen Sie?**\n\nIch komme.\n\n",
    "questions": "Kommen Sie?\n\nIch komme nicht.\n\n",
    "Von lines": "Von Anna Berg\n",
    "Von words": "Von ",
    "credits": "(Foto: dpa)\n",
    "credits in a line": "(Foto: dpa) ",
    "datelines": "Berlin (dpa) - Der Wirt kam.\n",
    "header lines": "Titel: Wirt\n",
    "dated header": " date 2025-01-01 Wirt\n\n",
    "front matter": "---\ntitle: Wirt\n",
    "headings": "Der Wirt\n\nDer Wirt kam heim.\n\n",
    "nested headings": "# Wirt\n## Hof\n### Haus\n",
    "bullets": "* Wirt\n",
    "dashes a line": "- Wirt\n",
    "table": "| Wirt | 12 | 13 |\n",
    "days": "am Montag ",
    "dates": "12. März 2025 ",
    "figures": "12.03.2025 ",
    "months": "März ",
    "day after day": "Montag, Dienstag und ",
    "clock": "um 12.30 Uhr ",
    "seit": "seit ",
    "last years": "vor drei Jahren ",
    "ordinals": "1. ",
    "abbreviations": "z. B. ",
    "initials": "A. B. ",
    "Roman numbers": "IV. ",
    "addresses": "https://www.deich-kurier.example/a?b=c ",
    "hash tags": "#Wirt ",
    "mentions": "@wirt ",
    "offices": "der Präsident ",
    "office and name": "Präsident Berg ",
    "one name": "Anna Berg ",
    "one family name": "Berg ",
    "names with und": "Anna Berg und ",
    "bodies": "das Ministerium ",
    "outlets": "Der Spiegel ",
    "the Zeit": "Die Zeit ",
    "outlet chains": "laut Spiegel laut Bild ",
    "sources": "aus Kreisen ",
    "genitives": "des Wirts ",
    "relative clauses": "der Wirt, der kam, ",
    "infinitives": "zu gehen, ",
    "so long subjects": "Der Wirt, der sich weigert, ",
    "negated": "nicht ",
    "conditionals": "wenn er käme, ",
    "reported": "er sei, ",
    "appositions": "Anna Berg, Wirtin, ",
    "particles": "von der ",
    "lone verbs": "sagte ",
    "copied article": _NEWS + "\n\n",
    "copied article, no blocks": _NEWS + " ",
    "HTML of an article": "<p>Der Wirt <b>kam</b>.</p>\n",
    "poem": "Der Wirt\nkam heim\nund sang\n\n",
    "mojibake": "Ã¤rger ",
    "wrapped lines": "Der Wirt kam am Abend mit dem letzten Zug heim und sagte,\ndass er\n",
    "English": "The man said that he would come. ",
}

#: The shapes that reach most of what reads a text, each in another way: these come first.
TELLING = (
    "straight marks",
    "low marks",
    "guillemets",
    "typewriter marks",
    "commas",
    "copyright",
    "slashes",
    "hyphens",
    "emoji",
    "combining marks",
    "letters",
    "digits and stops",
    "hyphenated",
    "one compound",
    "HTML",
    "blanks",
    "line ends",
    "straight marks, apart",
    "low marks, apart",
    "stops, apart",
    "nested round brackets",
    "nested marks",
    "nested clauses",
    "all marks",
    "all stops, apart",
    "alternating hands",
    "one word",
    "one word a block",
    "dass",
    "laut",
    "berichtet",
    "er sagte",
    "sagte er",
    "und er",
    "so der",
    "nach Angaben",
    "pronouns",
    "said",
    "said in one sentence",
    "quoted words",
    "quotations",
    "marks between words",
    "open quotation a line",
    "quoted paragraphs",
    "single quotations",
    "colon lines",
    "interview",
    "Von lines",
    "credits",
    "datelines",
    "header lines",
    "front matter",
    "bullets",
    "dates",
    "day after day",
    "ordinals",
    "addresses",
    "one name",
    "names with und",
    "bodies",
    "outlets",
    "outlet chains",
    "genitives",
    "relative clauses",
    "appositions",
    "copied article",
    "copied article, no blocks",
    "names",
    "names said",
    "names in lines",
    "names and pronouns",
    "names with offices",
    "bodies, each another",
    "unnamed, each another",
    "words, each another",
    "open mark, sentences",
    "open mark, blocks",
    "open guillemet, names",
    "colon, then all",
)

_ALL: dict[str, Callable[[int], str]] = {
    **{name: _again(piece) for name, piece in _MARKS.items()},
    **{f"{name}, apart": _again(piece + " ") for name, piece in _MARKS.items() if not piece.isalnum()},
    **{name: _again(piece) for name, piece in _WORDS.items()},
    **{name: _amid("Wort", piece) for name, piece in _BLANKS.items()},
    "nested round brackets": _nested("(", ")"),
    "nested brackets, apart": _nested("( ", " )"),
    "nested marks": _nested("„", "“"),
    "nested guillemets": _nested("»", "«"),
    "nested clauses": _nested("dass er sagte, ", ", sagte er"),
    "names": _names(", "),
    "names said": _names(" ", "„Ja“, sagte {given} {family}."),
    "names in lines": _names("\n"),
    "names in blocks": _names("\n\n", "{given} {family}"),
    "family names": _names(" ", "{family} kam."),
    "names and pronouns": _names(" ", "{given} {family} kam. Er sagte, er gehe."),
    "names with offices": _names(" ", "Minister {given} {family} sagte, er gehe."),
    "bodies, each another": _names(" ", "Die {family} AG teilte mit, sie komme."),
    "unnamed, each another": _names(" ", "Ein Sprecher der {family} AG sagte das."),
    "addresses, each another": _counted("https://a.example/{} "),
    "words, each another": _counted("Wort{} "),
    "lower words, each another": _counted("wort{} "),
    "figures, each another": _counted("{} "),
    "days, each another": _counted("am {}. März "),
    "open mark, words": _opened("„", "Wort "),
    "open mark, sentences": _opened("„", "Der Wirt kam heim. "),
    "open mark, blocks": _opened("„", "Der Wirt kam heim.\n\n"),
    "open straight mark, blocks": _opened('"', "Der Wirt kam heim.\n\n"),
    "open bracket, words": _opened("(", "Wort "),
    "open guillemet, names": _opened("»", "Anna Berg sagte das. "),
    "colon, then all": _opened("Der Wirt sagte: ", "er komme, "),
    "Wirt sagte, dass": _opened("Der Wirt sagte, ", "dass er komme, "),
    "header, then one line": _opened("Titel: Wirt\n\n", "Wort "),
    "alternating hands": _between(("„a“", "»b«", '"c"', "«d»", "‚e‘", "“f”")),
    "all marks": _between(("„", "“", "”", '"', "»", "«", "‚", "‘", "’", "›", "‹"), ""),
    "all stops": _between((".", ",", ":", ";", "!", "?", "…", "–"), ""),
    "all stops, apart": _between((".", ",", ":", ";", "!", "?", "…", "–")),
}

SHAPES = {name: _ALL[name] for name in (*TELLING, *(name for name in _ALL if name not in TELLING))}
