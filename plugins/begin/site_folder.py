"""A site's folder: what of it beginning touches, read and written."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.begin.answers import WEB, Answers
from plugins.begin.icons import FOLDER, icons
from plugins.begin.owner_file import with_values
from plugins.begin.pages import menus, pages
from plugins.begin.plan import FileAction, Files, Step
from plugins.common import files, site_settings
from plugins.moderation.core import settings as desk_settings
from plugins.moderation.core.desk import RULES_FILE
from plugins.moderation.core.settings import Settings

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

    @property
    def is_example(self) -> bool:
        """Whether it still has the id of the example."""
        return bool(self.settings["id"] == self._example["id"])

    def values(self, answers: Answers, new_id: str) -> dict[str, Any]:
        """What `site.toml` is to say, where it says something else."""
        by_web, by_mail = answers.comments == "web", answers.comments == "mail"
        wanted = {
            "name": answers.name,
            "subtitle": answers.subtitle,
            "author": answers.author,
            "address": answers.address,
            "language": answers.language,
            "timezone": answers.timezone,
            "id": new_id if self.is_example else self.settings["id"],
            "comments": answers.comments != "none",
            **{key: (self.settings.get(key) or default) if by_web else "" for key, default in WEB.items()},
            "comments_by_mail": answers.mail if by_mail else "",
            **self._menus(answers.language),
            "old_system": self._old_system(answers),
        }
        return {key: value for key, value in wanted.items() if self.settings.get(key) != value}

    def _menus(self, language: str) -> dict[str, Any]:
        """Those that their owner changed stay."""
        before = self.settings.get("language", "fr")
        known = (self._example, menus(before))
        return {
            key: value
            for key, value in menus(language).items()
            if self.settings.get(key) in (None, *(one[key] for one in known))
        }

    def _old_system(self, answers: Answers) -> str:
        """The one whose old addresses follow from the site."""
        if answers.system:
            return answers.system if answers.system == "dotclear" else ""
        return "" if self.is_example else str(self.settings.get("old_system", ""))

    def begun(self, answers: Answers) -> Files:
        """The files that a site of these answers begins with."""
        made = {f"{FOLDER}/{name}": data for name, data in icons(answers.name).items()}
        return {**pages(answers, self._desk()), **made}

    def here(self, more: Iterable[str]) -> Files:
        """Those of `more` and of the example that there are, with all comments on the example's articles."""
        example = self.example()
        folders = {str(PurePosixPath(name).parent) for name in example if name.startswith(_COMMENTS)}
        comments = (name for folder in folders for name in _names(self._root, folder))
        found = {name: files.content(self._root / name) for name in (*more, *example, *comments)}
        return {name: data for name, data in found.items() if data is not None}

    def example(self) -> Files:
        root = self._root / _EXAMPLES
        return {name: (root / name).read_bytes() for name in _names(root, "content")}

    def set(self, values: Mapping[str, Any]) -> None:
        data = with_values(self._text_now, values).encode()
        files.write(self._root / site_settings.FILE, data)

    def carry_out(self, step: Step) -> None:
        path = self._root / step.path
        if step.action is FileAction.MOVE:
            files.write(self._root / _ASIDE / step.path, step.data)
        if step.action in (FileAction.WRITE, FileAction.REPLACE):
            files.write(path, step.data)
        if step.action in (FileAction.MOVE, FileAction.REMOVE):
            path.unlink()
            _drop_empty(path.parent, self._root / "content")

    def _desk(self) -> Settings:
        return desk_settings.parse(self._text(RULES_FILE), RULES_FILE)

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
