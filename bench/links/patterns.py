"""Twenty-six texts made to be slow: what is repeated, or a whole that grows."""

from collections.abc import Callable

_UNITS = (
    "http://", "http://a.fr/(", "http://a.fr/;http://", "http://a.fr/…", "http://a.fr/,,,", "http://a.fr:1",
    "https://www.lemonde.fr/politique/ar... ", "http://пример.рф ", "http://é", "www.a.fr/,", "(www.a.fr)",
    "»www.a", "(", "&lt;", "é", "a-", "a@b.com", "\n ", "; !", " !", "« ",
    "\u0301 !",
)  # fmt: skip


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit))


PATTERNS: dict[str, Callable[[int], str]] = {repr(unit)[1:-1]: _repeated(unit) for unit in _UNITS} | {
    "http://a.fr/ + dots": lambda size: "http://a.fr/" + "." * size,
    "http:// + labels": lambda size: "http://" + "a." * (size // 2),
    "brackets, nested": lambda size: "http://a.fr/" + "(" * (size // 2) + ")" * (size // 2),
    "underscores around": lambda size: "_" * (size // 2) + "http://a.fr/x" + "_" * (size // 2),
}
