"""Writes redirects and headers for nginx: `maps.conf` for the http level, `server.conf` and `intake.conf` for
the server. Pure.

Maps are hash tables, so ten thousand addresses are as fast as ten. Their keys ignore case; a key that would
then match another address too is written as a regular expression, which does not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from plugins.addresses import comment_feeds
from plugins.addresses.plan import Redirect
from plugins.addresses.served import ASK_AGAIN, FEED_TYPES, FOR_EVER, HASHED, TYPES, Served

_HEAD = "# Written by the build; it will be written again.\n"
_QUERY = r"~^(?<old_folder>.*/)(?:index\.php)?\?(?<old_route>[^&]+)"
_PATH = r"~^(?<old_root>.*)/index\.php(?<old_rest>/.+)$"


def files(redirects: Sequence[Redirect], served: Served) -> dict[str, str]:
    """The files for nginx: their paths and texts."""
    return {
        "nginx/maps.conf": _maps(redirects, served),
        "nginx/server.conf": _server(served),
        "nginx/intake.conf": _intake(served.intake),
    }


def _maps(redirects: Sequence[Redirect], served: Served) -> str:
    by_query = list(_keys(redirects, of_queries=True))
    by_path = list(_keys(redirects, of_queries=False))
    pages = _folded(served.pages) if by_query or by_path else {}
    longest = max((len(key.encode()) for key, _, _ in (*by_query, *by_path)), default=0)
    return "".join(
        (
            _HEAD,
            f"map_hash_bucket_size {_power_of_two(longest + 64, 128)};\n",
            f"map_hash_max_size {_power_of_two(2 * max(len(by_query), len(by_path)), 2048)};\n\n",
            _map('"$uri?$args"', "$old_query", [f'"{_QUERY}" "$old_folder?$old_route"']),
            _map("$uri", "$old_path", [f'"{_PATH}" "$old_root$old_rest"', "default $uri"]),
            _map("$old_query", "$new_by_query", _lines(by_query, pages)),
            _map("$old_path", "$new_by_path", _lines(by_path, pages)),
            _map("$new_by_query", "$new_address", ['"" $new_by_path', "default $new_by_query"]),
            "# A missing style sheet is not missing for ever: its address is then that of error_page.\n",
            _map(
                "$uri", "$file_cached", [f'"~{HASHED}" {_quoted(FOR_EVER)}', f"default {_quoted(ASK_AGAIN)}"]
            ),
            "# The intake behind a proxy says it itself; nginx sends no header that is empty.\n",
            _map("$upstream_http_cache_control", "$cache_control", ['"" $file_cached', 'default ""']),
        )
    )


def _server(served: Served) -> str:
    headers = "".join(f"add_header {name} {_quoted(value)} always;\n" for name, value in served.headers)
    types = "".join(f"    {type_.partition(';')[0]} {ending};\n" for ending, type_ in TYPES)
    utf8 = " ".join(
        type_.partition(";")[0] for ending, type_ in TYPES if "charset" in type_ and ending != "html"
    )
    feeds = "".join(
        f"location ~ /{re.escape(name)}$ {{ types {{ }} default_type {type_}; }}\n"
        for name, type_ in FEED_TYPES
    )
    return (
        f"{_HEAD}# A folder without a page of its own is forbidden to nginx, and missing to a visitor.\n"
        f"error_page 403 =404 {served.root}/404.html;\n"
        "absolute_redirect off;\nif ($new_address) { return 301 $new_address; }\n"
        f"rewrite ^{comment_feeds.PATTERN}$ $1{comment_feeds.NEW}? permanent;\n\n"
        f"{headers}add_header Cache-Control $cache_control always;\n\n"
        f"types {{\n{types}    image/png png;\n    image/jpeg jpg jpeg;\n"
        f"    image/gif gif;\n    application/json json;\n    application/pdf pdf;\n}}\n"
        f"default_type application/octet-stream;\ncharset utf-8;\ncharset_types {utf8};\n"
        f"{feeds}"
    )


def _intake(paths: Sequence[str]) -> str:
    """The location of the intake. Its pages repeat what was typed beside a secret, so they must not be
    compressed (BREACH)."""
    if not paths:
        return _HEAD
    pattern = f"^(?:{'|'.join(map(re.escape, paths))})(?:/|$)"
    return f"{_HEAD}location ~ {_quoted(pattern)} {{\n    proxy_pass http://intake;\n    gzip off;\n}}\n"


def _keys(redirects: Iterable[Redirect], of_queries: bool) -> Iterator[tuple[str, str, bool]]:
    """Key, target, and whether the key is a regular expression."""
    for redirect in redirects:
        if (redirect.old.query is not None) != of_queries:
            continue
        for key in redirect.old.queries if of_queries else redirect.old.paths:
            yield (_of_pages(key), redirect.new, True) if redirect.pages else (key, redirect.new, False)


def _of_pages(key: str) -> str:
    slash = "" if key.endswith("?") else "/"
    return f"^{re.escape(key.rstrip('/'))}{slash}page/[0-9]+$"


def _folded(pages: Iterable[str]) -> Mapping[str, set[str]]:
    """The pages of this site by the key that nginx compares; it does not distinguish names by case."""
    by_key: dict[str, set[str]] = {}
    for page in pages:
        by_key.setdefault(_fold(unquote(page)), set()).add(page)
    return by_key


def _lines(keys: list[tuple[str, str, bool]], pages: Mapping[str, set[str]]) -> list[str]:
    """One line per key; those for which case matters are regular expressions."""
    ends: dict[str, set[str]] = {}
    for key, target, is_pattern in keys:
        if not is_pattern:
            folded = _fold(key)
            ends.setdefault(folded, set(pages.get(folded, ()))).add(target)
    lines: dict[str, str] = {}
    for key, target, is_pattern in keys:
        if is_pattern or len(ends[_fold(key)]) > 1:
            name = _quoted(f"~{key}" if is_pattern else f"~^{re.escape(key)}$")
        else:
            name = _quoted(_fold(key))
        lines.setdefault(name, f"{name} {_quoted(target)}")
    return list(lines.values())


def _fold(text: str) -> str:
    """In lower case as nginx does it, for ASCII letters only."""
    return text.encode().lower().decode()


def _map(source: str, name: str, lines: list[str]) -> str:
    return f"map {source} {name} {{\n" + "".join(f"    {line};\n" for line in lines) + "}\n\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _power_of_two(least: int, smallest: int) -> int:
    return max(smallest, 1 << (least - 1).bit_length())
