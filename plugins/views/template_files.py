"""Loads templates from the folders where Pelican looks for them, in the site's language."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader

from plugins.common import theme, translations
from plugins.views.translated import translated

_FOLDER = "templates"
_NOT_FOR_PAGES = ("!", "desk/", "intake/")
"""How names begin of templates that no build renders: another name of a theme's, and the intake's."""


def overrides(folder: str | Path) -> str:
    """The folder of the owner's templates, for Pelican's THEME_TEMPLATES_OVERRIDES."""
    return str(theme.local(folder) / _FOLDER)


def is_for_pages(name: str) -> bool:
    """Whether a build may render the template of this name."""
    return not name.startswith(_NOT_FOR_PAGES)


def loader(folder: Path, lang: str) -> BaseLoader:
    """A loader for rendering without Pelican. The owner's templates override the theme's; `!theme/…` always
    means the theme's, so that the owner's can extend them. `lang`: of the site."""
    local, own = ((base / _FOLDER).absolute() for base in theme.folders(folder))
    both = ChoiceLoader([FileSystemLoader([local, own]), PrefixLoader({"!theme": FileSystemLoader(own)})])
    return TranslatingLoader(both, lang)


class TranslatingLoader(BaseLoader):
    """Translates the templates of another loader. Jinja's bytecode cache is keyed by the source, so that
    templates of two languages are never confused."""

    def __init__(self, loader: BaseLoader, lang: str) -> None:
        self._loader, self._words = loader, translations.of(lang)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, file, is_fresh = self._loader.get_source(environment, template)
        return translated(source, self._words), file, is_fresh

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()
