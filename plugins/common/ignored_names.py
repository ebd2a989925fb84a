"""Names of files to ignore in every folder: hidden files and what editors leave behind, whose contents nobody
meant to publish. The table is also the setting IGNORE_FILES for Pelican."""

import re
from fnmatch import translate

PATTERNS = (".*", "*~", "#*#", "*.bak", "*.orig", "*.rej", "*.swp", "*.tmp")
_ANY = re.compile("|".join(map(translate, PATTERNS)))


def is_ignored(name: str) -> bool:
    return _ANY.match(name) is not None
