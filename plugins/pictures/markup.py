"""Pictures in an article's HTML: the elements that readers get for the `img` that its author wrote. Pure.

Articles come from Markdown and from old blogs: what stands around a picture stays as it was written.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from html import escape
from typing import NamedTuple

from plugins.pictures import plan
from plugins.pictures.facts import PictureFacts
from plugins.pictures.plan import PictureFile, PictureSet
from plugins.pictures.tags import attributes, written

_INSIDE = r"""(?:[^<>"']|"[^"]*"|'[^']*')*+"""
_IMG = rf"<img\b{_INSIDE}>"
_LINK = rf"<a\b{_INSIDE}>"
_ONE = re.compile(rf"(?P<link>{_LINK}\s*)?(?P<img>{_IMG})(?(link)\s*</a>)")
_ALONE = re.compile(rf"<p>((?:{_IMG}|{_LINK}\s*{_IMG}\s*</a>|<br\s*/?>|\s)++)</p>")
_ITEM = rf"<li>\s*(?:<p>)?\s*(?:{_IMG}|{_LINK}\s*{_IMG}\s*</a>)\s*(?:</p>)?\s*</li>"
_LIST = re.compile(rf"<ul(?: class=\"gallery\")?>\s*((?:{_ITEM}\s*){{2,}}+)</ul>")
_ITEMS = re.compile(rf"<li>\s*(?:<p>)?\s*((?:{_IMG}|{_LINK}\s*{_IMG}\s*</a>))\s*(?:</p>)?\s*</li>")
_TOKEN = re.compile(rf"{_LINK}(?P<wraps>\s*(?={_IMG}))?|</a\s*>|{_IMG}|</?picture\b{_INSIDE}>")
_OURS = re.compile(rf"<picture>(?:<source\b{_INSIDE}>)*({_IMG})</picture>")
_ONLY_ON_PAGES = re.compile(r' (?:loading|decoding)="[a-z]+"')
_PIXELS = re.compile(r"[1-9][0-9]{0,4}")

# As wide as the column (`--measure` in theme/static/css/tokens.css), which is 590 to 640 pixels, or as the
# window without its margins. Half of it, and a cell of a gallery.
COLUMN = "(min-width: 42em) 40em, 93vw"
_FLOATED = "(min-width: 42em) 20em, 47vw"
_CELL = "(min-width: 42em) 13em, 45vw"
_COLUMN_WIDTH = 640
_SIDES = ("align-left", "align-right")


class Use(NamedTuple):
    """What a picture is where an author wrote its address. `box`: how wide that was shown in an old blog,
    whose address is that of a smaller copy; 0 for all others."""

    facts: PictureFacts
    box: int = 0


class Look(NamedTuple):
    """How pictures stand in a text. `root`: before their addresses; `caption` typesets a plain text; `lazy`:
    whether the first one, too, is fetched only when a reader comes near."""

    root: str
    caption: Callable[[str], str]
    lazy: bool = False


class Cut(NamedTuple):
    """`addresses`: of the pictures that stand in a text, and of those that links around them lead to; `rest`:
    the text without them."""

    addresses: frozenset[str]
    rest: str


def cut(html: str) -> Cut:
    if "<img" not in html:
        return Cut(frozenset(), html)
    finder = _Finder()
    rest = _TOKEN.sub(finder, html)
    return Cut(frozenset(finder.found), rest)


def first(html: str, known: Container[str]) -> tuple[str, str] | None:
    """The address, as written, of the first picture that shows something, and what that is."""
    for image in re.finditer(_IMG, html) if "<img" in html else ():
        said = attributes(image[0])
        if (address := said.get("src", "")) in known and (alt := said.get("alt", "").strip()):
            return address, alt
    return None


def unnamed(html: str) -> Iterator[str]:
    """The addresses of images for which no words are given, not even a space (`![ ](…)`)."""
    for image in re.finditer(_IMG, html) if "<img" in html else ():
        said = attributes(image[0])
        if not said.get("alt") and said.get("role") not in ("presentation", "none"):
            yield said.get("src", "")


def shown(html: str, uses: Mapping[str, Use], look: Look) -> str:
    """The text as readers get it. `uses`: by address as written; of others nothing changes."""
    if not uses or "<img" not in html:
        return html
    html = _LIST.sub(lambda found: _in_list(found, uses, look), html)
    html = _ALONE.sub(lambda found: _in_paragraph(found, uses, look), html)
    return _TOKEN.sub(_Pictures(uses, look), html)


def for_feeds(html: str) -> str:
    """The same with the plain picture alone: no reader asks for others, and some mistake them."""
    if "<picture>" not in html:
        return html
    return _OURS.sub(lambda picture: _ONLY_ON_PAGES.sub("", picture[1]), html)


def _in_paragraph(found: re.Match[str], uses: Mapping[str, Use], look: Look) -> str:
    """One picture is a figure, several are a gallery."""
    pictures = [one[0] for one in _ONE.finditer(found[1])]
    if not pictures or not all(_source(one) in uses for one in pictures):
        return found[0]
    if len(pictures) == 1:
        return _figure(pictures[0], look)
    return _gallery(pictures, look)


def _in_list(found: re.Match[str], uses: Mapping[str, Use], look: Look) -> str:
    pictures = [one[1] for one in _ITEMS.finditer(found[1])]
    return _gallery(pictures, look) if all(_source(one) in uses for one in pictures) else found[0]


def _gallery(pictures: list[str], look: Look) -> str:
    items = "\n".join(f"<li>{_figure(one, look, _CELL)}</li>" for one in pictures)
    return f'<ul class="gallery">\n{items}\n</ul>'


def _figure(picture: str, look: Look, sizes: str = "") -> str:
    """With the picture's title below it. The side on which it stands is the figure's."""
    img = re.search(_IMG, picture)
    assert img is not None
    said = attributes(img[0])
    caption = look.caption(said.pop("title", "").strip())
    names = said.pop("class", "").split()
    sides = [name for name in names if name in _SIDES]
    if others := " ".join(name for name in names if name not in _SIDES):
        said["class"] = others
    if sizes or sides:
        said["sizes"] = sizes or _FLOATED
    picture = picture.replace(img[0], written("img", said))
    below = f"\n<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    return f"{written('figure', {'class': ' '.join(sides)} if sides else {})}{picture}{below}</figure>"


def _source(picture: str) -> str:
    img = re.search(_IMG, picture)
    return attributes(img[0]).get("src", "") if img else ""


class _Tags:
    """Goes through the tags of a text, in order. An `img` in its author's own `picture`, or with a set of its
    own, is the author's affair."""

    def __init__(self) -> None:
        self.in_link = self._in_picture = False

    def __call__(self, token: re.Match[str]) -> str:
        tag = token[0]
        if tag.startswith("<img"):
            said = attributes(tag)
            return tag if self._in_picture or "srcset" in said else self.image(tag, said)
        if "picture" in tag[:9]:
            self._in_picture = not tag.startswith("</")
            return tag
        self.in_link = not tag.startswith("</")
        return self.link(tag, attributes(tag)) if token["wraps"] is not None else tag

    def image(self, tag: str, said: dict[str, str]) -> str:
        raise NotImplementedError

    def link(self, tag: str, said: dict[str, str]) -> str:
        """One that begins right before an image."""
        raise NotImplementedError


class _Finder(_Tags):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def image(self, tag: str, said: dict[str, str]) -> str:
        self.found.add(said.get("src", ""))
        return ""

    def link(self, tag: str, said: dict[str, str]) -> str:
        self.found.add(said.get("href", ""))
        return ""


class _Pictures(_Tags):
    def __init__(self, uses: Mapping[str, Use], look: Look) -> None:
        super().__init__()
        self._uses, self._look, self._lazy = uses, look, look.lazy

    def link(self, tag: str, said: dict[str, str]) -> str:
        """One that leads to a picture leads to the large one."""
        use = self._uses.get(said.get("href", ""))
        if use is None:
            return tag
        return written("a", {**said, "href": self._address(plan.shown(use.facts).large)})

    def image(self, tag: str, said: dict[str, str]) -> str:
        use = self._uses.get(said.get("src", ""))
        if use is None:
            return tag
        files, alt = plan.shown(use.facts), said.pop("alt", "").strip()
        sizes, box = said.pop("sizes", ""), _box(said, use, files)
        lazy, self._lazy = self._lazy, True
        sources = self._sources(files, sizes or _sizes(box)) if files.modern else ""
        html = f"<picture>{sources}{written('img', self._plain(said, alt, files, box, lazy))}</picture>"
        if alt and not self.in_link and files.large.width > files.plain.width:
            return f"{written('a', {'href': self._address(files.large)})}{html}</a>"
        return html

    def _plain(
        self, said: dict[str, str], alt: str, files: PictureSet, box: int, lazy: bool
    ) -> dict[str, str]:
        """With its size, so that room is kept for it (HTML §15.4.3)."""
        said = {
            name: value for name, value in said.items() if name not in ("src", "width", "height", "loading")
        }
        height = max(1, round(files.plain.height * box / files.plain.width))
        size = {"width": str(box), "height": str(height)}
        lazily = {"loading": "lazy"} if lazy else {}
        return {"src": self._address(files.plain), "alt": alt, **said, **size, **lazily, "decoding": "async"}

    def _sources(self, files: PictureSet, sizes: str) -> str:
        candidates = ", ".join(f"{self._address(each)} {each.width}w" for each in files.modern)
        if files.still is None:
            return written("source", {"type": "image/webp", "srcset": candidates, "sizes": sizes})
        still = {"media": "print, (prefers-reduced-motion: reduce)", "srcset": self._address(files.still)}
        moving = {"type": "image/webp", "srcset": self._address(files.modern[0])}
        return written("source", still) + written("source", moving)

    def _address(self, file: PictureFile) -> str:
        return f"{self._look.root}/{file.name}"


def _box(said: Mapping[str, str], use: Use, files: PictureSet) -> int:
    """How wide it is shown where there is room: as its author says, as the old blog did, or as it is."""
    width = said.get("width", "")
    if _PIXELS.fullmatch(width):
        return min(int(width), use.facts.width)
    return min(use.box or files.plain.width, use.facts.width)


def _sizes(box: int) -> str:
    return COLUMN if box >= _COLUMN_WIDTH else f"(min-width: {box + 40}px) {box}px, 93vw"
