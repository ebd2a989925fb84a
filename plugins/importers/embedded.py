"""Embeds the file of a comment in an export for another system, so that an import can restore it exactly.
Pure.

No other format can store everything in a comment file, such as a date without a time or an id of letters. So
an export stores the file itself in a field that the other system keeps but ignores. An import uses it only if
the fields beside it are as the export wrote them; a comment that was edited in the other system since is read
from there.
"""

import json

from plugins.comments import format as comment_format
from plugins.comments.model import Comment
from plugins.common.errors import SiteError


def dump(comment: Comment) -> str:
    """The comment's file in ASCII, which no format and no editor changes."""
    return json.dumps(comment_format.dump(comment).decode())


def parse(text: str) -> Comment | None:
    """The embedded comment, or None if the text is not a comment's file."""
    try:
        file = json.loads(text)
        return comment_format.parse(file.encode(), "-").comment if isinstance(file, str) else None
    except (ValueError, SiteError, RecursionError):
        return None
