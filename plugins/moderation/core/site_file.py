"""Reads the file with which a build tells the intake about the site, again whenever it changes."""

from pathlib import Path

from plugins.common.errors import Problem, SiteError
from plugins.moderation.core import known_site
from plugins.moderation.core.known_site import KnownSite


class SiteFile:
    """Keeps the last valid contents, so that the intake works while a build is being put in place."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int] | None = None
        self._site: KnownSite | None = None

    def read(self) -> KnownSite:
        """The site as of the last build. Raises SiteError if there has been none."""
        try:
            stat = self._path.stat()
            stamp = (stat.st_mtime_ns, stat.st_ino)
            if stamp != self._stamp:
                self._site = known_site.parse(self._path.read_text(encoding="utf-8"))
                self._stamp = stamp
        except (OSError, ValueError, KeyError, TypeError) as error:
            if self._site is None:
                raise SiteError([self._problem(error)]) from None
        assert self._site is not None
        return self._site

    def _problem(self, error: Exception) -> Problem:
        missing = isinstance(error, FileNotFoundError)
        what = "no build has been made" if missing else f"cannot be read ({error})"
        return Problem(str(self._path), 0, what, "Build the site first: make html, or make publish.")
