"""The rules against spam. Their points are added up, and only decide between the queue and spam."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """The table `[spam]` of `moderation.toml`, with its defaults."""

    spam_from: int = 100  # points from which a submission goes to spam instead of waiting
    links_free: int = 2  # links that cost nothing
    points_per_link: int = 25  # for each further one
    words: tuple[str, ...] = ()  # words or phrases, in any case, in name, site and text
    points_per_word: int = 50
    patterns: tuple[str, ...] = ()  # regular expressions, the same way
    points_per_pattern: int = 50
    points_honeypot: int = 100  # the field that people do not see is filled in
    points_duplicate: int = 60  # the text is there already
    points_no_ticket: int = 10  # sent without a preview
    points_ticket: int = 40  # a ticket used twice, or not ours
    points_quick: int = 40  # sent sooner than quick_seconds after the preview
    quick_seconds: int = 3
    old_hours: int = 48  # later than this is noted, without points
    points_known: int = -20  # a published comment stands under this name


def wrong_pattern(pattern: str) -> str | None:
    """The error message for an invalid regular expression; None for a valid one."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError) as error:
        return str(error)
    except RecursionError:
        return "too many brackets within brackets"
    return None
