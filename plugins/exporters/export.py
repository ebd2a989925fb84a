"""What an export is: the file's bytes, what is in it, and what could not go into it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from plugins.comments.model import Comment
from plugins.exporters import losses, numbers
from plugins.exporters.losses import Capabilities, Loss
from plugins.exporters.site import ExportedContent, ExportedSite
from plugins.importers.raw_comment import NAMELESS


@dataclass(frozen=True, slots=True)
class Export:
    """`counts`: what is in it, by its name in the plural. `unpublished`: what is not public here. `whole`:
    what is lost is kept beside the comments, for the way back."""

    data: bytes = field(repr=False)
    counts: dict[str, int]
    losses: tuple[Loss, ...] = ()
    unpublished: tuple[Loss, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class ExportedComment:
    """A comment with its number in the other system, and that of what it answers; 0: nothing."""

    piece: ExportedContent
    comment: Comment
    number: int
    parent: int
    root: int

    @property
    def public(self) -> Comment:
        """Of a withdrawn comment neither name nor words leave this site."""
        if self.comment.withdrawn is None:
            return self.comment
        return self.comment.emptied(NAMELESS)


_LEFT = "comments of a draft are left out"


def talked(site: ExportedSite) -> tuple[list[ExportedContent], list[Loss]]:
    """For systems that have comments only, which show title and address of their article: the published ones,
    and what is left out."""
    every = [piece for piece in site.articles if piece.comments]
    left = [Loss(piece.article.path, _LEFT) for piece in every if piece.article.draft]
    return [piece for piece in every if not piece.article.draft], left


class Conversation:
    """All comments of the site, numbered for a system that has so many `capabilities`."""

    def __init__(self, site: ExportedSite, capabilities: Capabilities) -> None:
        every = [(piece, comment) for piece in site.pieces for comment in piece.comments]
        self._numbers = numbers.numbers(((p.article.slug, c.id), c.id) for p, c in every)
        self._capabilities = capabilities
        self.losses: list[Loss] = []

    def of(self, piece: ExportedContent) -> Iterator[ExportedComment]:
        """Those of one article, in the order of its page."""
        by_id = {comment.id: comment for comment in piece.comments}
        slug = piece.article.slug
        for comment in piece.comments:
            number = self._numbers[slug, comment.id]
            parent = by_id.get(comment.reply_to or "")
            self.losses += losses.of(slug, comment, number, parent, self._capabilities)
            answered = self._numbers[slug, parent.id] if parent else 0
            yield ExportedComment(piece, comment, number, answered, self._root(slug, parent, by_id))

    def _root(self, slug: str, comment: Comment | None, by_id: dict[str, Comment]) -> int:
        """The number of the comment at which the answers began."""
        while comment is not None and (above := by_id.get(comment.reply_to or "")) is not None:
            comment = above
        return self._numbers[slug, comment.id] if comment else 0
