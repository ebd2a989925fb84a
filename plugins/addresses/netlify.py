"""`_redirects` and `_headers`, as Netlify, Cloudflare Pages and GitLab Pages read them. Pure.

Both files lie in the output, where these hosts look for them and do not serve them. None of the three can
tell one bare query from another, so `/?post/…` is not written.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from plugins.addresses import comment_feeds
from plugins.addresses.plan import Redirect
from plugins.addresses.served import FEED_TYPES, FOR_EVER, Served

_HEAD = "# Written by the build; it will be written again.\n"


def files(redirects: Sequence[Redirect], served: Served) -> dict[str, str]:
    """The files for Netlify and its like: their paths and texts."""
    exact = [line for each in redirects if not each.pages for line in _lines(each, "")]
    pages = [line for each in redirects if each.pages for line in _lines(each, "/page/*")]
    front = f"{served.root}/index.php/* {served.root}/:splat 301\n"
    # Cloudflare: what has no star must come first.
    lines = (*exact, *_feeds(served), *pages, front)
    return {"_redirects": _HEAD + "".join(lines), "_headers": _headers(served)}


def _feeds(served: Served) -> list[str]:
    """A rule for each depth at which there is a feed of comments: a name stands for one folder."""
    moved = {(old, page) for page in served.pages if (old := comment_feeds.before(page))}
    return sorted({f"{_named(old, served.root)} {_named(new, served.root)} 301\n" for old, new in moved})


def _named(path: str, root: str) -> str:
    """An address with a name for each of its folders; the feed of all comments is in two of its own."""
    *folders, name = path.removeprefix(root).split("/")[1:]
    if folders == ["feed", "comments"]:
        return path
    return "/".join((root, *(f":f{number}" for number, _ in enumerate(folders, 1)), name))


def _lines(each: Redirect, star: str) -> Iterator[str]:
    """`:` and `*` mean something else here; they are percent-encoded like what is not ASCII."""
    for path in each.old.paths if each.old.query is None else ():
        yield f"{quote(path.rstrip('/') if star else path, safe='/')}{star} {each.new} 301\n"


def _headers(served: Served) -> str:
    """Every style sheet here is named by its content. What else they cache, these hosts ask for again."""
    everywhere = "".join(f"  {name}: {value}\n" for name, value in served.headers)
    feeds = "".join(f"{served.root}/*{name}\n  Content-Type: {type_}\n" for name, type_ in FEED_TYPES)
    return f"{_HEAD}{served.root}/*\n{everywhere}{served.root}/*.css\n  Cache-Control: {FOR_EVER}\n{feeds}"
