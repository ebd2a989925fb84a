"""Where templates are found, as Pelican itself finds them, and in the site's language."""

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
    """For whoever renders without Pelican: of a theme, the owner's templates first; `!theme/…` is the theme's
    own, so that one may extend it. `lang`: the site's."""
    local, own = ((each / _FOLDER).absolute() for each in theme.folders(folder))
    found = ChoiceLoader([FileSystemLoader([local, own]), PrefixLoader({"!theme": FileSystemLoader(own)})])
    return TranslatingLoader(found, lang)


class TranslatingLoader(BaseLoader):
    """What another loader finds, translated. Compiled templates are kept by what they are compiled from, so
    those of two languages are never taken for each other."""

    def __init__(self, loader: BaseLoader, lang: str) -> None:
        self._loader, self._words = loader, translations.of(lang)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, file, is_fresh = self._loader.get_source(environment, template)
        return translated(source, self._words), file, is_fresh

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()
