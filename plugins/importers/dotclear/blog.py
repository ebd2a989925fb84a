"""The first pass over a Dotclear export: collects what has to be known of the blog before posts and comments
are read.

Of `[setting]`, only the names in `_SETTINGS` are kept, and of `[user]`, only the name that readers saw,
because these tables also contain keys, passwords and addresses.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from plugins.articles.patterns import OURS, Patterns
from plugins.importers import dates
from plugins.importers.dates import Clock
from plugins.importers.dotclear import post_header
from plugins.importers.dotclear.flat import BrokenRow, FlatRow
from plugins.importers.dotclear.post_header import DotclearPost
from plugins.importers.record import ExpectedCount, ImportRefused, RecordKind, RecordWarning, Source

TABLES = frozenset({
    "blog", "category", "setting", "user", "post", "meta", "media", "post_media", "comment",
})  # fmt: skip
COUNTED = {"post": RecordKind.ARTICLE, "comment": RecordKind.COMMENT}
STATUSES = frozenset({"1", "0", "-1", "-2"})
_SETTINGS = frozenset({"blog_timezone", "lang", "public_url", "allow_comments"})


@dataclass(frozen=True, slots=True)
class Category:
    """`url` is the whole path: `Societe/Travail-droits`."""

    owner: str
    title: str
    url: str


@dataclass(slots=True)
class DotclearBlog:
    """The tables of a blog, by id.

    `root`: the folder of the blog on its host.
    `foreign`: posts of other blogs in the same export.
    `commented`: posts with comments.
    `counts`: rows by kind and, if a row has it, by the post they belong to; those of foreign posts do not
    count.
    `broken`: by table, how many rows cannot be read, and the first of them.
    """

    zone: tzinfo
    id: str = ""
    prefix: str = "dotclear"
    lang: str = "fr"
    public_url: str = "/public"
    root: str = "/"
    closed: bool = False
    posts: dict[str, DotclearPost] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)
    categories: dict[str, Category] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    tags: dict[str, list[str]] = field(default_factory=dict)
    media: dict[str, tuple[str, str]] = field(default_factory=dict)
    attached: dict[str, list[str]] = field(default_factory=dict)
    commented: set[str] = field(default_factory=set)
    patterns: Patterns = OURS
    counts: Counter[tuple[RecordKind, str]] = field(default_factory=Counter)
    broken: dict[str, tuple[int, BrokenRow]] = field(default_factory=dict)

    def present(self) -> Iterator[ExpectedCount]:
        """How many records of each kind the blog has."""
        for kind in RecordKind:
            number = sum(n for (k, post), n in self.counts.items() if k is kind and post not in self.foreign)
            if number:
                yield ExpectedCount(kind, number)

    @property
    def known_by(self) -> str:
        """A text that identifies the blog: an export contains no address, and most blogs have the id
        “default”."""
        numbered = [post for post in self.posts.values() if post_header.is_number(post.id)]
        first = min(numbered, key=lambda post: int(post.id), default=None)
        return f"“{self.id}”, begun {first.created}" if first is not None and first.created else ""

    def is_foreign(self, row: FlatRow) -> bool:
        """Whether the row belongs to another blog of a full export."""
        if row.table == "comment":
            return row.values.get("post_id", "") in self.foreign
        return row.values.get("blog_id", self.id) not in ("", self.id)

    def warnings(self) -> Iterator[RecordWarning]:
        for table, (number, first) in self.broken.items():
            what = f"{number:,} of its rows cannot be read; the first {first.reason}"
            yield RecordWarning(Source(RecordKind.OTHER, f"table {table}", first.line), what)


def survey(rows: Iterable[FlatRow | BrokenRow], clock: Clock, where: str, wanted: str = "") -> DotclearBlog:
    """Read everything except the texts. `wanted`: the id of the blog, if there are several."""
    blog = DotclearBlog(clock.zone, id=wanted)
    settings: dict[str, dict[str, str]] = {}
    posts: list[tuple[str, DotclearPost]] = []
    for row in rows:
        if isinstance(row, BrokenRow):
            _count_broken(row, blog)
            continue
        owner = row.values.get("blog_id", "")
        match row.table:
            case "setting" if row.values.get("setting_id") in _SETTINGS:
                values = settings.setdefault(owner, {})
                values[row.values["setting_id"]] = row.values.get("setting_value", "")
            case "post":
                posts.append((owner, post_header.post(row.values, clock)))
                kind = RecordKind.PAGE if row.values.get("post_type") == "page" else RecordKind.ARTICLE
                blog.counts[kind, row.values.get("post_id", "")] += 1
            case _:
                _note(row.table, row.values, blog)
    blog.id = _chosen({owner for owner, _ in posts}, wanted, where)
    _fill(blog, posts, {**settings.get("", {}), **settings.get(blog.id, {})})
    return blog


def _count_broken(row: BrokenRow, blog: DotclearBlog) -> None:
    if row.table in COUNTED:
        blog.counts[COUNTED[row.table], ""] += 1
    else:
        number, first = blog.broken.get(row.table, (0, row))
        blog.broken[row.table] = number + 1, first


def _note(table: str, values: Mapping[str, str], blog: DotclearBlog) -> None:
    get = values.get
    match table:
        case "blog":
            blog.urls[get("blog_id", "")] = get("blog_url", "")
        case "category":
            category = Category(get("blog_id", ""), get("cat_title", ""), get("cat_url", ""))
            blog.categories[get("cat_id", "")] = category
        case "user":
            blog.names[get("user_id", "")] = post_header.name_of(values)
        case "meta" if get("meta_type") == "tag":
            blog.tags.setdefault(get("post_id", ""), []).append(get("meta_id", ""))
        case "media":
            blog.media[get("media_id", "")] = get("media_title", ""), get("media_file", "")
        case "post_media" if get("link_type", "attachment") in ("", "attachment"):
            blog.attached.setdefault(get("post_id", ""), []).append(get("media_id", ""))
        case "comment":
            kind = RecordKind.TRACKBACK if get("comment_trackback") == "1" else RecordKind.COMMENT
            blog.counts[kind, get("post_id", "")] += 1
            if get("comment_status") in STATUSES:
                blog.commented.add(get("post_id", ""))


def _chosen(owners: set[str], wanted: str, where: str) -> str:
    if wanted and wanted not in owners:
        what = f"no posts of a blog “{wanted}”"
        raise ImportRefused(where, 0, what, f"Those in it: {', '.join(sorted(owners)) or 'none'}.")
    if not wanted and len(owners) > 1:
        what = f"holds {len(owners)} blogs: {', '.join(sorted(owners))}"
        raise ImportRefused(where, 0, what, "Import one at a time: add BLOG=… with its name.")
    return wanted or next(iter(owners), "")


def _fill(blog: DotclearBlog, posts: list[tuple[str, DotclearPost]], settings: Mapping[str, str]) -> None:
    blog.zone = dates.zone(settings.get("blog_timezone", "")) or blog.zone
    blog.lang = settings.get("lang", blog.lang)
    blog.root = post_header.root_of(blog.urls.get(blog.id, ""))
    blog.public_url = settings.get("public_url", blog.public_url).rstrip("/")
    blog.closed = settings.get("allow_comments") == "0"
    own = ("", blog.id)
    blog.categories = {key: category for key, category in blog.categories.items() if category.owner in own}
    for owner, post in posts:
        if owner == blog.id:
            blog.posts.setdefault(post.id, post)
        else:
            blog.foreign.add(post.id)
