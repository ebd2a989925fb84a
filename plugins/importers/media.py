"""Finds the files of the old site that articles show or link to, and copies those that are missing here."""

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
"""In bytes; file systems allow no longer names."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the old site. `named`: how many of its files articles refer to. `missing`: how many of
    those are not in `content/`. `taken`: how many were copied by this import."""

    path: str
    named: int
    missing: int
    taken: int

    def json(self) -> dict[str, Any]:
        return {"folder": self.path, "named": self.named, "missing": self.missing, "taken": self.taken}

    def __str__(self) -> str:
        line = f"files of {for_terminal(self.path)} in articles: {self.named:,}, missing {self.missing:,}"
        if self.taken:
            line += f", taken from MEDIA {self.taken:,}"
        if not self.missing:
            return line
        first = self.path.strip("/").split("/")[0]
        setting = f", and “{first}” into STATIC_PATHS (docs/settings.md)" if first not in _PUBLISHED else ""
        put = f"put them into content{for_terminal(self.path)}{setting}, or say MEDIA=folder"
        lost = f'ALLOW_BROKEN = ["{for_terminal(self.path)}*"], below [pelican] in site.toml'
        return f"{line}; {put}\n    or no publication is made; where they are lost: {lost}"


class Media:
    """Collects the files that articles refer to. `given`: a folder with the old site's files, to copy
    from."""

    def __init__(self, content: Path, given: Path | None = None, dry: bool = False) -> None:
        self._content, self._given, self._dry = content, given, dry
        self._named: dict[str, set[str]] = {}

    def note(self, html: str) -> None:
        """Note the files that an article refers to."""
        for address in _NAMED.findall(html):
            path = unquote(address)
            if all(part != ".." and len(part.encode()) < _LONGEST for part in path.split("/")):
                self._named.setdefault(_folder(path), set()).add(path)

    def folders(self) -> Iterator[Folder]:
        """Copy missing files, once all articles are noted; returns the folders with their numbers."""
        for folder, paths in sorted(self._named.items()):
            missing = [path for path in sorted(paths) if not (self._content / path[1:]).is_file()]
            taken = [path for path in missing if self._take(path)]
            yield Folder(folder, len(paths), len(missing) - len(taken), len(taken))

    def _take(self, path: str) -> bool:
        source = self._find(path)
        if source is None:
            return False
        if not self._dry:
            goal = self._content / path[1:]
            files.make_folder(goal.parent)
            with source.open("rb") as file:
                files.write_pieces(goal, iter(lambda: file.read(_CHUNK), b""))
        return True

    def _find(self, path: str) -> Path | None:
        """The file in the given folder, which may contain only the last parts of the path. Symbolic links
        must not lead out of the folder."""
        if self._given is None:
            return None
        parts = path.strip("/").split("/")
        root = self._given.resolve()
        for start in range(len(parts)):
            candidate = self._given.joinpath(*parts[start:])
            if candidate.is_file() and candidate.resolve().is_relative_to(root):
                return candidate
        return None


def _folder(path: str) -> str:
    """The first folder of a path; for WordPress, the folder of uploads."""
    if path.startswith(_UPLOADS):
        return _UPLOADS
    first, slash, _ = path[1:].partition("/")
    return f"/{first}/" if slash else "/"
