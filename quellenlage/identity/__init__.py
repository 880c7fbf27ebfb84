"""Identity: who is meant by every name, phrase and pronoun of an article, the same in all articles."""

from quellenlage.identity.resolve import resolve

__all__ = ["resolve"]
