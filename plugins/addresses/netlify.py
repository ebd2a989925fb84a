"""Writes `_redirects` and `_headers` for Netlify, Cloudflare Pages and GitLab Pages. Pure.

Both files go into the output, where these hosts look for them and do not serve them. None of the three can
distinguish bare queries, so addresses such as `/?post/…` are left out.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from plugins.addresses import comment_feeds
from plugins.addresses.plan import Redirect
from plugins.addresses.served import FEED_TYPES, FOR_EVER, Served

_HEAD = "# Written by the build; it will be written again.\n"


def files(redirects: Sequence[Redirect], served: Served) -> dict[str, str]:
    """The files for Netlify and similar hosts: their paths and texts."""
    exact = [line for redirect in redirects if not redirect.pages for line in _lines(redirect, "")]
    pages = [line for redirect in redirects if redirect.pages for line in _lines(redirect, "/page/*")]
    front = f"{served.root}/index.php/* {served.root}/:splat 301\n"
    # Cloudflare requires rules without a star to come first.
    lines = (*exact, *_feeds(served), *pages, front)
    return {"_redirects": _HEAD + "".join(lines), "_headers": _headers(served)}


def _feeds(served: Served) -> list[str]:
    """A rule for each depth at which there is a comment feed, since a placeholder stands for one folder."""
    moved = {(old, page) for page in served.pages if (old := comment_feeds.before(page))}
    return sorted({f"{_named(old, served.root)} {_named(new, served.root)} 301\n" for old, new in moved})


def _named(path: str, root: str) -> str:
    """An address with a placeholder for each of its folders, except that of the feed of all comments."""
    *folders, name = path.removeprefix(root).split("/")[1:]
    if folders == ["feed", "comments"]:
        return path
    return "/".join((root, *(f":f{number}" for number, _ in enumerate(folders, 1)), name))


def _lines(redirect: Redirect, star: str) -> Iterator[str]:
    """The rules of a redirect. `:` and `*`, which are special here, are percent-encoded."""
    for path in redirect.old.paths if redirect.old.query is None else ():
        yield f"{quote(path.rstrip('/') if star else path, safe='/')}{star} {redirect.new} 301\n"


def _headers(served: Served) -> str:
    """The headers. Style sheets have names with a hash, so they are cached for ever; these hosts revalidate
    everything else by themselves."""
    everywhere = "".join(f"  {name}: {value}\n" for name, value in served.headers)
    feeds = "".join(f"{served.root}/*{name}\n  Content-Type: {type_}\n" for name, type_ in FEED_TYPES)
    return f"{_HEAD}{served.root}/*\n{everywhere}{served.root}/*.css\n  Cache-Control: {FOR_EVER}\n{feeds}"
