"""The address of the browser desk: on the intake's host, at a path of its own. Pure."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from plugins.common.errors import Problem

_WHERE = "site.toml"


def whole(site: str, intake: str, desk: str) -> str:
    """The absolute address, with a trailing slash; "" if there is no desk or no intake."""
    return urljoin(urljoin(site, intake), f"{desk.rstrip('/')}/") if intake and desk else ""


def problems(intake: str, desk: str) -> Iterator[Problem]:
    """Problems with the settings COMMENT_INTAKE_URL and DESK_URL."""
    if not (intake and desk):
        return
    taken, wanted = (f"{urlsplit(address).path.rstrip('/')}/" for address in (intake, desk))
    if wanted == "/":
        yield Problem(_WHERE, 0, f"desk: “{desk}” has no path", 'Write a path of its own, as in "/bureau/".')
    elif taken.startswith(wanted) or (taken != "/" and wanted.startswith(taken)):
        what = f"desk: “{desk}” and comments_by_web “{intake}” share their path"
        yield Problem(_WHERE, 0, what, 'Write a path of its own, as in "/bureau/".')
