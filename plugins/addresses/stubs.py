"""Pages that lead on, for hosts that cannot redirect. Pure.

They work without script and under the site's own CSP: a refresh in `meta` is neither. Search engines read
an immediate one with a canonical link as a move. A feed reader follows no page: where a feed of comments was
RSS once, one entry tells who still reads it where it is now.
"""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import unquote

from plugins.addresses import comment_feeds
from plugins.addresses.plan import Redirect
from plugins.addresses.served import Served
from plugins.common import translations
from plugins.common.output_paths import file_of

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{moved}</title>
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<link rel="canonical" href="{absolute}">
<meta http-equiv="refresh" content="0; url={address}">
</head>
<body>
<main>
<h1>{moved}</h1>
<p>{here} <a href="{address}">{absolute}</a></p>
</main>
</body>
</html>
"""

_FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0">
<channel>
<title>{moved}</title>
<link>{new}</link>
<description>{atom}</description>
<item>
<guid isPermaLink="false">{new}#moved</guid>
<title>{moved}</title>
<link>{new}</link>
<description>{subscribe} {new}</description>
</item>
</channel>
</rss>
"""


def files(redirects: Sequence[Redirect], served: Served, site_address: str, lang: str) -> dict[str, str]:
    """Paths in the output and pages. `.nojekyll`: GitHub Pages would leave out `.well-known/` otherwise.
    `lang`: the site's."""
    said = _words_of_page(lang)
    host = site_address.rstrip("/").removesuffix(served.root)
    stubs = {}
    for each in redirects:
        path = each.old.path.removeprefix(served.root).strip("/")
        if each.old.query is None and not each.pages and path and not each.new.endswith((".xml", ".json")):
            absolute = escape(host + each.new)
            stub = _PAGE.format(absolute=absolute, address=escape(each.new), **said)
            stubs[path if path.endswith((".html", ".htm")) else f"{path}/index.html"] = stub
    taken = {_file(page, served.root) for page in served.pages}
    pages = {path: page for path, page in stubs.items() if path not in taken}
    return {".nojekyll": "", **pages, **dict(_feeds(served, host, lang))}


def _feeds(served: Served, host: str, lang: str) -> Iterator[tuple[str, str]]:
    said = _words_of_feed(lang)
    for page in served.pages:
        if old := comment_feeds.before(page):
            yield unquote(_file(old, served.root)), _FEED.format(new=escape(host + page), **said)


def _file(page: str, root: str) -> str:
    return file_of(page.removeprefix(root).removeprefix("/"))


def _words_of_page(lang: str) -> dict[str, str]:
    _ = translations.of(lang).gettext
    return {
        "lang": escape(lang),
        "moved": escape(_("Cette page a changé d’adresse"), quote=False),
        "here": escape(_("Elle est désormais ici\u00a0:"), quote=False),
    }


def _words_of_feed(lang: str) -> dict[str, str]:
    _ = translations.of(lang).gettext
    said = {
        "moved": _("Ce fil a changé d’adresse"),
        "atom": _("Les commentaires se lisent désormais en Atom."),
        "subscribe": _("Abonnez-vous à sa nouvelle adresse\u00a0:"),
    }
    return {name: escape(text, quote=False) for name, text in said.items()}
