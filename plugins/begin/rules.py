"""`moderation.toml` as a site begins with it: what its owner would have to type first is there. Pure."""

from collections.abc import Mapping
from typing import Any

from plugins.begin.questions import Choices
from plugins.common.toml_lines import with_values

_MAILBOXES = ("smtp", "imap")
_HERE = {"localhost", "127.0.0.1", "[::1]"}


def rules(example: str, site: Choices) -> str:
    """`example`: the file with every key, as the project has it."""
    text = example
    for table, values in _values(site).items():
        text = with_values(text, values, table)
    return text


def _values(site: Choices) -> Mapping[str, Mapping[str, Any]]:
    if site.comments == "none":
        return {}
    wanted: dict[str, dict[str, Any]] = {"desk": {"author": site.signed or site.name}, "mail": _mail(site)}
    if site.comments == "web":
        wanted["intake"] = {"proxies": 1}  # the web server that hands comments on
    return wanted


def _mail(site: Choices) -> dict[str, str]:
    """Answers go where comments by mail go; one mailbox has both."""
    told = {"moderator": site.moderator, "sender": site.mail if site.moderator else ""}
    told |= {name: getattr(site, name) for name in _MAILBOXES}
    told |= {f"{name}_user": site.mail or site.moderator for name in _MAILBOXES if _needs_user(site, name)}
    return {name: value for name, value in told.items() if value}


def _needs_user(site: Choices, name: str) -> bool:
    """A server on the same machine takes mails without a login, and a user's name without a password is
    refused; whose mails are read, it must always know."""
    server = str(getattr(site, name))
    return bool(server) and not (name == "smtp" and server.rpartition(":")[0] in _HERE)
