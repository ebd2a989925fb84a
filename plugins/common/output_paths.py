"""Files of the output and the paths by which they are asked for: `archive/index.html` is `archive/`. Both
from the site's root, without a slash before. Pure."""

from urllib.parse import quote

IN_PATH = "/@!&'()*+,;="
"""RFC 3986 §3.3: what a path may carry besides letters, digits and `-._~`; but no `$`, which hosts' own
languages take for a variable, and no colon, which would end a scheme (§4.2)."""
_INDEX = "index.html"


def path_of(file: str) -> str:
    """By which it is asked for, decoded."""
    return file.removesuffix(_INDEX) if file.rpartition("/")[2] == _INDEX else file


def address_of(file: str) -> str:
    """The same, percent-encoded, as it stands in links, feeds and redirects: the one spelling of it."""
    return quote(path_of(file), safe=IN_PATH)


def file_of(path: str) -> str:
    """The file that answers."""
    return f"{path}{_INDEX}" if not path or path.endswith("/") else path
