"""What the last build left, as a shelf of views (`views.sheets`), read when somebody looks at it, no sooner.

A list of thousands needs of each article what is on its card. The rest is taken out of the drawer, and the
comments are read from their folder, only for those templates that ask.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, cast

from plugins.comments import archive
from plugins.fastbuild.cards import Card, fields
from plugins.fastbuild.packing import Packed, unpack
from plugins.views import conversation, dates, structured
from plugins.views.model import Answered, ArticleView, CommentView, LedgerView, PageView, SiteView, Term

_AT_HAND = 600  # articles of which all is known; a document of a feed looks at fifty, or at five hundred


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
        listed._asked.add(name)
        return of_card(listed.card)

    return property(get)


class Listed:
    """Looks like an ArticleView, and reads it once more than its card is asked for. `asked`: for what."""

    __slots__ = ("_asked", "_talk", "_whole", "card")

    def __init__(self, card: Card, whole: Callable[[str], ArticleView], talk: Talk, asked: set[str]) -> None:
        self.card, self._whole, self._talk, self._asked = card, whole, talk, asked

    title = _light("title", attrgetter("title"))
    title_lang = _light("title_lang", attrgetter("title_lang"))
    slug = _light("slug", attrgetter("slug"))
    url = _light("url", attrgetter("url"))
    date = _light("date", lambda card: unpack(card.date))
    modified = _light("modified", lambda card: unpack(card.modified))
    locale_date = _light("locale_date", lambda card: dates.in_words(unpack(card.date)) if card.date else "")
    locale_date_in_year = _light(
        "locale_date_in_year", lambda card: dates.in_year(unpack(card.date)) if card.date else ""
    )
    comments_feed = _light("comments_feed", lambda card: f"{card.url}comments.atom.xml")
    comments_rss = _light("comments_rss", lambda card: f"{card.url}comments.rss.xml")
    answered = _light("answered", lambda card: tuple(Answered(*one) for one in card.answered))

    @property
    def comments(self) -> Talk:
        self._asked.add("comments")
        return self._talk

    def __getattr__(self, name: str) -> Any:
        self._asked.add(name)
        return getattr(self._whole(self.card.name), name)


class Shelf:
    """`packed` gives the text of an article as `cards` packed it; `talk` its comments."""

    def __init__(
        self,
        site: SiteView,
        ledger: LedgerView,
        cards: Mapping[str, Card],
        terms: Mapping[str, Mapping[str, Term]],
        pages: Mapping[str, PageView],
        packed: Callable[[str], Packed],
        talk: Callable[[Card], tuple[CommentView, ...]],
    ) -> None:
        self.site, self.ledger, self.cards = site, ledger, cards
        self._terms, self._pages, self._packed = terms, pages, packed
        self._listed: dict[str, Listed] = {}
        self.asked: set[str] = set()
        self._whole = lru_cache(_AT_HAND)(self._read_whole)
        self._read_talk = lru_cache(_AT_HAND)(lambda name: talk(cards[name]))

    def article(self, name: str) -> ArticleView:
        if name not in self._listed:
            self._listed[name] = Listed(self.cards[name], self._whole, self.talk(name), self.asked)
        return cast(ArticleView, self._listed[name])

    def talk(self, name: str) -> Talk:
        def read() -> tuple[CommentView, ...]:
            self.asked.add("words of comments")
            return self._read_talk(name)

        return Talk(self.cards[name].comments, read)

    def _read_whole(self, name: str) -> ArticleView:
        return whole(self._packed(name), cast(tuple[CommentView, ...], self.talk(name)))

    def page(self, name: str) -> PageView:
        return self._pages[name]

    def term(self, kind: str, slug: str) -> Term:
        return self._terms[kind][slug]

    def terms(self, kind: str) -> tuple[Term, ...]:
        """As `Dresser.terms`."""
        known = self._terms[kind].values()
        return tuple(known if kind == "category" else sorted(known, key=lambda term: term.slug))


def whole(packed: Packed, comments: tuple[CommentView, ...]) -> ArticleView:
    """An article's view from its packed text and its comments."""
    values = {name: unpack(value) for name, value in fields(packed).items()}
    json_ld = structured.article(
        title=values["title"],
        lang=values["lang"],
        date=values["date"].isoformat() if values["date"] else None,
        comments=len(comments),
    )
    return ArticleView(**values, comments=comments, json_ld=json_ld)


def read_talk(card: Card, folder: Any, shown: int | None) -> tuple[CommentView, ...]:
    """The comments below `folder`, of the article on the card. Raises SiteError for what cannot be read."""
    thread = archive.thread(folder, folder.name, card.slug) if (folder / card.slug).is_dir() else ()
    return conversation.dress(thread, card.url, shown)
