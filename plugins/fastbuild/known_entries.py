"""The entries of feeds, of which most are written already: an article's stands in five feeds, a comment's in
two."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from plugins.fastbuild.cards import Card, Kept
from plugins.fastbuild.packing import unpack
from plugins.feeds import ids
from plugins.feeds.entries import Entries
from plugins.feeds.model import Gone, Replies
from plugins.views.model import ArticleView, SiteView


class KnownEntries(Entries):
    """Of articles that are on a shelf (`shelf.Listed`)."""

    def __init__(
        self, site: SiteView, site_id: UUID, zone: ZoneInfo, kept: Callable[[str], Kept | None]
    ) -> None:
        super().__init__(site, site_id, zone)
        self._kept = kept
        self._site_id = site_id

    def written(self, form: str, article: ArticleView, number: int = 0) -> str | None:
        kept = self._kept(_card(article).name)
        if kept is None or (form == "rss" and not number):
            return None
        if not number:
            return kept.entry
        return (kept.atom if form == "atom" else kept.rss)[number - 1]

    def article_stamp(self, article: ArticleView) -> int:
        return _card(article).stamp

    def gone_at(self, article: ArticleView, number: int) -> Gone:
        _, anchor, when = next(one for one in _card(article).gone if one[0] == number)
        return Gone(ids.of_comment(self._site_id, article.id, anchor), self.at(unpack(when)))

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
