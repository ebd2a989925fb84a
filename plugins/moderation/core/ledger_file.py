"""Reads and writes the ledger's file, `content/moderation.csv`: numbers, months and days, nothing else.
Pure."""

import re
from collections.abc import Iterable
from datetime import date

from plugins.common.errors import Problem, SiteError, not_utf8
from plugins.moderation.core.ledger import Month

HEAD = "month,received,published,refused_by_rule,refused_by_hand,median_minutes,last"
_HINT = "Restore the file, or delete it: .venv/bin/python -m plugins.moderation ledger writes it anew."
_LINE = re.compile(
    r"(?P<month>[1-9]\d{3}-(?:0[1-9]|1[0-2]))"
    r",(?P<received>\d{1,9}),(?P<published>\d{1,9}),(?P<rule>\d{1,9}),(?P<hand>\d{1,9})"
    r",(?P<delay>\d{1,9})?,(?P<last>\d{4}-\d\d-\d\d)",
    re.ASCII,
)


def dump(months: Iterable[Month]) -> bytes:
    """The file; the same bytes for the same months."""
    return "".join(f"{line}\n" for line in (HEAD, *map(_line, months))).encode()


def parse(data: bytes, where: str) -> tuple[Month, ...]:
    """Parse what `dump` wrote. Raises SiteError with every invalid line."""
    try:
        head, *lines = data.decode("utf-8").splitlines() or [""]
    except UnicodeDecodeError as error:
        raise SiteError([not_utf8(where, error)]) from None
    matches = [_LINE.fullmatch(line) for line in lines]
    matches = [line if line and _is_day(line["last"]) else None for line in matches]
    problems = [
        Problem(where, number, "not a line of the ledger", _HINT)
        for number, line in enumerate((head == HEAD, *matches), 1)
        if not line
    ]
    if problems:
        raise SiteError(problems)
    return tuple(_month(line) for line in matches if line)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _line(month: Month) -> str:
    delay = "" if month.delay is None else month.delay
    counts = f"{month.received},{month.published},{month.by_rule},{month.by_hand}"
    return f"{month.month},{counts},{delay},{month.last}"


def _month(line: re.Match[str]) -> Month:
    return Month(
        month=line["month"],
        received=int(line["received"]),
        published=int(line["published"]),
        by_rule=int(line["rule"]),
        by_hand=int(line["hand"]),
        delay=int(line["delay"]) if line["delay"] else None,
        last=line["last"],
    )
