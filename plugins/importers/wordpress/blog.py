"""What must be known of a WordPress blog before its posts and comments can be judged: one pass over it."""

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
_NAMED = re.compile(r"(https?://[^\s\"'<>\[\]]+)|(?:src|href)=[\"'](/[^\"'<>]+)")
_NUMBER = re.compile(r"[0-9]+|x[0-9a-f]{12}")
_GALLERY = re.compile(r"\[gallery([^\[\]]*)\]")
_NUMBERS = re.compile(r"(?:ids|include)=[\"']?([0-9,\s]+)")
_SIZE = re.compile(r"-\d+x\d+(?=\.\w+\Z)")


@dataclass(frozen=True, slots=True)
class WordpressPost:
    """The head of an item. `refused`: why it has no page here, if so."""

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
    """A category or a tag as the old addresses knew it; `parent` is the nicename of the category above."""

    name: str
    nicename: str
    parent: str = ""
    number: str = ""


@dataclass(slots=True)
class WordpressBlog:
    """Posts by the number of their element, terms by their nicenames. `talked`: posts with comments, and how
    many; `cut`: comments that would answer themselves; `shown`: files
    that public texts show."""

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
    talked: Counter[int] = field(default_factory=Counter)
    cut: set[tuple[int, str]] = field(default_factory=set)
    patterns: Patterns = OURS
    counts: Counter[RecordKind] = field(default_factory=Counter)

    def present(self) -> Iterator[ExpectedCount]:
        return (ExpectedCount(kind, number) for kind in RecordKind if (number := self.counts[kind]))

    @property
    def where(self) -> Home:
        return Home(self.home, self.base, self.media)

    @property
    def known_by(self) -> str:
        """By what it is told from another blog; what this site exported is known by its own ids."""
        foreign = any(not post.identity for post in self.posts.values() if not post.refused)
        return self.home + self.base if foreign else ""

    def files_of(self, number: str) -> MediaFiles:
        return MediaFiles(self.files, self.owned.get(number, ()))

    def is_shown(self, number: str) -> bool:
        """Whether a public text names the file, a smaller copy of it, or a gallery that it is in."""
        file = self.files.get(number)
        return file is not None and not self.shown.isdisjoint(
            (_stem(file.address), number, f"of {file.parent}")
        )


def survey(elements: Iterable[Element], clock: Clock) -> WordpressBlog:
    """Read everything once; of texts only the files that they name are kept."""
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
                _note(element, blog)
    return blog


def _comment(comment: Element, blog: WordpressBlog, parents: dict[str, str]) -> None:
    if comment.get("wp:comment_approved") in wxr.STATES and comment.get("wp:comment_type") in wxr.TALK:
        blog.talked[comment.within] += 1
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
    if home.is_of_com(address):
        blog.media = blog.media or home.host(address)
    said = next(wxr.meta(item, "_wp_attachment_image_alt"), "").strip()
    caption = references.resolved(terms.without_markup(item.get("excerpt:encoded")))
    file = MediaFile(said or post.title, blog.where.path(address), parent, one_line(caption))
    blog.files[post.number] = file
    blog.owned.setdefault(parent, []).append(post.number)


def _shown(item: Element, number: str) -> set[str]:
    """Files that an article shows: by their names, by their numbers, or all that are its own."""
    text = item.raw("content:encoded")
    found = {_stem(one or other) for one, other in _NAMED.findall(text)}
    found |= {one.strip() for one in wxr.meta(item, "_thumbnail_id")}
    for given in _GALLERY.findall(text):
        numbers = _NUMBERS.search(given)
        found |= set(re.findall(r"\d+", numbers[1])) if numbers else {f"of {number}"}
    return found


def _stem(address: str) -> str:
    """The path of the file that a smaller copy (`-300x200`) was made of, below the folder of all of them."""
    path = unquote(home.path(address)).partition("/uploads/")
    return _SIZE.sub("", path[2] or path[0].lstrip("/"))


def _post(item: Element, clock: Clock, numbers: set[str]) -> WordpressPost:
    number, date = wxr.number(item), wxr.date(item, "wp:post_date", clock)
    draft = item.get("wp:status") in ("draft", "")
    twice = number in numbers
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
        refused=item.flaw or _refused(item, number, twice, date, clock),
        login=item.get("dc:creator"),
        identity=next(wxr.meta(item, wxr.EXACT), "")[:128],
    )


def _refused(item: Element, number: str, twice: bool, date: When | None, clock: Clock) -> str | None:
    """A draft may come; what was never public, or only to those who knew a word, may not."""
    kind, status = wxr.post_type(item), item.get("wp:status")
    if kind not in wxr.SHOWN:
        return _NO_PAGE.get(kind, f"of the type “{kind[:40]}”, which has no page here")
    if not _NUMBER.fullmatch(number):
        return f"“{number}” is not a number of a post" if number else "without a number"
    if twice:
        return "its number is used twice in the export"
    if item.get("wp:post_password"):
        return "protected by a password"
    if status not in ("publish", "draft", ""):
        return _REFUSED.get(status, f"of the unknown status “{status[:20]}”")
    if date is None:
        return "without a date"
    public = status == "publish"
    return "dated in the future" if public and date.earliest(clock.zone) > clock.now else None


def _note(element: Element, blog: WordpressBlog) -> None:
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
