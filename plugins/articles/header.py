"""What this site reads in the header of an article or a page, beyond what Pelican reads. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from plugins.common import when
from plugins.common.errors import Problem
from plugins.common.when import When

_DATE_HINT = "Write what is known: 2020, 2020-12, 2020-12-19 or 2020-12-19 14:05."
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,127}")


@dataclass(frozen=True, slots=True)
class Header:
    """`id` is what feeds keep when title, date, slug and file name change; None: the slug stands for it.
    `comments_open` None leaves it to the site's setting."""

    date: When | None
    modified: When | None
    title_lang: str | None
    comments_open: bool | None
    id: str | None


def parse(
    metadata: Mapping[str, object],
    where: str,
    text: str,
    zone: ZoneInfo,
    required: tuple[str, ...] = ("title",),
) -> tuple[Header, list[Problem]]:
    """Read the raw metadata of the file `text`. Clock times without an offset are in `zone`."""
    reading = _Reading(
        {key: value for key, value in metadata.items() if isinstance(value, str)}, where, text, zone
    )
    header = Header(
        date=reading.date("date"),
        modified=reading.date("modified"),
        title_lang=reading.values.get("title-lang"),
        comments_open=reading.choice("comments", {"open": True, "closed": False}),
        id=reading.token("id"),
    )
    return header, [*reading.missing(required), *reading.problems]


class _Reading:
    """One pass over one header; collects what is wrong instead of stopping."""

    def __init__(self, values: Mapping[str, str], where: str, text: str, zone: ZoneInfo) -> None:
        self.values, self.where, self.text, self.zone = values, where, text, zone
        self.problems: list[Problem] = []

    def missing(self, required: tuple[str, ...]) -> Iterator[Problem]:
        for name in required:
            if not self.values.get(name, "").strip():
                title = name.title()
                hint = f"Add “{title}: …” at the top of the file."
                yield Problem(self.where, 1, f"header “{title}” is missing", hint)

    def date(self, name: str) -> When | None:
        if name not in self.values:
            return None
        try:
            return when.parse(self.values[name].strip(), self.zone)
        except ValueError as error:
            self._wrong(name, str(error), _DATE_HINT)
            return None

    def choice(self, name: str, choices: Mapping[str, bool]) -> bool | None:
        value = self.values.get(name)
        if value is not None and value not in choices:
            self._wrong(
                name, f"“{value}” is neither {' nor '.join(choices)}", f"Write {' or '.join(choices)}."
            )
        return choices.get(value) if value is not None else None

    def token(self, name: str) -> str | None:
        value = self.values.get(name)
        if value is not None and not _ID.fullmatch(value):
            self._wrong(name, f"“{value}” cannot be an id", "Use letters, digits and hyphens.")
        return value

    def _wrong(self, name: str, what: str, hint: str) -> None:
        self.problems.append(Problem(self.where, self._line(name), f"{name.title()}: {what}", hint))

    def _line(self, name: str) -> int:
        lines = self.text.splitlines()
        return next((n for n, line in enumerate(lines, 1) if line.lower().startswith(f"{name}:")), 1)
