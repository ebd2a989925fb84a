"""Where templates are found, for whoever renders without Pelican: as Pelican itself finds them."""

from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader

from plugins.common import theme

_FOLDER = "templates"


def overrides(folder: str | Path) -> str:
    """The folder of the owner's templates, for Pelican's THEME_TEMPLATES_OVERRIDES."""
    return str(theme.local(folder) / _FOLDER)


def loader(folder: Path) -> BaseLoader:
    """Of a theme, the owner's templates first; `!theme/…` is the theme's own, so that one may extend it."""
    local, own = ((each / _FOLDER).absolute() for each in theme.folders(folder))
    return ChoiceLoader([FileSystemLoader([local, own]), PrefixLoader({"!theme": FileSystemLoader(own)})])
