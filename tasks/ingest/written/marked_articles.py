"""An article of blocks whose headings are marked as such, as Markdown and Word have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quellenlage.records import Article, PassedOver
from quellenlage.tasks.ingest.block_forms import beside_the_body, is_byline
from quellenlage.tasks.ingest.fields.article_of_row import text_and_segments
from quellenlage.tasks.ingest.fields.plain_blocks import Block, same_words
from quellenlage.tasks.ingest.written.header_lines import Header


def article_of_marked(
    uri: str, header: Header, blocks: Sequence[Block], more: Mapping[str, str]
) -> Article | PassedOver:
    """The article of a header and the blocks below it; passed over where there is nothing but headings.

    The headline is a block that is marked as such, else the header's title, else a heading that the blocks begin with;
    bylines, datelines and captions are told by their form.
    """
    blocks = list(blocks)
    if not any(kind not in ("heading", "headline") for kind, _ in blocks):
        return PassedOver(uri, "no text")
    title, lead = header.fields.get("title"), header.fields.get("lead")
    first_kind, first = blocks[0]
    if any(kind == "headline" for kind, _ in blocks):
        title = None
    elif first_kind == "heading" and (title is None or same_words(first, title)):
        title = first
        blocks = blocks[1:]
    if lead and not any(same_words(lead, text) for _, text in blocks[:3]):
        blocks.insert(0, ("lead", " ".join(lead.split())))
    told = [
        (beside_the_body(text) or kind if kind == "paragraph" or is_byline(text) else kind, text)
        for kind, text in blocks
    ]
    if title:
        told.insert(0, ("headline", " ".join(title.split())))
    text, segments = text_and_segments(told)
    return Article(uri, text, segments, {**header.metadata(), **more})
