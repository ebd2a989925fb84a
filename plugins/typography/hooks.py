"""Gives Pelican's articles and pages the typography of their language. Comments never pass here."""

from typing import Any

from pelican import Pelican, signals
from pelican.contents import Article, Content, Page

from plugins.common.settings import setting
from plugins.typography.finish import finished
from plugins.typography.titles import title

_EXTENSION = "plugins.typography.extension"


def prepare(pelican: Pelican) -> None:
    """Name the extension in the settings, once; FRENCH_TYPOGRAPHY = False leaves them alone."""
    settings = pelican.settings
    if not setting(settings, "FRENCH_TYPOGRAPHY"):
        return
    markdown = settings["MARKDOWN"]
    extensions = [name for name in markdown.get("extensions", ()) if name != _EXTENSION]
    configs = {**markdown.get("extension_configs", {}), _EXTENSION: {"lang": settings["DEFAULT_LANG"]}}
    settings["MARKDOWN"] = {
        **markdown,
        "extensions": [*extensions, _EXTENSION],
        "extension_configs": configs,
    }


def typeset(content: Content) -> None:
    """Typeset the title of an article or page, which stays text. What came of Markdown is finished; HTML of
    Pelican's other readers is not."""
    if not isinstance(content, Article | Page) or not setting(content.settings, "FRENCH_TYPOGRAPHY"):
        return
    lang = content.lang
    if hasattr(content, "title"):
        content.title = content.metadata["title"] = title(
            content.title, content.metadata.get("title-lang") or lang
        )
    if "written_header" not in content.metadata:
        _finish(content, lang)


def _finish(content: Any, lang: str) -> None:
    if content._content is not None:
        content._content = finished(content._content, lang)
    if "summary" in content.metadata:
        content._summary = content.metadata["summary"] = finished(content.metadata["summary"], lang)


def register() -> None:
    signals.initialized.connect(prepare)
    signals.content_object_init.connect(typeset)
