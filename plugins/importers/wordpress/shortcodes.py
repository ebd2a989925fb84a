"""WordPress's own shortcodes as HTML; those of plugins stay as they were typed. Pure.

`[caption]`, `[gallery]`, `[playlist]`, `[audio]`, `[video]`, `[embed]`, films of three hosts, and those of
code that WordPress.com and its most used plugin have; `[[caption]]` is how one writes of them. One whose
files or address are not known stays as it was typed, too.
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
_GIVEN = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
_CAPTIONED = re.compile(r"\s*(?P<image>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(?P<words>.*)", re.DOTALL)
_MEDIA = ("src", "mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "webm", "ogv", "wmv", "flv")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp)\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:/)?/[^\s|,\"'<>]+")
_TITLES = re.compile(r"\|titles=([^|]*)")


@dataclass(frozen=True, slots=True)
class MediaFile:
    """An attachment: what it is called, where it is, and what is written under it."""

    title: str
    address: str
    parent: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class MediaFiles:
    """Attachments by their numbers, and the numbers of those of one post, for `[gallery]` without any."""

    by_number: Mapping[str, MediaFile] = field(default_factory=dict)
    own: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Shortcode:
    """`given`: all that stands behind the name; `inside`: None where it is not closed."""

    given: str
    inside: str | None
    files: MediaFiles

    @property
    def named(self) -> Mapping[str, str]:
        return {one[0].lower(): next(filter(None, one[1:]), "") for one in _GIVEN.findall(self.given)}

    @property
    def words(self) -> str:
        return (self.inside or "").strip() or self.given.strip(" \t\n=:\"'")


def html(text: str, files: MediaFiles) -> str:
    """The text with WordPress's own shortcodes said in HTML."""

    def shown(found: re.Match[str]) -> str:
        if found["open"] and found["close"]:
            return found[0][1:-1]
        made = _MAKERS.get(found["name"], _code)(Shortcode(found["given"], found["inside"], files))
        return f"{found['open']}{made}{found['close']}" if made else found[0]

    return _SHORTCODE.sub(shown, text) if "[" in text else text


def kept(text: str) -> list[str]:
    """The names of those that stand in the text as they were typed, once for each time."""
    return [found["end"] or found["plugin"] or found["own"] for found in _KEPT.finditer(text)]


def _caption(code: Shortcode) -> str:
    """Before 3.4 the words were an attribute; since then they follow the image."""
    if code.inside is None:
        return ""
    found = _CAPTIONED.match(code.inside)
    image, words = (found["image"], found["words"]) if found else (code.inside, "")
    words = words.strip() or unescape(code.named.get("caption", ""))
    captioned = f"<figcaption>{words}</figcaption>" if words else ""
    side = code.named.get("align", "")
    attribute = f' class="{escape(side)}"' if side in ("alignleft", "alignright") else ""
    return f"\n\n<figure{attribute}>{image.strip()}{captioned}</figure>\n\n"


def _gallery(code: Shortcode) -> str:
    """Its pictures, as a list of nothing else."""
    items = "".join(f"<li>{picture(file)}</li>" for file in _files(code) if _PICTURE.search(file.address))
    return f'\n\n<ul class="gallery">{items}</ul>\n\n' if items else ""


def _playlist(code: Shortcode) -> str:
    items = "".join(f"<li>{link(file)}</li>" for file in _files(code) if not _PICTURE.search(file.address))
    return f"\n\n<ul>{items}</ul>\n\n" if items else ""


def _files(code: Shortcode) -> list[MediaFile]:
    wanted = code.named.get("ids") or code.named.get("include") or ""
    numbers = re.findall(r"\d+", wanted) if wanted else code.files.own
    return [code.files.by_number[one] for one in numbers if one in code.files.by_number]


def picture(file: MediaFile) -> str:
    """With its caption, if it has one."""
    image = f'<img src="{escape(file.address)}" alt="{escape(file.title)}">'
    if not file.caption:
        return image
    return f"<figure>{image}<figcaption>{escape(file.caption, quote=False)}</figcaption></figure>"


def link(file: MediaFile) -> str:
    """To the file, by its title or its name."""
    name = file.title or file.address.rsplit("/", 1)[-1]
    return f'<a href="{escape(file.address)}">{escape(name, quote=False)}</a>'


def _media(code: Shortcode) -> str:
    """`[audio src="…"]`, `[audio …]`, `[audio:…,…|titles=…,…]`."""
    named = next((code.named[name] for name in _MEDIA if code.named.get(name)), "")
    found = [named] if named else _ADDRESS.findall(code.words.partition("|")[0])
    said = _TITLES.search(code.given)
    titles = said[1].split(",") if said and len(said[1].split(",")) == len(found) else [""] * len(found)
    files = zip(titles, found, strict=True)
    links = "<br>\n".join(link(MediaFile(title.strip(), unescape(address))) for title, address in files)
    return f"\n\n{links}\n\n" if links else ""


def _film(host: str) -> Callable[[Shortcode], str]:
    def film(code: Shortcode) -> str:
        said = code.named.get("id") or code.named.get("src") or code.named.get("url") or code.words
        return _linked(films.address(host, unescape(said)))

    return film


def _embed(code: Shortcode) -> str:
    return _linked(unescape(code.named.get("src") or code.words))


def _linked(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        return ""
    return f"\n\n{link(MediaFile(address, address))}\n\n"


def _code(code: Shortcode) -> str:
    if code.inside is None:
        return ""
    words = escape(unescape(code.inside.strip("\n")), quote=False)
    return f"\n\n<pre><code>{words}</code></pre>\n\n"


_MAKERS: dict[str, Callable[[Shortcode], str]] = {
    "caption": _caption, "wp_caption": _caption, "gallery": _gallery, "playlist": _playlist, "audio": _media,
    "video": _media, "embed": _embed,
    **{host: _film(host) for host in ("youtube", "vimeo", "dailymotion")},
}  # fmt: skip
