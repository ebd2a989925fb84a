"""Parses `moderation.toml` into a value per table, or reports every problem. Pure.

The file contains no secrets: keys are in `var/moderation`, passwords in environment variables.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from email.utils import getaddresses
from typing import Any

from plugins.common import toml_file
from plugins.common.errors import Problem, SiteError, nearest
from plugins.moderation.core.rules import Rules, wrong_pattern


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """The table `[desk]`: decisions and what follows them."""

    undo_days: int = 7  # how long a decision can be undone; then e-mail addresses are erased
    keep_days: int = 365  # how long rejected submissions and spam are kept, to try new rules on
    publish: tuple[str, ...] = ()  # a command and its arguments, run once after decisions that publish
    author: str = ""  # the name that your own answers are published under
    hook: tuple[str, ...] = ()  # a command and its arguments, told as JSON of each comment that waits
    hook_private: bool = False  # whether it is told e-mail address and site, too


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """The table `[intake]`: rate limits and the network."""

    per_minute: int = 5  # submissions from one network (/24, /56)
    per_day: int = 60
    previews_per_minute: int = 30
    withdrawals_per_hour: int = 10  # comments that people of one network take back
    logins_per_hour: int = 10  # tries to enter the desk from one network, and mails with a key to one address
    redis: str = ""  # redis://…: counters shared by several workers; empty: in memory
    proxies: int = 0  # how many proxies of ours stand before the intake (X-Forwarded-For)


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The table `[mail]`: empty `moderator` means no mail at all."""

    moderator: str = ""  # who is told of submissions, and whose signed answers are decisions
    sender: str = ""  # the address notices come from and answers go to
    smtp: str = "localhost:25"
    smtp_user: str = ""  # password: SMTP_PASSWORD
    imap: str = ""
    imap_user: str = ""  # password: IMAP_PASSWORD
    imap_folder: str = "INBOX"
    answer_days: int = 14  # how long a signed answer holds
    receipts: bool = (
        True  # whether comments by mail are acknowledged, with the links to correct or withdraw them
    )

    @property
    def moderators(self) -> tuple[str, ...]:
        """The addresses in `moderator`, without names."""
        return tuple(address for _, address in getaddresses([self.moderator]) if address)


@dataclass(frozen=True, slots=True)
class NoticesSettings:
    """The table `[notices]`: mails to readers who subscribed to answers; empty `sender` means none. They are
    sent through the SMTP server of `[mail]`."""

    sender: str = ""  # the address they come from; what bounces comes back to it
    delay_minutes: int = 60  # between two mails to one subscriber; an hour at least
    confirm_hours: int = 48  # how long an address that nobody confirmed is kept
    silent_days: int = 365  # how long a subscription without any news is kept


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of `moderation.toml`."""

    spam: Rules = field(default_factory=Rules)
    desk: DeskSettings = field(default_factory=DeskSettings)
    intake: IntakeSettings = field(default_factory=IntakeSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    notices: NoticesSettings = field(default_factory=NoticesSettings)


_TABLES: dict[str, type] = {
    "spam": Rules,
    "desk": DeskSettings,
    "intake": IntakeSettings,
    "mail": MailSettings,
    "notices": NoticesSettings,
}
_REDIS = ("redis://", "rediss://", "redis+unix://")


def parse(text: str, where: str) -> Settings:
    """Parse the file. Raises SiteError with every problem: syntax, unknown names, values of the wrong
    type."""
    given = toml_file.load(text, where)
    problems = list(_problems(given, text, where))
    if problems:
        raise SiteError(problems)
    return Settings(**{name: _TABLES[name](**_values(table)) for name, table in given.items()})


def _values(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _problems(given: Mapping[str, Any], text: str, where: str) -> Iterator[Problem]:
    for name, table in given.items():
        line = toml_file.line_of(text, name)
        if name not in _TABLES:
            yield Problem(where, line, f"unknown table “{name}”", nearest(name, tuple(_TABLES)))
        elif not isinstance(table, dict):
            yield Problem(where, line, f"“{name}” is not a table", f"Write [{name}] on a line of its own.")
        else:
            yield from _of_table(name, table, text, where)


def _of_table(name: str, table: Mapping[str, Any], text: str, where: str) -> Iterator[Problem]:
    kinds = {field_.name: field_.type for field_ in fields(_TABLES[name])}
    for key, value in table.items():
        line = toml_file.line_of(text, key)
        if key not in kinds:
            yield Problem(where, line, f"unknown key “{key}” in [{name}]", nearest(key, tuple(kinds)))
        elif wanted := toml_file.wrong_kind(kinds[key], value):
            yield Problem(where, line, f"“{key}” is not {wanted}", f"Write {wanted}, or delete the line.")
        elif key == "patterns":
            yield from _wrong_patterns(value, line, where)
        elif key == "delay_minutes" and value < 60:
            yield Problem(where, line, f"“{key}” is below 60", "Readers are told once an hour at most.")
        elif kinds[key] is int and value < 0 and not key.startswith("points_"):
            yield Problem(where, line, f"“{key}” is below 0", "Only points may be.")
        elif key == "redis" and value and not value.startswith(_REDIS):
            yield Problem(where, line, f"“{value}” is not an address of Redis", "Write redis://host:6379.")


def _wrong_patterns(patterns: list[str], line: int, where: str) -> Iterator[Problem]:
    for pattern in patterns:
        if mistake := wrong_pattern(pattern):
            yield Problem(where, line, f"“{pattern}” is not a pattern: {mistake}", "Mend it, or delete it.")
