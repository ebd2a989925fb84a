"""The file in which a build tells the intake about the site: read again when it has changed."""

from pathlib import Path

from plugins.common.errors import Problem, SiteError
from plugins.moderation.core import known
from plugins.moderation.core.known import KnownSite


class SiteFile:
    """Keeps the last good reading: a build that is being made does not stop visitors."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int] | None = None
        self._known: KnownSite | None = None

    def read(self) -> KnownSite:
        """Raises SiteError where no build has been made yet."""
        try:
            stat = self._path.stat()
            stamp = (stat.st_mtime_ns, stat.st_ino)
            if stamp != self._stamp:
                self._known = known.parse(self._path.read_text(encoding="utf-8"))
                self._stamp = stamp
        except (OSError, ValueError, KeyError, TypeError) as error:
            if self._known is None:
                raise SiteError([self._problem(error)]) from None
        assert self._known is not None
        return self._known

    def _problem(self, error: Exception) -> Problem:
        missing = isinstance(error, FileNotFoundError)
        what = "no build has been made" if missing else f"cannot be read ({error})"
        return Problem(str(self._path), 0, what, "Build the site first: make html, or make publish.")
