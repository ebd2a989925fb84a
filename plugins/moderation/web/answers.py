"""What the intake answers with: the form given back, and the comment as it will look. Pure."""

from dataclasses import replace

from plugins.comments.threads import ThreadEntry
from plugins.moderation.core import submission_file
from plugins.moderation.core.known import KnownArticle
from plugins.moderation.core.submission import FieldError, ParsedForm, Submission
from plugins.views import conversation
from plugins.views.form import Answerable, FormView, Wrong
from plugins.views.model import CommentView, ReplyTo


def form(parsed: ParsedForm, article: KnownArticle, ticket: str = "") -> FormView:
    """The form as it was sent, with what is wrong, and with the comments that it may answer."""
    given = parsed.given
    return FormView(
        article=article.slug,
        author=given["author"],
        email=given["email"],
        site=given["site"],
        text=given["text"],
        reply_to=given["reply_to"],
        ticket=ticket,
        answerable=tuple(
            Answerable(heard.id, f"{heard.number}. {heard.author}") for heard in article.comments
        ),
        wrong=tuple(Wrong(error.field, error.message) for error in parsed.errors),
    )


def preview(submission: Submission, article: KnownArticle, shown: int | None) -> CommentView:
    """The comment, dressed like all others, with the number that it has, or else the next one. `shown`: how
    much of a long address is seen."""
    comment = submission_file.comment_of(submission)._replace(reply_to=None)
    number = next((one.number for one in article.comments if one.id == submission.id), article.count + 1)
    (view,) = conversation.views((ThreadEntry(number, comment),), article.url, shown)
    answered = next((one for one in article.comments if one.id == submission.words.reply_to), None)
    return view._replace(
        reply_to=ReplyTo(answered.number, f"c{answered.id}", answered.author) if answered else None
    )


def refuse(parsed: ParsedForm, article: KnownArticle) -> ParsedForm:
    """What can only be seen with the article at hand: an answer to a comment that is not there."""
    reply = parsed.words and parsed.words.reply_to
    if not reply or any(heard.id == reply for heard in article.comments):
        return parsed
    wrong = FieldError("reply_to", "Choisissez un commentaire de la liste.")
    return replace(parsed, words=None, errors=(*parsed.errors, wrong))
