"""The files and folders that belong to the site's owner; upgrades of this project never write to them."""

OWNED = ("content", "site.toml", "moderation.toml", "theme.local", "var")
"""Folders and files at the root."""
SETTINGS = ("pelicanconf.py", "publishconf.py")
"""Files of the project that an owner may have edited all the same."""


def is_owners(name: str) -> bool:
    """Whether a file belongs to the owner. `name`: relative to the root, with slashes."""
    return name.split("/", 1)[0] in OWNED
