"""The header above a text, as Python-Markdown's extension `meta` reads it. Pure."""

import re

_FIELD = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
_MORE = re.compile(r" {4,}(.*)")
_TAB = 4
_FENCES = ("---", "...")


def split(text: str) -> tuple[dict[str, list[str]], str]:
    """The fields (names in lower case, a value for each line), and what follows them."""
    header: dict[str, list[str]] = {}
    values: list[str] | None = None
    lines = text.split("\n")
    index = first = int(text.startswith("---"))
    for index in range(first, len(lines)):
        line = lines[index]
        if not line.strip() or line.startswith(_FENCES):
            index += 1
            break
        if field := _FIELD.match(line):
            values = header.setdefault(field[1].lower(), [])
            values.append(field[2].strip())
        elif values is not None and (more := _MORE.match(line)):
            values.append(more[1].strip())
        else:
            break
    return header, "\n".join(lines[index:])


def without_tabs(text: str) -> str:
    """Tabs of the header as spaces; the rest as it is."""
    _, body = split(text.expandtabs(_TAB))
    first = text.count("\n") - body.count("\n")
    lines = text.split("\n")
    return "\n".join([*(line.expandtabs(_TAB) for line in lines[:first]), *lines[first:]])
