"""The commands login and sessions: a link that opens the desk in a browser, and the list of open sessions."""

from argparse import Namespace
from datetime import datetime

from plugins.common.text import for_terminal
from plugins.moderation.cli.report import CommandReport
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.login import HERE, MINUTES
from plugins.moderation.core.sessions import BrowserSession

_NO_DESK = "There is no desk in a browser: set COMMENT_INTAKE_URL and DESK_URL, then build the site."
_SHORT = 12


def login(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """Print the link to log in, for when it cannot be mailed."""
    site = SubmissionContext(desk.paths).site()
    if site is None or not site.desk:
        return CommandReport(None, (), (_NO_DESK,))
    link = f"{site.desk}?cle={desk.login_links().issue(HERE, now)}"
    return CommandReport({"link": link}, (link, f"It opens the desk once, within {MINUTES} minutes."))


def sessions(desk: Desk, options: Namespace, now: datetime) -> CommandReport:
    """`options.end`: a name as the list shows it, or `all`."""
    if options.end is not None:
        return _end(desk, options.end)
    open_sessions = [one for one in desk.sessions.all() if not one.is_over(now)]
    lines = map(_line, open_sessions)
    data = [
        {"name": one.name, "who": one.who, "began": one.began.isoformat(), "used": one.used.isoformat()}
        for one in open_sessions
    ]
    return CommandReport(data, tuple(lines) or ("Nobody is at the desk by browser.",))


def _line(one: BrowserSession) -> str:
    began, used = (f"{moment:%Y-%m-%d %H:%M}" for moment in (one.began, one.used))
    return for_terminal(f"{one.name[:_SHORT]}  since {began}, used {used}  {one.who}")


def _end(desk: Desk, typed: str) -> CommandReport:
    named = [one for one in desk.sessions.all() if typed == "all" or (typed and one.name.startswith(typed))]
    if typed != "all" and len(named) != 1:
        how = "no" if not named else "more than one"
        hint = "see .venv/bin/python -m plugins.moderation sessions"
        return CommandReport(None, (), (f"“{for_terminal(typed)}”: {how} session has this name; {hint}",))
    for one in named:
        desk.sessions.end(one.name)
    summary = f"{len(named)} ended." if named else "Nobody is at the desk by browser."
    return CommandReport([one.name for one in named], (summary,))
