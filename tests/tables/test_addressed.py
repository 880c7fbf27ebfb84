"""To whom something is said: who passes it on stands in the chain, everybody else in ``addressee``."""

from __future__ import annotations

from pathlib import Path

from tests.landed_batches import batch

ARTICLE = """ date 2025-06-12 Streik bei der Reederei
 outlet Halmer Tageblatt

Kapitän Heinrich Groß sagte der dpa, ab Montag fahre keine Fähre. Er warf der Reederei Wortbruch vor. \
Die Gewerkschaft verlangte von der Reederei, mehr Personal einzustellen. Die Aufsicht warnte Anleger vor Verlusten. \
Die Kapitäne beschwerten sich bei der Reederei, die Schichten seien zu lang. \
Der Minister dankte den Rettern für ihren Einsatz. Der Konzern kündigte den Abbau von Stellen an. \
Die Opposition kritisierte das Ende von Hilfen. Die Grünen forderten von der Finanzministerin Aufklärung. \
Die Aufsicht drohte Anlegern mit Strafen. Der Anwalt kündigte Revision an. \
"Wir fahren nicht mehr hinaus", sagte Groß dem Halmer Tageblatt.
"""
TOLD = {
    "dpa": None,
    "Wortbruch": "der Reederei",
    "Personal": "der Reederei",
    "Verlusten": "Anleger",
    "Schichten": "der Reederei",
    "dankte": "den Rettern",
    "Abbau": None,
    "Ende": None,
    "Aufklärung": "der Finanzministerin",
    "hinaus": None,
    "Strafen": "Anlegern",
    "Revision": None,
}


def test_whom_a_claim_is_said_to(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    claims = batch(tmp_path / "a.txt")["claim_records"].to_pylist()
    text = ARTICLE.split("\n\n")[1]
    sentences = {word: next(one for one in text.split(". ") if word in one) for word in TOLD}
    found = {}
    for word, sentence in sentences.items():
        (claim,) = [one for one in claims if one["content"].strip(" .") in sentence]
        found[word] = claim["addressee"]
    assert found == TOLD
