"""`make intake`: runs the intake in production, behind a proxy."""

import argparse
import sys
from pathlib import Path
from threading import Thread
from time import sleep

from waitress import create_server

from plugins.common.errors import SiteError
from plugins.common.interruption import exit_code
from plugins.moderation import application
from plugins.moderation.background import BackgroundWorker
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.publication import on_stderr

_HOUR, _DAY = 3600.0, 24 * 3600.0  # seconds
_LARGEST = 2 * 1024 * 1024
"""Bytes of a request. Flask's own limit is lower, and answers with a page in the visitor's language; beyond
this one, the server hangs up."""

_TAKEN = "Port {}: {}. Choose another, and name it in the web server's settings too: make intake PORT=8101"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="make intake",
        description="Take comments by web. Put it behind a proxy; docs/moderation.md says how.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8100, help="default: 8100; 0: any free one")
    options = parser.parse_args(arguments)
    try:
        desk = Desk(DeskPaths(Path()))
        app = application.create(desk)
    except SiteError as error:
        print(f"The intake cannot start: {error}", file=sys.stderr)
        return 1
    try:
        # waitress reads a whole body before it occupies a thread, so slow senders block none. Headers of
        # proxies are passed on; `web` trusts them as [intake] proxies says. Without them all visitors would
        # count as one network.
        server = create_server(app, host=options.host, port=options.port, threads=8, ident=None,
              channel_timeout=30, connection_limit=1000, max_request_body_size=_LARGEST,
              clear_untrusted_proxy_headers=False)  # fmt: skip
    except OSError as error:
        print(_TAKEN.format(options.port, error.strerror), file=sys.stderr)
        return 1
    listening = f"http://{options.host}:{options.port or server.effective_port}/"
    print(f"{listening} answers the web server of {_address(desk)} (Ctrl-C to stop)", flush=True)
    Thread(target=keep_up, args=(application.worker(desk),), daemon=True).start()
    server.run()
    return 0


def _address(desk: Desk) -> str:
    """Where visitors find the site, as the last build said."""
    site = SubmissionContext(desk.paths).site()
    return site.site.address if site else "the site"


def keep_up(worker: BackgroundWorker) -> None:
    """Do what no request triggers, forever:

    - once a day, publish and sweep as after a decision. So addresses are erased in time even if nobody
      decides anything for weeks, and a publication that was still owed at the last stop is made;
    - once an hour, send mails and run the hook, for what was left at the last stop or was published from the
      terminal;
    - at its moment, a publication that waits for its time.

    Daily work that failed is tried again within the hour."""
    passed = _DAY
    while True:
        daily, pause = passed >= _DAY, _HOUR
        try:
            if worker.keep_up(daily) and daily:
                passed = 0.0
            pause = worker.pause(_HOUR)
        except (SiteError, OSError) as error:  # for example while a new build replaces the last one
            on_stderr(f"{error}\n    It is tried again in an hour.")
        sleep(pause)
        passed += pause


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
