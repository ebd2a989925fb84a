"""Names that outlive titles, dates, slugs, file names and hosts (RFC 4287 §4.2.6).

A UUID (RFC 9562 §5.5, name-based) made from the site's own, and from what the archive promises to keep:
an article's `Id`, a comment's `Id`.
"""

from uuid import UUID, uuid5


def of_article(site: UUID, article: str) -> str:
    return uuid5(site, f"article/{article}").urn


def of_comment(site: UUID, article: str, comment_anchor: str) -> str:
    return uuid5(site, f"article/{article}/{comment_anchor}").urn


def of_feed(site: UUID, subject: str) -> str:
    """`subject` is what the feed is of, not where it stands: “articles”, “comments”, “comments/<article>”."""
    return uuid5(site, f"feed/{subject}").urn


def of_month(site: UUID, month: str) -> str:
    """A month of the moderation ledger: `2026-11`."""
    return uuid5(site, f"moderation/{month}").urn
