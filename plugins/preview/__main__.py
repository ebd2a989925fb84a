"""`make serve`: build, serve, and build again whenever a source changes.

Each build is a process of its own, so a change of settings or of a plugin counts too, and a failed one
leaves the last good pages where they are. It has an output of its own, so that a publication is left alone.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from watchfiles import watch

from plugins.addresses.preview import FILE
from plugins.common import conf, site_settings, theme
from plugins.common.errors import SiteError
from plugins.common.text import for_terminal
from plugins.moderation import application
from plugins.moderation.core.desk import RULES_FILE, Desk, DeskPaths
from plugins.moderation.core.login import HERE
from plugins.moderation.core.site_file import SiteFile
from plugins.preview.server import Mounted, server

_OURS = ("plugins", conf.FILE, site_settings.FILE, RULES_FILE)
_PORT = 8000  # that of SITEURL in pelicanconf.py
_OUTPUT = "output.preview"
_A_DAY = timedelta(days=1)


def build(port: int) -> bool:
    """One build with the development settings; its messages go to the terminal. Feeds lead to `port`."""
    here = [f"OUTPUT_PATH={json.dumps(_OUTPUT)}", f"HOSTS={json.dumps(['preview'])}"]
    if port != _PORT:
        here.append(f"SITEURL={json.dumps(f'http://localhost:{port}')}")
    command = [sys.executable, "-m", "plugins.fastbuild", "--now", "", "-e", *here]
    return subprocess.run(command, check=False).returncode == 0


def sources(before: Sequence[str] = _OURS) -> Sequence[str]:
    """What a build reads. Those of `before` where the settings cannot be read: the build says why."""
    try:
        known = conf.read(conf.FILE)
    except Exception:
        return before
    themes = [str(folder) for folder in theme.folders(known.theme)] if known.theme else []
    return tuple(path for path in (known.content, *themes, *_OURS) if Path(path).exists())


def intake() -> Mounted | None:
    """The intake of comments, on the same port as the pages, where the settings name a path for it."""
    paths = DeskPaths(output=_OUTPUT)
    try:
        known = SiteFile(paths.known_site).read()
        addresses = (known.site.intake_url, known.desk)
        bases = tuple(path for each in addresses if (path := urlsplit(each).path.rstrip("/")))
        return Mounted(application.create(Desk(paths)), bases) if bases else None
    except SiteError as error:
        print(f"No comments will be taken: {error}", file=sys.stderr)
        return None


def desk_link(port: int) -> str:
    """An address that opens the desk in this machine's browser, once; empty where there is no desk."""
    paths = DeskPaths(output=_OUTPUT)
    try:
        path = urlsplit(SiteFile(paths.known_site).read().desk).path
        if not path:
            return ""
        key = Desk(paths).login_links().issue(HERE, datetime.now(UTC), _A_DAY)
    except SiteError:  # `intake` said it
        return ""
    return f"http://localhost:{port}{path}?cle={key}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make serve", description="Preview the site while writing it.")
    parser.add_argument("--port", type=int, default=_PORT, help=f"where to listen (default: {_PORT})")
    port = parser.parse_args(arguments).port
    build(port)
    try:
        http = server(Path(_OUTPUT), port, intake(), Path(f"{_OUTPUT}.hosts", FILE))
    except OSError as error:
        print(f"Port {port}: {error.strerror}. Choose another: make serve PORT=8001", file=sys.stderr)
        return 1
    Thread(target=http.serve_forever, daemon=True).start()
    print(f"http://localhost:{http.port}/ (Ctrl-C to stop)", flush=True)
    if link := desk_link(http.port):
        print(f"{link} (the comments that wait; opens once)", flush=True)
    again(port, sources())
    return 0


def again(port: int, watched: Sequence[str]) -> None:
    """Build whenever one of these changes; where the settings name other folders then, those are watched."""
    for changes in watch(*watched, raise_interrupt=False):
        names = sorted(Path(path).name for _, path in changes)
        print(for_terminal(f"Changed: {', '.join(names)}"), flush=True)
        build(port)
        if (now := sources(watched)) != watched:
            return again(port, now)


if __name__ == "__main__":
    raise SystemExit(main())
