"""The pages that a site begins with, in its language and true for its settings, and its menus.

`pages/<language>/` holds them: a page is a template of Markdown, so that who translates reads a text.
"""

import tomllib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.begin.addresses import FRENCH
from plugins.begin.questions import Choices
from plugins.moderation.core.settings import Settings

_FOLDER = Path(__file__).with_name("pages")
LANGUAGES = tuple(sorted(path.name for path in _FOLDER.iterdir()))
_ELSE = "en"


def pages(site: Choices, desk: Settings) -> dict[str, bytes]:
    """By their names from the site's root. `desk`: `moderation.toml`, which says how long things are kept."""
    told = {"site": site, "told": bool(desk.notices.sender)}
    told |= {"desk": desk.desk, "mail": desk.mail, "notices": desk.notices}
    environment = Environment(  # its texts are Markdown: nothing is escaped
        loader=FileSystemLoader(_folder(site.language)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return {
        f"content/pages/{path.name}": environment.get_template(path.name).render(told).encode()
        for path in sorted(_folder(site.language).glob("*.md"))
    }


def _folder(language: str) -> Path:
    """Of `en-GB` that of English, and of a language that nobody wrote pages in."""
    base = language.partition("-")[0]
    return _FOLDER / (base if base in LANGUAGES else _ELSE)


def menus(language: str, feeds: str = FRENCH.feeds) -> dict[str, Any]:
    """`menu` and `footer`, as `site.toml` has them. `feeds`: where the page is that lists the feeds."""
    read = tomllib.loads((_folder(language) / "menus.toml").read_text(encoding="utf-8"))
    return {key: [_entry(name, address, feeds) for name, address in menu] for key, menu in read.items()}


def _entry(name: str, address: str, feeds: str) -> list[str]:
    return [name, feeds if address == FRENCH.feeds else address]
