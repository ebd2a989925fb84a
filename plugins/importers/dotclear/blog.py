"""What must be known of a Dotclear blog before its posts and comments can be judged: one pass over it.

Of `[setting]` only the names in `_SETTINGS` are kept: the table holds keys and passwords of plugins too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from plugins.importers import moments
from plugins.importers.dotclear.flat import Broken, Row
from plugins.importers.moments import Clock
from plugins.importers.record import ImportRefused, Kind, Present

TABLES = frozenset({"blog", "category", "setting", "post", "meta", "media", "post_media", "comment"})
COUNTED = {"post": Kind.ARTICLE, "comment": Kind.COMMENT}
_SETTINGS = frozenset({"blog_timezone", "lang"})


@dataclass(frozen=True, slots=True)
class Post:
    """The head of a post. `refused`: why it is not public, if so."""

    id: str
    type: str
    title: str
    url: str
    category: str
    lang: str
    zone: tzinfo | None
    draft: bool
    refused: str | None


@dataclass(slots=True)
class Blog:
    """Tables by their ids. `talked`: posts that have published comments. `counts`: rows by kind and, where
    the row tells it, by the post they belong to; of foreign posts they are not counted."""

    zone: tzinfo
    lang: str = "fr"
    id: str = ""
    posts: dict[str, Post] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)
    categories: dict[str, tuple[str, str]] = field(default_factory=dict)
    tags: dict[str, list[str]] = field(default_factory=dict)
    media: dict[str, tuple[str, str]] = field(default_factory=dict)
    attached: dict[str, list[str]] = field(default_factory=dict)
    talked: set[str] = field(default_factory=set)
    counts: Counter[tuple[Kind, str]] = field(default_factory=Counter)

    def present(self) -> Iterator[Present]:
        """How many records of each kind the blog has."""
        for kind in Kind:
            number = sum(n for (k, post), n in self.counts.items() if k is kind and post not in self.foreign)
            if number:
                yield Present(kind, number)

    def is_foreign(self, row: Row) -> bool:
        """Whether the row belongs to another blog of a full export."""
        if row.table == "comment":
            return row.values.get("post_id", "") in self.foreign
        return row.values.get("blog_id", self.id) not in ("", self.id)


def survey(rows: Iterable[Row | Broken], clock: Clock, where: str, wanted: str = "") -> Blog:
    """Read everything but the texts. `wanted` names one blog of several."""
    blog = Blog(clock.zone, id=wanted)
    owners: dict[str, str] = {}
    settings: dict[str, dict[str, str]] = {}
    posts: list[tuple[str, Post]] = []
    for row in rows:
        if isinstance(row, Broken):
            if row.table in COUNTED:
                blog.counts[COUNTED[row.table], ""] += 1
            continue
        get = row.values.get
        owner = get("blog_id", "")
        match row.table:
            case "setting" if get("setting_id") in _SETTINGS:
                settings.setdefault(owner, {})[get("setting_id", "")] = get("setting_value", "")
            case "post":
                owners[get("post_id", "")] = owner
                posts.append((owner, _post(row.values, clock)))
                kind = Kind.PAGE if get("post_type") == "page" else Kind.ARTICLE
                blog.counts[kind, get("post_id", "")] += 1
            case _:
                _note(row.table, row.values, blog)
    blog.id = _chosen(set(owners.values()), wanted, where)
    _fill(blog, posts, {**settings.get("", {}), **settings.get(blog.id, {})})
    return blog


def _note(table: str, values: Mapping[str, str], blog: Blog) -> None:
    get = values.get
    match table:
        case "category":
            blog.categories[get("cat_id", "")] = get("cat_title", ""), get("cat_url", "")
        case "meta" if get("meta_type") == "tag":
            blog.tags.setdefault(get("post_id", ""), []).append(get("meta_id", ""))
        case "media":
            path = f"{get('media_path', 'public')}/{get('media_file', '')}"
            blog.media[get("media_id", "")] = get("media_title", ""), path
        case "post_media" if get("link_type", "attachment") in ("", "attachment"):
            blog.attached.setdefault(get("post_id", ""), []).append(get("media_id", ""))
        case "comment":
            kind = Kind.TRACKBACK if get("comment_trackback") == "1" else Kind.COMMENT
            blog.counts[kind, get("post_id", "")] += 1
            if get("comment_status") == "1":
                blog.talked.add(get("post_id", ""))


def _chosen(owners: set[str], wanted: str, where: str) -> str:
    if wanted and wanted not in owners:
        what = f"no posts of a blog “{wanted}”"
        raise ImportRefused(where, 0, what, f"Those in it: {', '.join(sorted(owners)) or 'none'}.")
    if not wanted and len(owners) > 1:
        what = f"holds {len(owners)} blogs: {', '.join(sorted(owners))}"
        raise ImportRefused(where, 0, what, "Import one at a time: add BLOG=… with its name.")
    return wanted or next(iter(owners), "")


def _fill(blog: Blog, posts: list[tuple[str, Post]], settings: Mapping[str, str]) -> None:
    blog.zone = moments.zone(settings.get("blog_timezone", "")) or blog.zone
    blog.lang = settings.get("lang", blog.lang)
    for owner, post in posts:
        if owner == blog.id:
            blog.posts.setdefault(post.id, post)
        else:
            blog.foreign.add(post.id)


def _post(values: Mapping[str, str], clock: Clock) -> Post:
    get = values.get
    status = get("post_status", "")
    return Post(
        id=get("post_id", ""),
        type=get("post_type", "post"),
        title=get("post_title", ""),
        url=get("post_url", ""),
        category=get("cat_id", ""),
        lang=get("post_lang", ""),
        zone=moments.zone(get("post_tz", "")),
        draft=status == "0",
        refused=_refused(values, status, clock),
    )


def _refused(values: Mapping[str, str], status: str, clock: Clock) -> str | None:
    """A draft may come; what was never public, or only to those who knew a word, may not."""
    if values.get("post_password"):
        return "protected by a password"
    if values.get("post_type", "post") not in ("post", "page"):
        return f"of the unknown type “{values['post_type'][:40]}”"
    if status in ("-1", "-2"):
        return "scheduled" if status == "-1" else "pending"
    if status not in ("0", "1"):
        return f"of the unknown status “{status[:20]}”"
    wall = moments.naive(values.get("post_dt", ""))
    if wall is None:
        return "without a date"
    when = moments.of_clock(wall, moments.zone(values.get("post_tz", "")) or clock.zone)
    return "dated in the future" if status == "1" and when.earliest(clock.zone) > clock.now else None
