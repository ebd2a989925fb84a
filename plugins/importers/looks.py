"""What the site's policy lets no page show, taken off an old article: styles and scripts in attributes. Pure.

A reader sees the same with them or without, and a publication would stop at each (`policy/violations.py`). Of
a style stays what the theme has a class for: the side on which something stands.
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


def taken_off(source: BeautifulSoup) -> None:
    """Take what is mere looks off the tree, in place."""
    for element in source.find_all(True):
        style = element.attrs.pop("style", "")
        for name in [one for one in element.attrs if one.startswith("on")]:
            del element[name]
        if style:
            _keep_side(element, str(style))


def _keep_side(element: Tag, style: str) -> None:
    for pattern, floats in _SIDES:
        found = pattern.search(style)
        if found is not None and floats is (element.name in _PICTURED):
            before = element.get_attribute_list("class")
            element["class"] = " ".join([*filter(None, before), _CLASSES[floats, found[1].lower()]])
