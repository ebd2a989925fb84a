"""A site's folder: what of it beginning touches, read and written."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.begin import addresses
from plugins.begin.addresses import FirstAddresses
from plugins.begin.icons import FOLDER, icons
from plugins.begin.pages import menus, pages
from plugins.begin.plan import FileAction, Files, Step
from plugins.begin.questions import Choices
from plugins.begin.rules import rules
from plugins.common import files, site_settings
from plugins.common.site_settings import TABLE
from plugins.common.toml_lines import with_values
from plugins.moderation.core import settings as desk_settings
from plugins.moderation.core.desk import RULES_FILE

_EXAMPLES = "examples"
_ASIDE = "var/begin"
_COMMENTS = "content/comments/"


class SiteFolder:
    """`root`: where `site.toml` is, or will be."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._example_text = self._text(f"{_EXAMPLES}/{site_settings.FILE}")
        self._text_now = self._text(site_settings.FILE) or self._example_text
        site_settings.parse(self._text_now, site_settings.FILE)  # raises SiteError
        self.settings: Mapping[str, Any] = tomllib.loads(self._text_now)
        self._example: Mapping[str, Any] = tomllib.loads(self._example_text)
        self._example_rules = self._text(f"{_EXAMPLES}/{RULES_FILE}")
        self._rules_now = self._text(RULES_FILE) or self._example_rules
        self.desk = desk_settings.parse(self._rules_now, RULES_FILE)

    @property
    def is_example(self) -> bool:
        """Whether it still has the id of the example."""
        return bool(self.settings["id"] == self._example["id"])

    def values(self, choices: Choices, new_id: str) -> dict[str, Any]:
        """What `site.toml` is to say, where it says something else."""
        by_web, by_mail = choices.comments == "web", choices.comments == "mail"
        usual = addresses.of(choices.language)
        wanted = {
            "name": choices.name,
            "subtitle": choices.subtitle,
            "author": choices.author,
            "address": choices.address,
            "language": choices.language,
            "timezone": choices.timezone,
            "id": new_id if self.is_example else self.settings["id"],
            "comments": choices.comments != "none",
            "comments_by_web": self._own("comments_by_web") or usual.comments if by_web else "",
            "comments_by_mail": choices.mail if by_mail else "",
            "desk": self._own("desk") or usual.desk if by_web else "",
            **self._menus(choices.language, self._feeds(usual)),
            "old_system": self._old_system(choices),
        }
        return {key: value for key, value in wanted.items() if self.settings.get(key) != value}

    def pelican_values(self, choices: Choices) -> dict[str, str]:
        """The same below `[pelican]`: addresses that the site begins with."""
        return addresses.of(choices.language).settings if self.is_example else {}

    def _own(self, key: str) -> str:
        return "" if self.is_example else str(self.settings.get(key, ""))

    def _feeds(self, usual: FirstAddresses) -> str:
        return usual.feeds if self.is_example else addresses.present(self.settings.get(TABLE, {}))

    def _menus(self, language: str, feeds: str) -> dict[str, Any]:
        """Those that their owner changed stay."""
        before = self.settings.get("language", "fr")
        known = (self._example, menus(before, feeds))
        return {
            key: value
            for key, value in menus(language, feeds).items()
            if self.settings.get(key) in (None, *(one[key] for one in known))
        }

    def _old_system(self, choices: Choices) -> str:
        """The one whose old addresses follow from the site."""
        if choices.system:
            return choices.system if choices.system == "dotclear" else ""
        return "" if self.is_example else str(self.settings.get("old_system", ""))

    def begun(self, choices: Choices, past: Choices | None) -> Files:
        """The files that a site of these choices begins with. `past`: those that it was begun with."""
        made = {f"{FOLDER}/{name}": data for name, data in icons(choices.name).items()}
        ours = rules(self._example_rules, choices)
        own = self._rules_now not in (self._example_rules, past and rules(self._example_rules, past))
        desk = self.desk if own else desk_settings.parse(ours, RULES_FILE)
        return {**pages(choices, desk), RULES_FILE: ours.encode(), **made}

    def here(self, more: Iterable[str]) -> Files:
        """Those of `more` and of the example that there are, with all comments on the example's articles."""
        example = self.example()
        folders = {str(PurePosixPath(name).parent) for name in example if name.startswith(_COMMENTS)}
        comments = (name for folder in folders for name in _names(self._root, folder))
        found = {name: files.content(self._root / name) for name in (*more, *example, *comments)}
        return {name: data for name, data in found.items() if data is not None}

    def example(self) -> Files:
        root = self._root / _EXAMPLES
        return {name: (root / name).read_bytes() for name in (RULES_FILE, *_names(root, "content"))}

    def set(self, values: Mapping[str, Any], pelican: Mapping[str, Any]) -> None:
        text = with_values(with_values(self._text_now, values), pelican, TABLE)
        files.write(self._root / site_settings.FILE, text.encode())

    def carry_out(self, step: Step) -> None:
        path = self._root / step.path
        if step.action is FileAction.MOVE:
            files.write(self._root / _ASIDE / step.path, step.data)
        if step.action in (FileAction.WRITE, FileAction.REPLACE):
            files.write(path, step.data)
        if step.action in (FileAction.MOVE, FileAction.REMOVE):
            path.unlink()
            _drop_empty(path.parent, self._root / "content")

    def _text(self, name: str) -> str:
        return (files.content(self._root / name) or b"").decode()


def _names(root: Path, folder: str) -> list[str]:
    """Of all files below a folder, from `root`."""
    return sorted(f"{folder}/{name}" for name in files.names(root / folder))


def _drop_empty(folder: Path, top: Path) -> None:
    """It, and those above it as far as `top`."""
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
