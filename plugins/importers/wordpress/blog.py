"""The first pass over a WordPress export: collects what has to be known of the blog before posts and comments
are read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from plugins.articles.patterns import OURS, Patterns
from plugins.common.text import one_line
from plugins.common.when import When
from plugins.importers import references, reply_cycles, terms
from plugins.importers.dates import Clock
from plugins.importers.elements import Element
from plugins.importers.record import ExpectedCount, RecordKind
from plugins.importers.wordpress import home, wxr
from plugins.importers.wordpress.home import Home
from plugins.importers.wordpress.shortcodes import MediaFile, MediaFiles

_REFUSED = {
    "private": "private", "future": "scheduled", "pending": "pending", "trash": "in the trash",
    "auto-draft": "an empty draft that WordPress made by itself",
}  # fmt: skip
_NO_PAGE = {
    "nav_menu_item": "a menu item", "revision": "an older version of an article",
    "wp_block": "a block to use again", "custom_css": "a style sheet", "wp_global_styles": "styles",
    "wp_navigation": "a menu", "wp_template": "a template", "wp_template_part": "a template",
    "customize_changeset": "settings", "oembed_cache": "a copy of another site's answer",
    "wp_font_family": "a font", "wp_font_face": "a font",
}  # fmt: skip
_FILE_ADDRESS = re.compile(r"(https?://[^\s\"'<>\[\]]+)|(?:src|href)=[\"'](/[^\"'<>]+)")
_NUMBER = re.compile(r"[0-9]+|x[0-9a-f]{12}")
_GALLERY = re.compile(r"\[gallery([^\[\]]*)\]")
_NUMBERS = re.compile(r"(?:ids|include)=[\"']?([0-9,\s]+)")
_SIZE = re.compile(r"-\d+x\d+(?=\.\w+\Z)")


@dataclass(frozen=True, slots=True)
class WordpressPost:
    """An item without its text. `refused`: why it is not imported, or None."""

    number: str
    kind: RecordKind
    title: str
    name: str
    link: str
    date: When | None
    draft: bool
    refused: str | None
    login: str
    identity: str


@dataclass(frozen=True, slots=True)
class WordpressTerm:
    """A category or a tag. `nicename`: its part of old addresses; `parent`: the nicename of the category
    above."""

    name: str
    nicename: str
    parent: str = ""
    number: str = ""


@dataclass(slots=True)
class WordpressBlog:
    """Posts by the number of their element, terms by their nicenames. `commented`: the number of comments by
    post; `cut`: comments whose reply would close a cycle; `shown`: files that public texts show; `owned`:
    numbers of files by the post that they were uploaded to; `numbers`: those of all posts, to find
    duplicates."""

    lang: str = ""
    home: str = ""
    base: str = ""
    media: str = ""
    prefix: str = "wordpress"
    posts: dict[int, WordpressPost] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    categories: dict[str, WordpressTerm] = field(default_factory=dict)
    tags: dict[str, WordpressTerm] = field(default_factory=dict)
    files: dict[str, MediaFile] = field(default_factory=dict)
    owned: dict[str, list[str]] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    commented: Counter[int] = field(default_factory=Counter)
    cut: set[tuple[int, str]] = field(default_factory=set)
    patterns: Patterns = OURS
    counts: Counter[RecordKind] = field(default_factory=Counter)

    def present(self) -> Iterator[ExpectedCount]:
        return (ExpectedCount(kind, number) for kind in RecordKind if (number := self.counts[kind]))

    @property
    def site(self) -> Home:
        return Home(self.home, self.base, self.media)

    @property
    def known_by(self) -> str:
        """A text that identifies the blog; "" if this site exported it, since then its articles have ids."""
        foreign = any(not post.identity for post in self.posts.values() if not post.refused)
        return self.home + self.base if foreign else ""

    def files_of(self, number: str) -> MediaFiles:
        return MediaFiles(self.files, self.owned.get(number, ()))

    def is_shown(self, number: str) -> bool:
        """Whether a public text shows the file, a smaller copy of it, or a gallery that contains it."""
        file = self.files.get(number)
        return file is not None and not self.shown.isdisjoint(
            (_stem(file.address), number, f"of {file.parent}")
        )


def survey(elements: Iterable[Element], clock: Clock) -> WordpressBlog:
    """Read everything once. Of texts, only the names of files in them are kept."""
    blog = WordpressBlog()
    parents: dict[str, str] = {}
    owner = 0
    for element in elements:
        match element.name:
            case "wp:comment":
                blog.counts[wxr.comment_source(element).kind] += 1
                if element.within != owner:
                    owner, parents = element.within, {}
                _comment(element, blog, parents)
            case "item":
                blog.counts[wxr.source(element).kind] += 1
                _item(element, blog, clock)
                blog.cut |= (
                    {(element.number, one) for one in reply_cycles.links_to_cut(parents)}
                    if parents
                    else set()
                )
                owner, parents = 0, {}
            case _:
                _survey_head(element, blog)
    return blog


def _comment(comment: Element, blog: WordpressBlog, parents: dict[str, str]) -> None:
    if (
        comment.get("wp:comment_approved") in wxr.STATES
        and comment.get("wp:comment_type") in wxr.COMMENT_TYPES
    ):
        blog.commented[comment.within] += 1
    if (parent := comment.get("wp:comment_parent")) not in ("", "0"):
        parents[comment.get("wp:comment_id")] = parent


def _item(item: Element, blog: WordpressBlog, clock: Clock) -> None:
    post = _post(item, clock, blog.numbers)
    blog.posts[item.number] = post
    blog.home = blog.home or home.host(post.link)
    if wxr.post_type(item) == "attachment":
        _file(item, post, blog)
    elif not post.refused:
        blog.shown |= _shown(item, post.number)


def _file(item: Element, post: WordpressPost, blog: WordpressBlog) -> None:
    address = item.get("wp:attachment_url") or item.get("guid")
    parent = item.get("wp:post_parent")
    if home.is_on_wordpress_com(address):
        blog.media = blog.media or home.host(address)
    alt = next(wxr.meta(item, "_wp_attachment_image_alt"), "").strip()
    caption = references.resolved(terms.without_markup(item.get("excerpt:encoded")))
    file = MediaFile(alt or post.title, blog.site.path(address), parent, one_line(caption))
    blog.files[post.number] = file
    blog.owned.setdefault(parent, []).append(post.number)


def _shown(item: Element, number: str) -> set[str]:
    """The files that an article shows: by name, by number, or as “of N” for all files of the post N."""
    text = item.raw("content:encoded")
    files = {_stem(absolute or relative) for absolute, relative in _FILE_ADDRESS.findall(text)}
    files |= {number.strip() for number in wxr.meta(item, "_thumbnail_id")}
    for attributes in _GALLERY.findall(text):
        numbers = _NUMBERS.search(attributes)
        files |= set(re.findall(r"\d+", numbers[1])) if numbers else {f"of {number}"}
    return files


def _stem(address: str) -> str:
    """The path of a file below the folder of uploads; of a smaller copy (`-300x200`), that of its
    original."""
    path = unquote(home.path(address)).partition("/uploads/")
    return _SIZE.sub("", path[2] or path[0].lstrip("/"))


def _post(item: Element, clock: Clock, numbers: set[str]) -> WordpressPost:
    number, date = wxr.number(item), wxr.date(item, "wp:post_date", clock)
    draft = item.get("wp:status") in ("draft", "")
    is_duplicate = number in numbers
    numbers.add(number)
    title = one_line(references.resolved(terms.without_markup(item.get("title"))))
    return WordpressPost(
        number=number,
        kind=wxr.source(item).kind,
        title=title,
        name=unquote(item.get("wp:post_name")),
        link=item.get("link"),
        date=date,
        draft=draft,
        refused=item.flaw or _refused(item, number, is_duplicate, date, clock),
        login=item.get("dc:creator"),
        identity=next(wxr.meta(item, wxr.OWN_DATA), "")[:128],
    )


def _refused(item: Element, number: str, is_duplicate: bool, date: When | None, clock: Clock) -> str | None:
    """Why an item is not imported: drafts are, but not posts that were never public or needed a password."""
    kind, status = wxr.post_type(item), item.get("wp:status")
    if kind not in wxr.SHOWN:
        return _NO_PAGE.get(kind, f"of the type “{kind[:40]}”, which has no page here")
    if not _NUMBER.fullmatch(number):
        return f"“{number}” is not a number of a post" if number else "without a number"
    if is_duplicate:
        return "its number is used twice in the export"
    if item.get("wp:post_password"):
        return "protected by a password"
    if status not in ("publish", "draft", ""):
        return _REFUSED.get(status, f"of the unknown status “{status[:20]}”")
    if date is None:
        return "without a date"
    public = status == "publish"
    return "dated in the future" if public and date.earliest(clock.zone) > clock.now else None


def _survey_head(element: Element, blog: WordpressBlog) -> None:
    get = element.get
    match element.name:
        case "language" if not blog.lang:
            blog.lang = element.text.strip()
        case "wp:base_blog_url" if not blog.home:
            blog.home, blog.base = (
                home.host(element.text.strip()),
                home.path(element.text.strip()).rstrip("/"),
            )
        case "wp:author":
            blog.authors[get("wp:author_login")] = one_line(
                references.resolved(get("wp:author_display_name"))
            )
        case "wp:category":
            term = _term(element, "wp:cat_name", "wp:category_nicename", get("wp:category_parent"))
            blog.categories[term.nicename] = term
        case "wp:tag":
            term = _term(element, "wp:tag_name", "wp:tag_slug")
            blog.tags[term.nicename] = term


def _term(element: Element, name: str, nicename: str, parent: str = "") -> WordpressTerm:
    title = one_line(references.resolved(element.get(name))) or unquote(element.get(nicename))
    return WordpressTerm(title, unquote(element.get(nicename)), unquote(parent), element.get("wp:term_id"))
