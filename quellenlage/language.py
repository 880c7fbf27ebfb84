"""Which language an article is in, by py3langid (the maintained langid.py; its model ships in the package)."""

from __future__ import annotations

_LONGEST = 4000


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language that ``text`` is most likely in; only its first 4,000 characters are read."""
    import py3langid

    language, _ = py3langid.classify(text[:_LONGEST])
    return str(language)
