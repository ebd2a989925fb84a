"""A page of hostile comments in a real browser: how it is written, and what the browser made of it.

No Content-Security-Policy, on purpose: it would hide what the renderers let through.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.common.text import one_line

_LOOK = (Path(__file__).parent / "page.js").read_text(encoding="utf-8")
_ADDRESS = "http://hostile.example/"
_MARK = "hostile: "
_TRAPS = (
    "for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) "
    f"Object.defineProperty(window, name, {{value: () => console.log('{_MARK}' + name)}});"
)


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways by which a visitor's words come into a page."""

    body: Callable[[str], str]
    quoted: Callable[[str], str]
    data: Callable[[object], str]


@dataclass(frozen=True, slots=True)
class Element:
    """An element; of a link also the protocol, user name with password, and host that the browser reads."""

    name: str
    attributes: dict[str, str]
    target: tuple[str, str, str] | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A comment as the browser has it; `names` stood between quotes of both kinds."""

    names: tuple[str, str]
    text: str
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A whole page as the browser has it, and what happened on it."""

    comments: tuple[Seen, ...]
    outside: tuple[Element, ...]
    data: str
    executions: tuple[str, ...]
    requests: tuple[str, ...]


def write(doors: Doors, texts: Sequence[str]) -> str:
    """Every text as a comment's body, in a list as the theme has it; as two attributes; and as data."""
    items = "\n".join(_item(doors, text) for text in texts)
    data = doors.data([one_line(text) for text in texts])
    return (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Page</title></head><body>'
        f'<ol class="page">\n{items}\n</ol><script type="application/ld+json">{data}</script></body></html>'
    )


def _item(doors: Doors, text: str) -> str:
    name = doors.quoted(one_line(text))
    return f'<li title="{name}" data-name=\'{name}\'><div class="text">{doors.body(text)}</div></li>'


class Reader:
    """A browser's window that looks at pages; it reaches no network, and counts who tries."""

    def __init__(self, context: Any) -> None:
        self._page = ""
        self._executions: list[str] = []
        self._requests: list[str] = []
        context.add_init_script(_TRAPS)
        context.route("**/*", self._answer)
        self._window = context.new_page()
        self._window.on("console", self._overhear)
        self._window.on("pageerror", lambda error: self._executions.append(str(error)))
        self._window.on("websocket", lambda socket: self._requests.append(socket.url))

    def _answer(self, route: Any) -> None:
        if self._page and route.request.url == _ADDRESS:
            headers = {"X-DNS-Prefetch-Control": "off"}
            body = self._page.encode("utf-8", "replace")  # a broken renderer lets lone surrogates through
            route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)
            self._page = ""
        else:
            self._requests.append(route.request.url)
            route.abort("aborted")

    def _overhear(self, message: Any) -> None:
        if message.text.startswith(_MARK):
            self._executions.append(message.text.removeprefix(_MARK))

    def look(self, page: str) -> Look:
        self._page, self._executions, self._requests = page, [], []
        self._window.goto(_ADDRESS)
        found = self._window.evaluate(_LOOK)
        return Look(
            tuple(map(_seen, found["comments"])),
            tuple(map(_element, found["outside"])),
            found["data"],
            tuple(self._executions),
            tuple(self._requests),
        )


def _seen(found: dict[str, Any]) -> Seen:
    names = (found["name"], found["other_name"])
    return Seen(names, found["text"], tuple(map(_element, found["elements"])))


def _element(found: list[Any]) -> Element:
    name, attributes, target = found
    return Element(name, attributes, tuple(target) if target else None)


@contextmanager
def reader(browser: Any) -> Iterator[Reader]:
    context = browser.new_context()
    try:
        yield Reader(context)
    finally:
        context.close()
