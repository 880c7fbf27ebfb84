"""What must hold of whatever is read: sentences where it is refused, uris of their own, segments of the text."""

from __future__ import annotations

from quellenlage.errors import UnreadableError
from quellenlage.records import Article
from quellenlage.tasks.ingest.readers import Input, Item, read_input


def wrong_with(data: bytes, name: str) -> tuple[str | None, bool]:
    """What is wrong with how a file is read, None where nothing is; and whether it was refused as a whole.

    A refusal is a sentence. Of what is read, no two parts have the same uri, and segments are what the text is made of.
    """
    try:
        items = list(read_input(Input.of_bytes(data, name)))
    except UnreadableError as error:
        return (None if str(error).endswith(".") else f"no sentence: {error}"), True
    except Exception as error:
        return f"{type(error).__name__}: {error}", False
    return _wrong_items(items), False


def _wrong_items(items: list[Item]) -> str | None:
    if not items:
        return "nothing is told of it"
    uris = [item.uri for item in items if isinstance(item, Article)]
    if len(set(uris)) < len(uris):
        return "two articles have one uri"
    for item in items:
        if isinstance(item, Article):
            ends = [0, *(at for one in item.segments for at in (one.start, one.end)), len(item.text)]
            if ends != sorted(ends):
                return f"{item.uri}: segments are not in order, or not of the text"
            if not all(isinstance(value, str) and value for value in item.metadata.values()):
                return f"{item.uri}: metadata is no text"
            item.text.encode()
    return None
