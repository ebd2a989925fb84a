"""Reads and writes one start tag of HTML. Pure."""

from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser


class _TagReader(HTMLParser):
    """Of attributes with the same name, the first counts (HTML §13.2.5.33)."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.attributes.setdefault(name, value or "")


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, in their order, with character references decoded."""
    reader = _TagReader()
    reader.feed(tag)
    return reader.attributes


def start_tag(name: str, attrs: Mapping[str, str]) -> str:
    """The start tag of an element with these attributes."""
    return f"<{name}{''.join(map(_attribute, attrs.items()))}>"


def _attribute(attribute: tuple[str, str]) -> str:
    name, value = attribute
    quoted = escape(value, quote=False).replace('"', "&quot;")
    return f' {name}="{quoted}"'
