"""What of a site's folder belongs to its owner: no later version of this project writes into it."""

PLACES = ("content", "site.toml", "moderation.toml", "theme.local", "var")
"""Folders and files at the root."""
SETTINGS = ("pelicanconf.py", "publishconf.py")
"""The project's, in which an owner may have set something all the same."""


def is_owners(name: str) -> bool:
    """Of a file, by its name from the root, with slashes."""
    return name.split("/", 1)[0] in PLACES
