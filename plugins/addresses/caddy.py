"""Writes redirects, headers and the paths of the intake for Caddy 2, as snippets to import. Pure.

Caddy's map compares one line after the other: the 60,000 lines of a blog with 10,000 articles take about 4 ms
per request, and 5 s at the start.
"""

import re
from collections.abc import Iterator, Sequence

from plugins.addresses import comment_feeds
from plugins.addresses.plan import Redirect
from plugins.addresses.served import ASK_AGAIN, FEED_TYPES, FOR_EVER, HASHED, TYPES, Served

_AWKWARD = re.compile(r'["\\`{}$]')
_QUERY = r"^(.*/)(?:index\.php)?\?([^&]+).*$"
_FEED = rf"^{comment_feeds.PATTERN}(?:\?.*)?$"


def files(redirects: Sequence[Redirect], served: Served) -> dict[str, str]:
    """The files for Caddy: their paths and texts."""
    text = f"{_HEAD}{_redirects(redirects)}\n{_headers(served)}{_intake(served.intake)}"
    return {"caddy/site.caddy": text}


_HEAD = "# Written by the build; it will be written again.\n"


def _redirects(redirects: Sequence[Redirect]) -> str:
    with_query = [redirect for redirect in redirects if redirect.old.query is not None]
    by_query = [(key, redirect) for redirect in with_query for key in redirect.old.queries]
    without_query = [redirect for redirect in redirects if redirect.old.query is None]
    by_path = [(key, redirect) for redirect in without_query for key in redirect.old.paths]
    return (
        "(old_addresses) {\n"
        + _map('"{path}?{query}"', "{old_query}", [f"`~{_QUERY}` `${{1}}?${{2}}`"])
        + _map("{old_query}", "{new_by_query}", list(_lines(by_query)))
        + _map("{path}", "{new_by_path}", list(_lines(by_path, front=True)))
        + "\t@old_query expression `{new_by_query} != ''`\n\tredir @old_query {new_by_query} 301\n"
        + "\t@old_path expression `{new_by_path} != ''`\n\tredir @old_path {new_by_path} 301\n"
        + _map("{uri}", "{new_feed}", [f"`~{_FEED}` `${{1}}{comment_feeds.NEW}`"])
        + "\t@old_feed expression `{new_feed} != ''`\n\tredir @old_feed {new_feed} 301\n}\n"
    )


def _map(source: str, name: str, lines: list[str]) -> str:
    rows = "".join(f"\t\t{line}\n" for line in (*lines, "default ``"))
    return f"\tmap {source} {name} {{\n{rows}\t}}\n"


def _lines(keys: list[tuple[str, Redirect]], front: bool = False) -> Iterator[str]:
    """The lines of a map. `front`: for each key, also with `/index.php` in front."""
    for key, redirect in keys:
        new = redirect.new
        if redirect.pages:
            slash = "" if key.endswith("?") else "/"
            pattern = f"{_escaped(key.rstrip('/'))}{slash}page/[0-9]+"
            yield f"`~^{'(?:/index[.]php)?' if front else ''}{pattern}$` {new}"
            continue
        for whole in (key, f"/index.php{key}") if front and key != "/index.php" else (key,):
            yield f"`~^{_escaped(whole)}$` {new}" if _AWKWARD.search(whole) else f'"{whole}" {new}'


def _escaped(text: str) -> str:
    """A pattern without any character that is special in a Caddyfile."""
    return "".join(rf"\x{ord(c):02X}" if _AWKWARD.match(c) else re.escape(c) for c in text)


def _headers(served: Served) -> str:
    lines = "".join(f"\t\t{name} `{value}`\n" for name, value in served.headers)
    types = "".join(
        f"\t@{ending} path *.{ending}\n\theader @{ending} Content-Type `{type_}`\n" for ending, type_ in TYPES
    )
    named = ((name.replace(".", "_"), name, type_) for name, type_ in FEED_TYPES)
    feeds = "".join(
        f"\t@{id} path */{name}\n\theader @{id} Content-Type {type_}\n" for id, name, type_ in named
    )
    return (
        f"(site_headers) {{\n\theader {{\n{lines}\t\t?Cache-Control `{ASK_AGAIN}`\n\t\t-Server\n\t}}\n}}\n"
        f"(site_types) {{\n{types}{feeds}"
        f"\t@hashed {{\n\t\tpath_regexp {HASHED}\n\t\tfile\n\t}}\n"
        f"\theader @hashed Cache-Control `{FOR_EVER}`\n}}\n"
    )


def _intake(paths: Sequence[str]) -> str:
    """The matchers of the intake; `@too_long` is for requests of 400,000 bytes or more. A matcher cannot
    refer to another one, so both repeat the paths."""
    patterns = " ".join(f"`{path}` `{path}/*`" for path in paths)
    which = f"path {patterns}" if patterns else "not path *"
    return (
        f"(intake) {{\n\t@intake {which}\n\t@too_long {{\n\t\t{which}\n"
        "\t\theader_regexp Content-Length ^(?:[4-9]|\\d{2,})\\d{5}$\n\t}\n}\n"
    )
