"""Writes redirects and headers for Apache 2.4, for a virtual host or a `.htaccess`; for a virtual host also
the paths of the intake. Pure.

The requested address is normalised, then compared with one rule after the other as plain text, unless a file
exists for it. Apache reads a virtual host's rules once, but a `.htaccess` for every request.
"""

import re
from collections.abc import Iterator, Sequence

from plugins.addresses import comment_feeds
from plugins.addresses.plan import Redirect
from plugins.addresses.served import ASK_AGAIN, ENCODINGS, FEED_TYPES, FOR_EVER, HASHED, TYPES, Served

_ASKED = r"""# Written by the build; it will be written again.
RewriteEngine On
RewriteRule "^" "-" [E=OLD_PATH:%{REQUEST_URI}]
RewriteCond "%{REQUEST_URI}" "^(.*)/index\.php(/.+)$"
RewriteRule "^" "-" [E=OLD_PATH:%1%2]
RewriteCond "%{REQUEST_URI}?%{QUERY_STRING}" "^(.*/)(?:index\.php)?\?([^&]+)"
RewriteRule "^" "-" [E=OLD_QUERY:%1?%2]
"""
_ANSWERED = r"""RewriteCond "%{ENV:OLD_QUERY}" "^$"
RewriteCond "%{DOCUMENT_ROOT}%{REQUEST_URI}" -f [OR]
RewriteCond "%{DOCUMENT_ROOT}%{REQUEST_URI}index.html" -f
RewriteRule "^" "-" [S=<rules>]
"""
# A rule for many addresses, so Apache has to encode the target: no NE.
_FEEDS = rf"""RewriteCond "%{{REQUEST_URI}}" "^{comment_feeds.PATTERN}$"
RewriteRule "^" "%1{comment_feeds.NEW}" [R=301,L,QSD]
"""
# For a folder without a page, Apache would respond with 403; for visitors it is 404.
_FOLDERS = r"""RewriteCond "%{DOCUMENT_ROOT}%{REQUEST_URI}" -d
RewriteCond "%{DOCUMENT_ROOT}%{REQUEST_URI}/index.html" !-f
RewriteRule "^" "-" [R=404,L]
"""
# `%{HTTP:…}` in a condition adds the header to Vary automatically.
_SMALLER = r"""RewriteCond "%{HTTP:Accept-Encoding}" "\b<coding>\b(?!;q=0(\.0*)?(,|$))"
RewriteCond "%{REQUEST_URI}" "/$"
RewriteCond "%{DOCUMENT_ROOT}%{REQUEST_URI}index.html.<ending>" -f
RewriteRule "^" "%{REQUEST_URI}index.html.<ending>" [L,E=no-gzip:1]
RewriteCond "%{HTTP:Accept-Encoding}" "\b<coding>\b(?!;q=0(\.0*)?(,|$))"
RewriteCond "%{DOCUMENT_ROOT}%{REQUEST_URI}.<ending>" -f
RewriteRule "^" "%{REQUEST_URI}.<ending>" [L,E=no-gzip:1]
RemoveType .<ending>
AddEncoding <coding> .<ending>
"""
# Feeds that the build does not compress are compressed on request. Apache does not recognise the suffix that
# mod_deflate adds to an ETag, so without the last line it would never respond with 304.
_ON_REQUEST = r"""<IfModule mod_deflate.c>
<IfModule mod_filter.c>
AddOutputFilterByType DEFLATE application/xml application/feed+json
RequestHeader edit If-None-Match "-gzip\"" "\""
</IfModule>
</IfModule>
"""


def files(redirects: Sequence[Redirect], served: Served) -> dict[str, str]:
    """The files for Apache: their paths and texts."""
    return {"apache/site.conf": text(redirects, served), "apache/intake.conf": _intake(served.intake)}


def text(redirects: Sequence[Redirect], served: Served) -> str:
    """The whole `.htaccess`, or the fragment for a virtual host."""
    rules = [*(rule for redirect in redirects for rule in _rules(redirect)), _FEEDS]
    smaller = "".join(_SMALLER.replace("<coding>", c).replace("<ending>", e) for c, e in ENCODINGS)
    answered = _ANSWERED.replace("<rules>", str(len(rules)))
    return f"{_ASKED}{answered}{''.join(rules)}\n{_FOLDERS}\n{smaller}{_ON_REQUEST}\n{_headers(served)}"


def _intake(paths: Sequence[str]) -> str:
    """The definition of `${INTAKE}` for the file in deploy/; without a path, a pattern that matches
    nothing."""
    pattern = f"^(?:{'|'.join(map(_pattern, paths))})(?:/|$)" if paths else "(?!)"
    return f'# Written by the build; it will be written again.\nDefine INTAKE "{pattern}"\n'


def _rules(redirect: Redirect) -> Iterator[str]:
    old, by_path = redirect.old, redirect.old.query is None
    name = "OLD_PATH" if by_path else "OLD_QUERY"
    target = redirect.new.replace("%", "\\%")  # `%2` would be a back-reference
    for key in old.paths if by_path else old.queries:
        condition = f'RewriteCond "%{{ENV:{name}}}" "{_test(key, redirect.pages)}"'
        yield f'{condition}\nRewriteRule "^" "{target}" [R=301,L,NE,QSD]\n'


def _test(key: str, pages: bool) -> str:
    """A comparison of plain text if possible; a pattern if there are quotes, which mod_rewrite cannot
    escape."""
    if pages:
        slash = "" if key.endswith("?") else "/"
        return f"^{_pattern(key.rstrip('/'))}{slash}page/[0-9]+$"
    return f"^{_pattern(key)}$" if '"' in key or "\\" in key else f"={key}"


def _pattern(text: str) -> str:
    return re.escape(text).replace("\\\\", r"\x5C").replace('"', r"\x22")


def _headers(served: Served) -> str:
    headers = "".join(f'Header always set {name} "{value}"\n' for name, value in served.headers)
    types = "".join(f'AddType "{type_}" .{ending}\n' for ending, type_ in TYPES)
    endings = "|".join(ending for _, ending in ENCODINGS)
    hashed = HASHED.replace("$", rf"(?:\.(?:{endings}))?$")
    feeds = "".join(
        f'<FilesMatch "^{re.escape(name)}(?:\\.(?:{endings}))?$">\n    ForceType {type_}\n</FilesMatch>\n'
        for name, type_ in FEED_TYPES
    )
    return (
        f'{headers}Header always set Cache-Control "{ASK_AGAIN}"\n'
        "Header always merge Vary Accept-Encoding\n"
        f"<If \"%{{REQUEST_URI}} =~ m#{hashed}# && -f '%{{REQUEST_FILENAME}}'\">\n"
        f'    Header always set Cache-Control "{FOR_EVER}"\n</If>\n\n'
        f"{types}{feeds}DirectoryIndex index.html\nErrorDocument 404 {served.root}/404.html\n"
    )
