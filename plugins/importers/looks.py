"""Removes styles and scripts in attributes from an old article, which the site's policy does not allow. Pure.

A publication would stop at each of them (`policy/violations.py`). Alignment is kept, as a class of the theme.
"""

import re

from bs4 import BeautifulSoup, Tag

_PICTURED = frozenset({"img", "figure", "table", "a"})
_SIDES = (
    (re.compile(r"float\s*:\s*(left|right)\b", re.IGNORECASE), True),
    (re.compile(r"text-align\s*:\s*(center|right)\b", re.IGNORECASE), False),
)
_CLASSES = {(True, "left"): "align-left", (True, "right"): "align-right",
            (False, "center"): "align-center", (False, "right"): "align-end"}  # fmt: skip


def remove(source: BeautifulSoup) -> None:
    """Remove styles and scripts from a tree, in place."""
    for element in source.find_all(True):
        style = element.attrs.pop("style", "")
        for name in [name for name in element.attrs if name.startswith("on")]:
            del element[name]
        if style:
            _keep_alignment(element, str(style))


def _keep_alignment(element: Tag, style: str) -> None:
    for pattern, floats in _SIDES:
        match = pattern.search(style)
        if match is not None and floats is (element.name in _PICTURED):
            before = element.get_attribute_list("class")
            element["class"] = " ".join([*filter(None, before), _CLASSES[floats, match[1].lower()]])
