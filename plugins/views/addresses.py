"""Where a written file is found: from a path in the output to an address. Pure."""

from urllib.parse import quote, urljoin, urlsplit


def of_file(save_as: str) -> str:
    """`archive/index.html` → `archive/`; percent-encoded, relative to the site's root."""
    path = save_as.removesuffix("index.html") if save_as.split("/")[-1] == "index.html" else save_as
    return quote(path, safe="/")


def absolute(siteurl: str, address: str) -> str:
    """An address of this site with scheme and host, for feeds, cards and canonical links."""
    return urljoin(f"{siteurl.rstrip('/')}/", address)


def root(siteurl: str) -> str:
    """What stands before `/…` in a page's links: nothing, or the folder in which the site lives."""
    return urlsplit(siteurl).path.rstrip("/")
