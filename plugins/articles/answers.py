"""What Pelican asks every article several times, and it need not look again. Knows nothing of Pelican."""

from collections.abc import Callable
from functools import partial
from typing import Any

from plugins.articles import links


def remember(content: Any) -> None:
    """Put the answers before Pelican's own methods, which are asked where they might say something else.

    The path of a source takes six calls of `os.path`, and four ask for it; links between sources are looked
    for in every tag, and twice.
    """
    content.get_relative_source_path = partial(_path, content, content.get_relative_source_path)
    if content.settings["INTRASITE_LINK_REGEX"] == links.WRITTEN:
        content.get_content = partial(_content, content, content.get_content)
        content.get_static_links = partial(_static_links, content, content.get_static_links)


def _path(
    content: Any, ask: Callable[[str | None], str | None], source_path: str | None = None
) -> str | None:
    return ask(source_path) if source_path else content.relative_source_path


def _content(content: Any, ask: Callable[[str], str], siteurl: str) -> str:
    html: str = content._content
    return ask(siteurl) if html and links.may_link(html) else html


def _static_links(content: Any, ask: Callable[[], set[str]]) -> set[str]:
    return ask() if links.may_link(content._content) else set()
