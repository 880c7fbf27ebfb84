"""How far two people agree who annotated the same pairs of claims: the ceiling of what a program can reach.

    python -m bench.relations.hands

Both have read the guidelines and neither the rules nor the other's labels. Kappa is Cohen's (1960).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence

from bench.relations.annotated import LABELS, labels

#: What a label comes to, where only what lands counts.
LANDS = {"same": "say the same", "a_exact": "more exactly", "b_exact": "more exactly"} | dict.fromkeys(
    ("contradicts", "denies"), "contradict or deny"
)


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of pairs of labels: agreement beyond that by chance, as a share of what is possible."""
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    ours, theirs = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum(ours[label] * theirs[label] for label in ours) / len(pairs) ** 2
    return (agreed - chance) / (1 - chance)


def f1(pairs: Sequence[tuple[str, str]], label: str) -> float:
    """F1 of a label, the one hand scored by the other; the same either way."""
    given = sum((one == label) + (other == label) for one, other in pairs)
    return 2 * sum(one == other == label for one, other in pairs) / given


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    first, second = labels(), labels("second")
    both = [(first[pair], second[pair]) for pair in sorted(second)]
    sides: dict[str, Callable[[str], str]] = {
        f"{len(LABELS)} labels": str,
        "what lands": lambda label: LANDS.get(label, "nothing"),
    }
    for name, side in sides.items():
        pairs = [(side(one), side(other)) for one, other in both]
        agreed = sum(one == other for one, other in pairs)
        print(f"{name}: {agreed} of {len(pairs)} alike ({100 * agreed / len(pairs):.1f} %), kappa {kappa(pairs):.2f}")
    for label in dict.fromkeys(LANDS.values()):
        print(f"  {label}: F1 {100 * f1(pairs, label):.1f}")


if __name__ == "__main__":
    main()
