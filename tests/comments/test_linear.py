"""Time grows with the text: steps are counted, not seconds.

A step is a line of Python that ran or a character that an expression read. The expressions are watched
through stand-ins that report how far each search went.
"""

import re
import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from plugins.comments import ellipses, emphasis, ends, hosts, links, markup, punctuation

UNITS = [
    "http://a.fr/(", "http://a.fr/(-", "http://a.fr/;http://", "http://a.fr/x_", "http://a.fr/x ",
    "http://a.fr/()", "http://a.fr/[(]", "http://a.fr/)(", "http://a.fr/]([){", "http://a.fr/…",
    "http://a.fr...", "http://a.fr/x... ", "http://a.fr/,,,", "http://a.fr:", "http://a.fr:1",
    "http://a:", "http://é", "http://é»", "http://a.fr✪a", "http://a.fr/%", "http://a.fr/é",
    "http://пример.рф ", "http://xn--e1afmkfd.рф/", "_http://a.fr/x_", "[http://", "http://", "(", ")",
    "é", "www.", "·www.é", "»www.a", "www.é", ",www.", "(www.a.fr)", "www.a.fr/,", "www.a.b.fr/(",
    "a@b.com", "a.com ", "a-", "&lt;", "<", "%", "://", "w.", "hhhhttp:", "...", "…", "\n", "\n ",
    "*_a http://a.fr/_*", "http://a.fr/*\n\n",
    "x\n\n", " ", "́", "\u200b", "https://www.lemonde.fr/politique/ar... ",
    " !", "; !", "« ", "a !", "& ;", "« http://a.fr/ !", "\u0301 !",
]  # fmt: skip
WHOLES: dict[str, Callable[[int], str]] = {
    "dots": lambda n: "http://a.fr/" + "." * n,
    "labels": lambda n: "http://" + "a." * n,
    "letters beyond ASCII": lambda n: "http://" + "é" * n,
    "openers, then wrong closers": lambda n: "http://a.fr/" + "(" * n + "]" * n,
    "addresses, then pairs": lambda n: "http://a.fr/(-" * n + "()" * n,
    "nested": lambda n: "http://a.fr/" + "(" * n + ")" * n,
    "nested of two kinds": lambda n: "http://a.fr/" + "([" * n + "])" * n,
    "openers, then closers": lambda n: "http://a.fr/(" * n + ")" * n,
    "underscores": lambda n: "_" * n + "http://a.fr/x" + "_" * n,
    "emphasis and punctuation by turns": lambda n: "*" * n + "http://a.fr/x" + ".*" * n,
    "emphasis that never closes": lambda n: "*a http://a.fr/x*" * n + " " + "*" * n,
    "underscores before": lambda n: "_" * n + "http://a.fr/x_",
    "a port of digits": lambda n: "http://a.fr:" + "1" * n + "a",
    "a user": lambda n: "http://a.fr:" + "a" * n + "@",
    "line ends within": lambda n: "x" + "\n" * n + "x",
    "white lines within": lambda n: "x" + "\n \t" * n + "x",
    "marks before a sign": lambda n: "a" + "\u0301" * n + " !",
    "marks of no letter": lambda n: "« " + "\u0301" * n + " !",
    "spaces in a line": lambda n: "x\n" + " " * n + "\nx",
}
PATTERNS = {repr(unit): lambda n, unit=unit: unit * n for unit in UNITS} | WHOLES


class Watched:
    """An expression that counts the characters it reads."""

    def __init__(self, pattern: re.Pattern[str], count: Callable[[int], None]) -> None:
        self.pattern = pattern
        self.count = count

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        match = self.pattern.search(text, start, end)
        self.count((match.end() if match else min(end, len(text))) - start + 1)
        return match

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The expressions that are matched in place always match, or give up within three characters."""
        match = self.pattern.match(text, start)
        self.count((match.end() if match else start + 3) - start + 1)
        return match

    def fullmatch(self, text: str) -> re.Match[str] | None:
        self.count(len(text))
        return self.pattern.fullmatch(text)

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        self.count(max(0, min(end, len(text)) - start))
        return self.pattern.finditer(text, start, end)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str) -> str:
        self.count(len(text))
        return self.pattern.sub(new, text)

    def split(self, text: str) -> list[str]:
        self.count(len(text))
        return self.pattern.split(text)


@pytest.fixture
def steps(monkeypatch) -> Callable[[str], int]:
    """Counts what `to_html` does with a text."""
    total = 0

    def count(more: int) -> None:
        nonlocal total
        total += more

    def trace(frame: FrameType, event: str, argument: object) -> Callable[..., object]:
        count(event == "line")
        return trace

    for module in (ellipses, emphasis, ends, hosts, links, markup, punctuation):
        for name, value in list(vars(module).items()):
            if isinstance(value, re.Pattern):
                monkeypatch.setattr(module, name, Watched(value, count))

    def run(text: str) -> int:
        nonlocal total
        total = 0
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            markup.to_html(text)
            links.cut_labels(text)
        finally:
            sys.settrace(before)
        return total

    return run


@pytest.mark.parametrize("pattern", PATTERNS)
def test_twice_the_text_is_twice_the_steps(pattern, steps):
    text = PATTERNS[pattern]
    steps(text(10))  # hosts are remembered
    once, twice = steps(text(400)), steps(text(800))
    assert twice < 2.2 * once + 100
    assert twice < 100 * len(text(800)) + 1000


def test_a_run_read_anew_for_each_address_is_noticed(steps, monkeypatch):
    """The same count, with the memory of `Ends` taken away."""

    class Forgetful(ends.Ends):
        def after(self, path: int) -> int:
            self._limit = 0
            return super().after(path)

    monkeypatch.setattr(links, "Ends", Forgetful)
    assert steps("http://a.fr/(-" * 800) > 3 * steps("http://a.fr/(-" * 400)
