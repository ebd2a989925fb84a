"""A post's text as WordPress kept it, made the HTML that its page showed. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from plugins.importers.html_comparison import parsed
from plugins.importers.wordpress import blocks, paragraphs, shortcodes
from plugins.importers.wordpress.shortcodes import MediaFiles

_MORE = re.compile(r"<!--more[^<>]*-->")
_SILENT = re.compile(r"<!--(?:nextpage|noteaser)-->")
_ALONE = re.compile(r"(?m)^[ \t]*(https?://[^\s<>\"]+)[ \t]*$")
_DECORATION = re.compile(r"(?:wp-|has-|is-|align|size-|attachment|block|aligncenter)")
_DRESS = ("srcset", "sizes", "loading", "decoding", "fetchpriority")
_HOME = re.compile(r"(?P<start>\b(?:href|src)\s*=\s*[\"'])(?P<address>https?://[^\"'\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """`teaser`: what stood before `<!--more-->`, if it was there. `made`: blocks that PHP made; `foreign`:
    shortcodes of plugins."""

    html: str
    teaser: str = ""
    made: int = 0
    foreign: int = 0


def body(text: str, files: MediaFiles, home: str) -> Body:
    """`home`: the old site's host; addresses on it become paths, whatever the new host."""
    text = _SILENT.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    teaser, more, rest = _cut(text)
    whole, made = shown(f"{teaser}\n\n{rest}" if more else text, files, home)
    before = shown(teaser, files, home)[0] if more and rest.strip() else ""
    return Body(whole, before, made, shortcodes.foreign(whole))


def shown(text: str, files: MediaFiles, home: str) -> tuple[str, int]:
    """The HTML, and how many blocks had none."""
    if blocks.has_blocks(text):
        html, made = blocks.html(shortcodes.html(text, files))
        html = _linked(html)
    else:
        html, made = paragraphs.html(_linked(shortcodes.html(text, files))), 0
    html = at_home(html, home).strip()
    return (_undressed(html) if "class=" in html else html), made


def at_home(html: str, home: str) -> str:
    """Addresses of the old host as paths: they lead to the new host's files and old addresses."""

    def path(found: re.Match[str]) -> str:
        parts = urlsplit(found["address"])
        if not home or host(found["address"]) != home:
            return found[0]
        rest = f"?{parts.query}" * bool(parts.query) + f"#{parts.fragment}" * bool(parts.fragment)
        return f"{found['start']}{parts.path or '/'}{rest}"

    return _HOME.sub(path, html)


def host(address: str) -> str:
    """In small letters, without `www.`; empty where the address has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


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


def _undressed(html: str) -> str:
    """Without the classes that only WordPress's style sheets know: what is left can be said in Markdown."""
    soup = parsed(html)
    for wrapper in soup.find_all("div", class_="wp-block-embed__wrapper"):
        wrapper.unwrap()
    for tag in soup.find_all(True):
        for name in (*_DRESS, *(one for one in tag.attrs if one.startswith("data-"))):
            tag.attrs.pop(name, None)
        kept = [one for one in tag.get_attribute_list("class") if one and not _DECORATION.match(one)]
        del tag["class"]
        if kept:
            tag["class"] = " ".join(kept)
    for figure in soup.find_all("figure"):
        if (
            figure.find("figcaption") is None
            and figure.find(["img", "a"])
            and not figure.find(["video", "audio"])
        ):
            figure.name = "p" if figure.find(["table", "div", "figure"]) is None else "div"
    return str(soup)


def path(address: str) -> str:
    """What follows the host, without a query."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def at_home_address(address: str, home: str) -> str:
    """One address: a path where it is of the old host."""
    found = at_home(f'href="{address}"', home)
    return found[6:-1]
