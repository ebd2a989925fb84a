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


def full(state: State, submission: Submission, context: SubmissionContext) -> Data:
    """Everything that is kept of a submission, as data."""
    words = submission.words
    return {
        **listed(of_submission(state, submission)),
        "title": context.title(words.article),
        **{field.name: getattr(words, field.name) for field in FORM_FIELDS if not field.required},
        "source": submission.source,
        "verdict": submission.verdict,
        "decided": submission.decided.isoformat() if submission.decided else None,
        "receipt": words.fingerprint,
        "links": [{"address": link.typed, "host": link.host} for link in link_targets(words)],
        "text": words.text,
        "before": [
            {"author": earlier.author, "site": earlier.site, "text": earlier.text}
            for earlier in context.before(submission)
        ],
    }


def lines(state: State, submission: Submission, context: SubmissionContext) -> Iterator[str]:
    """A submission in full, for people."""
    words = submission.words
    fields = {
        "Id": submission.id,
        "State": f"{state}, since {submission.decided.isoformat()}" if submission.decided else str(state),
        "Article": article(words.article, context),
        "Answers": _answered(words, context),
        **{field.english: getattr(words, field.name) for field in FORM_FIELDS if field.english},
        "Received": f"{submission.received.isoformat()}, by {submission.source}",
        "Verdict": submission.verdict,
        "Reasons": "; ".join(map(str, submission.reasons)) or None,
        "Receipt": words.fingerprint,
    }
    yield from _headed(fields, words.text)
    for link in link_targets(words):
        yield for_terminal(f"{'Link':<9} {link.host}: {link.typed}")
    for number, earlier in enumerate(context.before(submission), 1):
        yield from _headed({"Before": f"correction {number}", "Author": earlier.author}, earlier.text)


def article(slug: str, context: SubmissionContext) -> str:
    """The title of an article; or its slug, with a remark if the last build does not know it."""
    site = context.site()
    is_missing = site is not None and slug not in site.articles
    return f"{slug} (the last build knows no such article)" if is_missing else context.title(slug)


def _answered(words: CommentInput, context: SubmissionContext) -> str | None:
    if words.reply_to is None:
        return None
    if (entry := context.answered(words)) is None:
        return f"{words.reply_to}, which is not published"
    return f"{entry.number}. {one_line(entry.comment.author)}: {excerpt(entry.comment.text)}"


def public(published: PublishedComment) -> Data:
    """A published comment as data."""
    comment = published.filed.comment
    return {
        "id": published.name,
        "state": "withdrawn" if comment.withdrawn else "published",
        "article": published.slug,
        "author": comment.author,
        "date": comment.date.isoformat(),
        "site": comment.site,
        "reply_to": comment.reply_to,
        "file": published.filed.where,
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


def subscription(entry: Subscription) -> Data:
    """A subscription as data: what the reader is told of by mail, and when they asked for it and
    confirmed."""
    return {
        "id": entry.id,
        "address": entry.address,
        "article": entry.article,
        "comment": entry.comment,
        "asked": entry.asked.isoformat(),
        "confirmed": entry.confirmed.isoformat() if entry.confirmed else None,
        "last_sent": entry.sent.isoformat() if entry.sent else None,
    }


def subscription_line(entry: Subscription) -> str:
    """A subscription on one line."""
    wish = f"answers to {entry.comment}" if entry.comment else "all comments"
    since = (
        f"confirmed {entry.confirmed:%Y-%m-%d}"
        if entry.confirmed
        else f"asked {entry.asked:%Y-%m-%d}, not confirmed"
    )
    return for_terminal(f"Notices   {entry.address}: {wish} on {entry.article}, {since}")


def _headed(fields: dict[str, str | None], text: str) -> Iterator[str]:
    yield from (for_terminal(f"{name:<9} {one_line(value)}") for name, value in fields.items() if value)
    yield ""
    yield from (f"    {text_line}" for text_line in readable(text).split("\n"))
    yield ""
