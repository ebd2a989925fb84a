"""The settings that we know by heart. With others Python-Markdown reads everything, and in other versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markdown.extensions.codehilite import CodeHiliteExtension

from plugins.common import versions

_NAME = "markdown.extensions."
_SITE = "plugins.markdown.extension"
_TYPOGRAPHY = "plugins.typography.extension"
_TABLES = "plugins.markdown.tables"  # of which we read none
_NEEDED = {f"{_NAME}{name}" for name in ("meta", "extra", "codehilite", "toc")}
_ALLOWED = _NEEDED | {_SITE, _TYPOGRAPHY, _TABLES, f"{_NAME}footnotes"}
_HIGHLIGHTING = {"css_class", "guess_lang"}


@dataclass(frozen=True, slots=True)
class MarkdownSettings:
    """`highlighting`: options of `codehilite`. `lang`: of documents that name none; None: no typography.
    `extended`: by what this site adds to Markdown."""

    highlighting: Mapping[str, Any]
    lang: str | None
    extended: bool


def supported(markdown: Mapping[str, Any]) -> MarkdownSettings | None:
    """What matters of the arguments of Python-Markdown, or None."""
    if not versions.proven("markdown"):
        return None
    extensions = markdown.get("extensions", ())
    configs: Mapping[str, Any] = markdown.get("extension_configs", {})
    if not all(isinstance(name, str) for name in extensions):
        return None
    if not _NEEDED <= set(extensions) <= _ALLOWED or not configs.keys() <= _ALLOWED:
        return None
    if _SITE in extensions and extensions.index(_SITE) < extensions.index(f"{_NAME}toc"):
        return None
    if markdown.keys() - {"extensions", "extension_configs"} != {"output_format"}:
        return None
    highlighting = configs.get(f"{_NAME}codehilite", {})
    if not _is_ours(markdown["output_format"], configs) or not highlighting.keys() <= _HIGHLIGHTING:
        return None
    lang = configs.get(_TYPOGRAPHY, {}).get("lang", "fr") if _TYPOGRAPHY in extensions else None
    return MarkdownSettings(CodeHiliteExtension(**highlighting).getConfigs(), lang, _SITE in extensions)


def _is_ours(output_format: str, configs: Mapping[str, Any]) -> bool:
    untouched = not (configs.get(f"{_NAME}extra") or configs.get(f"{_NAME}meta"))
    depth: Mapping[str, Any] = configs.get(f"{_NAME}toc", {})
    return output_format == "html5" and untouched and depth == {"toc_depth": "2-4"}
