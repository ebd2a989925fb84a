"""A moderator edits a comment, waiting or published: a telephone number, an insult, what it answers.

What is published is edited by way of its private file, as all that the desk does. A comment that has none any
more, or never had one, is given one, so `undo` and `erase` know it; it goes again after `undo_days`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from plugins.comments import format as comment_format
from plugins.comments.form import FORM_FIELDS, CommentInput
from plugins.comments.model import WAITING, Comment
from plugins.common import files
from plugins.common.translations import N_
from plugins.moderation.core import submission_file
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.queue import DecidedSince, NoSuchSubmission
from plugins.moderation.core.states import Action, State
from plugins.moderation.core.submission import FieldError, Source, Submission, parse

FIELDS = ("author", "site", "text", "reply_to")
"""What can be edited, by the names of the form's inputs."""


class BadWords(ValueError):
    """What is wrong with the words, for a terminal; `errors`, for a page, field by field."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


_WITHDRAWN = N_("ce commentaire est retiré\u00a0: ses mots ne sont plus là.")
_TAKEN = N_("un autre commentaire de la file porte le même numéro\u00a0; décidez d’abord de celui-là.")
_UNKNOWN = N_("son fichier dit ce que le bureau ne sait pas garder\u00a0; modifiez-le à la main.")


class CannotTakeIn(Exception):
    """A published comment that cannot be given a private file. Words for a terminal; `why`: for a page, a
    sentence in French, to be translated."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what)
        self.why = why


@dataclass(frozen=True, slots=True)
class EditedComment:
    """`before`: as it was when it was edited; the same where nothing changed."""

    before: CommentInput
    submission: Submission
    state: State

    @property
    def is_other(self) -> bool:
        return self.before != self.submission.words


def edit(
    desk: Desk, identifier: str, form: Mapping[str, str], now: datetime, revision: int | None = None
) -> EditedComment:
    """`form`: the fields that change, as they were typed; others stay. `revision`: the one that was looked
    at. `after_decisions` follows. Raises BadWords, NoSuchSubmission, EditedByHand, DecidedSince."""
    _, one = desk.queue.find(identifier)
    edited = desk.queue.edit(identifier, words(one.words, form), now, revision)
    return EditedComment(one.words, edited, desk.queue.find(identifier)[0])


def words(before: CommentInput, form: Mapping[str, str]) -> CommentInput:
    """Those that a form makes of others. What it does not change is not judged: old systems took what ours
    does not. Raises BadWords."""
    given = {name: form[name] for name in FIELDS if name in form}
    standing = {row.name: getattr(before, row.name) or "" for row in FORM_FIELDS}
    changed = {name for name, value in given.items() if value != standing[name]}
    parsed = parse({**standing, **given})
    if errors := tuple(error for error in parsed.errors if error.field in changed):
        raise BadWords(errors)
    taken = {row.name: row.clean(parsed.given[row.name]) for row in FORM_FIELDS if row.name in changed}
    required = {row.name for row in FORM_FIELDS if row.required}
    values: dict[str, Any] = {n: value if n in required else value or None for n, value in taken.items()}
    return replace(before, **values)


def take_in(
    desk: Desk, published: PublishedComment, now: datetime, revision: int | None = None
) -> Submission:
    """The private file of a published comment, made if there is none, or if the comment was edited by hand
    since. What readers see stays as it is. `revision`: of its private file, which was looked at. Raises
    CannotTakeIn, DecidedSince, SiteError."""
    with desk.queue.locked():
        path = desk.paths.root / published.filed.where
        comment = comment_format.parse(path.read_bytes(), published.filed.where).comment
        if comment.withdrawn:
            raise CannotTakeIn(f"{published.name} is withdrawn; there are no words any more", _WITHDRAWN)
        kept = _kept(desk, published)
        if kept and revision is not None and kept.revision != revision:
            raise DecidedSince(State.APPROVED, kept)
        one = _submission(published.slug, comment, kept, now)
        if kept is None or one != kept:
            desk.queue.add(one, State.APPROVED)
        target = desk.queue.archive.path(one)
        if path != target or path.read_bytes() != comment_format.dump(comment):
            with desk.queue.archive.owing(f"{one.id} {one.revision} taken in"):
                if path != target:
                    path.rename(target)
                files.write(target, comment_format.dump(comment))
        return one


def unpublish(desk: Desk, published: PublishedComment, now: datetime) -> None:
    """Out of the archive, and kept with what is refused: approving it puts it back as it was. Raises as
    `take_in` and `Desk.decide` do."""
    one = take_in(desk, published, now)
    desk.decide(one.id, Action.UNDO, now)
    desk.decide(one.id, Action.REJECT, now)


def _kept(desk: Desk, published: PublishedComment) -> Submission | None:
    identifier = published.filed.comment.id
    try:
        state, kept = desk.queue.find(identifier)
    except NoSuchSubmission:
        return None
    if state is not State.APPROVED or kept.words.article != published.slug:
        what = f"{published.name}: another submission with this id is {state}; decide it first"
        raise CannotTakeIn(what, _TAKEN)
    return kept


def _submission(slug: str, comment: Comment, kept: Submission | None, now: datetime) -> Submission:
    """Whose comment is this one, to the last sign."""
    words = CommentInput(slug, comment.author, comment.text, None, comment.site, comment.reply_to)
    if kept:
        if submission_file.comment_of(kept) == comment:
            return kept
        words = replace(words, email=kept.words.email)
        made = replace(kept, words=words, revision=kept.revision + 1, original=None)
    else:
        source: Source = "desk" if comment.role else "import"
        made = Submission(comment.id, words, comment.date.earliest(UTC), source, "approved", decided=now)
    written = comment_format.written(comment)
    made = replace(made, headers={name: value for name, value in written.items() if name in WAITING})
    if submission_file.comment_of(made) != comment:
        what = f"{slug}/{comment.id}: its file says what no submission can; edit it by hand"
        raise CannotTakeIn(what, _UNKNOWN)
    return made
