"""Hostile strings without end, the same ones each time: fragments put together, and known strings spoilt."""

from collections.abc import Callable, Iterator
from random import Random

from tests.hostile.addresses import BREAKOUTS, DECEITS, SCHEMES
from tests.hostile.elements import ELEMENTS, FOREIGN, MUTATION
from tests.hostile.handlers import HANDLERS
from tests.hostile.signs import ATTRIBUTES, BREAKS, ENTITIES, SPACES, UNICODE

CLASSES = {
    "elements": ELEMENTS,
    "handlers": HANDLERS,
    "svg and mathml": FOREIGN,
    "mutation": MUTATION,
    "schemes": SCHEMES,
    "deceits": DECEITS,
    "breakouts": BREAKOUTS,
    "entities": ENTITIES,
    "breaks": BREAKS,
    "attributes": ATTRIBUTES,
    "unicode": UNICODE,
    "spaces": SPACES,
}
OWN = list(dict.fromkeys(text for texts in CLASSES.values() for text in texts))
"""Written by hand, each one once."""

_FRAGMENTS = [
    "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "&", "&lt;", "&#60;", "&amp;", ";", '"', "'",
    "`", "=", " ", "\n", "\n\n", "\t", "/", "\\", "(", ")", "[", "]", "{{", "}}", "#", "?", "%", "%22", "@",
    ":", "://", "...", "…", "script", "svg", "img", "a", "p", "style", "math", "title", "template", "br",
    "span", "src=x", "href=", "onerror=alert(1)", "onload=alert(1)", "onclick=", "onmouseover=", "alert(1)",
    "javascript:", "data:text/html,", "http://", "https://", "www.", "a.fr", "x.example", "//x.example/i",
    "user:x@", "/chemin", "é", "e\u0301", "»", "\u00a0", "\u200b", "\u202e", "\u200d", "\ufeff", "\x00",
    "\x1b", "\x7f", "\x9b", "\ud800", "\ufffe", "\U0001f44d", "mot", "<script>", "</script>", "<a href='",
    "<img src=x ", "style=", "class=rest", "<svg onload=", "x" * 30,
]  # fmt: skip
_INSERTS = [
    "\x00", "\t", "\n", "\x0c", " ", "/", "\u200b", "\u00ad", "\ufeff", "'", '"', "<", ">", "&", "\\", "%00",
    "<!---->",
]  # fmt: skip
_SEED = 20201218


def strings(count: int) -> list[str]:
    """`count` strings, all different: the hand-written ones first, then as many made as are missing."""
    found = dict.fromkeys(OWN)
    for text in _endless():
        if len(found) >= count:
            break
        found.setdefault(text)
    return list(found)[:count]


def _endless() -> Iterator[str]:
    random = Random(_SEED)
    makers: list[Callable[[Random], str]] = [_joined, _spoilt, _embedded, _embedded, _recoded]
    while True:
        yield random.choice(makers)(random)


def _joined(random: Random) -> str:
    """Two to twelve fragments in a row."""
    return "".join(random.choices(_FRAGMENTS, k=random.randint(2, 12)))


def _spoilt(random: Random) -> str:
    """A known string with something put in or taken out, its letters in another case."""
    text = random.choice(OWN)[:400]
    for _ in range(random.randint(1, 3)):
        place = random.randint(0, len(text))
        cut = place + random.randint(0, 2)
        text = text[:place] + random.choice(_INSERTS) + text[cut:]
    return "".join(random.choice([sign.lower(), sign.upper()]) for sign in text)


def _embedded(random: Random) -> str:
    """A known string at the end of an address, or between two, or in another one."""
    inner, outer = random.choice(OWN)[:400], random.choice(OWN)[:400]
    place = random.randint(0, len(outer))
    frames = [
        f"http://a.fr/{inner}",
        f"https://a.fr/?q={inner}&b=http://b.fr/",
        f"http://a.fr/x {inner} www.b.fr/y",
        f"<a href='http://a.fr/{inner}'>{outer}</a>",
        outer[:place] + inner + outer[place:],
    ]
    return random.choice(frames)


def _recoded(random: Random) -> str:
    """A known string with some of its signs as entities, escapes or percent codes."""
    ways: list[Callable[[int], str]] = [
        lambda code: f"&#{code};",
        lambda code: f"&#x{code:x}",
        lambda code: f"%{code & 0xFF:02X}",
        lambda code: f"\\u{code & 0xFFFF:04x}",
    ]
    way = random.choice(ways)
    return "".join(way(ord(sign)) if random.random() < 0.15 else sign for sign in random.choice(OWN)[:400])
