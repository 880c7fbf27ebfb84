"""Elements of a page by the CSS selectors that tests need: tags, classes, ids, attributes, descendants and lists."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_PART = re.compile(
    r"(?P<tag>\w+)?(?P<rest>(?:[.#][\w-]+|\[[\w-]+(?:[~*]?='[^']*')?\])*)$",
)
_CONDITION = re.compile(r"(?P<sign>[.#])(?P<name>[\w-]+)|\[(?P<key>[\w-]+)(?:(?P<how>[~*]?)='(?P<value>[^']*)')?\]")


def select(element: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements below ``element`` that ``selector`` means, in order of the page."""
    paths = ["".join(f"//{_step(part)}" for part in one.split()) for one in selector.split(",")]
    return list(element.xpath("|".join(f".{path}" for path in paths)))


def words(element: HtmlElement) -> str:
    """What can be read in it, a blank between words."""
    return " ".join(element.text_content().split())


def _step(part: str) -> str:
    found = _PART.match(part)
    assert found is not None, part
    return (found["tag"] or "*") + "".join(f"[{_condition(one)}]" for one in _CONDITION.finditer(found["rest"]))


def _condition(found: re.Match[str]) -> str:
    if found["sign"] == "#":
        return f"@id='{found['name']}'"
    key, value, how = found["key"] or "class", found["name"] or found["value"], "~" if found["sign"] else found["how"]
    if value is None:
        return f"@{key}"
    if how == "~":
        return f"contains(concat(' ', normalize-space(@{key}), ' '), ' {value} ')"
    return f"contains(@{key}, '{value}')" if how == "*" else f"@{key}='{value}'"
