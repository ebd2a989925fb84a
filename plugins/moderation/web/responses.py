"""The views for the intake's pages: the form, and comments as they will look. Pure."""

from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlencode

from plugins.comments import imported
from plugins.comments.form import FORM_FIELDS, CommentInput
from plugins.comments.model import Comment
from plugins.comments.threads import ThreadEntry
from plugins.common import translations
from plugins.common.translations import N_
from plugins.moderation.core import submission_file
from plugins.moderation.core.known_site import KnownArticle, KnownSite
from plugins.moderation.core.submission import FieldError, ParsedForm, Submission
from plugins.views import conversation, prose
from plugins.views.comment_model import CommentView, ReplyTo
from plugins.views.form import AnsweredComment, FormView, Wrong

_NEAR = 5


def form(parsed: ParsedForm, article: KnownArticle, lang: str, ticket: str = "") -> FormView:
    """The form as sent, with its errors. `lang`: of the site."""
    _ = translations.of(lang).gettext
    return FormView(
        article=article.slug,
        lang=lang,
        values=parsed.given,
        ticket=ticket,
        answered=answered(article, parsed.given["reply_to"]),
        wrong=tuple(Wrong(error.field, _(error.message)) for error in parsed.errors),
    )


def preview(submission: Submission, article: KnownArticle, site: KnownSite) -> CommentView:
    """The view of a submission as a comment, with its number, or the next free one."""
    return by_itself(submission_file.comment_of(submission), article, site)


def by_itself(comment: Comment, article: KnownArticle, site: KnownSite) -> CommentView:
    """The view of one comment without its thread, with its number, or the next free one."""
    entry_number = number(article, comment.id) or article.count + 1
    thread = (ThreadEntry(entry_number, comment._replace(reply_to=None)),)
    (view,) = conversation.views(thread, article.url, site.settings.address_length, site.site.lang)
    parent = answered(article, comment.reply_to or "")
    return view._replace(reply_to=ReplyTo(parent.number, parent.anchor, parent.author) if parent else None)


def number(article: KnownArticle, identifier: str) -> int | None:
    """The number of a comment on the page as of the last build; None if it is not there."""
    return next((comment.number for comment in article.comments if comment.id == identifier), None)


class NearComment(NamedTuple):
    """A comment that can be answered next. `url`: of the page with the form."""

    number: int
    author: str
    url: str


def near(article: KnownArticle, address: str, token: str) -> tuple[NearComment, ...]:
    """The newest comments of an article, with links to answer them. `token`: of the sender, for their
    name."""
    return tuple(
        NearComment(
            comment.number,
            comment.author,
            address + urlencode({"billet": article.slug, "a": comment.anchor, "de": token}),
        )
        for comment in article.comments[: -_NEAR - 1 : -1]
    )


def refuse(parsed: ParsedForm, article: KnownArticle) -> ParsedForm:
    """With an error if the answered comment does not exist, which only the article shows."""
    reply = parsed.words and parsed.words.reply_to
    if not reply or any(comment.id == reply for comment in article.comments):
        return parsed
    error = FieldError("reply_to", N_("Le commentaire auquel vous répondiez n’est plus là."))
    return replace(parsed, words=None, errors=(*parsed.errors, error))


def blank(
    article: KnownArticle,
    lang: str,
    ticket: str,
    reply_to: str = "",
    text: str = "",
    before: CommentInput | None = None,
) -> FormView:
    """An empty form, or with the sender's fields of an earlier comment, `before`. `lang`: of the site."""
    sender = {
        field.name: getattr(before, field.name) or "" for field in FORM_FIELDS if field.input and before
    }
    values = {**sender, "text": text, "reply_to": reply_to}
    return FormView(article.slug, lang, values, ticket, answered(article, reply_to))


def answered(article: KnownArticle, identifier: str) -> AnsweredComment | None:
    """The comment that a form answers; None if it is not on the page."""
    comment = next((comment for comment in article.comments if comment.id == identifier), None)
    return AnsweredComment(comment.number, f"c{comment.id}", comment.author) if comment else None


def published(
    entry: ThreadEntry, number: int, thread: conversation.Thread, url: str, site: KnownSite
) -> CommentView:
    """The view of a comment in the archive, as its page shows it. `number`: on the page."""
    length = site.settings.address_length
    return conversation.alone(entry, thread, url, length, site.site.lang)._replace(number=number)


def quotation(comment: Comment) -> str:
    """The text of a comment as a quotation: each line after `> `, and an empty line at the end."""
    words = comment.text if comment.format == "text" else prose.plain(imported.clean_html(comment.text))
    return "".join(f"> {line}".rstrip() + "\n" for line in words.split("\n")) + "\n"
