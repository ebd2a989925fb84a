"""Reads a Dotclear 2 export as records, in two passes: one for the blog, one for posts and comments."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from plugins.importers import origins
from plugins.importers.dates import Clock
from plugins.importers.dotclear import blog as blogs
from plugins.importers.dotclear import comments, flat, posts
from plugins.importers.dotclear.blog import DotclearBlog
from plugins.importers.dotclear.flat import BrokenRow, FlatRow
from plugins.importers.origins import Prefix
from plugins.importers.record import (
    ImportedArticle,
    MovedAddress,
    Record,
    RecordKind,
    RecordWarning,
    RefusedRecord,
    Source,
)
from plugins.importers.terms import Slugs, slug_of_term

_TOLD = frozenset({"post", "comment"})


def read(
    lines: Callable[[], Iterable[bytes]],
    where: str,
    slugs: Slugs,
    clock: Clock,
    wanted: str = "",
    prefix: Prefix = origins.only,
) -> Iterator[Record]:
    """All records of one blog. `lines` returns the export from its beginning each time it is called."""
    blog = blogs.survey(flat.rows(lines(), where, blogs.TABLES), clock, where, wanted)
    blog.patterns, blog.prefix = slugs.patterns, prefix("dotclear", blog.known_by)
    yield from blog.present()
    yield from blog.warnings()
    names = {post.id: posts.slug(post, blog, slugs) for post in blog.posts.values()}
    seen: set[str] = set()
    public: list[ImportedArticle] = []
    for row in flat.rows(lines(), where, _TOLD):
        if isinstance(row, BrokenRow):
            yield RefusedRecord(Source(blogs.COUNTED[row.table], "", row.line), row.reason)
        elif blog.is_foreign(row):
            continue
        elif row.table == "comment":
            yield from comments.records(row, blog, names)
        else:
            yield from _post(row, blog, names, seen, public)
    for article in public:
        if wanted_slug := slugs.aside.get(article.id):
            what = (
                f"it is “{article.slug}” here: “{wanted_slug}” was there already. The same article? Keep one"
            )
            yield RecordWarning(article.source, what)
    yield from _terms(blog, public)


def _post(
    row: FlatRow, blog: DotclearBlog, names: Mapping[str, str], seen: set[str], public: list[ImportedArticle]
) -> Iterator[Record]:
    number = row.values.get("post_id", "")
    if number in seen:
        yield RefusedRecord(posts.source(row), "its number is used twice in the export")
        return
    seen.add(number)
    article = posts.article(row, blog, names[number])
    yield article
    if isinstance(article, ImportedArticle) and not article.draft:
        public.append(_without_text(article))
        kind = "pages" if article.page else "post"
        yield _moved(article.source, blog, f"{kind}/{blog.posts[number].url}", article.address, int(number))


def _moved(
    place: Source, blog: DotclearBlog, route: str, new: str, identifier: int | None = None
) -> MovedAddress:
    """A moved address. For a blog in a folder, the form with a query is used, because only that separates the
    folder from the route (docs/hosting.md)."""
    if blog.root == "/":
        return MovedAddress(place, f"/{route}", new, "dotclear", identifier)
    return MovedAddress(place, blog.root, new, "dotclear", identifier, query=route)


def _without_text(article: ImportedArticle) -> ImportedArticle:
    """The part of an article that is needed at the end, without its text."""
    return ImportedArticle(
        article.source, article.id, article.slug, "", "", article.date,
        category=article.category, tags=article.tags, page=article.page, patterns=article.patterns,
    )  # fmt: skip


def _terms(blog: DotclearBlog, public: Iterable[ImportedArticle]) -> Iterator[Record]:
    """Old addresses of categories and tags. Those without articles here lead to the archives."""
    articles = [article for article in public if not article.page]
    shown = {slug_of_term(article.category) for article in articles if article.category}
    titles: dict[str, str] = {}
    archives = blog.patterns.of_archives()
    for number, category in blog.categories.items():
        place, slug = Source(RecordKind.OTHER, f"category {number}", 0), slug_of_term(category.title)
        new = blog.patterns.of_category(slug) if slug in shown else archives
        if category.url:
            yield _moved(place, blog, f"category/{category.url}", new)
        if slug in shown and titles.setdefault(slug, category.url) != category.url:
            yield RecordWarning(place, f"two old categories are one here: “{category.title}”")
    tagged = {slug_of_term(tag) for article in articles for tag in article.tags}
    for tag in sorted({tag for article in public for tag in blog.tags.get(article.source.id, ())}):
        slug = slug_of_term(tag)
        new = blog.patterns.of_tag(slug) if slug in tagged else archives
        yield _moved(Source(RecordKind.OTHER, f"tag {tag}", 0), blog, f"tag/{tag}", new)
