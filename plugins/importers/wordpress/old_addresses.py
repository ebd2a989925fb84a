"""The old addresses of a WordPress blog, and where they lead here. Pure.

Permalinks are in the export; `?p=12`, feeds, months, terms and authors are what WordPress serves in addition
(wp-includes/class-wp-rewrite.php and link-template.php).
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from plugins.common.feed_formats import ARTICLES, COMMENTS, CONVERSATION, RSS, TERM
from plugins.importers.elements import Element
from plugins.importers.record import ImportedArticle, MovedAddress, RecordKind, Source
from plugins.importers.terms import slug_of_term
from plugins.importers.wordpress import home, wxr
from plugins.importers.wordpress.blog import WordpressBlog, WordpressPost, WordpressTerm
from plugins.importers.wordpress.posts import above

_PAGE_OF_COMMENTS = 50
_SITE = {
    **dict.fromkeys(("/feed/", "/feed/rss2/", "/?feed=rss2"), ARTICLES.path("/", RSS)),
    **dict.fromkeys(("/feed/atom/", "/?feed=atom"), ARTICLES.path("/")),
    **dict.fromkeys(("/comments/feed/", "/comments/feed/atom/", "/?feed=comments-rss2"), COMMENTS.path("/")),
}


def of_post(item: Element, blog: WordpressBlog, article: ImportedArticle) -> Iterator[MovedAddress]:
    """All addresses that showed the article, and those of its comment feeds."""
    post, new = blog.posts[item.number], article.address
    name = "page_id" if article.page else "p"
    link = _address(post.link, home.host(post.link))
    olds = [link, _guid(item.get("guid"), blog)]
    olds[1:1] = [f"{blog.base}/?{name}={post.number}"] if post.number.isdecimal() else []
    olds += [_renamed(link, post, old) for old in wxr.meta(item, "_wp_old_slug")]
    olds = [old for old in dict.fromkeys(olds) if old not in ("", "/", f"{blog.base}/")]
    yield from (_moved(article.source, old, new) for old in olds)
    if link in olds and link.endswith("/") and (not article.page or article.has_comments):
        yield _moved(article.source, f"{link}feed/", CONVERSATION.path(new))
        yield _moved(article.source, f"{link}feed/atom/", CONVERSATION.path(new))
        pages = -(-blog.commented[item.number] // _PAGE_OF_COMMENTS) if blog.commented[item.number] else 0
        for number in range(1, pages + 1 if pages > 1 else 0):
            yield _moved(article.source, f"{link}comment-page-{number}/", new)


def of_attachment(
    item: Element, blog: WordpressBlog, parents: dict[str, ImportedArticle]
) -> Iterator[MovedAddress]:
    """The addresses of an attachment's page, which lead to the article that it belongs to."""
    if article := parents.get(item.get("wp:post_parent")):
        number, source = wxr.number(item), wxr.source(item)
        for old in (_address(item.get("link"), blog.home), f"{blog.base}/?attachment_id={number}"):
            if old:
                yield _moved(source, old, article.address)


def of_site(blog: WordpressBlog, public: Iterable[ImportedArticle]) -> Iterator[MovedAddress]:
    """The addresses of feeds, archives by year and month, and authors."""
    articles = [article for article in public if not article.page]
    source = Source(RecordKind.OTHER, "site", 0)
    if not articles:
        return
    olds, patterns = dict(_SITE), blog.patterns
    for article in articles:
        year, month = article.date.year, article.date.month or 1
        olds[f"/{year:04}/"] = olds[f"/{year:04}/{month:02}/"] = patterns.of_year(year)
        olds[f"/?m={year:04}{month:02}"] = patterns.of_year(year)
    numbers = {article.source.id for article in articles}
    logins = {slug_of_term(post.login) for post in blog.posts.values() if post.number in numbers}
    olds |= {f"/author/{login}/": patterns.of_archives() for login in sorted(logins) if login}
    yield from (_moved(source, f"{blog.base}{old}", new) for old, new in olds.items())


def of_terms(blog: WordpressBlog, public: Iterable[ImportedArticle]) -> Iterator[MovedAddress]:
    """The addresses of categories and tags that have a page here."""
    articles = [one for one in public if not one.page]
    present = {blog.patterns.of_tag(slug_of_term(tag)) for one in articles for tag in one.tags}
    present |= {blog.patterns.of_category(slug_of_term(one.category)) for one in articles if one.category}
    for term in blog.categories.values():
        path = "/".join(one.nicename for one in (*above(term, blog), term))
        source = Source(RecordKind.OTHER, f"category {term.nicename}", 0)
        by_number = f"/?cat={term.number}" if term.number else ""
        yield from _term(source, (f"/category/{path}/", by_number), term, present, blog)
    for term in blog.tags.values():
        source = Source(RecordKind.OTHER, f"tag {term.nicename}", 0)
        yield from _term(source, (f"/tag/{term.nicename}/", f"/?tag={term.nicename}"), term, present, blog)


def _term(
    source: Source, olds: tuple[str, str], term: WordpressTerm, present: set[str], blog: WordpressBlog
) -> Iterator[MovedAddress]:
    of_kinds = [blog.patterns.of_category, blog.patterns.of_tag]
    kinds = of_kinds if olds[0].startswith("/category/") else reversed(of_kinds)
    news = (of_kind(slug_of_term(term.name)) for of_kind in kinds)
    new = next((one for one in news if one in present), None)
    if new is None or not term.nicename:
        return
    if olds[0] not in present:
        yield _moved(source, f"{blog.base}{olds[0]}", new)
    if olds[1]:
        yield _moved(source, f"{blog.base}{olds[1]}", new)
    yield _moved(source, f"{blog.base}{olds[0]}feed/", TERM.path(new, RSS))


def _moved(source: Source, old: str, new: str) -> MovedAddress:
    path, mark, query = old.partition("?")
    return MovedAddress(source, unquote(path), new, query=unquote(query) if mark else None)


def _address(link: str, host: str) -> str:
    """The path and query of a link to this host; "" for anything else, since a guid may be any text."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if home.host(link) != host or parts.scheme not in ("http", "https") or "&" in parts.query:
        return ""
    path = re.sub("^/*", "/", parts.path)
    return f"{path}?{parts.query}" if parts.query else path


def _guid(guid: str, blog: WordpressBlog) -> str:
    """The address in a post's guid; "" if it contains the number of another post: a post that WordPress
    itself imported keeps the guid of its former blog."""
    found = _address(guid, blog.home)
    number = found.partition("=")[2] if found.startswith(f"{blog.base}/?p") else ""
    return "" if number in blog.numbers else found


def _renamed(link: str, post: WordpressPost, old: str) -> str:
    """A former permalink, from a former name of the post, which WordPress keeps."""
    path, slash = link.rstrip("/"), "/" * link.endswith("/")
    if "?" in link or not path.endswith(f"/{path.rsplit('/', 1)[-1]}") or not old.strip():
        return ""
    return f"{path.rsplit('/', 1)[0]}/{old.strip()}{slash}"
