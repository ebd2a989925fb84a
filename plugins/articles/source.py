"""Reading the file of an article or a page."""

from itertools import islice
from pathlib import Path

from plugins.articles.reading import decoded
from plugins.common.errors import SiteError, not_utf8


def text(path: str) -> str:
    """The text of a source, with line ends as LF. Raises SiteError if it is not UTF-8."""
    with open(path, "rb") as source:  # noqa: PTH123  # a Path takes as long as the reading
        data = source.read()
    try:
        return decoded(data)
    except UnicodeDecodeError as error:
        raise SiteError([not_utf8(display_path(path), error)]) from None


def header_line(path: str, name: str, nth: int = 1) -> int:
    """The line on which a header stands for the `nth` time; 0 if it does not."""
    lines = Path(path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    found = (n for n, line in enumerate(lines, 1) if line.lower().startswith(f"{name.lower()}:"))
    return next(islice(found, nth - 1, None), 0)


def display_path(path: str) -> str:
    """The path as people know it: relative to the current folder."""
    full = Path(path)
    return str(full.relative_to(Path.cwd())) if full.is_relative_to(Path.cwd()) else path
