"""What a site's settings must say before a machine can serve it. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from plugins.common.errors import Problem
from plugins.common.settings import setting
from plugins.common.site_settings import FILE
from plugins.install.plan import ROOT, Machine, is_name
from plugins.moderation.core.desk import RULES_FILE
from plugins.moderation.core.settings import Settings

PUBLISH = ("make", "publish", "deploy", f"TARGET={ROOT}")
_SAMPLES = (".example", ".localhost", ".test", ".invalid")  # RFC 2606


def name_of(address: str) -> str:
    """Of the host in a site's address; empty where it is none that the internet could have."""
    parts = urlsplit(address)
    name = parts.hostname or ""
    plain = parts.scheme == "https" and parts.netloc == name and parts.path in ("", "/")
    return name if plain and is_name(name) and not name.endswith(_SAMPLES) else ""


def problems(address: str, machine: Machine, site: Mapping[str, Any], rules: Settings) -> Iterator[Problem]:
    """`address`: of the site, as its settings have it."""
    if not machine.name:
        hint = 'Write your own name, as in address = "https://blog.zoe.fr", without a folder.'
        yield Problem(FILE, 0, f"“{address}” is not an address that a machine of yours can have", hint)
    if machine.server not in (hosts := setting(site, "HOSTS")):
        hint = f'Write hosts = ["{machine.server}"].'
        yield Problem(FILE, 0, f"hosts: no files are written for {machine.server}", hint)
    if machine.web and rules.intake.proxies != 1:
        what = "[intake] proxies is not 1: all visitors would count as one"
        yield Problem(RULES_FILE, 0, what, "Write proxies = 1: the web server stands before the intake.")
    if hosts and (machine.web or machine.mail) and not rules.desk.publish:
        told = ", ".join(f'"{word}"' for word in PUBLISH)
        yield Problem(
            RULES_FILE,
            0,
            "[desk] publish is empty: what you approve would appear nowhere",
            f"Write publish = [{told}].",
        )
