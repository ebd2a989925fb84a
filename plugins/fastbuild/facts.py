"""What a plan must know of the settings, so that one can be made without Pelican. Whatever a theme may use
beyond the options of Jinja, only Pelican knows.
"""

from pathlib import Path
from typing import Any

from plugins.articles import links
from plugins.articles.source import shown
from plugins.fastbuild import sealed
from plugins.fastbuild.catalogue import Facts
from plugins.views.conversation import address_length


def of(settings: dict[str, Any], theme: Path) -> Facts:
    return Facts(
        site_id=settings["SITE_ID"],
        zone=settings["TIMEZONE"],
        feed_items=settings["FEED_ITEMS"],
        feed_comments=settings["FEED_COMMENTS"],
        feed_term_items=settings["FEED_TERM_ITEMS"],
        shown=address_length(settings),
        theme=shown(str(theme)),
        jinja=jinja(settings),
        markdown=settings["MARKDOWN"] if _is_markdown_alone(settings) else None,
        formatted=tuple(settings["FORMATTED_FIELDS"]),
    )


def jinja(settings: dict[str, Any]) -> dict[str, Any] | None:
    """The options of Jinja, if the theme uses nothing else of it."""
    options = {name: value for name, value in settings["JINJA_ENVIRONMENT"].items() if name != "undefined"}
    more = ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS", "THEME_TEMPLATES_OVERRIDES")
    bare = not any(settings.get(name) for name in more) and not options.pop("extensions", None)
    return options if bare and _is_plain(options) else None


def _is_markdown_alone(settings: dict[str, Any]) -> bool:
    """Whether what Markdown makes of a text is what Pelican makes of it."""
    ours = settings["INTRASITE_LINK_REGEX"] == links.WRITTEN and not settings["TYPOGRIFY"]
    return ours and _is_plain(settings["MARKDOWN"])


def _is_plain(value: Any) -> bool:
    try:
        sealed.seal(value)
    except ValueError:
        return False
    return True
