"""The measure of sources: gold against itself is perfect, a corrupted copy is exactly as bad as by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.identity.gold import Annotation, Chain, Mention, articles, half, load, load_all
from bench.identity.score import main, pair, score

# Two articles: X is named twice in the first and once in the second, Y once; Y cites X, and X speaks.
GOLD = {
    "a": Annotation(
        (Mention(0, 5, "X"), Mention(10, 15, "X"), Mention(20, 25, "Y")),
        (Chain(((30, 40),), ("Y", "X")), Chain(((50, 60),), ("X",))),
    ),
    "b": Annotation((Mention(0, 5, "X"),)),
}


def write(path: Path, annotations: dict[str, Annotation]) -> Path:
    """``annotations`` as predictions."""
    with path.open("w", encoding="utf-8") as lines:
        for name, annotation in annotations.items():
            record = {
                "id": name,
                "mentions": [{"start": m.start, "end": m.end, "entity_id": m.entity} for m in annotation.mentions],
                "chains": [
                    {"content": c.content, "sources": [{"entity_id": source} for source in c.sources]}
                    for c in annotation.chains
                ],
            }
            lines.write(json.dumps(record) + "\n")
    return path


def test_every_mention_and_claim_of_the_gold_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0
    assert int(capsys.readouterr().out.split()[0]) >= 60


def test_gold_against_itself_is_perfect(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(write(tmp_path / "gold.jsonl", load_all())), "--half", "all"]) == 0
    figures = [line.split()[-3:] for line in capsys.readouterr().out.splitlines()[1:]]
    assert figures == [["100.0", "100.0", "100.0"]] * 6


def test_a_corrupted_copy_scores_what_it_does_by_hand() -> None:
    # X is split into A and B, a mention is made up, the second hop of one claim is lost, the speaker of the other is B.
    corrupted = {
        "a": Annotation(
            (Mention(0, 5, "A"), Mention(11, 15, "B"), Mention(20, 25, "C")),
            (Chain(((30, 44),), ("C",)), Chain(((50, 60),), ("B",)), Chain(((80, 90),), ("A",))),
        ),
        "b": Annotation((Mention(0, 5, "A"), Mention(70, 75, "A"))),
    }
    scores = score(GOLD, corrupted)
    # Precision: A has 3 mentions, 2 of them X; B and C are pure: (2 * 2/3 + 0 + 1 + 1) / 5.
    assert scores.identity.precision == pytest.approx(2 / 3)
    # Recall: X has 3 mentions, 2 in A and 1 in B; Y is whole: (2 * 2/3 + 1/3 + 1) / 4.
    assert scores.identity.recall == pytest.approx(2 / 3)
    # Paired mentions only: precision loses nothing, as the one made up is left out.
    assert scores.identity_paired.precision == pytest.approx(1)
    assert scores.mentions.precision == pytest.approx(4 / 5)
    # Edges: of Y <- X only the first is there; A is X in this article, so B is nobody. 1 of 2 given, 1 of 3 wanted.
    assert scores.chains.precision == pytest.approx(1 / 2)
    assert scores.chains.recall == pytest.approx(1 / 3)
    assert scores.chains.f1 == pytest.approx(0.4)
    assert scores.chains_all.precision == pytest.approx(1 / 3)


def test_nothing_predicted_is_nothing_found() -> None:
    scores = score(GOLD, {})
    assert (scores.identity.f1, scores.chains.f1, scores.mentions.recall) == (0, 0, 0)


def test_the_order_of_predictions_does_not_matter() -> None:
    turned = {name: Annotation(annotation.mentions[::-1], annotation.chains[::-1]) for name, annotation in GOLD.items()}
    assert score(GOLD, dict(reversed(turned.items()))) == score(GOLD, GOLD)


def test_the_same_span_goes_before_a_larger_one() -> None:
    gold = [Mention(10, 20, "X")]
    wide, exact = Mention(5, 20, "A"), Mention(10, 20, "B")
    assert pair(gold, [wide, exact]) == [(gold[0], exact)]
    assert pair(gold, [wide]) == [(gold[0], wide)]
    assert pair(gold, [Mention(20, 25, "A")]) == []


def test_articles_of_one_file_are_in_one_half() -> None:
    assert half("019_kurz_notiert.1") == half("019_kurz_notiert.3") == half("019_kurz_notiert")


def test_gold_that_is_not_in_the_text_is_refused() -> None:
    text = articles()["006_unfall_a77"].text
    with pytest.raises(ValueError, match="006_unfall_a77"):
        load("006_unfall_a77", text.replace("Polizeisprecher", "Beamter"))


def test_predictions_that_are_no_records_are_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "a", "mentions": [{"start": 0}]}\n', encoding="utf-8")
    assert main([str(broken)]) == 1
    assert "broken.jsonl, line 1" in capsys.readouterr().err
