"""`make intake`: the intake for production, behind any proxy."""

import argparse
import sys
from pathlib import Path
from threading import Thread
from time import sleep

from waitress import create_server

from plugins.common.errors import SiteError
from plugins.moderation import application
from plugins.moderation.background import BackgroundWorker
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.publication import on_stderr

_HOUR, _DAY = 3600.0, 24 * 3600.0  # seconds
_LARGEST = 2 * 1024 * 1024
"""Up to here a page says, in the visitor's language, that it is too much; beyond, the server hangs up."""


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
        # Bodies are read whole before a thread is given to them, so slow senders hold none. What proxies
        # say of a visitor is let through; `web` heeds it as [intake] proxies says: else all were one network.
        server = create_server(app, host=options.host, port=options.port, threads=8, ident=None,
              channel_timeout=30, connection_limit=1000, max_request_body_size=_LARGEST,
              clear_untrusted_proxy_headers=False)  # fmt: skip
    except OSError as error:
        print(
            f"Port {options.port}: {error.strerror}. Choose another: make intake PORT=8101", file=sys.stderr
        )
        return 1
    print(f"http://{options.host}:{options.port or server.effective_port}/ (Ctrl-C to stop)", flush=True)
    Thread(target=keep_up, args=(application.worker(desk),), daemon=True).start()
    server.run()
    return 0


def keep_up(worker: BackgroundWorker) -> None:
    """What no visitor sets going. Once a day what follows decisions: addresses are erased in time even where
    nobody decides anything for weeks, and what was owed when this stopped is published. Every hour mails and
    the hook: of what was left when this stopped, and of what the terminal published. And at its moment a
    publication that waits for its time. A day's work that failed is tried again within the hour."""
    passed = _DAY
    while True:
        daily, pause = passed >= _DAY, _HOUR
        try:
            if worker.keep_up(daily) and daily:
                passed = 0.0
            pause = worker.pause(_HOUR)
        except (SiteError, OSError) as error:  # a build is being put in its place, say
            on_stderr(f"{error}\n    It is tried again in an hour.")
        sleep(pause)
        passed += pause


if __name__ == "__main__":
    raise SystemExit(main())
