"""A sound or a film of one's own, written as a picture is: `![La mer](mer.mp3)`. Pure."""

import re
from collections.abc import Callable, Iterator
from html import escape

from plugins.pictures.tags import attributes, written

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


def played(html: str, is_there: Callable[[str], bool]) -> str:
    """The text with a player for each. `is_there`: whether an address, as written, means a file: `mer.jpg` is
    shown before `mer.mp4` is played. Nothing is fetched before somebody asks."""
    if "<img" not in html or not any(f".{each}" in html.lower() for each in (*_SOUNDS, *_FILMS)):
        return html
    html = _ALONE.sub(lambda found: _figure(found[0], found[1], is_there), html)
    return _IMG.sub(lambda found: _player(found[0], is_there) or found[0], html)


def media_type(address: str) -> str:
    """By the ending of a name; empty for what is neither a sound nor a film."""
    ending = _split(address)[1]
    return _SOUNDS.get(ending) or _FILMS.get(ending, "")


def players(html: str) -> Iterator[tuple[str, ...]]:
    """Of each the addresses, as written, of which a browser plays the first that it can."""
    playing: list[str] | None = None
    for tag in _PLAYED.finditer(html) if "<audio" in html or "<video" in html else ():
        name = (tag[1] or "").lower()
        if name != "source":
            yield from [tuple(playing)] if playing else ()
            playing = [] if name else None
        if playing is not None and (source := attributes(tag[0]).get("src") if name else ""):
            playing.append(source)
    yield from [tuple(playing)] if playing else ()


def _figure(paragraph: str, img: str, is_there: Callable[[str], bool]) -> str:
    """Alone in its paragraph, with its title below."""
    player = _player(img, is_there)
    if not player:
        return paragraph
    caption = attributes(img).get("title", "").strip()
    below = f"\n<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    return f"<figure>{player}{below}</figure>"


def _player(img: str, is_there: Callable[[str], bool]) -> str:
    said = attributes(img)
    address, words = said.get("src", ""), said.get("alt", "").strip()
    stem, name = _split(address)
    if name not in (*_SOUNDS, *_FILMS):
        return ""
    poster = next((stem + each for each in _POSTERS if name in _FILMS and is_there(stem + each)), "")
    more = {name: value for name, value in (("aria-label", words), ("poster", poster)) if value}
    element = "video" if name in _FILMS else "audio"
    start = written(element, {"src": address, "controls": "", "preload": "none", **more})
    link = f"{written('a', {'href': address})}{escape(words or address, quote=False)}</a>"
    return f"{start}{link}</{element}>"


def _split(address: str) -> tuple[str, str]:
    """What stands before a file's ending, and that."""
    for found in _ENDING.finditer(address):
        if found.end() == len(address):
            return address[: found.start()], found[1].lower()
    return address, ""
