"""A comment of this site kept whole in another system's export, beside what that system makes of it. Pure.

No other format holds all that a comment file says: a day without an hour, the printed date, an id of letters.
An export of this site therefore carries the file itself where the other system keeps what it does not know.
On the way back it counts only if what stands beside it is what the export wrote: a comment that was edited in
the other system since is read from there.
"""

import json

from plugins.comments import format as comment_format
from plugins.comments.model import Comment
from plugins.common.errors import SiteError


def dump(comment: Comment) -> str:
    """The comment's file in ASCII: no format and no editor changes a sign of it."""
    return json.dumps(comment_format.dump(comment).decode())


def parse(text: str) -> Comment | None:
    """The comment, or None where this is not a comment's file."""
    try:
        found = json.loads(text)
        return comment_format.parse(found.encode(), "-").comment if isinstance(found, str) else None
    except (ValueError, SiteError, RecursionError):
        return None
