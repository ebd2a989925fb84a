"""What the last build left, as a `ViewSource` (`views.page_specs`), read when it is looked at, no sooner.

A list of thousands needs of each article what is on its card. The rest is taken out of the drawer, and the
comments are read from their folder, only for those templates that ask.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, cast

from markupsafe import Markup

from plugins.comments import archive
from plugins.common.when import When
from plugins.fastbuild.cards import Card
from plugins.fastbuild.packing import Packed, unpack
from plugins.fastbuild.records import IN_TEXT, Kept, View
from plugins.views import conversation, dates, structured
from plugins.views.model import ArticleView, CommentView, LedgerView, PageView, SiteView, TermView

_AT_HAND, _TEXTS_AT_HAND = 500, 100  # articles; of each two kilobytes, and its text
_PRINTED = 20_000  # pieces of lists, of each one or two kilobytes: an article stands in five lists
_DAYS = 20_000  # fifty years: many articles are of one day, and lists say it several times


class Talk(Sequence[CommentView]):
    """The comments of an article. How many there are is on its card."""

    def __init__(self, count: int, read: Callable[[], tuple[CommentView, ...]]) -> None:
        self._count, self._read = count, read

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: Any) -> Any:
        return self._read()[index]

    def __iter__(self) -> Iterator[CommentView]:
        return iter(self._read())


def _light(name: str, of_card: Callable[[Card], Any]) -> property:
    """An attribute of an article's view that its card knows."""

    def get(listed: "Listed") -> Any:
        listed._shelf.asked.add(name)
        return of_card(listed.card)

    return property(get)


def _when(packed: Packed) -> When | None:
    return _day(tuple(packed)) if packed else None


def _said(how: Callable[[int, int | None, int | None], str], packed: Packed) -> str:
    return how(*packed[1:4]) if packed else ""


@lru_cache(_DAYS)
def _day(packed: tuple[Any, ...]) -> When:
    return cast(When, unpack(list(packed)))


@lru_cache(_DAYS)
def _in_words(year: int, month: int | None, day: int | None) -> str:
    return dates.in_words(When(year, month, day))


@lru_cache(_DAYS)
def _in_year(year: int, month: int | None, day: int | None) -> str:
    return dates.in_year(When(year, month, day))


def _datetime(packed: Packed) -> str:
    """A moment is packed as machines read it."""
    if not packed:
        return ""
    moment: str | None = packed[4]
    return moment or cast(When, unpack(packed)).isoformat()


class Listed:
    """Looks like an ArticleView, and is read once more than its card is asked for: the text only with the
    text. What is asked is noted on the shelf."""

    __slots__ = ("_shelf", "_talk", "card")

    def __init__(self, card: Card, shelf: "Shelf", talk: Talk) -> None:
        self.card, self._shelf, self._talk = card, shelf, talk

    title = _light("title", attrgetter("title"))
    title_lang = _light("title_lang", attrgetter("title_lang"))
    slug = _light("slug", attrgetter("slug"))
    url = _light("url", attrgetter("url"))
    date = _light("date", lambda card: _when(card.date))
    modified = _light("modified", lambda card: _when(card.modified))
    datetime = _light("datetime", lambda card: _datetime(card.date))
    locale_date = _light("locale_date", lambda card: _said(_in_words, card.date))
    locale_date_in_year = _light("locale_date_in_year", lambda card: _said(_in_year, card.date))
    comments_feed = _light("comments_feed", lambda card: f"{card.url}comments.atom.xml")
    comments_rss = _light("comments_rss", lambda card: f"{card.url}comments.rss.xml")
    last_comment = _light("last_comment", lambda card: unpack(card.last_comment))

    @property
    def comments(self) -> Talk:
        self._shelf.asked.add("comments")
        return self._talk

    @property
    def json_ld(self) -> Markup:
        return _json_ld(self.title, self.lang, self.date, len(self.comments))

    def printed_by(self, macro: Callable[..., Markup], *more: Any) -> Markup:
        """As ArticleView, once, however many lists show it: most of the time of a list went there."""
        html, asked = self._shelf.printed(macro, self.card.name, *more)
        self._shelf.asked |= asked
        return html

    def __getattr__(self, name: str) -> Any:
        shelf = self._shelf
        shelf.asked.add(name)
        if name in IN_TEXT:
            return shelf.text(self.card.name)[name]
        about = shelf.about(self.card.name)
        if name not in about:
            return getattr(ArticleView, name).fget(self)
        if isinstance(about[name], list):  # packed until somebody asks
            about[name] = unpack(about[name])
        return about[name]


class Shelf:
    """`kept`: of an article; `talk`: its comments."""

    def __init__(
        self,
        site: SiteView,
        ledger: LedgerView,
        cards: Mapping[str, Card],
        terms: Mapping[str, Mapping[str, TermView]],
        pages: Mapping[str, PageView],
        kept: Callable[[str], Kept],
        talk: Callable[[Card], tuple[CommentView, ...]],
    ) -> None:
        self.site, self.ledger, self.cards = site, ledger, cards
        self._terms, self._pages = terms, pages
        self._listed: dict[str, Listed] = {}
        self.asked: set[str] = set()
        self._same = cache(lambda asked: asked)  # thousands ask for the same
        self.about = lru_cache(_AT_HAND)(lambda name: dict(kept(name).about))
        self.text = lru_cache(_TEXTS_AT_HAND)(lambda name: _unpacked(kept(name).text))
        self.printed = lru_cache(_PRINTED)(self._printed)
        self._read_talk = lru_cache(_TEXTS_AT_HAND)(lambda name: talk(cards[name]))

    def article(self, name: str) -> ArticleView:
        if name not in self._listed:
            self._listed[name] = Listed(self.cards[name], self, self.talk(name))
        return cast(ArticleView, self._listed[name])

    def _printed(self, macro: Callable[..., Markup], name: str, *more: Any) -> tuple[Markup, frozenset[str]]:
        """What a macro of a theme makes of an article, and what it asked for."""
        before, self.asked = self.asked, set()
        try:
            return macro(self.article(name), *more), self._same(frozenset(self.asked))
        finally:
            self.asked = before

    def talk(self, name: str) -> Talk:
        def read() -> tuple[CommentView, ...]:
            self.asked.add("words of comments")
            return self._read_talk(name)

        return Talk(self.cards[name].comments, read)

    def page(self, name: str) -> PageView:
        return self._pages[name]

    def term(self, kind: str, slug: str) -> TermView:
        return self._terms[kind][slug]

    def terms(self, kind: str) -> tuple[TermView, ...]:
        """As `ViewFactory.terms`."""
        known = self._terms[kind].values()
        return tuple(known if kind == "category" else sorted(known, key=lambda term: term.slug))


def whole(packed: View, comments: tuple[CommentView, ...]) -> ArticleView:
    """An article's view from what is kept of it and its comments."""
    values = _unpacked(packed)
    json_ld = _json_ld(values["title"], values["lang"], values["date"], len(comments))
    return ArticleView(**values, comments=comments, last_comment=conversation.last(comments), json_ld=json_ld)


def _unpacked(packed: View) -> dict[str, Any]:
    return {name: unpack(value) for name, value in packed.items()}


def _json_ld(title: str, lang: str, date: When | None, comments: int) -> Markup:
    return structured.article(title, lang, date.isoformat() if date else None, comments)


def read_talk(card: Card, folder: Any, shown: int | None) -> tuple[CommentView, ...]:
    """The comments below `folder`, of the article on the card. Raises SiteError for what cannot be read."""
    thread = archive.thread(folder, folder.name, card.slug) if (folder / card.slug).is_dir() else ()
    return conversation.views(thread, card.url, shown)
