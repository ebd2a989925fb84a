"""Decides which files belong in a backup: everything that cannot be made again, and nothing else. Pure.

Names are paths relative to the site's root, with slashes.
"""

import re
from pathlib import PurePosixPath

from plugins.common.files import is_draft
from plugins.common.locks import is_lock
from plugins.common.owner import OWNED, SETTINGS, is_owners

ROOTS = (*OWNED, *SETTINGS)
"""The files and folders in a complete backup; a partial one has a single one of `OWNED`."""
_LOGINS = "var/moderation/sessions/"  # after a loss, moderators log in again
_INDEX = re.compile(r"var/moderation/(?:index\.sqlite.*|\.rewritten)")  # rebuilt from the queue


def is_kept(name: str) -> bool:
    """Whether a file belongs in a backup."""
    if name in SETTINGS:
        return True
    return is_owners(name) and not (name.startswith("var/") and _comes_again(name))


def _comes_again(name: str) -> bool:
    last = name.rpartition("/")[2]
    return bool(name.startswith(_LOGINS) or _INDEX.fullmatch(name) or is_lock(last) or is_draft(last))


def is_restorable(name: str) -> bool:
    """Whether a file of an archive may be written: only the owner's files, and never outside the site."""
    parts = PurePosixPath(name).parts
    return is_kept(name) and name == "/".join(parts) and ".." not in parts and "\0" not in name
