"""Where the Web Archive keeps a page as it was on a day. Pure: the address alone leads to the copy that is
nearest, so that nobody has to be asked for it."""

from plugins.common.when import When

HOST = "web.archive.org"


def address(page: str, when: When | None) -> str:
    """Of a page that cannot be reached any more. Without a day, the archive's oldest copies are as near as
    its newest."""
    stamp = f"{when.year:04}{when.month or 1:02}{when.day or 1:02}" if when else "2"
    return f"https://{HOST}/web/{stamp}/{page}"
