"""The outlet's own hedged statements: "offenbar", "wohl" or "soll" where nobody else answers for it."""

from __future__ import annotations

from quellenlage.claims.drafts import Draft
from quellenlage.claims.qualities import qualities
from quellenlage.reading.text import Text


def own(text: Text, drafts: list[Draft]) -> list[Draft]:
    """Hedged main clauses that lie in no claim of somebody."""
    taken: dict[int, list[Draft]] = {}
    for draft in drafts:
        taken.setdefault(draft.sentence, []).append(draft)
        if draft.content[0][0] < text.sentences[draft.sentence].a:  # "Das geht aus einem Brief hervor"
            taken.setdefault(draft.sentence - 1, []).append(draft)
        if draft.sentence + 1 < len(text.sentences) and draft.content[-1][1] > text.sentences[draft.sentence].b:
            for n in range(draft.sentence + 1, len(text.sentences)):
                if text.sentences[n].a >= draft.content[-1][1]:
                    break
                taken.setdefault(n, []).append(draft)
    result: list[Draft] = []
    for n, sentence in enumerate(text.sentences):
        if n in taken or sentence.stop - sentence.a < 3:
            continue
        if not any(c.kind == "main" and c.fin >= 0 for c in sentence.chunks):
            continue
        if text.words[sentence.a].depth and text.words[sentence.stop - 1].depth:
            continue
        draft = Draft("FreeIndirect", [(sentence.a, sentence.b)], n, source="own")
        if qualities(text, draft).hedge:
            result.append(draft)
    return result
