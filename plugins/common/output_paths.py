"""Converts between files of the output and the paths of their addresses: `archive/index.html` ↔ `archive/`.
Both are relative to the site's root, without a leading slash. Pure."""

from urllib.parse import quote

IN_PATH = "/@!&'()*+,;="
"""The characters allowed in a path besides letters, digits and `-._~` (RFC 3986 §3.3), except `$`, which
starts a variable in servers' configuration, and the colon, which would end a scheme (§4.2)."""
_INDEX = "index.html"


def path_of(file: str) -> str:
    """The path of a file's address, not percent-encoded."""
    return file.removesuffix(_INDEX) if file.rpartition("/")[2] == _INDEX else file


def address_of(file: str) -> str:
    """The address of a file, percent-encoded; the only spelling in links, feeds and redirects."""
    return quote(path_of(file), safe=IN_PATH)


def file_of(path: str) -> str:
    """The file that is served for a path."""
    return f"{path}{_INDEX}" if not path or path.endswith("/") else path
