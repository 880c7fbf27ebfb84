"""One reading of an article, which claims and identities share: words, sentences, clauses, noun phrases, subjects."""

from quellenlage.reading.reading import Reading, read
from quellenlage.reading.sentences import Sentence, Unit

__all__ = ["Reading", "Sentence", "Unit", "read"]
