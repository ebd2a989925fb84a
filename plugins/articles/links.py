"""Pelican's own links between sources, `{filename}…`, which it looks for in every tag of every text. Pure."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

WRITTEN = r"[{|](?P<what>.*?)[|}]"
"""Pelican's default INTRASITE_LINK_REGEX: what such a link begins with, at the beginning of an attribute."""
_BEGINNINGS = {sign: tuple(f"{quote}{sign}" for quote in "\"'") for sign in "{|"}
_ATTRIBUTES = "href|src|poster|data|cite|formaction|action|content"  # those that Pelican looks at
_OTHERS = re.compile(
    r"""<[^<>]+\s(?:(?:image)?srcset|ping|longdesc|background|xlink:href)\s*=\s*(["'])(?P<value>[^"']*)\1"""
)
_IN_OTHERS = re.compile(r"""[{|](?:static|attach|filename)[}|][^\s,]*""")


@dataclass(frozen=True, slots=True)
class SourceLink:
    """`written`: as it stands in the attribute; `what`: filename, static, tag …; `value`: the rest."""

    written: str
    what: str
    value: str


def may_link(html: str) -> bool:
    """Whether to look: most texts have nothing that such a link could begin with, and a sign alone is found
    in a tenth of the time of two."""
    return any(
        sign in html and any(beginning in html for beginning in beginnings)
        for sign, beginnings in _BEGINNINGS.items()
    )


def attribute(written: str = WRITTEN) -> re.Pattern[str]:
    """As `pelican.contents.Content._get_intrasite_link_regex`: `before` a `link`, its `value`, the `quote`
    behind it."""
    link = rf"(?P<link>{written}(?P<value>.*?))"
    return re.compile(rf"""(?P<before><[^>]+(?:{_ATTRIBUTES})\s*=\s*(?P<quote>["'])){link}(?P=quote)""", re.X)


def find(html: str, written: str = WRITTEN) -> Iterator[SourceLink]:
    """The links of a text. `written`: the setting INTRASITE_LINK_REGEX."""
    if written == WRITTEN and not may_link(html):
        return
    for found in attribute(written).finditer(html):
        yield SourceLink(found["link"], found["what"], found["value"])


def unread(html: str) -> Iterator[str]:
    """Links to sources in attributes where Pelican does not look for them: it leaves them as they are."""
    if may_link(html) or "srcset" in html:
        for attribute in _OTHERS.finditer(html):
            yield from _IN_OTHERS.findall(attribute["value"])


def targets(value: str, folder: str) -> tuple[str, ...]:
    """The sources that a link from `folder` may mean, below the content's folder; the first that is there."""
    paths = (urlsplit(value).path, unquote(urlsplit(value).path), urlsplit(unescape(value)).path)
    return tuple(dict.fromkeys(_below(path, folder) for path in paths))


def line(written: str, text: str) -> int:
    """The first line of the source on which a link stands; 0 if it is written differently there."""
    spellings = (written, unescape(written))
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, each in lines if any(one in each for one in spellings)), 0)


def _below(path: str, folder: str) -> str:
    return path[1:] if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
