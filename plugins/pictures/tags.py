"""One tag of HTML, read and written. Pure."""

from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser


class _TagReader(HTMLParser):
    """The first of a name counts (HTML §13.2.5.33)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.found.setdefault(name, value or "")


def attributes(tag: str) -> dict[str, str]:
    """In their order, what is escaped in them read."""
    reader = _TagReader()
    reader.feed(tag)
    return reader.found


def written(name: str, said: Mapping[str, str]) -> str:
    """The tag with these attributes."""
    return f"<{name}{''.join(map(_attribute, said.items()))}>"


def _attribute(attribute: tuple[str, str]) -> str:
    name, value = attribute
    quoted = escape(value, quote=False).replace('"', "&quot;")
    return f' {name}="{quoted}"'
