"""Converts the text of a post, as WordPress stores it, to the HTML that its page showed. Pure."""

import re
from dataclasses import dataclass
from html import escape

from plugins.importers import paragraphs
from plugins.importers.wordpress import blocks, shortcodes
from plugins.importers.wordpress.home import Home
from plugins.importers.wordpress.shortcodes import MediaFiles
from plugins.importers.wordpress.styling import without_styling

_MORE = re.compile(r"<!--more[^<>]*-->")
_MARKS = re.compile(r"<!--(?:nextpage|noteaser)-->")
_ALONE = re.compile(r"(?m)^[ \t]*(https?://[^\s<>\"]+)[ \t]*$")
_GALLERY_BLOCK = re.compile(r"<!--\s+wp:gallery\s+\{[^<>]*?\"ids\":\[([\d,\s]+)\][^<>]*\}\s+/-->")
_CODE = re.compile(r"(<pre\b[^<>]*\blang=[^<>]*>)(.*?)(</pre>)", re.DOTALL | re.IGNORECASE)
_RAW = re.compile(r"[<>]")


@dataclass(frozen=True, slots=True)
class Body:
    """`teaser`: the HTML before `<!--more-->`, if any. `dynamic`: the number of dynamic blocks, which have no
    text; `kept`: the names of shortcodes that stay as they were typed."""

    html: str
    teaser: str = ""
    dynamic: int = 0
    kept: tuple[str, ...] = ()


def body(text: str, files: MediaFiles, site: Home) -> Body:
    """`site`: the old blog, whose addresses become paths."""
    text = _MARKS.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    teaser, more, others = _cut(text)
    html, dynamic = shown(f"{teaser}\n\n{others}" if more else text, files, site)
    before = shown(teaser, files, site)[0] if more and others.strip() else ""
    return Body(html, before, dynamic, tuple(shortcodes.kept(html)))


def shown(text: str, files: MediaFiles, site: Home) -> tuple[str, int]:
    """The HTML, and the number of dynamic blocks."""
    text = _GALLERY_BLOCK.sub(r'[gallery ids="\1"]', _CODE.sub(_escaped, text))
    if blocks.has_blocks(text):
        html, dynamic = blocks.html(shortcodes.html(text, files))
        html = _linked(html)
    else:
        html, dynamic = paragraphs.html(_linked(shortcodes.html(text, files))), 0
    html = site.in_html(html).strip()
    return (without_styling(html) if "class=" in html else html), dynamic


def _escaped(code: re.Match[str]) -> str:
    """Code that plugins for highlighting accept unescaped (`<pre lang="php"><?php …`), escaped."""
    _, words, end = code.groups()
    return f"<pre>{escape(words, quote=False)}{end}" if _RAW.search(words) else f"<pre>{words}{end}"


def _cut(text: str) -> tuple[str, str, str]:
    """The text before `<!--more-->`, that mark, and the text after it, without the block around the mark."""
    found = _MORE.search(text)
    if found is None:
        return text, "", ""
    before = re.sub(r"<!--\s+wp:more\b.*?-->\s*\Z", "", text[: found.start()], flags=re.DOTALL)
    after = re.sub(r"\A\s*<!--\s+/wp:more\s+-->", "", text[found.end() :])
    return before, found[0], after


def _linked(text: str) -> str:
    """With a link for each address alone on a line, which WordPress showed as an embedded page (oEmbed)."""
    return _ALONE.sub(r'<a href="\1">\1</a>', text)
