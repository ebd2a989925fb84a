"""Addresses of copies of pages in the Web Archive. Pure: such an address leads to the copy nearest to a given
day, so no request is needed to find it."""

from plugins.common.when import When

HOST = "web.archive.org"


def address(page: str, when: When | None) -> str:
    """The address of the copy nearest to `when` of a page that is gone; without a day, of some copy."""
    stamp = f"{when.year:04}{when.month or 1:02}{when.day or 1:02}" if when else "2"
    return f"https://{HOST}/web/{stamp}/{page}"
