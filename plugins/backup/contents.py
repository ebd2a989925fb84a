"""What a backup holds: all that cannot be made again, and nothing else. Pure.

A name is a path from the site's root, with slashes.
"""

import re
from pathlib import PurePosixPath

from plugins.common.files import is_draft
from plugins.common.locks import is_lock
from plugins.common.owner import PLACES, SETTINGS, is_owners

ROOTS = (*PLACES, *SETTINGS)
"""What a whole backup is of; one may be of a single one of the owner's places, too."""
_LOGINS = "var/moderation/sessions/"  # who is at the desk: after a loss everybody shows who they are again
_INDEX = re.compile(r"var/moderation/(?:index\.sqlite.*|\.rewritten)")  # made again of the queue


def is_kept(name: str) -> bool:
    """Whether a file belongs into a backup."""
    if name in SETTINGS:
        return True
    return is_owners(name) and not (name.startswith("var/") and _comes_again(name))


def _comes_again(name: str) -> bool:
    last = name.rpartition("/")[2]
    return bool(name.startswith(_LOGINS) or _INDEX.fullmatch(name) or is_lock(last) or is_draft(last))


def is_place(name: str) -> bool:
    """Whether a file of an archive may be written: within the owner's places, and nowhere else."""
    parts = PurePosixPath(name).parts
    return is_kept(name) and name == "/".join(parts) and ".." not in parts and "\0" not in name
