"""WordPress's own shortcodes as HTML; those of plugins stay as they were typed. Pure.

`[caption]`, `[gallery]`, `[playlist]`, `[audio]`, `[video]`, `[embed]` and the two of code that WordPress.com
and its most used plugin have; `[[caption]]` is how one writes of them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape

_NAMES = "caption|wp_caption|gallery|playlist|audio|video|embed|code|sourcecode|youtube|vimeo"
_SHORTCODE = re.compile(
    rf"\[(?P<open>\[?)(?P<name>{_NAMES})(?![\w-])(?P<given>[^\[\]]*?)/?\](?:(?P<inside>(?:(?!\[(?P=name)\b).)*?)\[/(?P=name)\])?"
    r"(?P<close>\]?)",
    re.DOTALL,
)
_FOREIGN = re.compile(r"\[/[a-z][a-z0-9_-]*\]|\[[a-z][a-z0-9_-]*\s+[\w-]+=[\"'][^\[\]]*\]")
_GIVEN = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
_IMAGE = re.compile(r"\s*(?P<image>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(?P<words>.*)", re.DOTALL)
_MEDIA = ("src", "mp3", "m4a", "ogg", "wav", "flac", "mp4", "m4v", "webm", "ogv", "wmv", "flv")


@dataclass(frozen=True, slots=True)
class MediaFile:
    """An attachment: what it is called and where it is."""

    title: str
    address: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class MediaFiles:
    """Attachments by their numbers, and the numbers of those of one post, for `[gallery]` without any."""

    by_number: Mapping[str, MediaFile] = field(default_factory=dict)
    own: Sequence[str] = ()


def html(text: str, files: MediaFiles) -> str:
    """The text with WordPress's own shortcodes said in HTML."""

    def shown(found: re.Match[str]) -> str:
        if found["open"] and found["close"]:
            return found[0][1:-1]
        given = {one[0].lower(): next(filter(None, one[1:]), "") for one in _GIVEN.findall(found["given"])}
        made = _MAKERS[found["name"]](given, found["inside"] or found["given"].strip(" ="), files)
        return f"{found['open']}{made}{found['close']}"

    return _SHORTCODE.sub(shown, text) if "[" in text else text


def foreign(text: str) -> int:
    """How many brackets look like a plugin's shortcode."""
    return len(_FOREIGN.findall(text))


def _caption(given: Mapping[str, str], inside: str, files: MediaFiles) -> str:
    """Before 3.4 the words were an attribute; since then they follow the image."""
    found = _IMAGE.match(inside)
    image, words = (found["image"], found["words"]) if found else (inside, "")
    words = words.strip() or given.get("caption", "")
    shown = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{image.strip()}{shown}</figure>\n\n"


def _gallery(given: Mapping[str, str], inside: str, files: MediaFiles) -> str:
    named = given.get("ids") or given.get("include") or ""
    numbers = re.findall(r"\d+", named) if named else files.own
    shown = [files.by_number[one] for one in numbers if one in files.by_number]
    items = "".join(f"<li>{link(file)}</li>" for file in shown)
    return f"\n\n<ul>{items}</ul>\n\n" if items else ""


def link(file: MediaFile) -> str:
    """To the file, by its title or its name."""
    name = file.title or file.address.rsplit("/", 1)[-1]
    return f'<a href="{escape(file.address)}">{escape(name, quote=False)}</a>'


def _media(given: Mapping[str, str], inside: str, files: MediaFiles) -> str:
    address = next((given[name] for name in _MEDIA if given.get(name)), "")
    return f"\n\n{link(MediaFile('', unescape(address)))}\n\n" if address else ""


def _embed(given: Mapping[str, str], inside: str, files: MediaFiles) -> str:
    address = unescape(inside.strip())
    return (
        f"\n\n{link(MediaFile(address, address))}\n\n"
        if address.startswith(("http://", "https://"))
        else inside
    )


def _code(given: Mapping[str, str], inside: str, files: MediaFiles) -> str:
    words = escape(unescape(inside.strip("\n")), quote=False)
    return f"\n\n<pre><code>{words}</code></pre>\n\n"


_MAKERS: dict[str, Callable[[Mapping[str, str], str, MediaFiles], str]] = {
    "caption": _caption, "wp_caption": _caption, "gallery": _gallery, "playlist": _gallery, "audio": _media,
    "video": _media, "embed": _embed, "youtube": _embed, "vimeo": _embed, "code": _code, "sourcecode": _code,
}  # fmt: skip
