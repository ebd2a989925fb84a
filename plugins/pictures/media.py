"""The site's own sounds and films, which are written like pictures: `![La mer](mer.mp3)`. Pure."""

import re
from collections.abc import Callable, Iterator
from html import escape

from plugins.pictures.tags import attributes, start_tag

_SOUNDS = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg",
    "oga": "audio/ogg", "opus": "audio/ogg", "flac": "audio/flac", "wav": "audio/wav",
}  # fmt: skip
_FILMS = {
    "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg",
    "mov": "video/quicktime", "3gp": "video/3gpp", "mkv": "video/matroska",
}  # fmt: skip
_POSTERS = (".jpg", ".jpeg", ".png", ".webp")
_INSIDE = r"""(?:[^<>"']|"[^"]*"|'[^']*')*+"""
_ENDING = re.compile(r"\.([a-z0-9]{3,4})(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
_ALONE = re.compile(rf"<p>\s*(<img\b{_INSIDE}>)\s*</p>")
_IMG = re.compile(rf"<img\b{_INSIDE}>")
_PLAYED = re.compile(rf"<(audio|video|source)\b{_INSIDE}>|</(?:audio|video)\s*>", re.IGNORECASE)


def with_players(html: str, is_there: Callable[[str], bool]) -> str:
    """The text with a player for each. `is_there`: whether an address, as written, is that of a file:
    `mer.jpg` becomes the poster of `mer.mp4`. Nothing is loaded before a reader starts the player."""
    if "<img" not in html or not any(f".{each}" in html.lower() for each in (*_SOUNDS, *_FILMS)):
        return html
    html = _ALONE.sub(lambda paragraph: _figure(paragraph[0], paragraph[1], is_there), html)
    return _IMG.sub(lambda img: _player(img[0], is_there) or img[0], html)


def media_type(address: str) -> str:
    """The media type, by the ending of a name; empty if it is neither a sound nor a film."""
    ending = _split(address)[1]
    return _SOUNDS.get(ending) or _FILMS.get(ending, "")


def players(html: str) -> Iterator[tuple[str, ...]]:
    """The sources of each player, as written. A browser plays the first that it can."""
    sources: list[str] | None = None
    for tag in _PLAYED.finditer(html) if "<audio" in html or "<video" in html else ():
        name = (tag[1] or "").lower()
        if name != "source":
            yield from [tuple(sources)] if sources else ()
            sources = [] if name else None
        if sources is not None and (source := attributes(tag[0]).get("src") if name else ""):
            sources.append(source)
    yield from [tuple(sources)] if sources else ()


def _figure(paragraph: str, img: str, is_there: Callable[[str], bool]) -> str:
    """A player that is alone in its paragraph becomes a figure, with its title as the caption."""
    player = _player(img, is_there)
    if not player:
        return paragraph
    caption = attributes(img).get("title", "").strip()
    below = f"\n<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    return f"<figure>{player}{below}</figure>"


def _player(img: str, is_there: Callable[[str], bool]) -> str:
    attrs = attributes(img)
    address, alt = attrs.get("src", ""), attrs.get("alt", "").strip()
    stem, ending = _split(address)
    if ending not in (*_SOUNDS, *_FILMS):
        return ""
    poster = next((stem + each for each in _POSTERS if ending in _FILMS and is_there(stem + each)), "")
    more = {name: value for name, value in (("aria-label", alt), ("poster", poster)) if value}
    element = "video" if ending in _FILMS else "audio"
    start = start_tag(element, {"src": address, "controls": "", "preload": "none", **more})
    link = f"{start_tag('a', {'href': address})}{escape(alt or address, quote=False)}</a>"
    return f"{start}{link}</{element}>"


def _split(address: str) -> tuple[str, str]:
    """An address without its ending, and the ending in lower case."""
    for found in _ENDING.finditer(address):
        if found.end() == len(address):
            return address[: found.start()], found[1].lower()
    return address, ""
