"""Converts WordPress's own shortcodes to HTML; those of plugins stay as they were typed. Pure.

These are `[caption]`, `[gallery]`, `[playlist]`, `[audio]`, `[video]`, `[embed]`, films of three hosts, and
the shortcodes for code of WordPress.com and of its most used plugin. `[[caption]]` is an escaped one, and
becomes `[caption]`. A shortcode whose files or address are not known stays as it was typed, too.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from plugins.importers.wordpress import films

_CODES = (
    "code|sourcecode|source|cc|actionscript3|as3|bash|shell|coldfusion|cf|clojure|clj|c-sharp|csharp|cpp|css|delphi|pas|"
    "pascal|diff|patch|erl|erlang|fsharp|go|groovy|html|java|javafx|js|jscript|javascript|latex|tex|matlab|objc|"
    "perl|pl|php|plain|text|powershell|ps|py|python|rails|ror|rb|ruby|scala|sql|swift|vb|vbnet|xml|xhtml|xslt|yaml|c|r"
)
_SHOWN = "caption|wp_caption|gallery|playlist|audio|video|embed|youtube|vimeo|dailymotion"
_SHORTCODE = re.compile(
    rf"\[(?P<open>\[?)(?P<name>{_SHOWN}|{_CODES})(?![\w-])(?P<given>[^\[\]]*?)/?\](?:(?P<inside>(?:(?!\[(?P=name)\b).)*?)\[/(?P=name)\])?"
    r"(?P<close>\]?)",
    re.DOTALL,
)
_KEPT = re.compile(
    r"\[(?:/(?P<end>[a-z][a-z0-9_-]*)|(?P<plugin>[a-z][a-z0-9_-]*)\s+[\w-]+=[\"'][^\[\]]*"
    rf"|(?P<own>{_SHOWN})(?:[\s=:][^\[\]]*)?)\]"
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
_CAPTIONED = re.compile(r"\s*(?P<image>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(?P<words>.*)", re.DOTALL)
_MEDIA = ("src", "mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "webm", "ogv", "wmv", "flv")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp)\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:/)?/[^\s|,\"'<>]+")
_TITLES = re.compile(r"\|titles=([^|]*)")


@dataclass(frozen=True, slots=True)
class MediaFile:
    """An attachment."""

    title: str
    address: str
    parent: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class MediaFiles:
    """All attachments by number. `own`: the numbers of those of this post, which `[gallery]` without numbers
    shows."""

    by_number: Mapping[str, MediaFile] = field(default_factory=dict)
    own: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Shortcode:
    """`given`: the text after the name; `inside`: the enclosed text, None if there is no closing tag."""

    given: str
    inside: str | None
    files: MediaFiles

    @property
    def attributes(self) -> Mapping[str, str]:
        return {
            name.lower(): next(filter(None, values), "") for name, *values in _ATTRIBUTE.findall(self.given)
        }

    @property
    def words(self) -> str:
        return (self.inside or "").strip() or self.given.strip(" \t\n=:\"'")


def html(text: str, files: MediaFiles) -> str:
    """The text with WordPress's own shortcodes as HTML."""

    def converted(found: re.Match[str]) -> str:
        if found["open"] and found["close"]:
            return found[0][1:-1]
        html = _CONVERTERS.get(found["name"], _code)(Shortcode(found["given"], found["inside"], files))
        return f"{found['open']}{html}{found['close']}" if html else found[0]

    return _SHORTCODE.sub(converted, text) if "[" in text else text


def kept(text: str) -> list[str]:
    """The names of the shortcodes that are left in the text, with repetitions."""
    return [found["end"] or found["plugin"] or found["own"] for found in _KEPT.finditer(text)]


def _caption(code: Shortcode) -> str:
    """A figure. The caption follows the image; before WordPress 3.4 it was an attribute."""
    if code.inside is None:
        return ""
    found = _CAPTIONED.match(code.inside)
    image, words = (found["image"], found["words"]) if found else (code.inside, "")
    words = words.strip() or unescape(code.attributes.get("caption", ""))
    captioned = f"<figcaption>{words}</figcaption>" if words else ""
    side = code.attributes.get("align", "")
    attribute = f' class="{escape(side)}"' if side in ("alignleft", "alignright") else ""
    return f"\n\n<figure{attribute}>{image.strip()}{captioned}</figure>\n\n"


def _gallery(code: Shortcode) -> str:
    """A list of its pictures."""
    items = "".join(f"<li>{picture(file)}</li>" for file in _files(code) if _PICTURE.search(file.address))
    return f'\n\n<ul class="gallery">{items}</ul>\n\n' if items else ""


def _playlist(code: Shortcode) -> str:
    items = "".join(f"<li>{link(file)}</li>" for file in _files(code) if not _PICTURE.search(file.address))
    return f"\n\n<ul>{items}</ul>\n\n" if items else ""


def _files(code: Shortcode) -> list[MediaFile]:
    wanted = code.attributes.get("ids") or code.attributes.get("include") or ""
    numbers = re.findall(r"\d+", wanted) if wanted else code.files.own
    return [code.files.by_number[one] for one in numbers if one in code.files.by_number]


def picture(file: MediaFile) -> str:
    """The picture, with its caption if it has one."""
    image = f'<img src="{escape(file.address)}" alt="{escape(file.title)}">'
    if not file.caption:
        return image
    return f"<figure>{image}<figcaption>{escape(file.caption, quote=False)}</figcaption></figure>"


def link(file: MediaFile) -> str:
    """A link to the file, labelled with its title or its name."""
    name = file.title or file.address.rsplit("/", 1)[-1]
    return f'<a href="{escape(file.address)}">{escape(name, quote=False)}</a>'


def _media(code: Shortcode) -> str:
    """Links for `[audio src="…"]`, `[audio …]` and `[audio:…,…|titles=…,…]`."""
    given = next((code.attributes[name] for name in _MEDIA if code.attributes.get(name)), "")
    addresses = [given] if given else _ADDRESS.findall(code.words.partition("|")[0])
    listed = _TITLES.search(code.given)
    titles = listed[1].split(",") if listed else []
    if len(titles) != len(addresses):
        titles = [""] * len(addresses)
    files = zip(titles, addresses, strict=True)
    links = "<br>\n".join(link(MediaFile(title.strip(), unescape(address))) for title, address in files)
    return f"\n\n{links}\n\n" if links else ""


def _film(host: str) -> Callable[[Shortcode], str]:
    def film(code: Shortcode) -> str:
        typed = (
            code.attributes.get("id")
            or code.attributes.get("src")
            or code.attributes.get("url")
            or code.words
        )
        return _linked(films.address(host, unescape(typed)))

    return film


def _embed(code: Shortcode) -> str:
    return _linked(unescape(code.attributes.get("src") or code.words))


def _linked(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        return ""
    return f"\n\n{link(MediaFile(address, address))}\n\n"


def _code(code: Shortcode) -> str:
    if code.inside is None:
        return ""
    words = escape(unescape(code.inside.strip("\n")), quote=False)
    return f"\n\n<pre><code>{words}</code></pre>\n\n"


_CONVERTERS: dict[str, Callable[[Shortcode], str]] = {
    "caption": _caption, "wp_caption": _caption, "gallery": _gallery, "playlist": _playlist, "audio": _media,
    "video": _media, "embed": _embed,
    **{host: _film(host) for host in ("youtube", "vimeo", "dailymotion")},
}  # fmt: skip
