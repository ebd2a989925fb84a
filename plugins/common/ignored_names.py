"""Names of files that are no sources, wherever they lie: hidden ones, and what editors leave behind. They
hold words that nobody meant to publish. To Pelican the table is IGNORE_FILES."""

import re
from fnmatch import translate

PATTERNS = (".*", "*~", "#*#", "*.bak", "*.orig", "*.rej", "*.swp", "*.tmp")
_ANY = re.compile("|".join(map(translate, PATTERNS)))


def is_ignored(name: str) -> bool:
    return _ANY.match(name) is not None
