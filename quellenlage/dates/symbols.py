"""The words of the grammar: what class a token belongs to, and what it means there.

A token may belong to several classes: "1990" is a YEAR and a NUM, "20.30" a CLOCK and a NUM. Words come from the
tables of ``words``, numbers from their shape, number words from word formation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from quellenlage.words.months_and_weekdays import months, weekdays
from quellenlage.words.names import titles
from quellenlage.words.table import rows, word_list

#: (class, value) pairs; a value is always text.
Symbols = tuple[tuple[str, str], ...]

ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_CACHE_LIMIT = 100_000
_UNIT_PLURAL = re.compile(r"[a-zäöüß-]{3,}(tagen?|wochen|monaten?|jahren?|stunden|minuten)")
#: Beginnings of such words that count no time: "drei Landtage", "zwei Lichtjahre", "vier Reportagen".
_NO_SPANS = tuple(sorted(word_list("no_spans")))


@cache
def _numbers() -> tuple[list[str], list[str], dict[int, str]]:
    """The words for 1 to 19, those for 20, 30 to 90, and the ordinals that are irregular, from ``numbers.csv``."""
    words = {int(row["value"]): row["word"] for row in rows("numbers.csv")}
    ordinals = {int(row["value"]): row["ordinal"] for row in rows("numbers.csv") if row["ordinal"]}
    return [words[n] for n in range(1, 20)], [words[n] for n in range(20, 100, 10)], ordinals


def number_words() -> dict[str, int]:
    """German number words below one hundred, the round ones above, and years in words."""
    small, tens, _ = _numbers()
    ones = small[:9]
    below_hundred = {word: n for n, word in enumerate(small, start=1)}
    for ten, word in enumerate(tens, start=2):
        below_hundred[word] = ten * 10
        for one, first in enumerate(ones, start=1):
            below_hundred[f"{first}und{word}"] = ten * 10 + one
    words = dict(below_hundred)
    words |= {word.replace("ß", "ss"): n for word, n in below_hundred.items()}
    for n, word in enumerate(("", *ones)):
        words[f"{word}hundert"] = max(n, 1) * 100
        words[f"{word}tausend"] = max(n, 1) * 1000
    for century, word in ((18, f"{small[17]}hundert"), (19, f"{small[18]}hundert"), (20, f"{small[1]}tausend")):
        for rest, n in below_hundred.items():
            words[word + rest] = century * 100 + n
    return words


def ordinal_words() -> dict[str, int]:
    """German ordinals without their ending, first to thirty-first."""
    *_, irregular = _numbers()
    ordinals = {word: n for n, word in irregular.items()}
    for word, n in number_words().items():
        if n <= 31 and n not in irregular:
            ordinals[word + ("t" if n < 20 else "st")] = n
    return ordinals


@cache
def _tables() -> tuple[dict[str, Symbols], dict[str, Symbols]]:
    """Forms written with a capital in the tables, and all other forms."""
    capital: dict[str, list[tuple[str, str]]] = {}
    lower: dict[str, list[tuple[str, str]]] = {}
    for form, name, value in chain(_calendar(), _months_and_weekdays(), _units(), _number_words()):
        entries = (lower if form == form.lower() else capital).setdefault(form, [])
        if (name, value) not in entries:
            entries.append((name, value))
    return (
        {form: tuple(entries) for form, entries in capital.items()},
        {form: tuple(entries) for form, entries in lower.items()},
    )


def _calendar() -> Iterator[tuple[str, str, str]]:
    for row in rows("calendar.csv"):
        for form in row["forms"].split():
            for ending in ADJECTIVE_ENDINGS if row["inflection"] == "adj" else ("",):
                yield form + ending, row["class"], row["value"]
    for title in titles():
        yield title.lower().rstrip("."), "TITLE", ""
    for row in rows("holidays.csv"):
        for form in row["forms"].split():
            yield form, "HOLIDAY", row["rule"]


def _units() -> Iterator[tuple[str, str, str]]:
    for row in rows("units.csv"):
        unit = row["time"] + row["unit"]
        for number, name in (("singular", "UNITSG"), ("plural", "UNITPL")):
            for form in row[number].split():
                yield form, name, unit
                yield form, "UNIT", unit
                for prefix in row["compounds"].split():
                    yield prefix + form, "COMPOUNDUNIT", unit


def _number_words() -> Iterator[tuple[str, str, str]]:
    for word, n in number_words().items():
        if word != "ein":
            yield word, "NUM", str(n)
        if n <= 24:
            yield word, "HOUR", str(n)
        if n >= 1100:
            yield word, "YEARWORD", str(n)
    yield "eins", "HOUR", "1"
    for word, n in ordinal_words().items():
        for ending in ADJECTIVE_ENDINGS:
            yield word + ending, "ORD", str(n)
    for decade, word in enumerate(_numbers()[1], start=2):
        for form in (word, word.replace("ß", "ss")):
            yield form + "er", "DECADEWORD", str(decade)
            for plural in ("erjahre", "erjahren"):
                yield form + plural, "DECADEYEARS", str(decade)


def _months_and_weekdays() -> Iterator[tuple[str, str, str]]:
    for month in months():
        value = str(month.number)
        for form in (*month.names, *month.others):
            yield form, "MONTH", value
        yield from ((form, "MONTHABBR", value) for form in month.abbreviations)
        for form in month.names:  # Maiwoche
            yield from ((form + part, name, value) for part, name in _PARTS_OF_MONTHS)
        yield from ((form, "NAMEMONTH", value) for form in month.names if "given" in month.borne_as)
    for day in weekdays():
        value = str(day.number)
        yield from ((form, "WEEKDAYPL", value) for form in day.others)
        yield from ((form, "WEEKDAYABBR", value) for form in day.abbreviations)
        for form in day.names:
            yield form, "WEEKDAY", value
            yield form + "s", "WEEKDAYS", value
            if "surname" in day.borne_as:
                yield form, "NAMEDAY", value
            for part, of_day in _part_forms():
                yield form + part, "WEEKDAYPART", f"{value} {of_day}"
                yield form + part + "s", "WEEKDAYPARTS", f"{value} {of_day}"


_PARTS_OF_MONTHS = (
    ("woche", "MONTHWEEK"),
    ("wochenende", "MONTHWEEKEND"),
    ("hälfte", "MONTHHALF"),
    ("tag", "MONTHDAY"),
)


def _part_forms() -> list[tuple[str, str]]:
    return [
        (form.lower(), row["value"])
        for row in rows("calendar.csv")
        if row["class"] == "PARTNOUN"
        for form in row["forms"].split()
        if not form.endswith("s")
    ]


def _number(token: str) -> Symbols:
    """Every reading of a token that begins with a digit."""
    if len(token) > 30:
        return ()
    if token.endswith(("er", "ern")):
        return _decade(token)
    if token.endswith("."):
        n = int(token[:-1])
        bounds = (("DAY", 31), ("ORD", 99), ("DAYMONTH", 12))
        return tuple((name, token[:-1]) for name, bound in bounds if 1 <= n <= bound)
    return _figures(token) if token.isdigit() else _with_signs(token)


def _decade(token: str) -> Symbols:
    """1990er, 90ern."""
    digits = token.rstrip("ern-")
    if len(digits) == 4 and digits[-1] == "0":
        return (("DECADE", digits[:3]),)
    name = "DECADEWORD" if token.endswith("er") else "DECADEPL"
    return ((name, digits[0]),) if len(digits) == 2 and digits[1] == "0" and digits != "00" else ()


def _figures(token: str) -> Symbols:
    """Figures alone: an amount, a year, an hour, a month."""
    n = int(token)
    readings = [("NUM", str(n))]
    if len(token) == 4 and 1000 <= n <= 2199:
        readings.append(("YEAR", token))
        if n % 100 == 0 or not 1700 < n < 2060:
            readings.append(("ROUNDYEAR", token))
    if len(token) == 3 and token[0] != "0":
        readings.append(("OLDYEAR", token))
    if len(token) <= 2:
        if n <= 24:
            readings.append(("HOUR", str(n)))
        if 1 <= n <= 12:
            readings.append(("MONTHNUM", str(n)))
        if len(token) == 2 and n > 32:
            readings.append(("YY", token))
    return tuple(readings)


def _with_signs(token: str) -> Symbols:
    """Figures with signs between them: days, clocks, pairs of years, amounts."""
    if re.match(r"\d{4}-\d\d-\d\d", token):
        return (("ISODATE", token),)
    if match := re.fullmatch(r"(\d{4})/(\d\d)", token):
        first, second = int(match[1]), int(match[2])
        if (first + 1) % 100 == second and 1000 <= first <= 2199:
            return (("YEARPAIR", match[1]),)
        return (("YEARSLASH", token),)
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)", token):
        return (("FULLDATE", token),)
    if (match := re.fullmatch(r"(\d{1,2})h(\d\d)", token)) and int(match[1]) <= 24 and int(match[2]) < 60:
        return (("HCLOCK", f"{int(match[1]):02d}:{match[2]}"),)
    readings = []
    if (
        (match := re.fullmatch(r"(\d{1,2})[.:](\d\d)(?:(?<=\d\d:\d\d):\d\d)?", token))
        and int(match[1]) <= 24
        and int(match[2]) < 60
    ):
        readings.append(("CLOCK", f"{int(match[1]):02d}:{match[2]}"))
        if token[2] == ":" and int(match[1]) < 24:
            readings.append(("COLONCLOCK", token[:5]))
    if (
        (match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})", token))
        and 1 <= int(match[1]) <= 31
        and 1 <= int(match[2]) <= 12
    ):
        readings.append(("SHORTDATE", token))
        if len(token) == 5:
            readings.append(("PADDEDDATE", token))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", token):
        readings.append(("NUM", token.replace(".", "")))
    elif re.fullmatch(r"\d+,\d{1,3}", token):
        readings.append(("NUM", token.replace(",", ".")))
    return tuple(readings)


def _counted(word: str) -> Symbols:
    """A compound of a unit in the plural that no table lists, which behind a number is a span: "drei Turniertage"."""
    unit = _UNIT_PLURAL.fullmatch(word)
    if not unit or word.startswith(_NO_SPANS):
        return ()
    return (("COUNTUNIT", _units_by_plural()[unit[1]]),)


@cache
def _units_by_plural() -> dict[str, str]:
    return {form: row["time"] + row["unit"] for row in rows("units.csv") for form in row["plural"].split()}


class Lexicon(dict[str, Symbols]):
    """Token to symbols, filled as tokens are met, bounded in size; ``literals`` are words spelt out in patterns."""

    def __init__(self, literals: frozenset[str]) -> None:
        super().__init__()
        self._literals = literals
        self._capital, self._lower = _tables()

    def __missing__(self, token: str) -> Symbols:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        symbols = self._classify(token)
        self[token] = symbols
        return symbols

    def _classify(self, token: str) -> Symbols:
        if "0" <= token[0] <= "9":
            return (*_number(token), (token, "")) if token in self._literals else _number(token)
        word = token.lower()
        symbols = list(self._lower.get(word, ()))
        symbols += self._capital.get(token) or (self._capital.get(token.capitalize(), ()) if token.isupper() else ())
        if word in self._literals:
            symbols.append((word, ""))
        if not symbols:
            if token[0].isupper():
                symbols.append(("NAME", ""))
                symbols += _counted(word)
            elif len(word) > 4 and word.endswith(ADJECTIVE_ENDINGS):
                symbols.append(("ADJ", ""))
        return tuple(symbols)
