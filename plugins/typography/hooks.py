"""Gives Pelican's articles and pages French typography. Comments never pass here."""

from typing import Any

from pelican import Pelican, signals
from pelican.contents import Article, Content, Page

from plugins.common.settings import setting
from plugins.typography.finish import finish
from plugins.typography.languages import is_french
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
    """Typeset the title of a French article or page, which stays text. What came of Markdown is finished; the
    HTML of Pelican's other readers is not."""
    if not isinstance(content, Article | Page) or not setting(content.settings, "FRENCH_TYPOGRAPHY"):
        return
    lang = content.lang
    if is_french(content.metadata.get("title-lang") or lang) and hasattr(content, "title"):
        content.title = content.metadata["title"] = title(content.title)
    if is_french(lang) and "written_header" not in content.metadata:
        _finish(content)


def _finish(content: Any) -> None:
    if content._content is not None:
        content._content = finish(content._content)
    if "summary" in content.metadata:
        content._summary = content.metadata["summary"] = finish(content.metadata["summary"])


def register() -> None:
    signals.initialized.connect(prepare)
    signals.content_object_init.connect(typeset)
