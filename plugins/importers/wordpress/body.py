"""A post's text as WordPress kept it, made the HTML that its page showed. Pure."""

import re
from dataclasses import dataclass
from html import escape

from plugins.importers import paragraphs
from plugins.importers.wordpress import blocks, shortcodes
from plugins.importers.wordpress.home import Home
from plugins.importers.wordpress.shortcodes import MediaFiles
from plugins.importers.wordpress.styling import without_styling

_MORE = re.compile(r"<!--more[^<>]*-->")
_SILENT = re.compile(r"<!--(?:nextpage|noteaser)-->")
_ALONE = re.compile(r"(?m)^[ \t]*(https?://[^\s<>\"]+)[ \t]*$")
_GALLERY_BLOCK = re.compile(r"<!--\s+wp:gallery\s+\{[^<>]*?\"ids\":\[([\d,\s]+)\][^<>]*\}\s+/-->")
_CODE = re.compile(r"(<pre\b[^<>]*\blang=[^<>]*>)(.*?)(</pre>)", re.DOTALL | re.IGNORECASE)
_RAW = re.compile(r"[<>]")


@dataclass(frozen=True, slots=True)
class Body:
    """`teaser`: what stood before `<!--more-->`, if it was there. `made`: blocks that PHP made; `kept`: the
    names of shortcodes that stay as they were typed."""

    html: str
    teaser: str = ""
    made: int = 0
    kept: tuple[str, ...] = ()


def body(text: str, files: MediaFiles, home: Home) -> Body:
    """`home`: where the old blog was; addresses there become paths."""
    text = _SILENT.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    teaser, more, rest = _cut(text)
    whole, made = shown(f"{teaser}\n\n{rest}" if more else text, files, home)
    before = shown(teaser, files, home)[0] if more and rest.strip() else ""
    return Body(whole, before, made, tuple(shortcodes.kept(whole)))


def shown(text: str, files: MediaFiles, home: Home) -> tuple[str, int]:
    """The HTML, and how many blocks had none."""
    text = _GALLERY_BLOCK.sub(r'[gallery ids="\1"]', _CODE.sub(_escaped, text))
    if blocks.has_blocks(text):
        html, made = blocks.html(shortcodes.html(text, files))
        html = _linked(html)
    else:
        html, made = paragraphs.html(_linked(shortcodes.html(text, files))), 0
    html = home.in_html(html).strip()
    return (without_styling(html) if "class=" in html else html), made


def _escaped(code: re.Match[str]) -> str:
    """A plugin that colours code takes it as it is (`<pre lang="php"><?php …`); a parser would not."""
    _, words, end = code.groups()
    return f"<pre>{escape(words, quote=False)}{end}" if _RAW.search(words) else f"<pre>{words}{end}"


def _cut(text: str) -> tuple[str, str, str]:
    """The block editor wraps the cut in a block of its own, which is left open on the other side."""
    found = _MORE.search(text)
    if found is None:
        return text, "", ""
    before = re.sub(r"<!--\s+wp:more\b.*?-->\s*\Z", "", text[: found.start()], flags=re.DOTALL)
    after = re.sub(r"\A\s*<!--\s+/wp:more\s+-->", "", text[found.end() :])
    return before, found[0], after


def _linked(text: str) -> str:
    """An address alone on its line was shown as what it leads to (oEmbed)."""
    return _ALONE.sub(r'<a href="\1">\1</a>', text)
