"""Edits by a moderator to a waiting or published comment: a telephone number, an insult, what it answers.

A published comment is edited through its private file, like everything at the desk. If it has none any more,
or never had one, it gets one, so that `undo` and `erase` work; that file is deleted again after `undo_days`.
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
"""The fields that can be edited, by the names of the form's inputs."""


class BadWords(ValueError):
    """The edited fields are invalid. The message is for a terminal; `errors` has one per field, for a
    page."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


_WITHDRAWN = N_("ce commentaire est retiré\u00a0: ses mots ne sont plus là.")
_TAKEN = N_("un autre commentaire de la file porte le même numéro\u00a0; décidez d’abord de celui-là.")
_UNKNOWN = N_("son fichier dit ce que le bureau ne sait pas garder\u00a0; modifiez-le à la main.")


class NotEditable(Exception):
    """A published comment cannot get a private file. The message is for a terminal; `why` is a French
    sentence for a page, to be translated."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what)
        self.why = why


@dataclass(frozen=True, slots=True)
class EditedComment:
    """`before`: the words before the edit; the same as now if nothing changed."""

    before: CommentInput
    submission: Submission
    state: State

    @property
    def is_other(self) -> bool:
        return self.before != self.submission.words


def edit(
    desk: Desk, identifier: str, form: Mapping[str, str], now: datetime, revision: int | None = None
) -> EditedComment:
    """Change the words of a submission. `form`: the fields to change, as typed; the others stay. `revision`:
    the one that the moderator looked at. Call `after_decisions` afterwards. Raises BadWords,
    NoSuchSubmission, EditedByHand, DecidedSince."""
    _, submission = desk.queue.find(identifier)
    edited = desk.queue.edit(identifier, words(submission.words, form), now, revision)
    return EditedComment(submission.words, edited, desk.queue.find(identifier)[0])


def words(before: CommentInput, form: Mapping[str, str]) -> CommentInput:
    """The words after a form was applied to them. Only changed fields are validated, since old systems
    accepted what ours does not. Raises BadWords."""
    typed = {name: form[name] for name in FIELDS if name in form}
    standing = {row.name: getattr(before, row.name) or "" for row in FORM_FIELDS}
    changed = {name for name, value in typed.items() if value != standing[name]}
    parsed = parse({**standing, **typed})
    if errors := tuple(error for error in parsed.errors if error.field in changed):
        raise BadWords(errors)
    taken = {row.name: row.clean(parsed.given[row.name]) for row in FORM_FIELDS if row.name in changed}
    required = {row.name for row in FORM_FIELDS if row.required}
    values: dict[str, Any] = {n: value if n in required else value or None for n, value in taken.items()}
    return replace(before, **values)


def ensure_private_file(
    desk: Desk, published: PublishedComment, now: datetime, revision: int | None = None
) -> Submission:
    """The private file of a published comment; created if there is none, or if the comment was edited by hand
    since. What readers see does not change. `revision`: of the private file, as the moderator looked at it.
    Raises NotEditable, DecidedSince, SiteError."""
    with desk.queue.locked():
        path = desk.paths.root / published.filed.where
        comment = comment_format.parse(path.read_bytes(), published.filed.where).comment
        if comment.withdrawn:
            raise NotEditable(f"{published.name} is withdrawn; there are no words any more", _WITHDRAWN)
        private = _private_file(desk, published)
        if private and revision is not None and private.revision != revision:
            raise DecidedSince(State.APPROVED, private)
        submission = _submission(published.slug, comment, private, now)
        if private is None or submission != private:
            desk.queue.add(submission, State.APPROVED)
        target = desk.queue.archive.path(submission)
        if path != target or path.read_bytes() != comment_format.dump(comment):
            with desk.queue.archive.owing(f"{submission.id} {submission.revision} taken in"):
                if path != target:
                    path.rename(target)
                files.write(target, comment_format.dump(comment))
        return submission


def unpublish(desk: Desk, published: PublishedComment, now: datetime) -> None:
    """Remove a comment from the archive and keep it among the rejected ones; approving it publishes it again.
    Raises what `ensure_private_file` and `Desk.decide` raise."""
    submission = ensure_private_file(desk, published, now)
    desk.decide(submission.id, Action.UNDO, now)
    desk.decide(submission.id, Action.REJECT, now)


def _private_file(desk: Desk, published: PublishedComment) -> Submission | None:
    identifier = published.filed.comment.id
    try:
        state, submission = desk.queue.find(identifier)
    except NoSuchSubmission:
        return None
    if state is not State.APPROVED or submission.words.article != published.slug:
        what = f"{published.name}: another submission with this id is {state}; decide it first"
        raise NotEditable(what, _TAKEN)
    return submission


def _submission(slug: str, comment: Comment, private: Submission | None, now: datetime) -> Submission:
    """A submission from which exactly this comment would be published."""
    words = CommentInput(slug, comment.author, comment.text, None, comment.site, comment.reply_to)
    if private:
        if submission_file.comment_of(private) == comment:
            return private
        words = replace(words, email=private.words.email)
        submission = replace(private, words=words, revision=private.revision + 1, original=None)
    else:
        source: Source = "desk" if comment.role else "import"
        submission = Submission(
            comment.id, words, comment.date.earliest(UTC), source, "approved", decided=now
        )
    written = comment_format.written(comment)
    submission = replace(
        submission, headers={name: value for name, value in written.items() if name in WAITING}
    )
    if submission_file.comment_of(submission) != comment:
        what = f"{slug}/{comment.id}: its file says what no submission can; edit it by hand"
        raise NotEditable(what, _UNKNOWN)
    return submission
