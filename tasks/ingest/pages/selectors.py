"""CSS selectors, as far as a table of houses needs them: ``main .text > p, [data-qa='body']``."""

from __future__ import annotations

import re
from functools import cache

_STEP = re.compile(r"\s*(?P<child>>)?\s*(?P<simple>(?:[\w*-]+|[.#][\w-]+|\[[^\]]+\])+)")
_PART = re.compile(r"(?P<sign>[.#]?)(?P<name>[\w*-]+)|\[(?P<key>[\w-]+)(?:=['\"]?(?P<value>[^'\"\]]*)['\"]?)?\]")


@cache
def xpath_of(selector: str) -> str:
    """A selector as XPath: tags, classes, ids, attributes, descendants and children, several divided by commas.

    Raises:
        ValueError: it is none, or has more than this.
    """
    return " | ".join(_path(one.strip()) for one in selector.split(","))


def _path(selector: str) -> str:
    path, at = "", 0
    while at < len(selector):
        step = _STEP.match(selector, at)
        if step is None:
            raise ValueError(f"“{selector}” is no selector from character {at} on; write tags, .classes, [attributes].")
        path += ("/" if step["child"] else "//") + _simple(step["simple"])
        at = step.end()
    if not path:
        raise ValueError("a selector is empty; write tags, .classes, [attributes].")
    return path


def _simple(step: str) -> str:
    tag, conditions = "*", ""
    for part in _PART.finditer(step):
        if part["key"]:
            conditions += f"[@{part['key']}='{part['value']}']" if part["value"] is not None else f"[@{part['key']}]"
        elif part["sign"] == ".":
            conditions += f"[contains(concat(' ', normalize-space(@class), ' '), ' {part['name']} ')]"
        elif part["sign"] == "#":
            conditions += f"[@id='{part['name']}']"
        else:
            tag = part["name"]
    return tag + conditions
