"""What the intake answers with: the form given back, and the comment as it will look. Pure."""

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
from plugins.moderation.core.known import KnownArticle, KnownSite
from plugins.moderation.core.submission import FieldError, ParsedForm, Submission
from plugins.views import conversation, prose
from plugins.views.comment_model import CommentView, ReplyTo
from plugins.views.form import AnsweredComment, FormView, Wrong

_NEAR = 5


def form(parsed: ParsedForm, article: KnownArticle, lang: str, ticket: str = "") -> FormView:
    """The form as it was sent, with what is wrong. `lang`: the site's."""
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
    """The view of the comment, with the number that it has, or else the next one."""
    return by_itself(submission_file.comment_of(submission), article, site)


def by_itself(comment: Comment, article: KnownArticle, site: KnownSite) -> CommentView:
    """The same of a comment that stands already, or may."""
    place = number(article, comment.id) or article.count + 1
    thread = (ThreadEntry(place, comment._replace(reply_to=None)),)
    (view,) = conversation.views(thread, article.url, site.settings.address_length, site.site.lang)
    parent = answered(article, comment.reply_to or "")
    return view._replace(reply_to=ReplyTo(parent.number, parent.anchor, parent.author) if parent else None)


def number(article: KnownArticle, identifier: str) -> int | None:
    """That of a comment on the page as it was built; None where it is not there."""
    return next((one.number for one in article.comments if one.id == identifier), None)


class NearComment(NamedTuple):
    """A comment that can be answered next; `url`: where."""

    number: int
    author: str
    url: str


def near(article: KnownArticle, address: str, token: str) -> tuple[NearComment, ...]:
    """The newest comments of an open conversation, answered by whoever has this token."""
    return tuple(
        NearComment(
            one.number,
            one.author,
            address + urlencode({"billet": article.slug, "a": one.anchor, "de": token}),
        )
        for one in article.comments[: -_NEAR - 1 : -1]
    )


def refuse(parsed: ParsedForm, article: KnownArticle) -> ParsedForm:
    """What can only be seen with the article at hand: an answer to a comment that is not there."""
    reply = parsed.words and parsed.words.reply_to
    if not reply or any(one.id == reply for one in article.comments):
        return parsed
    wrong = FieldError("reply_to", N_("Le commentaire auquel vous répondiez n’est plus là."))
    return replace(parsed, words=None, errors=(*parsed.errors, wrong))


def blank(
    article: KnownArticle,
    lang: str,
    ticket: str,
    reply_to: str = "",
    text: str = "",
    before: CommentInput | None = None,
) -> FormView:
    """The form as nobody sent it yet; with the name of whoever sent `before`. `lang`: the site's."""
    sender = {
        field.name: getattr(before, field.name) or "" for field in FORM_FIELDS if field.input and before
    }
    values = {**sender, "text": text, "reply_to": reply_to}
    return FormView(article.slug, lang, values, ticket, answered(article, reply_to))


def answered(article: KnownArticle, identifier: str) -> AnsweredComment | None:
    """The comment that a form answers; None where the page has no such comment (any more)."""
    one = next((one for one in article.comments if one.id == identifier), None)
    return AnsweredComment(one.number, f"c{one.id}", one.author) if one else None


def published(
    entry: ThreadEntry, number: int, thread: conversation.Thread, url: str, site: KnownSite
) -> CommentView:
    """A comment of the archive as its page shows it, by itself. `number`: what it has there."""
    shown = site.settings.address_length
    return conversation.alone(entry, thread, url, shown, site.site.lang)._replace(number=number)


def quotation(comment: Comment) -> str:
    """Its words behind `> `, and an empty line for those of whoever answers."""
    words = comment.text if comment.format == "text" else prose.plain(imported.clean_html(comment.text))
    return "".join(f"> {line}".rstrip() + "\n" for line in words.split("\n")) + "\n"
