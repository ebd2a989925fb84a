"""Renderers broken on purpose. Each is the real one with a single fault, and names the breach that tells.

Few hostile strings do harm by themselves; without these, a test that finds nothing proves nothing.
"""

import html
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from unittest.mock import patch

import nh3
from markupsafe import Markup, escape

from plugins.comments import imported, links, markup
from plugins.comments.imported import clean_html
from plugins.comments.links import Link
from plugins.comments.markup import REL, to_html
from plugins.common.text import clean
from plugins.views.json_ld import script_safe
from tests.audit.hostile import judge
from tests.audit.hostile.judge import Promise
from tests.audit.hostile.page import Doors

WHOLE = Doors(to_html, escape, script_safe)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A set of doors one of which is broken, what it promises, and the kind of breach to be found."""

    doors: Doors
    promise: Promise
    kind: str


def _with(text: str, module: Any = markup, door: Callable[[str], str] = to_html, **parts: object) -> str:
    """What the real renderer makes with some of its parts replaced."""
    with patch.multiple(module, **parts):
        return door(text)


def _typed(kind: str, body: Callable[[str], str] = to_html, **parts: object) -> Mutant:
    return Mutant(replace(WHOLE, body=partial(_with, **parts) if parts else body), judge.typed, kind)


def _page(kind: str, **doors: Callable[[Any], str]) -> Mutant:
    return Mutant(replace(WHOLE, **doors), judge.typed, kind)


def _imported(kind: str, body: Callable[[str], str]) -> Mutant:
    return Mutant(replace(WHOLE, body=body), judge.imported, kind)


def _unescaped(*entities: str) -> Callable[[str], Markup]:
    """An escape that forgets these."""
    return lambda text: Markup(
        re.sub("|".join(entities), lambda found: html.unescape(found.group()), str(escape(text)))
    )


def _also(pattern: str) -> Callable[..., list[Link]]:
    """A linker that takes more than addresses of the web."""
    more = re.compile(pattern, re.IGNORECASE)
    return lambda text, **options: (
        _FIND(text, **options)
        or [Link(found.start(), found.end(), found.group()) for found in more.finditer(text)]
    )


def _raw_after_links(text: str, found: list[Link], shown: int | None) -> list[str]:
    *pieces, _ = _PIECES(text, found, shown)
    return [*pieces, text[found[-1].end :]]


def _anchor(template: str, label: str, href: str, shown: int | None) -> str:
    parts = {"href": escape(href), "raw": href, "rel": REL, "label": _LABEL(label, shown)}
    return template.format(**parts)


def _cut_when_escaped(label: str, shown: int | None) -> str:
    safe = str(escape(label))
    return f'{safe[:shown]}<span class="rest">{safe[shown:]}</span>' if len(safe) > (shown or 0) else safe


def _links_broken(kind: str, template: str) -> Mutant:
    return _typed(kind, _anchor=partial(_anchor, template))


def _sanitized(html: str, **rules: Any) -> str:
    return nh3.clean(
        clean(html), **{"tags": judge.IMPORTED, "attributes": {"a": {"href"}}, "link_rel": REL} | rules
    )


_PIECES, _LABEL, _FIND = markup._pieces, markup._label, links.find
_LISTLESS = {"module": imported, "door": clean_html, "_without_stray_items": str}
_ON = {f"on{event}" for event in ("click", "mouseover", "error", "load", "focus")}
_LINK = '<a href="{href}" title="{href}" rel="{rel}">{label}</a>'

MUTANTS = {
    "< is not escaped": _typed("execution", escaped=_unescaped("&lt;", "&gt;")),
    "& is not escaped": _typed("text", escaped=_unescaped("&amp;")),
    "escaped twice": _typed("text", escaped=lambda text: str(escape(str(escape(text))))),
    "entities are decoded first": _typed("text", lambda text: to_html(html.unescape(text))),
    "raw behind the last link": _typed("execution", _pieces=_raw_after_links),
    "the label is raw": _typed("text", _label=lambda label, shown: Markup(label)),
    "the label is cut when it is escaped": _typed("text", _label=_cut_when_escaped),
    "the href is raw": _links_broken("link", _LINK.replace('"{href}"', '"{raw}"', 1)),
    "the title is raw, in other quotes": _links_broken("attribute", _LINK.replace('"{href}" r', "'{raw}' r")),
    "the href has no quotes": _links_broken("link", _LINK.replace('"{href}"', "{raw}", 1)),
    "rel is forgotten": _links_broken("attribute", _LINK.replace(' rel="{rel}"', "")),
    "links show an icon of their site": _links_broken("request", '<img src="{href}">' + _LINK),
    "javascript: is linked": _typed("target", module=links, find=_also(r"javascript:\S+")),
    "javascript: runs when clicked": _typed("execution", module=links, find=_also(r"javascript:[\w(/]+1\)")),
    "data: is linked": _typed("target", module=links, find=_also(r"data:\S+")),
    "users are linked": _typed("target", module=links, find=_also(r"http://[^\s/]+@\S+")),
    "spaces are trimmed": _typed("text", lambda text: to_html("\n".join(map(str.strip, text.split("\n"))))),
    "runs of spaces are folded": _typed("text", lambda text: to_html(re.sub("  +", " ", text))),
    "the last character is dropped": _typed("text", lambda text: to_html(text[:-1])),
    "what cannot be seen is dropped": _typed("text", lambda text: to_html(text.replace("\u200b", ""))),
    "controls are dropped": _typed("text", lambda text: to_html(re.sub("[\x00-\x08]", "", text))),
    "accents are composed": _typed("text", lambda text: to_html(unicodedata.normalize("NFC", text))),
    "French typography": _typed("text", lambda text: to_html(text.replace("...", "…").replace("'", "’"))),
    "Markdown": _typed("element", lambda text: re.sub(r"\*\*(\w+)\*\*", r"<em>\1</em>", str(to_html(text)))),
    "HTML comments pass": _typed("text", lambda text: str(to_html(text)).replace("&lt;!--", "<!--")),
    "a script filter": _typed("execution", lambda text: re.sub("(?is)<script.*?</script>", "", text)),
    "a sanitizer in the place of an escape": _typed("text", _sanitized),
    '" is not escaped in attributes': _page("attribute", quoted=_unescaped("&#34;")),
    "' is not escaped in attributes": _page("attribute", quoted=_unescaped("&#39;")),
    "attributes are escaped twice": _page("attribute", quoted=lambda text: escape(str(escape(text)))),
    "data ends the script": _page("execution", data=lambda data: json.dumps(data)),
    "data is escaped as HTML": _page("data", data=lambda data: str(escape(json.dumps(data)))),
    "imported: as it came": _imported("execution", lambda text: text),
    "imported: on… attributes": _imported("execution", partial(_sanitized, attributes={"*": _ON})),
    "imported: any scheme": _imported("target", partial(_sanitized, url_schemes={"javascript", "data"})),
    "imported: users": _imported("target", _sanitized),
    "imported: images": _imported("request", partial(_sanitized, tags={"img"}, attributes={"img": {"src"}})),
    "imported: style": _imported("attribute", partial(_sanitized, attributes={"*": {"style", "class"}})),
    "imported: items of no list": _imported("escape", partial(_with, **_LISTLESS)),
}  # fmt: skip
