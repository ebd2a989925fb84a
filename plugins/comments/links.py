"""Finds web addresses in prose. Pure; time grows with the length of the text. Rules: `docs/linking.md`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import category

from plugins.comments import ellipses, hosts
from plugins.comments.ends import SCHEME, WWW, Ends
from plugins.comments.scripts import continues_word, unspaced

MAXIMUM_LENGTH = 2048
"""Characters; a longer address is not an address that somebody means to be followed."""

_CANDIDATE = re.compile(
    rf"[hHwW](?:(?<=[hH]){SCHEME[4:]}|(?<=[wW]){WWW[4:]})"
)  # a set first: found ten times as fast
_USERINFO = re.compile(r"[\w.~%!$&*+=:-]*+")
_GOES_ON = re.compile(r"/|[?#]\w|:[0-9]")
_PORT = re.compile(r":([0-9]*+)(\w?)")
_LABELS = re.compile(r"[\w-]*+(\.\w)?")
_DOTS_AND_JOINERS = ".\u200c\u200d"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Link:
    """`text[start:end]` is an address that leads to `href`: ASCII, beginning with http:// or https://."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class _Cut:
    """`text[start:end]` is what is left of an address that the old system cut, its dots included."""

    start: int
    end: int


class _Authority(NamedTuple):
    """A host that may be linked, with its port, up to where a path may begin; and how it is written."""

    start: int
    end: int
    href: str


def find(text: str, *, www: bool = True) -> list[Link]:
    """All addresses in `text`, in order, never overlapping; offsets count characters. Without `www`, only
    those that are typed with their scheme, as the old system had it."""
    if not may_hold_one(text):
        return []
    return [found for found in _scan(text, www) if isinstance(found, Link)]


def cut_labels(text: str) -> list[tuple[int, int]]:
    """Where an address stands that the old system cut to a label: (start, end), the dots included."""
    if not may_hold_one(text) or not ("..." in text or "…" in text):
        return []
    return [(found.start, found.end) for found in _scan(text, www=True) if isinstance(found, _Cut)]


def may_hold_one(text: str) -> bool:
    """Most comments hold no address; single signs are looked for first because they are found fastest."""
    return (":" in text and "://" in text) or ("w" in text and "w." in text) or ("W" in text and "W." in text)


def _scan(text: str, www: bool) -> Iterator[Link | _Cut]:
    ends = Ends(text)
    position = 0
    while (match := _CANDIDATE.search(text, position)) is not None:
        start, position = match.span()
        scheme = text[position - 1] == "/"
        if (scheme or www) and _may_begin(text, start, scheme):
            found, position = _candidate(text, ends, start, position if scheme else start)
            if found is not None:
                yield found


def _may_begin(text: str, start: int, scheme: bool) -> bool:
    """No address begins within a word, but some scripts are written without spaces; `www.` is choosier."""
    if start == 0:
        return True
    before = text[start - 1]
    if not scheme and before in "_@./-":
        return False
    return not continues_word(before) or (scheme and unspaced(before))


def _candidate(text: str, ends: Ends, start: int, host: int) -> tuple[Link | _Cut | None, int]:
    """What begins at `start`, its host at `host`; and where to go on."""
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
    """Behind a scheme another one may stand (`https://https://`), and behind `www.` (`www.http://`); else a
    refused host is not read twice."""
    if host > start:
        return host
    after = start + len("www.")
    return after if text.startswith("://", reach) else max(reach, after)


def _authority(text: str, start: int, host: int, reach: int) -> _Authority | None:
    """Host and port; None where they are not fit to be linked."""
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
    """What looked like a host is a user's name (`http://paypal.com@…`), another scheme, or is broken off by a
    symbol or by something invisible in its middle (`http://www.exem✪ple.fr`)."""
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
    """An address whole, or what somebody's software left of one."""
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
    """Path, query and fragment as typed, in ASCII: other signs as UTF-8, existing %XX kept, a stray % as %25
    (WHATWG URL §1.3). No normalisation: servers tell é from e with an accent."""
    if "%" in path:
        path = _STRAY_PERCENT.sub("%25", path)
    if path.isascii():
        return path
    return _BEYOND_ASCII.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), path)
