"""Files of the old site that articles show or link to: which folders they were in, and which are not here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from plugins.common import files
from plugins.common.text import for_terminal

_NAMED = re.compile(
    r"(?:href|src|poster|data)\s*=\s*[\"'](/(?!/)[^\"'?#<>]+\."
    r"(?:jpe?g|png|gif|webp|avif|svg|bmp|ico|mp3|m4a|ogg|oga|ogv|opus|wav|flac|mp4|m4v|webm|mov|avi|wmv|flv|pdf|zip|gz|"
    r"tgz|7z|txt|csv|docx?|xlsx?|pptx?|od[tsp]|rtf|epub))[\"'?#]",
    re.IGNORECASE,
)
_UPLOADS = "/wp-content/uploads/"
_PUBLISHED = {"images", "public", "wp-content"}
"""Folders that a build copies (STATIC_PATHS); a test compares them."""
_CHUNK = 1024**2
_LONGEST = 256
"""Bytes of a file's name; a disk takes no more."""


@dataclass(frozen=True, slots=True)
class Folder:
    """`named`: how many of its files articles name; `missing`: how many of those are not in `content/`;
    `taken`: how many came with this import."""

    path: str
    named: int
    missing: int
    taken: int

    def json(self) -> dict[str, Any]:
        return {"folder": self.path, "named": self.named, "missing": self.missing, "taken": self.taken}

    def __str__(self) -> str:
        said = f"files of {for_terminal(self.path)} in articles: {self.named:,}, missing {self.missing:,}"
        if self.taken:
            said += f", taken from MEDIA {self.taken:,}"
        if not self.missing:
            return said
        first = self.path.strip("/").split("/")[0]
        more = f", and “{first}” into STATIC_PATHS (docs/settings.md)" if first not in _PUBLISHED else ""
        put = f"put them into content{for_terminal(self.path)}{more}, or say MEDIA=folder"
        lost = f'ALLOW_BROKEN = ["{for_terminal(self.path)}*"], below [pelican] in site.toml'
        return f"{said}; {put}\n    or no publication is made; where they are lost: {lost}"


class Media:
    """`given`: a folder of the old site's files, from which those that are missing are taken."""

    def __init__(self, content: Path, given: Path | None = None, dry: bool = False) -> None:
        self._content, self._given, self._dry = content, given, dry
        self._named: dict[str, set[str]] = {}

    def note(self, html: str) -> None:
        """Files that an article names."""
        for address in _NAMED.findall(html):
            path = unquote(address)
            if all(part != ".." and len(part.encode()) < _LONGEST for part in path.split("/")):
                self._named.setdefault(_folder(path), set()).add(path)

    def folders(self) -> Iterator[Folder]:
        """What is here and what is not, once all articles are noted; what was given is taken."""
        for folder, paths in sorted(self._named.items()):
            missing = [path for path in sorted(paths) if not (self._content / path[1:]).is_file()]
            taken = [path for path in missing if self._take(path)]
            yield Folder(folder, len(paths), len(missing) - len(taken), len(taken))

    def _take(self, path: str) -> bool:
        found = self._found(path)
        if found is None:
            return False
        if not self._dry:
            goal = self._content / path[1:]
            files.make_folder(goal.parent)
            with found.open("rb") as file:
                files.write_pieces(goal, iter(lambda: file.read(_CHUNK), b""))
        return True

    def _found(self, path: str) -> Path | None:
        """By as much of its path as the given folder has; no link leads out of that."""
        if self._given is None:
            return None
        parts = path.strip("/").split("/")
        root = self._given.resolve()
        for start in range(len(parts)):
            found = self._given.joinpath(*parts[start:])
            if found.is_file() and found.resolve().is_relative_to(root):
                return found
        return None


def _folder(path: str) -> str:
    """The first piece of the path; of WordPress's the folder that people have."""
    if path.startswith(_UPLOADS):
        return _UPLOADS
    first, slash, _ = path[1:].partition("/")
    return f"/{first}/" if slash else "/"
