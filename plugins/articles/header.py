"""What this site reads in the header of an article or a page, beyond what Pelican reads. Pure."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from plugins.common import when
from plugins.common.errors import Problem, nearest
from plugins.common.when import When

_COMMENTS = {"open": True, "closed": False}
_DATE_HINT = "Write what is known: 2020, 2020-12, 2020-12-19 or 2020-12-19 14:05."
_COMMENTS_HINT = "Write open, closed, or the last day on which they are taken: 2027-01-31."
_SLUG_HINT = "Leave out spaces, slashes and ? # %, and a dot at its beginning."
STATUSES = ("published", "hidden", "draft", "skip")
_KEEP_ONE = "Keep one line."
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,127}")
LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")  # BCP 47, but for what nobody writes
_SLUG = re.compile(r"[^\s/\\?#%.][^\s/\\?#%]*")

# Ours, then what Pelican knows besides (its documentation, “File metadata”).
_NAMES = (
    "Title", "Title-Lang", "Date", "Modified", "Slug", "Id", "Category", "Tags", "Author", "Authors",
    "Summary", "Series", "Comments", "Lang", "Status", "Keywords", "Translation",
    "Template", "Url", "Save_as", "Image",
)  # fmt: skip
_KNOWN = {name.lower(): name for name in _NAMES}
_INTERNAL = {"reader", "toc_tokens", "written_header", "header"}  # added by Pelican and our reader
_ONE_LINE = ("title", "title-lang", "id", "series", "comments", "lang", "image")  # `repeated` of the others


@dataclass(frozen=True, slots=True)
class Header:
    """`id` is what feeds keep when title, date, slug and file name change; None: the slug stands for it.
    `comments_open` None leaves it to the site's settings. `series`: what it is a part of, by its name.
    `comments_until`: the last day on which comments are taken."""

    date: When | None
    modified: When | None
    title_lang: str | None
    comments_open: bool | None
    id: str | None
    series: str | None = None
    comments_until: datetime.date | None = None


def repeated(name: str, where: str, line: int) -> Problem:
    """The problem of a header that stands twice and may stand once."""
    return Problem(where, line, _repeated(_KNOWN.get(name, name.title())), _KEEP_ONE)


def parse(
    metadata: Mapping[str, object],
    where: str,
    text: str,
    zone: ZoneInfo,
    required: tuple[str, ...] = ("title",),
) -> tuple[Header, list[Problem]]:
    """Read the raw metadata of the file `text`. Clock times without an offset are in `zone`."""
    reading = _HeaderReader(metadata, where, text, zone)
    header = Header(
        date=reading.date("date"),
        modified=reading.date("modified"),
        title_lang=reading.values.get("title-lang"),
        comments_open=_COMMENTS.get(reading.values.get("comments", "")),
        id=reading.matching("id", _ID, "cannot be an id", "Use letters, digits and hyphens."),
        series=reading.values.get("series") or None,
        comments_until=reading.last_day("comments"),
    )
    for name in ("lang", "title-lang"):
        reading.matching(name, LANG, "is not a language code", "Write it as in fr, en or pt-BR.")
    reading.matching("slug", _SLUG, "cannot stand in an address", _SLUG_HINT)
    reading.status()
    reading.order(header)
    return header, [*reading.missing(required), *reading.names(required), *reading.problems]


def _repeated(shown: str) -> str:
    return f"header “{shown}” stands on more than one line"


class _HeaderReader:
    """Reads one header. Collects what is wrong instead of stopping at it."""

    def __init__(self, metadata: Mapping[str, object], where: str, text: str, zone: ZoneInfo) -> None:
        self.metadata, self.where, self.text, self.zone = metadata, where, text, zone
        self.values = {key: value.strip() for key, value in metadata.items() if isinstance(value, str)}
        self.problems: list[Problem] = []

    def missing(self, required: tuple[str, ...]) -> Iterator[Problem]:
        for name in required:
            if not self.values.get(name) and not isinstance(self.metadata.get(name), list):
                title = name.title()
                hint = f"Add “{title}: …” at the top of the file."
                yield Problem(self.where, 1, f"header “{title}” is missing", hint)

    def date(self, name: str) -> When | None:
        if not self.values.get(name):
            return None
        try:
            return when.parse(self.values[name], self.zone)
        except ValueError as error:
            self._wrong(name, str(error), _DATE_HINT)
            return None

    def last_day(self, name: str) -> datetime.date | None:
        value = self.values.get(name)
        if not value or value in _COMMENTS:
            return None
        try:
            found = when.parse(value)
        except ValueError:
            found = None
        if found is None or found.day is None or found.moment is not None:
            self._wrong(name, f"“{value}” is neither open nor closed, and no day", _COMMENTS_HINT)
            return None
        return found.last_day()

    def status(self) -> None:
        value = self.values.get("status", "")
        if value and value.lower() not in STATUSES:
            self._wrong("status", f"“{value}” is not known", nearest(value.lower(), STATUSES))

    def order(self, header: Header) -> None:
        """No text is changed before it was written; feeds, pages and sitemap would say three things of it."""
        if header.date and header.modified and header.modified.is_before(header.date):
            what = f"“{self.values['modified']}” is before the Date, “{self.values['date']}”"
            self._wrong("modified", what, "Correct one of them, or delete the line.")

    def matching(self, name: str, form: re.Pattern[str], wrong: str, hint: str) -> str | None:
        value = self.values.get(name)
        if value and not form.fullmatch(value):
            self._wrong(name, f"“{value}” {wrong}", hint)
        return value

    def names(self, required: tuple[str, ...]) -> Iterator[Problem]:
        """Of headers whose name or number is wrong: a `Coments: closed` would leave them open in silence."""
        for name, value in self.metadata.items():
            if name in _INTERNAL:
                continue
            shown = _KNOWN.get(name, name.title())
            if name not in _KNOWN:
                yield self._problem(name, f"unknown header “{shown}”", nearest(shown, _NAMES))
            elif name in _ONE_LINE and isinstance(value, list):
                yield self._problem(name, _repeated(shown), _KEEP_ONE)
            elif isinstance(value, str) and not value and name not in required:  # a term is not text
                hint = f"Give “{shown}” a value, or delete the line."
                yield self._problem(name, f"header “{shown}” is empty", hint)

    def _wrong(self, name: str, what: str, hint: str) -> None:
        self.problems.append(self._problem(name, f"{_KNOWN[name]}: {what}", hint))

    def _problem(self, name: str, what: str, hint: str) -> Problem:
        return Problem(self.where, self._line(name), what, hint)

    def _line(self, name: str) -> int:
        lines = self.text.splitlines()
        return next((n for n, line in enumerate(lines, 1) if line.lower().startswith(f"{name}:")), 1)
