"""`make serve`: builds and serves the site, and builds it again whenever a source changes.

Each build is a separate process, so that changes to settings and plugins take effect; a failed build leaves
the last good pages in place. The preview has its own output folder, so that it does not affect a publication.
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
from plugins.common.interruption import exit_code
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
    """Build once with the development settings. `port`: for the addresses in feeds. Whether it succeeded."""
    overrides = [f"OUTPUT_PATH={json.dumps(_OUTPUT)}", f"HOSTS={json.dumps(['preview'])}"]
    if port != _PORT:
        overrides.append(f"SITEURL={json.dumps(f'http://localhost:{port}')}")
    command = [sys.executable, "-m", "plugins.fastbuild", "--now", "", "-e", *overrides]
    return subprocess.run(command, check=False).returncode == 0


def sources(before: Sequence[str] = _OURS) -> Sequence[str]:
    """The files and folders that a build reads; `before` if the settings are invalid, which the build
    reports."""
    try:
        settings = conf.read(conf.FILE)
    except Exception:
        return before
    themes = [str(folder) for folder in theme.folders(settings.theme)] if settings.theme else []
    return tuple(path for path in (settings.content, *themes, *_OURS) if Path(path).exists())


def intake() -> Mounted | None:
    """The intake of comments, mounted on the same port as the pages; None if the settings have no path for
    it."""
    paths = DeskPaths(output=_OUTPUT)
    try:
        last_build = SiteFile(paths.known_site).read()
        addresses = (last_build.site.intake_url, last_build.desk)
        bases = tuple(path for address in addresses if (path := urlsplit(address).path.rstrip("/")))
        return Mounted(application.create(Desk(paths)), bases) if bases else None
    except SiteError as error:
        print(f"No comments will be taken: {error}", file=sys.stderr)
        return None


def desk_link(port: int) -> str:
    """A login link to the desk for this machine's browser, valid once; "" if there is no desk."""
    paths = DeskPaths(output=_OUTPUT)
    try:
        path = urlsplit(SiteFile(paths.known_site).read().desk).path
        if not path:
            return ""
        key = Desk(paths).login_links().issue(HERE, datetime.now(UTC), _A_DAY)
    except SiteError:  # `intake` has reported it
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
    """Build whenever a watched file changes. If the settings name other folders then, these are watched
    instead."""
    for changes in watch(*watched, raise_interrupt=False):
        names = sorted(Path(path).name for _, path in changes)
        print(for_terminal(f"Changed: {', '.join(names)}"), flush=True)
        build(port)
        if (now := sources(watched)) != watched:
            return again(port, now)


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
