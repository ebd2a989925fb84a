"""What will be done, in words, before it is. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plugins.begin.plan import FileAction, Files, Step
from plugins.common.text import for_terminal
from plugins.common.toml_lines import plain
from plugins.moderation.core.desk import RULES_FILE

_MANY = 6


def told(
    values: Mapping[str, Any], before: Mapping[str, Any], here: Files, steps: Sequence[Step], command: str
) -> str:
    """`here`: the files as they are; `command`: what follows, empty for nothing."""
    lines = [*_settings(values, before), *_rules(here, steps), *_files(steps)]
    if command:
        lines += ["then", f"    {command}"]
    return for_terminal("\n".join(lines)) if lines else "Nothing is to be done: all of it is so already."


def _settings(values: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[str]:
    if values:
        yield "site.toml"
    for key, value in values.items():
        yield f"    {key}: {_value(before.get(key))} → {_value(value)}"


def _rules(here: Files, steps: Sequence[Step]) -> Iterator[str]:
    """Which lines of the moderation's settings become others."""
    for step in steps:
        if step.path == RULES_FILE and step.data:
            known = here.get(RULES_FILE, b"").decode().splitlines()
            yield RULES_FILE
            new = (line for line in step.data.decode().splitlines() if line not in known)
            yield from (f"    {plain(line)}" for line in new)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(str(one[0]) for one in value)
    return f"“{value}”" if value else "nothing"


def _files(steps: Sequence[Step]) -> Iterator[str]:
    for action in FileAction:
        names = [step.path for step in steps if step.action is action]
        if names:
            yield f"{action.value}:"
            yield from (f"    {name}" for name in names[:_MANY])
        if len(names) > _MANY:
            yield f"    and {len(names) - _MANY} more"
