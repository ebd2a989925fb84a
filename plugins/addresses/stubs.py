"""Writes pages that redirect with a `meta` refresh, for hosts that cannot redirect. Pure.

They need no script and work under the site's CSP. Search engines treat an immediate refresh with a canonical
link as a move. Feed readers do not follow it, so a former RSS feed of comments gets one entry that names the
new address.
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
    """The pages by path in the output. `.nojekyll` is for GitHub Pages, which would leave out `.well-known/`
    otherwise. `lang`: of the site."""
    texts = _words_of_page(lang)
    host = site_address.rstrip("/").removesuffix(served.root)
    stubs = {}
    for redirect in redirects:
        old, new = redirect.old, redirect.new
        path = old.path.removeprefix(served.root).strip("/")
        if old.query is None and not redirect.pages and path and not new.endswith((".xml", ".json")):
            stub = _PAGE.format(absolute=escape(host + new), address=escape(new), **texts)
            stubs[path if path.endswith((".html", ".htm")) else f"{path}/index.html"] = stub
    taken = {_file(page, served.root) for page in served.pages}
    free = {path: page for path, page in stubs.items() if path not in taken}
    return {".nojekyll": "", **free, **dict(_feeds(served, host, lang))}


def _feeds(served: Served, host: str, lang: str) -> Iterator[tuple[str, str]]:
    texts = _words_of_feed(lang)
    for page in served.pages:
        if old := comment_feeds.before(page):
            yield unquote(_file(old, served.root)), _FEED.format(new=escape(host + page), **texts)


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
    texts = {
        "moved": _("Ce fil a changé d’adresse"),
        "atom": _("Les commentaires se lisent désormais en Atom."),
        "subscribe": _("Abonnez-vous à sa nouvelle adresse\u00a0:"),
    }
    return {name: escape(text, quote=False) for name, text in texts.items()}
