"""The entries of feeds, of which most are written already: an article's stands in five feeds, a comment's in
two."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from markupsafe import Markup

from plugins.common.html import trusted_html
from plugins.fastbuild.cards import Card
from plugins.fastbuild.packing import unpack
from plugins.fastbuild.records import Kept
from plugins.feeds import atom, ids, rss
from plugins.feeds.entries import Entries, xml_entry
from plugins.feeds.model import Replies, Tombstone
from plugins.feeds.xml import unescaped
from plugins.views.model import ArticleView, SiteView

_NOTHING = trusted_html("")
_AT_HAND = 200  # conversations; the words of a document of 500 comments fell in some dozens


class KnownEntries(Entries):
    """Of articles that are on a shelf (`shelf.Listed`)."""

    def __init__(self, site: SiteView, site_id: UUID, zone: ZoneInfo, kept: Callable[[str], Kept]) -> None:
        super().__init__(site, site_id, zone)
        self._kept = kept
        self._site_id = site_id
        self._of_comments = lru_cache(_AT_HAND)(self._read_comments)

    def _text(self, form: str, article: ArticleView) -> bytes:
        """The other formats take only the newest articles, too few to keep them of all."""
        return self._entry(article) if form == "atom" else super()._text(form, article)

    def _written(self, form: str, article: ArticleView) -> bytes:
        if form != "rss":
            return super()._written(form, article)
        made = xml_entry(self._made(article, _NOTHING))
        return rss.entry(made._replace(content=atom.content(self._entry(article))))

    def _content(self, article: ArticleView) -> Markup:
        """As the entry that is kept says it, with its addresses whole."""
        return trusted_html(unescaped(atom.content(self._entry(article))))

    def _entry(self, article: ArticleView) -> bytes:
        return self._kept(_card(article).name).entry

    def _comment_texts(self, form: str, article: ArticleView) -> list[bytes]:
        return self._of_comments(form, _card(article).name)

    def _read_comments(self, form: str, name: str) -> list[bytes]:
        kept = self._kept(name)
        return kept.atom if form == "atom" else kept.rss

    def article_stamp(self, article: ArticleView) -> int:
        return _card(article).stamp

    def tombstone_at(self, article: ArticleView, number: int) -> Tombstone:
        _, anchor, when = next(one for one in _card(article).gone if one[0] == number)
        return Tombstone(ids.of_comment(self._site_id, article.id, anchor), self.at(unpack(when)))

    def replies_to_article(self, article: ArticleView) -> Replies:
        card = _card(article)
        return Replies(
            address=self.address(f"{article.url}#commentaires"),
            atom_address=self.address(article.comments_feed),
            rss_address=self.address(article.comments_rss),
            count=card.answers,
            updated=datetime.fromisoformat(card.last_answer) if card.last_answer else None,
        )


def _card(article: ArticleView) -> Card:
    card = article.card  # type: ignore[attr-defined]  # it is a Listed
    assert isinstance(card, Card)
    return card
