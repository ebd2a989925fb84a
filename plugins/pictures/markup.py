"""Pictures in an article's HTML: replaces each `img` that its author wrote by the elements that readers get.
Pure.

Articles come from Markdown and from old blogs, so the HTML around pictures is left as it is.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from html import escape
from typing import NamedTuple

from plugins.pictures import plan
from plugins.pictures.facts import PictureFacts
from plugins.pictures.plan import PictureFile, PictureSet
from plugins.pictures.tags import attributes, start_tag

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


class PictureUse(NamedTuple):
    """A picture in a text. `box`: the width at which an old blog showed it, if the address is that of a
    smaller copy; else 0."""

    facts: PictureFacts
    box: int = 0


class PictureOptions(NamedTuple):
    """`root`: the path of the site on its host; `caption`: typesets a caption, which is plain text; `lazy`:
    whether the first picture, too, is loaded only when a reader comes near."""

    root: str
    caption: Callable[[str], str]
    lazy: bool = False


class Cut(NamedTuple):
    """`addresses`: those of the pictures in a text, and of links around them; `rest`: the text without
    them."""

    addresses: frozenset[str]
    rest: str


def cut(html: str) -> Cut:
    if "<img" not in html:
        return Cut(frozenset(), html)
    finder = _Finder()
    rest = _TOKEN.sub(finder, html)
    return Cut(frozenset(finder.found), rest)


def first(html: str, known: Container[str]) -> tuple[str, str] | None:
    """The address, as written, and the text alternative of the first of the `known` pictures that has one."""
    for image in re.finditer(_IMG, html) if "<img" in html else ():
        attrs = attributes(image[0])
        if (address := attrs.get("src", "")) in known and (alt := attrs.get("alt", "").strip()):
            return address, alt
    return None


def without_alt(html: str) -> Iterator[str]:
    """The addresses of images without a text alternative; a space (`![ ](…)`) is one."""
    for image in re.finditer(_IMG, html) if "<img" in html else ():
        attrs = attributes(image[0])
        if not attrs.get("alt") and attrs.get("role") not in ("presentation", "none"):
            yield attrs.get("src", "")


def with_pictures(html: str, uses: Mapping[str, PictureUse], options: PictureOptions) -> str:
    """The text as readers get it. `uses`: by address as written; images at other addresses stay."""
    if not uses or "<img" not in html:
        return html
    html = _LIST.sub(lambda match: _in_list(match, uses, options), html)
    html = _ALONE.sub(lambda match: _in_paragraph(match, uses, options), html)
    return _TOKEN.sub(_Pictures(uses, options), html)


def for_feeds(html: str) -> str:
    """The text with the plain picture alone: feed readers do not load the others, and some misread them."""
    if "<picture>" not in html:
        return html
    return _OURS.sub(lambda picture: _ONLY_ON_PAGES.sub("", picture[1]), html)


def _in_paragraph(paragraph: re.Match[str], uses: Mapping[str, PictureUse], options: PictureOptions) -> str:
    """A paragraph of one picture becomes a figure, one of several a gallery."""
    pictures = [picture[0] for picture in _ONE.finditer(paragraph[1])]
    if not pictures or not all(_source(picture) in uses for picture in pictures):
        return paragraph[0]
    if len(pictures) == 1:
        return _figure(pictures[0], options)
    return _gallery(pictures, options)


def _in_list(items: re.Match[str], uses: Mapping[str, PictureUse], options: PictureOptions) -> str:
    """A list of pictures becomes a gallery."""
    pictures = [item[1] for item in _ITEMS.finditer(items[1])]
    return _gallery(pictures, options) if all(_source(picture) in uses for picture in pictures) else items[0]


def _gallery(pictures: list[str], options: PictureOptions) -> str:
    items = "\n".join(f"<li>{_figure(picture, options, _CELL)}</li>" for picture in pictures)
    return f'<ul class="gallery">\n{items}\n</ul>'


def _figure(picture: str, options: PictureOptions, sizes: str = "") -> str:
    """A figure with the picture's title as its caption. Classes for a side move from the picture to it."""
    img = re.search(_IMG, picture)
    assert img is not None
    attrs = attributes(img[0])
    caption = options.caption(attrs.pop("title", "").strip())
    names = attrs.pop("class", "").split()
    sides = [name for name in names if name in _SIDES]
    if others := " ".join(name for name in names if name not in _SIDES):
        attrs["class"] = others
    if sizes or sides:
        attrs["sizes"] = sizes or _FLOATED
    picture = picture.replace(img[0], start_tag("img", attrs))
    below = f"\n<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    return f"{start_tag('figure', {'class': ' '.join(sides)} if sides else {})}{picture}{below}</figure>"


def _source(picture: str) -> str:
    img = re.search(_IMG, picture)
    return attributes(img[0]).get("src", "") if img else ""


class _Tags:
    """Goes through the tags of a text, in order. An `img` in a `picture` of the author's, or with a `srcset`,
    stays as it is."""

    def __init__(self) -> None:
        self.in_link = self._in_picture = False

    def __call__(self, token: re.Match[str]) -> str:
        tag = token[0]
        if tag.startswith("<img"):
            attrs = attributes(tag)
            return tag if self._in_picture or "srcset" in attrs else self.image(tag, attrs)
        if "picture" in tag[:9]:
            self._in_picture = not tag.startswith("</")
            return tag
        self.in_link = not tag.startswith("</")
        return self.link(tag, attributes(tag)) if token["wraps"] is not None else tag

    def image(self, tag: str, attrs: dict[str, str]) -> str:
        raise NotImplementedError

    def link(self, tag: str, attrs: dict[str, str]) -> str:
        """A link that begins right before an image."""
        raise NotImplementedError


class _Finder(_Tags):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def image(self, tag: str, attrs: dict[str, str]) -> str:
        self.found.add(attrs.get("src", ""))
        return ""

    def link(self, tag: str, attrs: dict[str, str]) -> str:
        self.found.add(attrs.get("href", ""))
        return ""


class _Pictures(_Tags):
    def __init__(self, uses: Mapping[str, PictureUse], options: PictureOptions) -> None:
        super().__init__()
        self._uses, self._options, self._lazy = uses, options, options.lazy

    def link(self, tag: str, attrs: dict[str, str]) -> str:
        """A link to a picture becomes a link to its large file."""
        use = self._uses.get(attrs.get("href", ""))
        if use is None:
            return tag
        return start_tag("a", {**attrs, "href": self._address(plan.shown(use.facts).large)})

    def image(self, tag: str, attrs: dict[str, str]) -> str:
        use = self._uses.get(attrs.get("src", ""))
        if use is None:
            return tag
        files, alt = plan.shown(use.facts), attrs.pop("alt", "").strip()
        sizes, box = attrs.pop("sizes", ""), _box(attrs, use, files)
        lazy, self._lazy = self._lazy, True
        sources = self._sources(files, sizes or _sizes(box)) if files.modern else ""
        html = f"<picture>{sources}{start_tag('img', self._plain(attrs, alt, files, box, lazy))}</picture>"
        if alt and not self.in_link and files.large.width > files.plain.width:
            return f"{start_tag('a', {'href': self._address(files.large)})}{html}</a>"
        return html

    def _plain(
        self, attrs: dict[str, str], alt: str, files: PictureSet, box: int, lazy: bool
    ) -> dict[str, str]:
        """The attributes of the plain `img`, with its size, so that browsers reserve its space (HTML
        §15.4.3)."""
        attrs = {
            name: value for name, value in attrs.items() if name not in ("src", "width", "height", "loading")
        }
        height = max(1, round(files.plain.height * box / files.plain.width))
        size = {"width": str(box), "height": str(height)}
        lazily = {"loading": "lazy"} if lazy else {}
        return {"src": self._address(files.plain), "alt": alt, **attrs, **size, **lazily, "decoding": "async"}

    def _sources(self, files: PictureSet, sizes: str) -> str:
        candidates = ", ".join(f"{self._address(each)} {each.width}w" for each in files.modern)
        if files.still is None:
            return start_tag("source", {"type": "image/webp", "srcset": candidates, "sizes": sizes})
        still = {"media": "print, (prefers-reduced-motion: reduce)", "srcset": self._address(files.still)}
        moving = {"type": "image/webp", "srcset": self._address(files.modern[0])}
        return start_tag("source", still) + start_tag("source", moving)

    def _address(self, file: PictureFile) -> str:
        return f"{self._options.root}/{file.name}"


def _box(attrs: Mapping[str, str], use: PictureUse, files: PictureSet) -> int:
    """The width at which a picture is shown if there is room: the author's, the old blog's, or its own."""
    width = attrs.get("width", "")
    if _PIXELS.fullmatch(width):
        return min(int(width), use.facts.width)
    return min(use.box or files.plain.width, use.facts.width)


def _sizes(box: int) -> str:
    return COLUMN if box >= _COLUMN_WIDTH else f"(min-width: {box + 40}px) {box}px, 93vw"
