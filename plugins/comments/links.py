"""Finds web addresses in prose. Pure, and linear in the length of the text. Rules: `docs/linking.md`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import category

from plugins.comments import ellipses, hosts
from plugins.comments.ends import SCHEME, WWW, Ends
from plugins.comments.scripts import continues_word, unspaced

MAXIMUM_LENGTH = 2048
"""In characters: nobody expects readers to follow a longer address."""

_CANDIDATE = re.compile(
    rf"[hHwW](?:(?<=[hH]){SCHEME[4:]}|(?<=[wW]){WWW[4:]})"
)  # beginning with a character class makes the search ten times as fast
_USERINFO = re.compile(r"[\w.~%!$&*+=:-]*+")
_GOES_ON = re.compile(r"/|[?#]\w|:[0-9]")
_PORT = re.compile(r":([0-9]*+)(\w?)")
_LABELS = re.compile(r"[\w-]*+(\.\w)?")
_DOTS_AND_JOINERS = ".\u200c\u200d"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Link:
    """`text[start:end]` is an address and links to `href`, which is ASCII and begins with http:// or
    https://."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class _Cut:
    """`text[start:end]` is an address that the old system shortened, including its dots."""

    start: int
    end: int


class _Authority(NamedTuple):
    """A host that may be linked, with its port. It ends where a path may begin; `href` is its normalised
    form."""

    start: int
    end: int
    href: str


def find(text: str, *, www: bool = True) -> list[Link]:
    """All addresses in `text`, in order and never overlapping; offsets count characters. Without `www`, only
    addresses typed with a scheme are found, as the old system did it."""
    if not may_hold_one(text):
        return []
    return [item for item in _scan(text, www) if isinstance(item, Link)]


def whole(text: str) -> Link | None:
    """The address that all of a text is; None if it is more than one, or something else."""
    first = next(iter(find(text)), None)
    return first if first and (first.start, first.end) == (0, len(text)) else None


def cut_labels(text: str) -> list[tuple[int, int]]:
    """The addresses that the old system shortened to a label: (start, end), including the dots."""
    if not may_hold_one(text) or not ("..." in text or "…" in text):
        return []
    return [(item.start, item.end) for item in _scan(text, www=True) if isinstance(item, _Cut)]


def may_hold_one(text: str) -> bool:
    """A quick test, since most comments hold no address. Single characters come first: they are found
    fastest."""
    return (":" in text and "://" in text) or ("w" in text and "w." in text) or ("W" in text and "W." in text)


def _scan(text: str, www: bool) -> Iterator[Link | _Cut]:
    ends = Ends(text)
    position = 0
    while (match := _CANDIDATE.search(text, position)) is not None:
        start, position = match.span()
        scheme = text[position - 1] == "/"
        if (scheme or www) and _may_begin(text, start, scheme):
            item, position = _candidate(text, ends, start, position if scheme else start)
            if item is not None:
                yield item


def _may_begin(text: str, start: int, scheme: bool) -> bool:
    """No address begins within a word, except in scripts written without spaces; `www.` has stricter
    rules."""
    if start == 0:
        return True
    before = text[start - 1]
    if not scheme and before in "_@./-":
        return False
    return not continues_word(before) or (scheme and unspaced(before))


def _candidate(text: str, ends: Ends, start: int, host: int) -> tuple[Link | _Cut | None, int]:
    """The address that begins at `start`, with its host at `host`, if it is one; and where to continue."""
    cut = ellipses.label_end(text, start)
    if cut is not None:
        return _Cut(start, cut), cut
    reach = hosts.reach(text, host)
    authority = _authority(text, start, host, reach)
    if authority is None:
        return None, _after_refusal(text, start, host, reach)
    end = authority.end
    if text.startswith(("/", "?", "#"), end):
        end = ends.without_tail(start, end, ends.after(end))
    return _judge(text, start, authority, end)


def _after_refusal(text: str, start: int, host: int, reach: int) -> int:
    """Where to continue after a host that was refused: past it, unless another scheme may follow, as in
    `https://https://` or `www.http://`."""
    if host > start:
        return host
    after = start + len("www.")
    return after if text.startswith("://", reach) else max(reach, after)


def _authority(text: str, start: int, host: int, reach: int) -> _Authority | None:
    """Host and port, or None if they must not be linked."""
    name = text[host:reach].rstrip(_DOTS_AND_JOINERS)
    if host == start and name.count(".") < 2:
        return None
    if host + len(name) < reach and _GOES_ON.match(text, reach):
        return None
    if _deceives(text, reach):
        return None
    resolved = hosts.resolve(name)
    if resolved is None:
        return None
    end = host + len(name)
    port = _PORT.match(text, end) if text.startswith(":", end) else None
    if port is None or not port[1] or port[2]:
        return _Authority(host, end, resolved)
    if len(port[1]) > 5 or int(port[1]) > 0xFFFF:  # RFC 9293 §3.1: sixteen bits
        return None
    return _Authority(host, port.end(), resolved + port.group())


def _deceives(text: str, reach: int) -> bool:
    """Whether the apparent host is a user name (`http://paypal.com@…`), another scheme, or only the part
    before a symbol or an invisible character (`http://www.exem✪ple.fr`)."""
    sign = text[reach : reach + 1]
    if sign in {"", " ", "/", "\n"}:
        return False
    if sign > "\x7f":
        labels = _LABELS.match(text, reach + 1)
        return category(sign)[0] in "SC" and labels is not None and labels[1] is not None
    if text.startswith("://", reach):
        return True
    userinfo = _USERINFO.match(text, reach)
    return userinfo is not None and text.startswith("@", userinfo.end())


def _judge(text: str, start: int, authority: _Authority, end: int) -> tuple[Link | _Cut | None, int]:
    """A link, or a marker for an address that other software shortened; and where to continue."""
    cut = ellipses.long_cut(text, start, end)
    if cut is not None:
        return _Cut(start, cut), cut
    if (
        end - start > MAXIMUM_LENGTH
        or ellipses.short_cut(text, authority.end, end)
        or ellipses.forum_cut(text, start, end)
    ):
        return None, end
    scheme = text[start : authority.start].lower() or "http://"
    return Link(start, end, scheme + authority.href + _encode(text[authority.end : end])), end


def _encode(path: str) -> str:
    """Path, query and fragment in ASCII (WHATWG URL §1.3): other characters as percent-encoded UTF-8,
    existing %XX as they are, a stray % as %25. Not normalised: to a server, composed and decomposed é
    differ."""
    if "%" in path:
        path = _STRAY_PERCENT.sub("%25", path)
    if path.isascii():
        return path
    return _BEYOND_ASCII.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), path)
