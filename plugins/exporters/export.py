"""The result of an export: the bytes of the file, what it contains, and what could not be exported."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from plugins.comments.model import Comment
from plugins.exporters import losses, numbers
from plugins.exporters.losses import Capabilities, Loss
from plugins.exporters.site import ExportedContent, ExportedSite
from plugins.importers import words


@dataclass(frozen=True, slots=True)
class Export:
    """`counts`: numbers of the exported things, by their plural names. `unpublished`: things that are not
    public here.
    `whole`: the file also contains what the other system has no field for, so that an import restores it."""

    data: bytes = field(repr=False)
    counts: dict[str, int]
    losses: tuple[Loss, ...] = ()
    unpublished: tuple[Loss, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class ExportedComment:
    """A comment with its number in the other system. `parent`: the number of the comment it answers; `root`:
    of the first comment of its thread; 0 for none. `nameless`: the name of a withdrawn one's author."""

    piece: ExportedContent
    comment: Comment
    number: int
    parent: int
    root: int
    nameless: str

    @property
    def public(self) -> Comment:
        """The comment without name and text if it was withdrawn."""
        if self.comment.withdrawn is None:
            return self.comment
        return self.comment.emptied(self.nameless)


_LEFT = "comments of a draft are left out"


def commented(site: ExportedSite) -> tuple[list[ExportedContent], list[Loss]]:
    """The published articles with comments, for systems that have comments only; and the losses for drafts,
    which are left out because these systems show title and address of an article."""
    pieces = [piece for piece in site.articles if piece.comments]
    drafts = [Loss(piece.article.path, _LEFT) for piece in pieces if piece.article.draft]
    return [piece for piece in pieces if not piece.article.draft], drafts


class Conversation:
    """Numbers all comments of the site for another system, and collects what that has no field for."""

    def __init__(self, site: ExportedSite, capabilities: Capabilities) -> None:
        comments = [(piece, comment) for piece in site.pieces for comment in piece.comments]
        self._numbers = numbers.numbers(((p.article.slug, c.id), c.id) for p, c in comments)
        self._capabilities, self._nameless = capabilities, words.of(site.lang).author
        self.losses: list[Loss] = []

    def of(self, piece: ExportedContent) -> Iterator[ExportedComment]:
        """The comments of one article, in the order of its page."""
        by_id = {comment.id: comment for comment in piece.comments}
        slug = piece.article.slug
        for comment in piece.comments:
            number = self._numbers[slug, comment.id]
            parent = by_id.get(comment.reply_to or "")
            self.losses += losses.of(slug, comment, number, parent, self._capabilities)
            answered = self._numbers[slug, parent.id] if parent else 0
            root = self._root(slug, parent, by_id)
            yield ExportedComment(piece, comment, number, answered, root, self._nameless)

    def _root(self, slug: str, comment: Comment | None, by_id: dict[str, Comment]) -> int:
        """The number of the first comment of a thread."""
        while comment is not None and (above := by_id.get(comment.reply_to or "")) is not None:
            comment = above
        return self._numbers[slug, comment.id] if comment else 0
