"""Submissions, published comments and subscriptions, as data for `--json` and as lines for people. Pure."""

from collections.abc import Iterator
from typing import Any

from plugins.comments.form import FORM_FIELDS, CommentInput
from plugins.common.text import for_terminal, one_line
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.excerpts import excerpt, link_targets, readable
from plugins.moderation.core.listed import ListedComment, of_submission
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission
from plugins.moderation.core.subscription import Subscription

Data = dict[str, Any]


def line(state: State, submission: Submission) -> str:
    """A submission on one line, without its e-mail address."""
    return listed_line(of_submission(state, submission))


def listed_line(comment: ListedComment) -> str:
    """The same for a comment of the index."""
    head = f"{comment.id}  {comment.state:<8}  {comment.received:%Y-%m-%d %H:%M}  {comment.article}"
    reasons = f"  [{'; '.join(map(str, comment.reasons))}]" if comment.reasons else ""
    return for_terminal(f"{head}  {one_line(comment.author)}: {excerpt(comment.excerpt)}{reasons}")


def listed(comment: ListedComment) -> Data:
    """A comment of the index, as data."""
    return {
        "id": comment.id,
        "state": str(comment.state),
        "article": comment.article,
        "author": comment.author,
        "received": comment.received.isoformat(),
        "reasons": list(map(str, comment.reasons)),
        "excerpt": excerpt(comment.excerpt),
    }


def whole(state: State, one: Submission, around: SubmissionContext) -> Data:
    """Everything that is kept of a submission, as data."""
    words = one.words
    return {
        **listed(of_submission(state, one)),
        "title": around.title(words.article),
        **{field.name: getattr(words, field.name) for field in FORM_FIELDS if not field.required},
        "source": one.source,
        "verdict": one.verdict,
        "decided": one.decided.isoformat() if one.decided else None,
        "receipt": words.fingerprint,
        "links": [{"address": link.typed, "host": link.host} for link in link_targets(words)],
        "text": words.text,
        "before": [{"author": one.author, "site": one.site, "text": one.text} for one in around.before(one)],
    }


def lines(state: State, one: Submission, around: SubmissionContext) -> Iterator[str]:
    """A submission in full, for people."""
    words = one.words
    fields = {
        "Id": one.id,
        "State": f"{state}, since {one.decided.isoformat()}" if one.decided else str(state),
        "Article": article(words.article, around),
        "Answers": _answered(words, around),
        **{field.english: getattr(words, field.name) for field in FORM_FIELDS if field.english},
        "Received": f"{one.received.isoformat()}, by {one.source}",
        "Verdict": one.verdict,
        "Reasons": "; ".join(map(str, one.reasons)) or None,
        "Receipt": words.fingerprint,
    }
    yield from _headed(fields, words.text)
    for link in link_targets(words):
        yield for_terminal(f"{'Link':<9} {link.host}: {link.typed}")
    for number, before in enumerate(around.before(one), 1):
        yield from _headed({"Before": f"correction {number}", "Author": before.author}, before.text)


def article(slug: str, around: SubmissionContext) -> str:
    """The title of an article; or its slug, with a remark if the last build does not know it."""
    site = around.site()
    is_missing = site is not None and slug not in site.articles
    return f"{slug} (the last build knows no such article)" if is_missing else around.title(slug)


def _answered(words: CommentInput, around: SubmissionContext) -> str | None:
    if words.reply_to is None:
        return None
    if (entry := around.answered(words)) is None:
        return f"{words.reply_to}, which is not published"
    return f"{entry.number}. {one_line(entry.comment.author)}: {excerpt(entry.comment.text)}"


def public(one: PublishedComment) -> Data:
    """A published comment as data."""
    comment = one.filed.comment
    return {
        "id": one.name,
        "state": "withdrawn" if comment.withdrawn else "published",
        "article": one.slug,
        "author": comment.author,
        "date": comment.date.isoformat(),
        "site": comment.site,
        "reply_to": comment.reply_to,
        "file": one.filed.where,
        "text": comment.text,
    }


def public_line(published: PublishedComment) -> str:
    """A published comment on one line."""
    comment = published.filed.comment
    state = "withdrawn" if comment.withdrawn else "published"
    head = f"{published.name}  {state}  {comment.date.isoformat()}"
    return for_terminal(f"{head}  {one_line(comment.author)}: {excerpt(comment.text)}")


def public_lines(published: PublishedComment) -> Iterator[str]:
    """A published comment in full, for people."""
    data = public(published)
    fields = {name.capitalize(): data[name] for name in ("id", "state", "author", "date", "site", "file")}
    yield from _headed(fields, published.filed.comment.text)


def subscription(one: Subscription) -> Data:
    """A subscription as data: what the reader is told of by mail, and when they asked for it and
    confirmed."""
    return {
        "id": one.id,
        "address": one.address,
        "article": one.article,
        "comment": one.comment,
        "asked": one.asked.isoformat(),
        "confirmed": one.confirmed.isoformat() if one.confirmed else None,
        "last_sent": one.sent.isoformat() if one.sent else None,
    }


def subscription_line(one: Subscription) -> str:
    """A subscription on one line."""
    wish = f"answers to {one.comment}" if one.comment else "all comments"
    since = (
        f"confirmed {one.confirmed:%Y-%m-%d}"
        if one.confirmed
        else f"asked {one.asked:%Y-%m-%d}, not confirmed"
    )
    return for_terminal(f"Notices   {one.address}: {wish} on {one.article}, {since}")


def _headed(fields: dict[str, str | None], text: str) -> Iterator[str]:
    yield from (for_terminal(f"{name:<9} {one_line(value)}") for name, value in fields.items() if value)
    yield ""
    yield from (f"    {text_line}" for text_line in readable(text).split("\n"))
    yield ""
