"""Replaces frames of other sites by links, so that readers who do not click are not tracked. Pure.

Frames that the policy allows are kept, and loaded lazily.
"""

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from plugins.common import translations
from plugins.policy import ratios
from plugins.policy.allowed import AllowedHosts

_TAG = "<iframe"
_FRAME = re.compile(
    r"""<iframe\b(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>.*?</iframe\s*>""", re.IGNORECASE | re.DOTALL
)
# The page of a video, by the address of its player.
_PAGES = tuple(
    (re.compile(player), page)
    for player, page in (
        (r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com/embed/videoseries", "https://www.youtube.com/playlist?list={list}"),
        (r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]+)", "https://www.youtube.com/watch?v={0}"),
        (r"player\.vimeo\.com/video/([0-9]+)", "https://vimeo.com/{0}"),
        (r"(?:www\.)?dailymotion\.com/embed/video/(\w+)", "https://www.dailymotion.com/video/{0}"),
        (r"geo\.dailymotion\.com/player(?:/\w+)?\.html", "https://www.dailymotion.com/video/{video}"),
        (r"([\w.-]+)/videos/embed/([\w-]+)", "https://{0}/videos/watch/{1}"),  # PeerTube
    )
)  # fmt: skip
# Titles that name the player, and not the video.
_NO_TITLE = re.compile("|youtube video player|vimeo video player|dailymotion video player", re.IGNORECASE)


def linked(html: str, allowed: AllowedHosts, lang: str) -> str:
    """The HTML with a link instead of each frame that the policy does not allow. `lang`: of the text."""
    if _TAG not in html.lower():
        return html
    return _FRAME.sub(lambda frame: _instead(frame, allowed, lang), html)


def _instead(frame: re.Match[str], allowed: AllowedHosts, lang: str) -> str:
    attributes = _Attributes(frame["attributes"]).found
    source = attributes.get("src", "").strip()
    address = f"https:{source}" if source.startswith("//") else source
    if allowed.allows_frame(source):
        named = _named(frame[0], attributes, urlsplit(address).hostname or "")
        return ratios.sized(named, attributes.get("width", ""), attributes.get("height", ""))
    if urlsplit(address).scheme not in ("https", "http", "") or not address:
        return frame[0]
    return _link(_page(address), attributes, lang)


def _named(frame: str, attributes: dict[str, str], host: str) -> str:
    """A frame with a `title`, for those who cannot see it (WCAG 2.2, 4.1.2), and with lazy loading."""
    defaults = {"title": host, "loading": "lazy"}
    missing = {name: value for name, value in defaults.items() if name not in attributes}
    added = "".join(f' {name}="{escape(value)}"' for name, value in missing.items())
    return f"{frame[: len(_TAG)]}{added}{frame[len(_TAG) :]}"


def _link(page: str, attributes: dict[str, str], lang: str) -> str:
    host = urlsplit(page).hostname or ""
    title = " ".join(attributes.get("title", "").split())
    if _NO_TITLE.fullmatch(title):
        _ = translations.of(lang).gettext
        title = _("Voir sur %(host)s") % {"host": host.removeprefix("www.")} if host else _("Voir la page")
    elif host:
        title = f"{title} ({host.removeprefix('www.')})"
    return f'<a class="embed" href="{escape(page)}">{escape(title)}</a>'


def _page(address: str) -> str:
    """The page of the video that a player shows; for other frames, their own address."""
    split = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(split.query).items()}
    for player, page in _PAGES:
        if match := player.fullmatch(f"{split.netloc}{split.path}".rstrip("/")):
            try:
                return page.format(*match.groups(), **query)
            except KeyError:
                return address
    return address


class _Attributes(HTMLParser):
    """The attributes of one tag; of several with the same name, the first counts (HTML §13.2.5.33)."""

    def __init__(self, attributes: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(f"<iframe{attributes}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.found.setdefault(name, value or "")
